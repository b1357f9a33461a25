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


def name(item: WorkItem) -> str:
    """A mutant's module as patterns name it."""
    path = item.mutations[0].module_path
    return f"{path.parent.name}/{path.stem}"


def mutated(item: WorkItem) -> str:
    """The source of a mutant's module, with the mutant in it."""
    (mutation,) = item.mutations
    operator = get_operator(mutation.operator_name)()
    source: str = mutate_code((ROOT / mutation.module_path).read_text("utf-8"), operator, mutation.occurrence)
    return source


def mutants(pattern: str = "*", share: float = 1.0, seed: int = 0) -> Iterator[WorkItem]:
    """The mutants of the modules that a pattern matches, such as ``rules/fac10*``; by module.

    Args:
        pattern: of ``folder/module``.
        share: the part of them to draw at random, 0 to 1; the same ones for the same seed.
        seed: of the draw.
    """
    for package in PACKAGES:
        for path in sorted((ROOT / package).glob("*.py")):
            if fnmatch(f"{path.parent.name}/{path.stem}", pattern):
                yield from _of_module(path, share, seed)


def _of_module(path: Path, share: float, seed: int) -> Iterator[WorkItem]:
    source = path.read_text("utf-8")
    meaning = _meaning(source)
    for mutation in _mutations(path.relative_to(ROOT), source):
        item = WorkItem.single(_name(mutation, meaning), mutation)
        if drawn(item, seed) >= share:
            continue
        try:
            means = _meaning(mutated(item))
        except SyntaxError:
            continue  # "not x := y" and the like: nobody could run it
        if means != meaning:
            yield item


def drawn(item: WorkItem, seed: int) -> float:
    """Where a mutant stands in the draw, 0 to 1."""
    return random.Random(f"{seed} {item.job_id}").random()


def _name(mutation: MutationSpec, meaning: str) -> str:
    """What a mutant is called; another name once its module means something else."""
    text = f"{mutation.module_path} {mutation.operator_name} {mutation.occurrence} {meaning}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_current(item: WorkItem) -> bool:
    """Whether a mutant's module is still what it was."""
    (mutation,) = item.mutations
    return item.job_id == _name(mutation, _meaning((ROOT / mutation.module_path).read_text("utf-8")))


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
