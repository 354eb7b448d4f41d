"""Why two hubs fit, for people."""
