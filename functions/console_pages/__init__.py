"""The Lambda that shows the console to signed-in staff."""
