"""The commands `kuultu deploy` and `kuultu release`."""
