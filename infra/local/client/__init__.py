"""A client of a running Kuultu: a browser without a screen, and journeys through mails and links."""
