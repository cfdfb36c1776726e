"""`kuultu surveys`: checks and publishes survey definitions, and makes QR codes and posters for them."""
