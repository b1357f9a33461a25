"""A small shop: one facade, four domains, and everything done wrong once."""
