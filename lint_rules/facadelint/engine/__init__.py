"""Runs the rules: one walk over a tree, dispatched by node type; noqa, selection and files around it.

- The ways in: :mod:`run` for a command, over paths and several configurations; :mod:`single` for flake8, file by file.
- What is checked: :mod:`targets` are :mod:`files` by configuration; :mod:`selection` says by which rules, :mod:`scope`
  which modules can matter at all.
- The work: a :mod:`session` is one configuration made ready; :mod:`check` walks one module, :mod:`whole` checks all of
  them and :mod:`project` the configuration itself. :mod:`shares` divides them among :mod:`copies` of the process;
  :mod:`given` is what the caller hands in for that.
- What comes of it: :mod:`suppressions` take out what a comment silences, and a :mod:`report` is what is left.
- What is remembered: whole reports in :mod:`cache` and single files in :mod:`memory`, both in the :mod:`store`. What
  single files depend on is written down once, in the :mod:`journal`; :mod:`surroundings` are what whole reports depend
  on besides the modules.
- :mod:`garbage` makes it faster.
"""
