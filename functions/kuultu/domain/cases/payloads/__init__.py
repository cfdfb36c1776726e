"""The payload of a decision for each kind of task."""
