"""Tests of surveys: definitions, and their validation."""
