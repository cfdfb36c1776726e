"""The only AWS clients besides the store: mail (SES), workflow (Step Functions) and word of its ends (SQS)."""
