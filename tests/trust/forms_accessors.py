"""Accessors, FAC210 and FAC212: how the domain is kept x how it is built x where its class comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms import Form, Injection, fill, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_BY_HAND = "kept by hand"

KEPT: Sequence[Form] = (
    Form("cached_property", "@cached_property\n{def}\n    {body}", gives=words("lazy")),
    Form("functools.cached_property", "@functools.cached_property\n{def}\n    {body}", module="import functools", gives=words("lazy")),
    Form("cached_property by another name", "@lazy\n{def}\n    {body}", module="from functools import cached_property as lazy", gives=words("lazy")),
    Form("property and cache", "@property\n@cache\n{def}\n    {body}", module="from functools import cache", gives=words("lazy")),
    Form("property and lru_cache", "@property\n@functools.lru_cache(maxsize=None)\n{def}\n    {body}", module="import functools", gives=words("lazy")),
    Form("another decorator as well", "@public\n@cached_property\n{def}\n    {body}", gives=words("lazy")),
    Form("kept in an attribute", "@property\n{def}\n    if self._kept_$n is None:\n        {body}\n    return self._kept_$n", gives=words("lazy keeps")),
    Form("kept unless there", "@property\n{def}\n    if not hasattr(self, '_kept_$n'):\n        {body}\n    return self._kept_$n", gives=words("lazy keeps")),
    Form("returned early", "@property\n{def}\n    if self._kept_$n is not None:\n        return self._kept_$n\n    {body}\n    return self._kept_$n", gives=words("lazy keeps")),
    Form("kept behind a lock", "@property\n{def}\n    with self._lock:\n        if self._kept_$n is None:\n            {body}\n    return self._kept_$n", gives=words("lazy keeps")),
    Form("kept after an attempt", "@property\n{def}\n    try:\n        return self._kept_$n\n    except AttributeError:\n        {body}\n    return self._kept_$n", gives=words("lazy keeps")),
    Form("a property, not kept", "@property\n{def}\n    {body}", gives=words("spoilt")),
    Form("another decorator, not kept", "@property\n@public\n{def}\n    {body}", gives=words("spoilt")),
)  # fmt: skip
"""Whether the accessor keeps the domain."""

BUILT: Sequence[Form] = (
    Form("returned", "{give} {P}(self)"),
    Form("by keyword", "{give} {P}(shop=self)"),
    Form("with attributes of self", "{give} {P}(self, self._cache, size=self._cache.size)"),
    Form("with a literal", "{give} {P}(self, 1, [])"),
    Form("bound to a name", "domain = {P}(self)\n{give} domain"),
    Form("in brackets", "{give} (\n    {P}(self)\n)"),
    Form("cast", "{give} cast('P${n}Domain', {P}(self))", module="from typing import cast"),
    Form("after a docstring", '"""The domain."""\n{give} {P}(self)', bars=words("keeps")),
    Form("after a log line", "print('probe')\n{give} {P}(self)", gives=words("spoilt")),
    Form("after a call", "self.notify(1)\n{give} {P}(self)", gives=words("spoilt")),
    Form("after state is set", "self.size = 1\n{give} {P}(self)", gives=words("spoilt")),
    Form("after a loop", "for each in ():\n    print(each)\n{give} {P}(self)", gives=words("spoilt")),
    Form("after a branch", "if self._cache:\n    print(1)\n{give} {P}(self)", gives=words("spoilt")),
    Form("after a deletion", "del self._cache\n{give} {P}(self)", gives=words("spoilt")),
    Form("with a call's result", "{give} {P}(self, unknown())", gives=words("spoilt")),
    Form("with a computed value", "{give} {P}(self, self._cache.size + 1)", gives=words("spoilt")),
    Form("with a call by keyword", "{give} {P}(self, size=len(self._cache))", gives=words("spoilt")),
    Form("prepared", "domain = {P}(self)\ndomain.probe_$n()\n{give} domain", gives=words("spoilt")),
    Form("changed", "domain = {P}(self)\ndomain.size = 1\n{give} domain", gives=words("spoilt")),
)  # fmt: skip
"""What the accessor does beside."""

IMPORTED: Sequence[Form] = (
    Form("inside", "from $package.p$n.p${n}_domain import P${n}Domain\n{body}", "P${n}Domain"),
    Form("inside, by another name", "from $package.p$n.p${n}_domain import P${n}Domain as Made\n{body}", "Made"),
    Form("inside, relative", "from .p$n.p${n}_domain import P${n}Domain\n{body}", "P${n}Domain"),
    Form("inside, the module", "from $package.p$n import p${n}_domain\n{body}", "p${n}_domain.P${n}Domain"),
    Form("inside, by dots", "import $package.p$n.p${n}_domain\n{body}", "$package.p$n.p${n}_domain.P${n}Domain"),
    Form("for typing too", "from $package.p$n.p${n}_domain import P${n}Domain\n{body}", "P${n}Domain", module="from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from $package.p$n.p${n}_domain import P${n}Domain"),
    Form("above", "{body}", "P${n}Domain", module="from $package.p$n.p${n}_domain import P${n}Domain", gives=words("spoilt")),
    Form("above, by another name", "{body}", "Made$n", module="from $package.p$n.p${n}_domain import P${n}Domain as Made$n", gives=words("spoilt")),
    Form("above, relative", "{body}", "P${n}Domain", module="from .p$n.p${n}_domain import P${n}Domain", gives=words("spoilt")),
    Form("above, the module", "{body}", "p${n}_domain.P${n}Domain", module="from $package.p$n import p${n}_domain", gives=words("spoilt")),
    Form("above, in a branch", "{body}", "P${n}Domain", module="if print:\n    from $package.p$n.p${n}_domain import P${n}Domain", gives=words("spoilt")),
)  # fmt: skip
"""Where the domain's class comes from."""

SAID: Sequence[Form] = (
    Form("no annotation", "{mark}def _p${n}_domain(self):", gives=words("silent")),
    Form("no annotation, in brackets", "{mark}def _p${n}_domain(\n    self,\n):", gives=words("silent")),
    Form("a comment beside", "{mark}def _p${n}_domain(self):  # -> P", gives=words("silent")),
    Form("annotated", '{mark}def _p${n}_domain(self) -> "P${n}Domain":'),
    Form("annotated Any", "{mark}def _p${n}_domain(self) -> object:"),
    Form("annotated or none", '{mark}def _p${n}_domain(self) -> "P${n}Domain | None":'),
)
"""What the accessor says of what it gives."""

EAGER: Sequence[Form] = (
    Form("built", "self._p${n}_domain = {P}(self)"),
    Form("built and annotated", 'self._p${n}_domain: "P${n}Domain" = {P}(self)'),
    Form("built by keyword", "self._p${n}_domain = {P}(shop=self)"),
    Form("built in a chain", "built = self._p${n}_domain = {P}(self)"),
    Form("built in a tuple", "self._p${n}_domain, self.size = {P}(self), 1"),
    Form("built, then kept", "domain = {P}(self)\nself._p${n}_domain = domain"),
    Form("built among more", "self.size = 1\nself._p${n}_domain = {P}(self)\nself.size = 2"),
    Form("built in a branch", "if self.size:\n    self._p${n}_domain = {P}(self)"),
    Form("built in an attempt", "try:\n    self._p${n}_domain = {P}(self)\nexcept OSError:\n    raise"),
    Form("built in a context", "with open('x'):\n    self._p${n}_domain = {P}(self)"),
    Form("built or kept", "self._p${n}_domain = None or {P}(self)"),
    Form("built by a choice", "self._p${n}_domain = {P}(self) if self.size else None"),
)
HEADS: Sequence[Form] = (
    Form("method", "«def probe_$n(self):\n    {body}"),
    Form("async method", "«async def probe_$n(self):\n    {body}"),
    Form("private method", "«def _probe_$n(self, *, size=1):\n    {body}"),
)

LAZY_AXES = (KEPT, BUILT, IMPORTED, SAID)
EAGER_AXES = (EAGER, IMPORTED, HEADS)


def _accessor(forms: Sequence[Form]) -> tuple[str, str]:
    kept, built, imported, said = forms
    give = "self._kept_$n =" if "keeps" in kept.gives else "return"
    body = fill(imported.text, body=fill(built.text, give=give, P=imported.value))
    text = fill(kept.text, **{"def": said.text, "body": body})
    return text, "\n".join(filter(None, (each.module for each in forms)))


def lazy(forms: Sequence[Form]) -> Injection:
    """The accessor, marked where one of the forms spoils it."""
    text, above = _accessor(forms)
    mark = "«" if any("spoilt" in each.gives for each in forms) else ""
    labels = tuple(each.name for each in forms)
    return Injection("FAC210", labels, accessor=fill(text, mark=mark), above=above, target=_TARGET)


def annotated(forms: Sequence[Form]) -> Injection:
    """The same accessors, marked where they say nothing of what they give."""
    text, above = _accessor(forms)
    mark = "«" if "silent" in forms[3].gives else ""
    labels = tuple(each.name for each in forms)
    return Injection("FAC212", labels, accessor=fill(text, mark=mark), above=above, target=_TARGET)


def eager(forms: Sequence[Form]) -> Injection:
    """A method of the facade that builds a domain and keeps it."""
    built, imported, head = forms
    body = fill(imported.text, body=fill(built.text, P=imported.value))
    labels = tuple(each.name for each in forms)
    return Injection(
        "FAC210",
        labels,
        facade=fill(head.text, body=body),
        accessor="",
        above=imported.module,
        target=_TARGET,
    )


_TARGET = "def probe_$n(self): ..."
