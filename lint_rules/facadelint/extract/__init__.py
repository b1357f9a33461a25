"""Moves members of a facade into a domain, and leaves the delegation.

Edits are exact spans of the source, found with :mod:`ast`, and not LibCST: what has to be known of a member (its
kind, its values, who overrides it) is in the facade map, which is made of :mod:`ast` nodes, and a second tree of the
same file would have to be matched with the first one. A span that nobody touches keeps its bytes by construction:
what moves is the text of a definition with a few insertions (``self`` becomes ``self._instance``), what stays is
everything else.

The order of things: :mod:`request` says which members go where, :mod:`usage` who else in the project uses them,
:mod:`judging` refuses what cannot be moved safely, :mod:`selection` finds what moves along, :mod:`placement` names the
domain's file, class and accessor, :mod:`moving` and :mod:`composing` make the new texts, :mod:`verifying` proves them,
:mod:`work` does all of that for one facade and :mod:`run` for a command. From an ops wrapper, :mod:`unwrapping` and
:mod:`functions` take the places of :mod:`work` and :mod:`moving`.
"""
