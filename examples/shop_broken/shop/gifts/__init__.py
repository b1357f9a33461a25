"""What customers get for nothing."""
