"""What the four contract types have in common: options, the way from a graph to findings, and the output."""

from __future__ import annotations

import enum
from abc import abstractmethod
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import grimp
from importlinter import Contract, ContractCheck, fields, output
from rich.markup import escape

from facadelint.core.checks import class_reference
from facadelint.core.globs import module_glob
from facadelint_contracts.completion import complete
from facadelint_contracts.facades import CannotCheckError, FacadeOptions, map_for, settings_for
from facadelint_contracts.ignored import Alerting, remove_ignored
from facadelint_contracts.modules import modules_of
from facadelint_contracts.presence import problems
from facadelint_contracts.rendering import refusal, report, show
from facadelint_contracts.statements import Statements
from facadelint_contracts.survey import Survey
from facadelint_contracts.territory import Territory

if TYPE_CHECKING:
    from grimp import ImportGraph

    from facadelint.core.settings import Settings
    from facadelint.facademap.map import FacadeMap
    from facadelint_contracts.finding import Finding


class TypingImports(enum.Enum):
    """Whether a domain may import a sibling under ``TYPE_CHECKING``."""

    FORBID = "forbid"
    ALLOW = "allow"


class ClassField(fields.Field[str]):
    """``package.module:Class``."""

    def parse(self, raw_data: str | list[str]) -> str:
        value = fields.StringField().parse(raw_data).strip()
        fault = class_reference(value)
        if fault is not None:
            raise fields.ValidationError(escape(" ".join(filter(None, (f"{fault[0]}.", fault[1])))))
        return value


class ModuleGlobField(fields.Field[str]):
    """A glob of dotted module names, as in facadelint's configuration."""

    def parse(self, raw_data: str | list[str]) -> str:
        value = fields.StringField().parse(raw_data).strip()
        try:
            module_glob(value)
        except ValueError as error:
            raise fields.ValidationError(escape(f"{error}.")) from None
        return value


class FacadeContract(Contract):
    """A contract about facades and their domains.

    Every option may be left out where ``[tool.facadelint]`` says it; the configuration is the one nearest
    to the working directory. A contract that cannot look at what it is about is broken, and says why.
    """

    facade = ClassField(required=False)
    domains = fields.ListField(subfield=ModuleGlobField(), required=False)
    shared = fields.ListField(subfield=ModuleGlobField(), required=False)
    typing_imports = fields.EnumField(TypingImports, required=False)
    ignore_imports = fields.ListField(subfield=fields.ImportExpressionField(), required=False)
    unmatched_ignore_imports_alerting = fields.EnumField(Alerting, default=Alerting.ERROR)
    broken_contract_guidance = fields.TextField(required=False)

    guidance: ClassVar[str]
    """What to do about findings; ``{facade}`` stands for the facade's class."""

    @abstractmethod
    def find(self, survey: Survey) -> list[Finding]:
        """What one facade breaks, worst first."""

    def cannot_apply(self, survey: Survey) -> str | None:  # noqa: ARG002 - for those that have a reason
        """Why a facade gives this contract nothing to look at; None where it does."""
        return None

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 - as import-linter has it
        try:
            return self._check(graph, verbose=verbose)
        except CannotCheckError as error:
            return ContractCheck(kept=False, metadata={"reasons": error.reasons})

    def render_broken_contract(self, check: ContractCheck) -> None:
        extra = self.options["broken_contract_guidance"]
        if reasons := check.metadata.get("reasons"):
            show(refusal(reasons, extra))
        else:
            show(report(check.metadata["findings"], self.guidance, extra))

    @property
    def options(self) -> dict[str, Any]:
        """The parsed options by name. As attributes they are fields to a type checker."""
        return {name: getattr(self, name) for name in self._get_field_names()}

    def _check(self, graph: ImportGraph, *, verbose: bool) -> ContractCheck:
        run = _Run.of(self.session_options)
        facade_map, settings = run.facades(self._facade_options())
        graph = run.whole(graph)
        covered = [facade for facade in facade_map.facades if facade.domains] or facade_map.facades
        territories = [Territory(facade, settings, facade_map.finder) for facade in covered]
        absent = [
            reason
            for territory in territories
            for reason in problems(territory, graph, facade_map.finder, run.root_packages)
        ]
        if absent:
            raise CannotCheckError(*absent)
        statements = run.statements(facade_map)
        modules = modules_of(facade_map.finder, run.root_packages)
        complete(graph, modules, territories, statements, facade_map.finder)
        removal = remove_ignored(graph, map(str, self.options["ignore_imports"] or ()))
        alerting = self.options["unmatched_ignore_imports_alerting"]
        if removal.unmatched and alerting is Alerting.ERROR:
            advice = "Remove it, or set unmatched_ignore_imports_alerting to warn."
            raise CannotCheckError(*(f"{unmatched} {advice}" for unmatched in removal.unmatched))
        warnings = list(removal.unmatched) if alerting is Alerting.WARN else []
        warnings += [
            f"{facade.settings.name} has no domain yet, only a plan: this contract saw nothing of it."
            for facade in facade_map.without_domains
        ]
        findings: list[Finding] = []
        for territory in territories:
            survey = Survey(territory, graph, facade_map, statements, removal.lines)
            unfit = self.cannot_apply(survey)
            if unfit is not None:
                warnings.append(unfit)
                continue
            output.verbose_print(verbose, escape(_covered(territory)))
            findings += self.find(survey)
        return ContractCheck(
            kept=not findings,
            metadata={"findings": findings},
            warnings=[escape(warning) for warning in warnings],
            ignored_import_count=removal.count,
        )

    def _facade_options(self) -> FacadeOptions:
        options = self.options
        typing_imports = options["typing_imports"]
        return FacadeOptions(
            facade=options["facade"],
            domains=tuple(options["domains"] or ()),
            shared=tuple(options["shared"] or ()),
            typing_imports=None if typing_imports is None else typing_imports.value,
        )


def _covered(territory: Territory) -> str:
    domains = list(territory.facade.domains)
    plural = "" if len(domains) == 1 else "s"
    return f"{territory.facade.settings.name}: {len(domains)} domain{plural} ({', '.join(domains)})."


class _Run:
    """What the contracts of one run of import-linter share: they are checked one after the other.

    import-linter hands the very same session options to each of them, and new ones in another run; what was
    read of the project must not outlive the run.
    """

    _latest: ClassVar[_Run | None] = None

    def __init__(self, session_options: dict[str, Any]) -> None:
        self.session_options = session_options
        self._maps: list[tuple[Settings, FacadeMap, Statements]] = []
        self._whole: ImportGraph | None = None

    @classmethod
    def of(cls, session_options: dict[str, Any]) -> _Run:
        if cls._latest is None or cls._latest.session_options is not session_options:
            cls._latest = _Run(session_options)
        return cls._latest

    @property
    def root_packages(self) -> list[str]:
        return list(self.session_options["root_packages"])

    def facades(self, options: FacadeOptions) -> tuple[FacadeMap, Settings]:
        settings = settings_for(options, Path.cwd())
        for known, facade_map, _ in self._maps:
            if known == settings:
                return facade_map, settings
        facade_map = map_for(settings, options)
        self._maps.append((settings, facade_map, Statements(facade_map)))
        return facade_map, settings

    def statements(self, facade_map: FacadeMap) -> Statements:
        return next(statements for _, known, statements in self._maps if known is facade_map)

    def whole(self, graph: ImportGraph) -> ImportGraph:
        """The graph with the imports under ``TYPE_CHECKING``; where they are allowed, the source says which.

        Where import-linter was told to leave them out, the graph is built anew, and without a cache: grimp
        keeps the times of files for all of its caches in one place, so that a graph of one kind makes it
        take an outdated one of the other kind for new.
        """
        if self._option("exclude_type_checking_imports"):
            if self._whole is None:
                self._whole = grimp.build_graph(
                    *self.root_packages,
                    include_external_packages=self._option("include_external_packages"),
                    exclude_type_checking_imports=False,
                    cache_dir=None,
                )
            return deepcopy(self._whole)
        return graph

    def _option(self, name: str) -> bool:
        return self.session_options.get(name) in ("True", "true")
