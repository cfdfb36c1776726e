"""New responses, as the DynamoDB stream tells of them."""
