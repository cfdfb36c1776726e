"""Protection against floods and bots: rate limits and form tokens."""
