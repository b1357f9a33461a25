"""Who buys, and what they are told."""
