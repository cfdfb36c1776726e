"""Tests of the calendar: clocks, working time, and holidays."""
