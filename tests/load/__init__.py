"""The last minute before a deadline: many save and submit at once, and nothing acknowledged is lost."""
