"""POST of survey pages: stores what was filled in."""
