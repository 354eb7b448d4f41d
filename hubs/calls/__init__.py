"""Calls for their readers: lists, what is asked, and deadlines on other clocks."""
