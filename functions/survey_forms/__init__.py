"""POST of survey pages: stores the answers."""
