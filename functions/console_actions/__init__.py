"""The Lambda that takes what signed-in staff decide in the console."""
