"""The demo: a whole case, played and told as a story."""
