"""The calendar: the clocks of a case, opening hours, and working time."""
