"""The emulator of AWS on this machine, and the deployment of the stack to it."""
