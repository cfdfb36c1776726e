"""Common parts of HTTP answers: problems, pages, forms, security headers."""
