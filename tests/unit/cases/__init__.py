"""Tests of cases: tasks, decisions, effects, stages, remedies, deadlines, promises, and histories."""
