"""Responses: taken in as JSON or through a page, and stored."""
