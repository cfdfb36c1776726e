"""Tests of who may see what in the console, and of signing in."""
