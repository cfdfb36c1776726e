"""DynamoDB through PynamoDB: one module per table, one named function per access pattern."""
