"""Tests of the web: bodies of forms and of JSON."""
