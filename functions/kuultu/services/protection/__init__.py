"""Protection: admission control and proof of work."""
