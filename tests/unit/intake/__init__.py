"""Tests of the intake Lambda: its imports."""
