"""Tests of the protection: rate limits and form tokens."""
