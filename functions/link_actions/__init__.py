"""POST of links: acts."""
