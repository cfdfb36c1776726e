"""Responses: answers of customers, as sent, as filled in on a page, and as stored."""
