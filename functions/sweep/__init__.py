"""Scheduled: what was lost, left half done or closed by time."""
