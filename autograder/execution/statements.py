"""Turn the cells of a notebook into statements, and find those that exercises need.

It runs inside the sandbox for submissions, and on the trusted side for the reference solution. A
statement knows its cell and line. Code that does not parse is reported and skipped; the functions
next to it are still found (execution.parse).
"""

from __future__ import annotations

import ast
import contextlib
import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from autograder.execution.harmless import DYNAMIC
from autograder.execution.names import Targets, Uses, root
from autograder.execution.parse import Misplaced, Unparsed, parse_cell
from autograder.wire.messages import Note, Trouble


@dataclass(frozen=True, eq=False)
class Statement:
    """One top-level statement, with the names that it binds, changes and uses."""

    cell: int
    line: int
    tree: ast.stmt
    binds: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    fills: frozenset[str] = frozenset()  # functions that it defines and that write into an argument
    is_star_import: bool = False
    is_given: bool = False  # the instructor wrote it, word for word
    prints: str = ""  # the exercise that the cell answers, if this is a whole cell

    @functools.cached_property
    def uses(self) -> frozenset[str]:
        """The global names that the statement reads, including those inside function bodies."""
        names = Uses()
        with contextlib.suppress(RecursionError):  # nested so deeply, it cannot be compiled either
            names.visit(self.tree)
        return frozenset(names.uses)

    @functools.cached_property
    def is_dynamic(self) -> bool:
        """Whether the statement may define names that no parser sees."""
        return any(map(_is_dynamic, ast.walk(self.tree)))

    def moved(self, cell: int) -> Statement:
        """Return the same statement in a cell with another number."""
        there = dataclasses.replace(self, cell=cell)
        there.__dict__.update(uses=self.uses, is_dynamic=self.is_dynamic)
        return there


def _is_dynamic(node: ast.AST) -> bool:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
            return name in DYNAMIC or name == "setattr"
    return False


Given = Mapping[str, list[Statement]]  # by the text of a cell


@dataclass
class Notebook:
    """All statements of a notebook in order, and what could not be parsed."""

    statements: list[Statement] = field(default_factory=list)
    problems: list[Note] = field(default_factory=list)


def read_given(sources: Iterable[str]) -> Given:
    """Parse the cells that an instructor handed out, before submissions contain them."""
    given = {}
    for source in sources:
        notebook = read_cells([(0, source)])
        if not notebook.problems:
            given[source] = [dataclasses.replace(s, is_given=True) for s in notebook.statements]
    for statement in (s for statements in given.values() for s in statements):
        statement.uses, statement.is_dynamic  # noqa: B018 - found now, once for all submissions
    return given


def read_cells(
    cells: Iterable[tuple[int, str]],
    given: Given | None = None,
    printed: Mapping[str, int] | None = None,
) -> Notebook:
    """Parse numbered cells of code into statements; handed-out cells are not parsed again.

    `printed` has the cells that answer an exercise with what they print, by exercise. Each of them
    is one statement.
    """
    notebook, given = Notebook(), given or {}
    exercises = {number: exercise for exercise, number in (printed or {}).items()}
    for number, source in cells:
        if source in given:
            statements = [statement.moved(number) for statement in given[source]]
        else:
            statements = list(_parsed(number, source, notebook.problems))
        if statements and number in exercises:
            statements = [_as_one(statements, exercises[number])]
        notebook.statements += statements
    return notebook


def _parsed(number: int, source: str, problems: list[Note]) -> Iterator[Statement]:
    """Yield the statements of a cell, and note what could not be parsed."""
    has_walrus = ":=" in source
    for found in parse_cell(source):
        if isinstance(found, Misplaced):
            problems.append(Note(number, found.line, Trouble.MISPLACED))
            continue
        if isinstance(found, Unparsed):
            problems.append(_unparsed(number, found))
            continue
        tree, line = found
        targets = Targets(has_walrus=has_walrus)
        try:
            targets.visit(tree)
        except RecursionError:
            problems.append(Note(number, line, Trouble.TOO_DEEP))
        yield Statement(
            number,
            line,
            tree,
            frozenset(targets.binds),
            frozenset(targets.changes),
            frozenset(targets.fills),
            targets.is_star_import,
        )


def _as_one(statements: list[Statement], exercise: str) -> Statement:
    """Return the statements of a cell as one, which binds the exercise that the cell answers."""
    first, last = statements[0], statements[-1]
    tree = ast.If(ast.Constant(True), [s.tree for s in statements], [])
    tree = ast.copy_location(tree, first.tree)
    tree.end_lineno, tree.end_col_offset = last.tree.end_lineno, last.tree.end_col_offset
    return Statement(
        first.cell,
        first.line,
        ast.fix_missing_locations(tree),
        frozenset({exercise}).union(*(s.binds for s in statements)),
        frozenset().union(*(s.changes for s in statements)),
        frozenset().union(*(s.fills for s in statements)),
        any(s.is_star_import for s in statements),
        all(s.is_given for s in statements),
        exercise,
    )


def _unparsed(cell: int, piece: Unparsed) -> Note:
    text = piece.reason[:300]
    return Note(cell, piece.line, Trouble.UNPARSED, "", text, piece.first, piece.last)


def that_use(statements: list[Statement], names: Iterable[str]) -> list[Statement]:
    """Return the statements that use one of these names, or what such a statement binds."""
    reached, before = set(names), -1
    while len(reached) > before:
        before = len(reached)
        for statement in statements:
            if not statement.uses.isdisjoint(reached):
                reached |= statement.binds
    return [s for s in statements if not s.uses.isdisjoint(reached)]


# -- selection -------------------------------------------------------------------


@dataclass(frozen=True)
class Selection:
    """The statements to run, by their indices, and the names for which they were chosen."""

    statements: list[Statement]
    chosen: frozenset[int]
    wanted: frozenset[str]


def select(statements: list[Statement], targets: Iterable[str], known: frozenset[str]) -> Selection:
    """Choose the statements that the targets depend on, in notebook order.

    This is the transitive closure over the names that statements use: a statement that binds or
    changes a needed name is needed. A star import is included if nothing else binds a needed name
    and the name is not in `known` (builtins and similar).
    """
    futures = {i for i, statement in enumerate(statements) if _is_future_import(statement.tree)}
    wanted, chosen = close(statements, set(targets), futures)
    bound = frozenset(name for i in chosen for name in statements[i].binds | statements[i].changes)
    if wanted - bound - known:
        stars = {i for i, statement in enumerate(statements) if statement.is_star_import}
        wanted, chosen = close(statements, wanted, chosen | stars)
    return Selection([statements[i] for i in sorted(chosen)], frozenset(chosen), frozenset(wanted))


def _is_future_import(tree: ast.stmt) -> bool:
    return isinstance(tree, ast.ImportFrom) and tree.module == "__future__"


def _effects(
    tree: ast.stmt, writes: dict[str, frozenset[str]], fills: frozenset[str]
) -> frozenset[str]:
    """Return the names that a bare call of one of the notebook's functions changes."""
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


def close(
    statements: list[Statement], wanted: set[str], chosen: set[int]
) -> tuple[set[str], set[int]]:
    """Return the names and statements that the wanted names and chosen statements depend on.

    `wanted` must include the names that the chosen statements use.
    """
    writes: dict[str, frozenset[str]] = {}  # by function, the globals that it writes
    for s in statements:
        if isinstance(s.tree, ast.FunctionDef):
            writes[s.tree.name] = writes.get(s.tree.name, frozenset()) | s.changes
    fills = frozenset(name for s in statements for name in s.fills)
    by_name: dict[str, list[int]] = {}
    for i, statement in enumerate(statements):
        for name in statement.binds | statement.changes | _effects(statement.tree, writes, fills):
            by_name.setdefault(name, []).append(i)
    queue, wanted, chosen = list(wanted), set(wanted), set(chosen)
    while queue:
        for i in by_name.get(queue.pop(), ()):
            if i not in chosen:
                chosen.add(i)
                new = statements[i].uses - wanted
                wanted |= new
                queue.extend(new)
    return wanted, chosen
