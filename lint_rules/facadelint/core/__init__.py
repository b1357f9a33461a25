"""The leaf of the architecture: settings, violations and errors. Standard library and tomli only."""
