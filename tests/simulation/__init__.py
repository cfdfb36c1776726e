"""Simulations: the real code, with more than a test can store, and time that is computed."""
