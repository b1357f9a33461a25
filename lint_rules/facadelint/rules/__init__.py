"""One module a rule; see :mod:`facadelint.rules.rule` for how to add one."""
