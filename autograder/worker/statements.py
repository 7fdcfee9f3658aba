"""Turn the cells of a notebook into statements, and find those that exercises need.

Runs inside the sandbox for submissions, and on the trusted side for the reference solution.
A statement knows its cell and line. What does not parse is reported and skipped; the functions
beside it are still found (worker.parse).
"""

from __future__ import annotations

import ast
import contextlib
import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from autograder.worker.messages import Note, Trouble
from autograder.worker.names import Targets, Uses, root
from autograder.worker.parse import Misplaced, Unparsed, parse_cell

# Calls through which code defines names that no parser sees. Magics do nothing here.
_DYNAMIC = re.compile(r"\b(exec|globals|locals|vars|setattr)\s*\(")


@dataclass(frozen=True, eq=False)
class Statement:
    """One top-level statement, with the names it binds, changes and uses."""

    cell: int
    line: int
    tree: ast.stmt
    binds: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    fills: frozenset[str] = frozenset()  # functions it defines that write into an argument
    is_star_import: bool = False
    is_dynamic: bool = False  # its cell may define names that no parser sees

    @functools.cached_property
    def uses(self) -> frozenset[str]:
        """The global names that the statement reads, those inside function bodies included."""
        names = Uses()
        with contextlib.suppress(RecursionError):  # then it cannot be compiled either
            names.visit(self.tree)
        return frozenset(names.uses)


@dataclass
class Notebook:
    """All statements of a notebook in order, and what could not be read."""

    statements: list[Statement] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)


def read_cells(cells: Iterable[tuple[int, str]]) -> Notebook:
    """Parse numbered cells of code into statements, cell by cell."""
    notebook = Notebook()
    for number, source in cells:
        is_dynamic = _DYNAMIC.search(source) is not None
        has_walrus = ":=" in source
        for found in parse_cell(source):
            if isinstance(found, Misplaced):
                notebook.problems.append(Note(number, found.line, Trouble.MISPLACED))
                continue
            if isinstance(found, Unparsed):
                notebook.problems.append(_unparsed(number, found))
                continue
            tree, line = found
            targets = Targets(has_walrus=has_walrus)
            try:
                targets.visit(tree)
            except RecursionError:
                notebook.problems.append(Note(number, line, Trouble.TOO_DEEP))
            statement = Statement(
                number,
                line,
                tree,
                frozenset(targets.binds),
                frozenset(targets.changes),
                frozenset(targets.fills),
                targets.is_star_import,
                is_dynamic,
            )
            notebook.statements.append(statement)
    return notebook


def _unparsed(cell: int, piece: Unparsed) -> Note:
    text = piece.reason[:300]
    return Note(cell, piece.line, Trouble.UNPARSED, "", text, piece.first, piece.last)


# -- selection -------------------------------------------------------------------


@dataclass(frozen=True)
class Selection:
    """The statements to run, and the names that nothing in the notebook defines."""

    statements: list[Statement]
    unresolved: frozenset[str]
    skipped_dynamic: bool  # a skipped statement might define names as it runs


def select(statements: list[Statement], targets: Iterable[str], known: frozenset[str]) -> Selection:
    """Choose the statements that the targets depend on, in notebook order.

    The transitive closure over the names that statements use: whatever binds or
    changes a needed name is needed. Star imports join when a needed name is
    bound nowhere else and is not in `known` (builtins and the like).
    """
    futures = {i for i, statement in enumerate(statements) if _is_future_import(statement.tree)}
    wanted, chosen = _close(statements, set(targets), futures)
    bound = frozenset(name for i in chosen for name in statements[i].binds | statements[i].changes)
    unresolved = frozenset(wanted) - bound - known
    if unresolved:
        stars = {i for i, statement in enumerate(statements) if statement.is_star_import}
        wanted, chosen = _close(statements, wanted, chosen | stars)
    skipped = (s for i, s in enumerate(statements) if i not in chosen)
    return Selection(
        [statements[i] for i in sorted(chosen)], unresolved, any(s.is_dynamic for s in skipped)
    )


def _is_future_import(tree: ast.stmt) -> bool:
    return isinstance(tree, ast.ImportFrom) and tree.module == "__future__"


def _effects(
    tree: ast.stmt, writes: dict[str, frozenset[str]], fills: frozenset[str]
) -> frozenset[str]:
    """Return the names that a bare call of a function of the notebook changes."""
    if not (
        isinstance(tree, ast.Expr)
        and isinstance(tree.value, ast.Call)
        and isinstance(tree.value.func, ast.Name)
    ):
        return frozenset()
    call, name = tree.value, tree.value.func.id
    changed = writes.get(name, frozenset())
    if name in fills:
        arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
        changed |= frozenset().union(*map(root, arguments))
    return changed


def _close(
    statements: list[Statement], wanted: set[str], chosen: set[int]
) -> tuple[set[str], set[int]]:
    writes: dict[str, frozenset[str]] = {}  # by function: the globals that it writes
    for s in statements:
        if isinstance(s.tree, ast.FunctionDef):
            writes[s.tree.name] = writes.get(s.tree.name, frozenset()) | s.changes
    fills = frozenset(name for s in statements for name in s.fills)
    by_name: dict[str, list[int]] = {}
    for i, statement in enumerate(statements):
        for name in statement.binds | statement.changes | _effects(statement.tree, writes, fills):
            by_name.setdefault(name, []).append(i)
    queue, wanted = list(wanted), set(wanted)
    while queue:
        for i in by_name.get(queue.pop(), ()):
            if i not in chosen:
                chosen.add(i)
                new = statements[i].uses - wanted
                wanted |= new
                queue.extend(new)
    return wanted, chosen
