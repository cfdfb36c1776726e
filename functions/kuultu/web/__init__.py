"""What HTTP answers share: problems, pages, forms, security headers."""
