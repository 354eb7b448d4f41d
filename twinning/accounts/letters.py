"""All that the accounts app writes to people beside allauth's own codes."""
