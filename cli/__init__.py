"""The command `kuultu`."""
