"""A small shop: one facade, four domains."""
