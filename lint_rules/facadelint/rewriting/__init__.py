"""Change the user's files: all of them or none, and prove that nobody outside notices."""
