"""GET of links: shows the page; the IAM role of the Lambda can only read."""
