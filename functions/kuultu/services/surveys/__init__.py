"""Surveys: publication, the versions in use, and the web pages that may ask them."""
