"""The decision dossier: all that an auditor needs to follow a selection, and to reckon it again."""
