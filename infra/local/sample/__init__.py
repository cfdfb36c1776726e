"""Sample data of the local run: half a year of answers from two shops, and the ends of their cases."""
