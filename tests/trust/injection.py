"""Injects violations and innocent changes into clean code, and reports recall and false alarms by rule.

The forms are in ``forms_*.py``, the clean projects in ``hosts.py``. As a script it checks every pair of forms
and writes the table of ``docs/trust.md``; ``--all`` takes the full product instead, and takes hours::

    python tests/trust/injection.py [--all] [--show N] [--write] [NAME ...]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import figures
import forms_accessors as accessors
import forms_domains as domains
import forms_facade as facade
import forms_imports as imports
import forms_innocent as innocent
import forms_layers as layers
import forms_ops as ops
import forms_private as private
import forms_results as results
import forms_settings as settings
from forms import full_product, pairs, sample
from hosts import base_host, example_host, whole_host
from tally import Tally, blame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from forms import Form, Injection
    from hosts import Host, Outcome, WholeHost

_AT_ONCE = 100
"""Injections in one project: the time for one grows with the facade, the time for a project is shared."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Forms that are composed, and the rule that must speak of the result, or must not."""

    rule: str
    name: str
    axes: Sequence[Sequence[Form]]
    compose: Callable[[Sequence[Form]], Injection]
    codes: tuple[str, ...]
    """Which findings are looked at: any of these at a place that is not marked is a false alarm."""
    whole: bool = False
    """Whether each injection takes a project of its own."""


_PRIVATE = ("FAC101", "FAC102", "FAC103")

GRAMMARS: Sequence[Grammar] = (
    Grammar("FAC101", "private state of the facade", private.AXES, private.compose, _PRIVATE),
    Grammar("FAC102", "the same by name", innocent.DYNAMIC_AXES, innocent.dynamic, _PRIVATE),
    Grammar("FAC103", "private state of others", innocent.OTHER_AXES, innocent.other, _PRIVATE),
    Grammar("FAC103", "private state of its own kind", innocent.OWN_AXES, innocent.own, _PRIVATE),
    Grammar("FAC101", "public use", innocent.PUBLIC_AXES, innocent.public, _PRIVATE),
    Grammar("FAC101", "names rebound", innocent.REBOUND_AXES, innocent.rebound, _PRIVATE),
    Grammar("FAC104", "grants", settings.GRANT_AXES, settings.grant, ("FAC104",), whole=True),
    Grammar("FAC201 to FAC208", "delegations", facade.AXES, facade.compose, ("FAC20",)),
    Grammar("FAC209", "what a delegation gives", results.LOSS_AXES, results.loss, ("FAC209",)),
    Grammar("FAC210", "accessors", accessors.LAZY_AXES, accessors.lazy, ("FAC210",)),
    Grammar("FAC210", "domains built eagerly", accessors.EAGER_AXES, accessors.eager, ("FAC210",)),
    Grammar("FAC211", "members nobody delegates to", results.ORPHAN_AXES, results.orphan, ("FAC211",)),
    Grammar("FAC212", "what accessors say", accessors.LAZY_AXES, accessors.annotated, ("FAC212",)),
    Grammar("FAC213", "what both sides say", results.DRIFT_AXES, results.drift, ("FAC213",)),
    Grammar("FAC301", "sibling imports", imports.SIBLING_AXES, partial(imports.imported, "FAC301"), ("FAC301",)),
    Grammar("FAC302", "siblings through accessors", imports.ACCESSOR_AXES, imports.reached, ("FAC302", *_PRIVATE)),
    Grammar("FAC303", "facade imports", imports.FACADE_AXES, partial(imports.imported, "FAC303"), ("FAC303",)),
    Grammar("FAC303", "facade imports for typing", imports.TYPED_FACADE_AXES, imports.typed, ("FAC303",)),
    Grammar("FAC304", "dynamic imports", imports.DYNAMIC_AXES, partial(imports.imported, "FAC304"), ("FAC304",)),
    Grammar("FAC305", "imports from outside", imports.SIBLING_AXES, imports.bypass, ("FAC305",)),
    Grammar("FAC306", "couplings through the facade", domains.CYCLE_AXES, domains.cycle, ("FAC306",)),
    Grammar("FAC401", "constructors", domains.CONSTRUCTOR_AXES, domains.constructor, ("FAC401",)),
    Grammar("FAC402", "code in a package's __init__", layers.PACKAGE_AXES, layers.package_code, ("FAC402",)),
    Grammar("FAC402", "what may stand there", layers.PLAIN_PACKAGE_AXES, layers.plain_package, ("FAC402",)),
    Grammar("FAC403", "modules beside a domain's class", domains.LEFT_AXES, domains.leftover, ("FAC403",)),
    Grammar("FAC404", "layouts", settings.LAYOUT_AXES, settings.layout, ("FAC404",), whole=True),
    Grammar("FAC411", "members of a wrapper", ops.LOGIC_AXES, ops.logic, ("FAC411",)),
    Grammar("FAC412", "functions of an implementation", ops.SIGNATURE_AXES, ops.signature, ("FAC412",)),
    Grammar("FAC413", "ways past a wrapper", ops.THROUGH_AXES, ops.through, ("FAC413",)),
    Grammar("FAC414", "imports between layers", ops.LAYER_AXES, ops.layers, ("FAC414",)),
    Grammar("FAC501", "budgets", settings.BUDGET_AXES, settings.budget, ("FAC501",), whole=True),
    Grammar("FAC601", "what a mixin lacks", domains.LACKING_AXES, domains.mixin, ("FAC601",)),
    Grammar("FAC601", "what a mixin declares", domains.DECLARED_AXES, domains.mixin, ("FAC601",)),
    Grammar("FAC901", "globs of the configuration", settings.SETTING_AXES, settings.setting, ("FAC901",), whole=True),
)  # fmt: skip


def check(
    grammar: Grammar, combinations: Iterable[Sequence[Form]], hosts: Sequence[Host | WholeHost]
) -> Iterator[Outcome]:
    """Check combinations, a hundred to a project, the projects by turns."""
    hosts = [whole_host()] if grammar.whole else hosts
    left = iter(combinations)
    turn = 0
    while injections := [grammar.compose(forms) for forms in islice(left, _AT_ONCE)]:
        with tempfile.TemporaryDirectory() as folder:
            yield from hosts[turn % len(hosts)].check(injections, Path(folder), grammar.codes)
        turn += 1


def sampled(grammar: Grammar, count: int, seed: int, host: Host) -> list[Outcome]:
    """A sample for the test suite."""
    return list(check(grammar, sample(grammar.axes, count, seed), [host]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="codes or parts of names of grammars; all")
    parser.add_argument("--all", action="store_true", help="the full product, not every pair of forms")
    parser.add_argument("--show", type=int, default=3, help="failures shown of each grammar")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write the table to docs/trust.md")
    asked = parser.parse_args()
    rows = []
    for grammar in GRAMMARS:
        if asked.names and not any(name in f"{grammar.rule} {grammar.name}" for name in asked.names):
            continue
        combinations = full_product(grammar.axes) if asked.all else pairs(grammar.axes, asked.seed)
        started = time.process_time()
        tally = Tally()
        outcomes = []
        for outcome in check(grammar, combinations, [base_host(), example_host()]):
            tally.add(outcome)
            outcomes.append(outcome)
        rows.append(_row(grammar, tally))
        print(" | ".join(rows[-1]), f"| {time.process_time() - started:.0f} s", flush=True)
        for form, wrong, total in blame(outcomes)[:8] if tally.failures else ():
            print(f"    {wrong} of {total} wrong with {form!r}")
        for each in sorted(tally.failures, key=lambda each: len(each.text))[: asked.show]:
            print(f"--- {each.injection}: missed {each.missed}, extra {each.extra}\n{each.text}")
    if asked.write:
        figures.write("injection", figures.table(_HEAD, rows))


_HEAD = ("rule", "what is injected", "injected", "places marked", "missed", "innocent", "false alarms")


def _row(grammar: Grammar, tally: Tally) -> tuple[str, ...]:
    counts = (tally.injected, tally.marks, tally.missed, tally.innocent, tally.false_alarms)
    return (grammar.rule, grammar.name, *(f"{count:,}" for count in counts))


if __name__ == "__main__":
    main()
