"""Moves members of a facade into a domain, and leaves the delegation.

Edits are exact spans of the source, found with :mod:`ast`, and not LibCST: what has to be known of a member (its
kind, its values, who overrides it) is in the facade map, which is made of :mod:`ast` nodes, and a second tree of the
same file would have to be matched with the first one. A span that nobody touches keeps its bytes by construction:
what moves is the text of a definition with a few insertions (``self`` becomes ``self._instance``), what stays is
everything else.

The order of things, and who does them:

- :mod:`request` says which members go where; :mod:`usage`, who else in the project uses them;
- :mod:`judging` refuses what cannot be moved safely; :mod:`selection` finds what moves along;
- :mod:`placement` names the domain's file, class and accessor; a :mod:`share` is what one domain gets;
- :mod:`moving` writes a member as a method of the domain, with :mod:`receiver` (what becomes of ``self``),
  :mod:`adjusting` and :mod:`needs`; :mod:`delegating` writes what is left of it;
- :mod:`domain_text` and :mod:`facade_text` put the files together, with :mod:`importing`;
- :mod:`verifying` proves them; :mod:`configuring` adds to the configuration what they need;
- :mod:`work` does all of that for one facade, and :mod:`run` for a command.

From an ops wrapper, :mod:`unwrapping` and :mod:`functions` take the places of :mod:`work` and :mod:`moving`;
:mod:`wrappers` says what each member of the wrapper stands for.

What they stand on: :mod:`model` is what was asked for and what came of it, :mod:`spans` and :mod:`layout` are places in
the text, :mod:`names` and :mod:`origins` what a name is and where it comes from, :mod:`unused` which imports can go.
"""
