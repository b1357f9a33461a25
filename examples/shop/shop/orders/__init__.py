"""Taking and cancelling orders."""
