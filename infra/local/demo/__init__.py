"""The demo: a day of two shops, played and told as a story."""
