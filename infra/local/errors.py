"""What can go wrong on this machine, each told in one sentence that says what to do."""


class CannotRun(Exception):
    """Kuultu cannot run here as things are; the message says what to do about it."""
