"""The command `kuultu restore`."""
