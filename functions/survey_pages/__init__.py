"""GET of survey pages: shows; the role behind it can read surveys and nothing else."""
