"""The local run, with the same stack as on AWS: emulator, deployment, and one front door on loopback."""
