"""Verifying a dossier from its data alone, a part a module. Pure: no Django, no database."""
