"""From rows to the document that a pairing is solved by, and from fits back to words."""
