"""English of an international programme: the day before the month, the clock to 24."""
