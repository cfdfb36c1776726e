"""``kuultu surveys``: checks, publishes, lists, closes and opens surveys."""
