"""One construct for each concern of the stack."""
