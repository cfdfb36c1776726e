"""Public: surveys and responses."""
