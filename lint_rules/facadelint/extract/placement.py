"""Where a domain lives, and what its class, its accessor and its back reference are called.

An existing domain says so itself. A new one is named by ``layout``, else like its siblings, else
``{domain}/{domain}_domain.py:{Domain}Domain`` beside the facade, without the folder where a module has its name.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from facadelint.core.errors import FacadelintError
from facadelint.core.layout import capitals, filled
from facadelint.inference.classes import is_property
from facadelint.inference.values import Instance, just, unmangled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from facadelint.facademap.domains import Domain
    from facadelint.facademap.facade import Facade
    from facadelint.facademap.map import FacadeMap
    from facadelint.inference.classes import ClassInfo
    from facadelint.source.modules import Module

_DEFAULT = "{domain}/{domain}_domain.py:{Domain}Domain"


@dataclass(frozen=True, slots=True)
class Place:
    """A domain that members move into."""

    domain: str
    module: str
    path: Path
    cls: str
    accessor: str
    is_getter: bool
    """Whether the accessor is called: ``self._get_order_domain()``."""
    reference: str
    """The attribute of the domain that holds the facade."""
    existing: ClassInfo | None

    @property
    def reach(self) -> str:
        """What a delegation writes after ``self.``."""
        return f"{self.accessor}()" if self.is_getter else self.accessor


def place_of(facade_map: FacadeMap, facade: Facade, name: str) -> Place:
    """The place of a domain, existing or new.

    Raises:
        FacadelintError: the domain exists and members cannot move into it, or its place is taken.
    """
    domain = facade.domains.get(name)
    classes = facade.domain_classes(domain) if domain is not None else []
    if domain is not None and classes:
        return _existing(facade_map, facade, domain, classes[0])
    if domain is not None and domain.is_mixin:
        raise FacadelintError(f"the {name} domain is a mixin, and extract moves members into domain classes")
    return _new(facade_map, facade, name)


def _existing(facade_map: FacadeMap, facade: Facade, domain: Domain, cls: ClassInfo) -> Place:
    accessor = next(
        (each for each in domain.accessors if cls in each.classes and each.kind != "attribute"), None
    )
    accessor = accessor or next(each for each in domain.accessors if cls in each.classes)
    reference = reference_of(facade_map, facade, cls)
    if reference is None:
        raise FacadelintError(
            f"the {domain.name} domain keeps no reference to {facade.name}: "
            f"let {cls.name}.__init__ store it, as in self._instance = instance"
        )
    is_getter = accessor.kind == "getter"
    return Place(
        domain.name, cls.module.name, cls.module.path, cls.name, accessor.name, is_getter, reference, cls
    )


def reference_of(facade_map: FacadeMap, facade: Facade, cls: ClassInfo) -> str | None:
    """The attribute in which a domain's methods find the facade, or the property that gives it."""
    inference = facade_map.inference
    found = just(Instance(cls))
    for each in cls.mro:
        # What a generated ``__init__`` is given stands nowhere: the fields of a dataclass, of attrs.
        fields = [name for owner, name in inference.attribute_values if owner is each]
        properties = [name for name, defined in each.members.items() if any(map(is_property, defined))]
        for name in (*each.self_assignments, *each.class_values, *fields, *properties):
            if facade.is_instance(inference.attribute(found, name)):
                return unmangled(name, each.name) if each is cls else name
    return None


def _new(facade_map: FacadeMap, facade: Facade, name: str) -> Place:
    path, cls = _named(facade_map, facade, name)
    module = facade_map.finder.name_of(path)
    if module is None:
        raise FacadelintError(
            f"{path} lies below no import root, so that nothing could import the {name} domain"
        )
    if path.exists():
        raise FacadelintError(
            f"{path} exists already, and {facade.name} has no accessor for {cls} in it: "
            f"write the accessor, or name another place in layout"
        )
    if _is_module(path.parent):
        raise FacadelintError(f"{path.parent} would be a package and a module of one name")
    siblings = list(_siblings(facade))
    references = [found for _, each in siblings if (found := reference_of(facade_map, facade, each))]
    reference = Counter(references).most_common(1)[0][0] if references else "_instance"
    taken = {each for base in facade.cls.mro for each in base.defined_names}
    accessor = next(
        (each for each in (_accessor(siblings, name), f"_{name}_domain") if each not in taken),
        f"_{name}_domain",
    )
    if accessor in taken:
        raise FacadelintError(
            f"{facade.name} has a member {accessor} that is no accessor of the {name} domain"
        )
    return Place(name, module, path, cls, accessor, is_getter=False, reference=reference, existing=None)


def _siblings(facade: Facade) -> Iterator[tuple[Domain, ClassInfo]]:
    for domain in facade.domains.values():
        if not domain.is_mixin and not domain.shares_module:
            yield from ((domain, cls) for cls in facade.domain_classes(domain)[:1])


def _named(facade_map: FacadeMap, facade: Facade, name: str) -> tuple[Path, str]:
    """The file and the class of a new domain."""
    layout = facade.settings.layout
    if layout is not None:
        template, _, cls = layout.rpartition(":")
        path = _concrete(facade_map, facade, filled(template, name))
        return path, filled(cls, name).replace("*", "")
    here = facade.cls.module.path.parent
    templates = Counter(
        found for domain, each in _siblings(facade) if (found := _template(facade, domain, each)) is not None
    )
    template = templates.most_common(1)[0][0] if templates else _DEFAULT
    file, _, cls = template.rpartition(":")
    path = here.joinpath(*PurePosixPath(filled(file, name)).parts)
    if _is_module(path.parent):  # nobody has asked for that folder
        path = here / f"{name}_domain.py"
    return path, filled(cls, name)


def _is_module(folder: Path) -> bool:
    """Whether a folder would be a package beside a module of the same name, which is then not found any more."""
    return folder.is_file() or folder.with_suffix(".py").is_file()


def _concrete(facade_map: FacadeMap, facade: Facade, template: str) -> Path:
    """A path for the file of a layout. It is compared from its end, so that its wildcards begin beside the facade."""
    root = facade_map.settings.root
    here = facade.cls.module.path.parent
    parts = PurePosixPath(template.removeprefix("./")).parts
    if "*" not in parts[0] and (root / parts[0]).is_dir() and not (here / parts[0]).is_dir():
        # It is written from the configuration's folder.
        relative = here.relative_to(root).parts if here.is_relative_to(root) else ()
        return root.joinpath(*_spelled(parts, relative))
    return here.joinpath(*_spelled(parts, ()))


def _spelled(parts: tuple[str, ...], above: tuple[str, ...]) -> list[str]:
    """The parts without wildcards: the folder of the file is named after the domain, those above after the facade's."""
    stem = re.sub(r"_?(domain)?$", "", PurePosixPath(parts[-1]).stem).replace("*", "") or "domain"
    found: list[str] = []
    for index, part in enumerate(parts):
        if part == "**":
            found.extend(above[len(found) :])
        elif part == "*" and index < min(len(above), len(parts) - 2):
            found.append(above[index])
        else:
            found.append(stem if part == "*" else part.replace("*", stem))
    return found


def _template(facade: Facade, domain: Domain, cls: ClassInfo) -> str | None:
    """The layout that a sibling follows, from the facade's folder; None where its name is not in it."""
    here = facade.cls.module.path.parent
    if not cls.module.path.is_relative_to(here):
        return None
    path = cls.module.path.relative_to(here).as_posix()
    template = re.sub(rf"(?<![a-z]){re.escape(domain.name)}", "{domain}", path)
    name = cls.name.replace(capitals(domain.name), "{Domain}")
    return f"{template}:{name}" if "{domain}" in template and "{Domain}" in name else None


def _accessor(siblings: list[tuple[Domain, ClassInfo]], name: str) -> str:
    """``_orders_domain``, or as the siblings have it."""
    forms = Counter(
        accessor.name.replace(domain.name, "{domain}")
        for domain, _ in siblings
        for accessor in domain.accessors
        if domain.name in accessor.name and accessor.kind == "property" and not accessor.name.endswith("_ops")
    )
    form = forms.most_common(1)[0][0] if forms else "_{domain}_domain"
    return form.replace("{domain}", name)


def accessor_decorator(facade: Facade) -> str:
    """How siblings keep their domains, as text of a decorator; ``cached_property`` where there are none.

    Only what the facade's module already names can be taken over.
    """
    for domain, _ in _siblings(facade):
        for accessor in domain.accessors:
            node = accessor.node
            if isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1:
                text = ast.unparse(node.decorator_list[0])
                if text.rpartition(".")[2] == "cached_property":
                    return text
    return "cached_property"


def packages_above(path: Path, facade: Module, overlay: Mapping[Path, bytes]) -> list[Path]:
    """The ``__init__.py`` files that a new module needs, from its own folder up to the facade's package."""
    found: list[Path] = []
    here = facade.path.parent
    is_regular = facade.is_package or (here / "__init__.py").exists()
    folder = path.parent
    while folder != here and folder.is_relative_to(here):
        init = folder / "__init__.py"
        if not init.exists() and init not in overlay and (is_regular or not folder.exists()):
            found.append(init)
        folder = folder.parent
    if not path.is_relative_to(here) and not path.parent.exists():
        found.append(path.parent / "__init__.py")
    return found
