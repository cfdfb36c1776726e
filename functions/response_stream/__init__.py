"""New and completed responses, as the DynamoDB stream tells of them."""
