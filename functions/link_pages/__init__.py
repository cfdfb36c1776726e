"""GET of links: shows; the role behind it can read and nothing else."""
