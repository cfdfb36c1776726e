"""Deployment without the CDK command line: a release is made, uploaded, shown as a change set, and carried out."""
