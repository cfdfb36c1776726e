"""The front door of the local run: the deployed API, the sample shop and the mailbox at one address."""
