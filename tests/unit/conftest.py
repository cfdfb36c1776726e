"""Rules are given the time; a rule that looked at a clock would meet the one of the tests."""

from tests.clock import ticking_clock

__all__ = ["ticking_clock"]
