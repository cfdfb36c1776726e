"""`kuultu surveys`: checks, publishes, lists, closes and opens surveys, and makes QR codes and posters for them."""
