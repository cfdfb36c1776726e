"""The demo: one whole case, played and told as a story."""
