"""An application for its people: what it asks, what stands in it, and how it is shown."""
