"""The path of a twinning, chapter by chapter, as the people in it walk it."""
