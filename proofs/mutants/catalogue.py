"""Which mutants there are: cosmic-ray's, without those that nothing could notice."""

from __future__ import annotations

import ast
import difflib
import hashlib
import random
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.ast.ast_query import ASTQuery
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from cosmic_ray.work_item import MutationSpec, WorkItem

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "contracts/facadelint_contracts",
    "lint_rules/facadelint/rules",
    "lint_rules/facadelint/facademap",
)

OPERATORS = re.compile(
    r"core/(?:AddNot|ReplaceUnaryOperator_Delete_\w+|Replace(?:True|False|And|Or|Break|Continue)With\w+"
    r"|ExceptionReplacer|NumberReplacer|RemoveDecorator|ZeroIterationForLoop"
    r"|ReplaceComparisonOperator_(?:Eq_NotEq|NotEq_Eq|Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt|Is_IsNot|IsNot_Is)"
    r"|ReplaceBinaryOperator_(?:Add_Sub|Sub_Add|BitOr_BitAnd|BitAnd_BitOr))"
)
"""One replacement for each operator of Python: cosmic-ray has eleven for ``|`` alone, of no more worth."""


class _WithoutAnnotations(ast.NodeTransformer):
    """Takes out what no run evaluates: annotations, and what stands under ``if TYPE_CHECKING``.

    What a dataclass is (frozen, with slots, compared) is taken out too: it guards against mistakes of
    those who write the code, and no input of a user can tell.
    """

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant("")
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST | None:
        return None if "TYPE_CHECKING" in ast.unparse(node.test) else self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.decorator_list = [each for each in node.decorator_list if "dataclass" not in ast.unparse(each)]
        return self.generic_visit(node)


def _meaning(source: str) -> str:
    return ast.dump(_WithoutAnnotations().visit(ast.parse(source)))


def mutated(item: WorkItem) -> str:
    """The source of a mutant's module, with the mutant in it."""
    (mutation,) = item.mutations
    operator = get_operator(mutation.operator_name)()
    source: str = mutate_code((ROOT / mutation.module_path).read_text("utf-8"), operator, mutation.occurrence)
    return source


def mutants(pattern: str = "*") -> Iterator[WorkItem]:
    """Every mutant of the modules that a pattern matches, such as ``rules/fac10*``; by module."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).glob("*.py")):
            if fnmatch(f"{path.parent.name}/{path.stem}", pattern):
                yield from _of_module(path)


def _of_module(path: Path) -> Iterator[WorkItem]:
    source = path.read_text("utf-8")
    meaning = _meaning(source)
    for mutation in _mutations(path.relative_to(ROOT), source):
        name = f"{mutation.module_path} {mutation.operator_name} {mutation.occurrence} {meaning}"
        item = WorkItem.single(hashlib.sha256(name.encode()).hexdigest()[:16], mutation)
        try:
            means = _meaning(mutated(item))
        except SyntaxError:
            continue  # "not x := y" and the like: nobody could run it
        if means != meaning:
            yield item


def _mutations(path: Path, source: str) -> Iterator[MutationSpec]:
    nodes = list(ast_nodes(get_ast(source)))
    for name in filter(OPERATORS.fullmatch, operator_names()):
        operator = get_operator(name)()
        positions = ((node, *place) for node in nodes for place in operator.mutation_positions(node))
        for occurrence, (node, start, end) in enumerate(positions):
            where = ASTQuery(node).get_definition_name()
            yield MutationSpec(path, name, occurrence, start, end, definition_name=where)


def diff(source: str, mutant: str) -> str:
    """What a mutant changes, as a unified diff without context."""
    lines = difflib.unified_diff(source.splitlines(), mutant.splitlines(), lineterm="", n=0)
    return "\n".join(list(lines)[2:])


def sample(items: list[WorkItem], share: float, seed: int) -> list[WorkItem]:
    """A part of the mutants, drawn at random; the same one for the same seed."""
    chosen = random.Random(seed).sample(items, round(len(items) * share))
    return sorted(chosen, key=lambda item: (str(item.mutations[0].module_path), item.mutations[0].start_pos))
