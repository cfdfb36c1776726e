"""The command that says what is missing before a deployment and after."""
