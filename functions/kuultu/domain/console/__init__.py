"""The console: what signed-in staff may see, and the views of it."""
