"""What lies on the shelves."""
