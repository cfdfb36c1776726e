"""GET of survey pages: shows the form; the IAM role of the Lambda can only read surveys."""
