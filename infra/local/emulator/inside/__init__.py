"""Additions that run inside the emulator's process: state that survives a kill, and a bounded number of Lambdas."""
