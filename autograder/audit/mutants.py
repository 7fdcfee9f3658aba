"""Mutants of an exercise's function: the reference with one small change.

Trusted: it is the instructor's own code. The changes are those of cosmic-ray's operators (`+` to
`-`, `>=` to `>`, a number one up or down, a loop that does not run ...) and of operators.py. They
are made one at a time, in the source as it is written.
"""

from __future__ import annotations

import ast
import difflib
import warnings
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Mutant(msgspec.Struct, frozen=True):
    """A cell of the reference with one change in it."""

    exercise: str
    original: str
    text: str

    @property
    def before(self) -> str:
        """The changed lines before the change, stripped."""
        return self._changed("-")

    @property
    def after(self) -> str:
        """The changed lines after the change, stripped."""
        return self._changed("+")

    def diff(self) -> str:
        """Return a unified diff without file names."""
        lines = difflib.unified_diff(*self._sides(), lineterm="", n=2)
        return "\n".join(list(lines)[2:])

    def _sides(self) -> tuple[list[str], list[str]]:
        return self.original.splitlines(), self.text.splitlines()

    def _changed(self, sign: str) -> str:
        lines = list(difflib.unified_diff(*self._sides(), lineterm="", n=0))[2:]
        return "\n".join(line[1:].strip() for line in lines if line.startswith(sign))


def mutants_of(cell: str, exercise: str, exercises: Collection[str]) -> list[Mutant]:
    """Return the distinct mutants of an exercise, made in the cell that defines it.

    Code that does not compile is left out. So is a change that no call can show: in an
    annotation, a docstring, the stub's raise, or another exercise of the cell.
    """
    # Imported here, because importing cosmic-ray is slow.
    from cosmic_ray.operators.provider import OperatorProvider  # noqa: PLC0415

    from autograder.audit.operators import OPERATORS, OTHERWISE  # noqa: PLC0415

    others, provider = set(exercises) - {exercise}, OperatorProvider()
    own = _meaning(cell, others)
    if own is None:
        return []
    usual = (*(provider[name] for name in provider), *OPERATORS)
    for operators in (usual, OTHERWISE):
        seen, mutants = {own}, []
        for text in _mutated(cell, operators):
            meaning = _meaning(text, others)
            if meaning is not None and meaning not in seen:
                seen.add(meaning)
                mutants.append(Mutant(exercise, cell, text))
        if mutants:
            return mutants
    return []


def _mutated(code: str, operators: Iterable[Any]) -> Iterator[str]:
    """Apply each operator at each place where it fits."""
    from cosmic_ray.ast import ast_nodes, get_ast  # noqa: PLC0415
    from cosmic_ray.mutating import mutate_code  # noqa: PLC0415

    nodes = list(ast_nodes(get_ast(code)))
    for kind in operators:
        if kind.arguments():  # these make random changes
            continue
        operator = kind()
        places = sum(len(list(operator.mutation_positions(node))) for node in nodes)
        for place in range(places):
            text = mutate_code(code, operator, place)
            assert text is not None
            yield text


def _meaning(code: str, others: Collection[str]) -> str | None:
    """Return code without everything that no call can show; None if it does not compile."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # `x is 1` compiles with a warning
            compile(code, "<mutant>", "exec")
            tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return None
    tree.body = [node for node in tree.body if not _defines(node, others)]
    return ast.unparse(_Bare().visit(tree))


def _defines(node: ast.stmt, names: Collection[str]) -> bool:
    if isinstance(node, ast.Assign):
        return all(isinstance(target, ast.Name) and target.id in names for target in node.targets)
    return isinstance(node, Function | ast.ClassDef) and node.name in names


class _Bare(ast.NodeTransformer):
    """Removes annotations, docstrings and the stub's raise from a tree."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._bare(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._bare(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        if node.value is None:
            return ast.copy_location(ast.Pass(), node)
        return ast.copy_location(ast.Assign([node.target], node.value), node)

    def _bare(self, node: Function) -> ast.AST:
        node.returns = None
        body: list[Any] = node.body
        if ast.get_docstring(node, clean=False) is not None:
            body = body[1:]
        if len(body) > 1 and _is_stub(body[-1]):
            body = body[:-1]
        node.body = body or [ast.Pass()]
        return self.generic_visit(node)


def _is_stub(node: ast.stmt) -> bool:
    """Return whether a statement is the `raise NotImplementedError` at the end of a stub."""
    return isinstance(node, ast.Raise) and "NotImplementedError" in ast.unparse(node)
