"""Helpers of the unit tests: builders, and a case that is played by everybody."""
