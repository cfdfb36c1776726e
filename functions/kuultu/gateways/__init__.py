"""The only AWS clients besides the store: mail (SES) and workflow (Step Functions)."""
