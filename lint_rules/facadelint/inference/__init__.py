"""What values an expression may have: classes, instances, modules and functions of the project.

A may-analysis, so precision comes first: an empty set means "not known", and a rule stays quiet there.
"""
