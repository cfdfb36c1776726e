"""The commands about messages that could not be delivered."""
