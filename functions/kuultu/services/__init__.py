"""Use cases: load, decide, store, notify; one function per thing that happens."""
