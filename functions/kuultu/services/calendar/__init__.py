"""The calendar of a unit and of a survey."""
