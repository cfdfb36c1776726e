"""The commands about the people and units of the organisation."""
