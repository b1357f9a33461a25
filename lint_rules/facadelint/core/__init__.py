"""The leaf of the architecture: settings, violations and errors. Standard library and tomli only.

- A configuration: :mod:`config` finds the file, :mod:`documents` reads it as TOML, :mod:`reading` makes it
  :mod:`settings` by way of :mod:`tables`, which collect every problem; :mod:`checks` says what a single string must
  look like, :mod:`spelling` what was probably meant, :mod:`places` where a key stands.
- Their words: :mod:`globs`, and the names of :mod:`layout`.
- What is found: :mod:`violation`, and the :mod:`baseline` of those that were there before.
- What everybody needs: :mod:`errors`, how :mod:`paths` are written, how :mod:`files` are replaced.
"""
