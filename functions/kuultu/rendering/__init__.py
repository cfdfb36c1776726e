"""Rendering: templates, dates and sums, for pages and mails alike."""
