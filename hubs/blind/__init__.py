"""Blind reading: who applies, and who made a file, is kept from those who are not to know."""
