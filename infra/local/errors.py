"""Failures of the local run; each message is a sentence that says what to do."""


class CannotRun(Exception):
    """Kuultu cannot run on this machine at present; the message says what to do."""
