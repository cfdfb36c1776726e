"""The stacks that are deployed: one for each organisation."""
