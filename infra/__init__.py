"""Everything that deploys Kuultu and runs it; nothing under functions/ knows of it."""
