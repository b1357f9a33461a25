"""What Python source says, without any opinion on it.

- Files: :mod:`modules` finds them by dotted names, which :mod:`locator` looks up in :mod:`folders`, and :mod:`text`
  decodes and parses them; :mod:`trace` notes down all that was looked up, for the caches, and :mod:`news` hands it out
  part by part.
- Without a parse: :mod:`skim` sees the imports in the text.
- Syntax: :mod:`nodes` walks over it, :mod:`scopes` binds names, :mod:`imports` and :mod:`signatures` read statements
  and calls, :mod:`annotations` tells which names only annotations need, :mod:`privacy` which names are private,
  :mod:`fstrings` which expressions are shown as they are written.
"""
