"""Adopt a project: find its facades in the code, and write its first configuration."""
