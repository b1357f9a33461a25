"""A small shop: one facade, six domains, and everything done wrong once."""
