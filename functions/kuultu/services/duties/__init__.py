"""The duties of the sweep, by the kind of item."""
