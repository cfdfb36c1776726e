"""What deploys and runs Kuultu."""
