"""New and completed responses from the DynamoDB stream."""
