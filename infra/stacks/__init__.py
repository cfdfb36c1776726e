"""The deployed stacks: one per organisation."""
