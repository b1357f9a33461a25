"""The facade map of classes that no configuration names yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from facadelint.adopt.sightings import Sighting, measure
from facadelint.core.errors import ConfigError, FacadelintError
from facadelint.core.settings import FacadeSettings, Settings
from facadelint.facademap.map import FacadeMap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from facadelint.facademap.facade import Facade
    from facadelint.inference.infer import Inference


class Mapped(NamedTuple):
    """A class, mapped as if it were configured with nothing but its name."""

    sighting: Sighting
    facade: Facade
    inference: Inference


class Mapper:
    """Maps classes of one project."""

    def __init__(self, root: Path, default_src: Sequence[Path]) -> None:
        """``default_src`` are the import roots that need no configuration."""
        self._root = root
        self._default_src = tuple(default_src)

    def mapped(self, sighting: Sighting) -> Mapped | None:
        """A class of the project; None where its name leads elsewhere, or to nothing that can be mapped."""
        src = tuple(dict.fromkeys((*self._default_src, sighting.root)))
        try:
            facade_map = self._map(src, FacadeSettings(sighting.module, sighting.class_name))
        except ConfigError:
            return None
        facade = next(iter(facade_map.facades), None)
        if facade is None or (facade.cls.module.path, facade.cls.node.lineno) != (
            sighting.path,
            sighting.line,
        ):
            return None
        return Mapped(sighting, facade, facade_map.inference)

    def named(self, reference: str) -> Mapped:
        """The class that somebody calls ``module:Class``.

        Raises:
            FacadelintError: there is no such class, or its module does not parse.
        """
        module, _, name = reference.partition(":")
        try:
            facade_map = self._map(self._default_src, FacadeSettings(module, name))
        except ConfigError as error:
            problem = error.problems[0]
            raise FacadelintError(" ".join(filter(None, (f"{problem.message}.", problem.hint)))) from None
        if not facade_map.facades:
            broken = facade_map.broken[0]
            problem_there = broken.problem.message if broken.problem else "it does not parse"
            raise FacadelintError(f"{broken.path} cannot be parsed: {problem_there}")
        facade = facade_map.facades[0]
        cls = facade.cls
        bases = {base.name for base in cls.bases}
        sighting = measure(cls.node, cls.module.path, self._default_src[0], module, bases)
        sighting.class_name = name  # ``Outer.Inner``, and the name under which it is re-exported
        return Mapped(sighting, facade, facade_map.inference)

    def _map(self, src: tuple[Path, ...], facade: FacadeSettings) -> FacadeMap:
        settings = Settings(file=self._root, root=self._root, src=src, facades=(facade,))
        return FacadeMap(settings, require_domains=False)
