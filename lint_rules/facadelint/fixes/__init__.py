"""Mends what the rules find: one file a rule, paired with it by its code.

A rule finds with :mod:`ast` and says in its finding whether there is a fix, and why it may not be safe. The
fix is called with that very finding and its context, so that nobody asks the same question twice in two
languages. It answers with edits: a range of the text, and what stands there instead. Everything outside of
those ranges survives byte for byte, several edits of one line can be put together, and an editor takes
the same edits as they are.

LibCST says where the ranges are. :mod:`ast` has no place for a dot, a closing bracket, the colon of a ``def``
or a comment, and before Python 3.12 it gives wrong places inside of f-strings; LibCST has all of them right.
"""
