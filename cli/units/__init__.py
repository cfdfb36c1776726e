"""The commands about the links of units."""
