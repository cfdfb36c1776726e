"""Scheduled: lost, half-done and overdue work."""
