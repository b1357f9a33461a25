"""The index that every rule asks: the facade, its members, its accessors and the domains behind them.

- The way in: :mod:`map` builds a configuration's facades, and :mod:`facade` is one, with all that rules ask about it.
- From the class to its domains: :mod:`accessors`, what they construct (:mod:`outermost`, :mod:`construction`), by own
  methods too (:mod:`factories`), hand over (:mod:`seeding`), hand over later (:mod:`handing`) and hand on
  (:mod:`helpers`), the :mod:`domains` behind them, and in the two-file pattern the :mod:`implementations`;
  :mod:`leftovers` are what a domain has replaced.
- The kind of a member: :mod:`members`, from its :mod:`bodies`, its :mod:`guards` and the :mod:`delegation` in it;
  :mod:`properties` that give a private attribute.
- Accessors by the rules of FAC210: :mod:`laziness`, :mod:`caching`, :mod:`accessor_bodies`, :mod:`effects`;
  :mod:`instances` says whether the facade's own can keep a domain, and whether a copy would take it along.
- Both sides of a delegation: :mod:`forwarding` binds the call to its :mod:`targets`; :mod:`lacking`, :mod:`losses`,
  :mod:`drift` and :mod:`annotation_drift` compare, with :mod:`defaults`, :mod:`decorators`, :mod:`wrappers`,
  :mod:`results`, :mod:`annotated` and :mod:`widening`.
- Who reaches whom: :mod:`reach` by imports, :mod:`orphans` by use; :mod:`lookup` and :mod:`names` say what a name
  leads to.
"""
