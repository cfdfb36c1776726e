"""Tests of responses: submissions, filled sheets, and verdicts."""
