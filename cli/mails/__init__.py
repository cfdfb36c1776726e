"""The commands about the mails in the ledger."""
