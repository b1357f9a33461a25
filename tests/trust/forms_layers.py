"""Shape of a domain, FAC401 and FAC402, and mixins, FAC601: what the rule forbids x where in it that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms import MARK, Form, Injection, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

CODE: Sequence[Form] = (
    Form("a value", "«SIZE = 1"),
    Form("an annotated value", "«SIZE: int = 1"),
    Form("a function", "«def size(): ..."),
    Form("a decorated function", "@print\n«def size(): ..."),
    Form("an async function", "«async def size(): ..."),
    Form("a class", "«class Size: ..."),
    Form("a call", "«print(1)"),
    Form("a branch", "«if print:\n    pass"),
    Form("a loop", "«for each in ():\n    pass"),
    Form("an attempt", "«try:\n    print(1)\nexcept OSError:\n    pass"),
    Form("an assertion", "«assert print"),
    Form("an import", "«import os"),
    Form("a re-export", "«from shop.p$n.p${n}_domain import P${n}Domain"),
    Form("a relative re-export", "«from .p${n}_domain import P${n}Domain as P${n}Domain"),
    Form(
        "for typing",
        "«from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .p${n}_domain import P${n}Domain",
    ),
    Form("a deletion", "«del print"),
)
BEFORE: Sequence[Form] = (
    Form("alone"),
    Form("after a docstring", '"""What it is."""\n{body}'),
    Form("after a future import", "from __future__ import annotations\n{body}"),
    Form("after __all__", '__all__ = ["size"]\n{body}'),
    Form(
        "after all of these",
        '"""What it is."""\nfrom __future__ import annotations\n__all__ = ["size"]\n{body}',
    ),
    Form("before more", "{body}\nMORE = 2"),
)
NOTHING: Sequence[Form] = (
    Form("empty", ""),
    Form("a comment", "# Nothing here.\n"),
    Form("pass", "pass"),
    Form("__all__ with its type", '__all__: list[str] = ["P${n}Domain"]'),
    Form("a tuple of names", '__all__ = ("P${n}Domain",)'),
)

PACKAGE_AXES = (CODE, BEFORE)
PLAIN_PACKAGE_AXES = (NOTHING, BEFORE[:5])


def package_code(forms: Sequence[Form]) -> Injection:
    what, before = forms
    text = fill(before.text, body=what.text)
    return Injection("FAC402", (what.name, before.name), files={"__init__.py": text})


def plain_package(forms: Sequence[Form]) -> Injection:
    made = package_code(forms)
    return Injection(
        "FAC402", made.labels, files={"__init__.py": made.files["__init__.py"].replace(MARK, "")}
    )
