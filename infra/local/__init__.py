"""The same stack on this machine: emulator, deployment, and one front door on loopback."""
