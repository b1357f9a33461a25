"""Moves members of a facade into a domain, and leaves the delegation."""
