"""The checklist of AWS (cdk-nag) for the stack."""
