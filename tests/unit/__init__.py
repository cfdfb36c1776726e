"""Unit tests: the rules, without AWS, grouped by subject like the domain."""
