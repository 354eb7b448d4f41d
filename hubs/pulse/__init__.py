"""How running twinnings go."""
