"""The withdrawal drill: what would be done if a selected hub left."""
