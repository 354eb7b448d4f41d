"""All that the hubs app writes to people."""
