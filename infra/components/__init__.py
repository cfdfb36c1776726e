"""The constructs of the stack, each for a single concern."""
