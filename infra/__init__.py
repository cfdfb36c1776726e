"""The deployment of Kuultu, the local run and the checks; no module under functions/ imports from here."""
