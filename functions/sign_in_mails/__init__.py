"""The Lambda that mails codes to whoever wants to sign in."""
