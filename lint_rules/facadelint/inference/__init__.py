"""What values an expression may have: classes, instances, modules and functions of the project.

A may-analysis, so precision comes first: an empty set means "not known", and a rule stays quiet there.

- The way in: :mod:`infer` for one expression, :mod:`recording` for all of a module, at the point where each stands.
- What is known of the project: the :mod:`program` and its :mod:`classes`; a :mod:`frame` holds the names at one point;
  :mod:`values` are what an expression may be.
- How a function is followed: :mod:`flow` from statement to statement, :mod:`narrowing` through its conditions.
- How an expression is read: :mod:`expressions`, with :mod:`attributes`, :mod:`calls`, :mod:`lambdas`,
  :mod:`descriptors`, :mod:`strings` and :mod:`dynamic_imports`; an :mod:`annotation` says it outright,
  :mod:`generics` by way of an argument.
- :mod:`selves` tells a mixin's own ``self`` from other instances of the facade.
"""
