"""Pure rules: standard library only, no input or output; the time is an argument."""
