"""Adopt a project: find its facades in the code, and write its first configuration.

The order of things, and who does them:

- :mod:`search` goes over the text of all files, and :mod:`sightings` measures what it comes across, below the import
  :mod:`roots`;
- :mod:`mapping` maps each as if it were configured, :mod:`candidates` judges and ranks them, with :mod:`clients`;
- :mod:`grouping` plans the domains of a monolith;
- :mod:`composing` writes the configuration for the :mod:`target`, and :mod:`proposal` does all of that and tries it;
- :mod:`snippets` is what other tools need afterwards.
"""
