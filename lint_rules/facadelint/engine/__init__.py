"""Runs the rules: one walk over a tree, dispatched by node type; noqa, selection and files around it."""
