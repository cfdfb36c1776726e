"""The console: who sees what, and the views of lists."""
