"""The only AWS clients besides the store: mail (SES), workflow (Step Functions), its ends (SQS), other Lambdas."""
