"""Surveys: definitions, their own settings, and their validation."""
