"""Turn the cells of a notebook into statements, and find those that exercises need.

Runs inside the sandbox for submissions, because parsing hostile text can crash
a parser, and on the trusted side for the reference solution. A statement knows
its cell and line. What does not parse is reported and skipped; the functions
beside it are still found.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import importlib
import importlib.util
import itertools
import re
import sys
import types
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from autograder.worker.messages import Note, Trouble
from autograder.worker.names import Targets, Uses, root

# Cell magics whose body is ordinary Python that runs in the notebook's namespace.
_PYTHON_CELL_MAGICS = frozenset({"time", "timeit", "capture", "prun", "python", "python3"})
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
        for tree, line in _parse_cell(number, source, notebook):
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


# -- parsing ---------------------------------------------------------------------


def _parse_cell(number: int, source: str, notebook: Notebook) -> Iterator[tuple[ast.stmt, int]]:
    source = source.removeprefix("\ufeff")
    source = source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    tree = _parse(source)
    offset = 0
    if tree is None:
        source, offset = _strip_top(source)
        source = _transform(source)
        tree = _parse(source)
    if tree is not None:
        for statement in tree.body:
            yield from _moved(statement, offset)
        return
    for chunk, line in _chunks(source):
        tree = _parse("\n" * (line - 1) + chunk)
        if tree is None:
            notebook.problems.append(Note(number, line + offset, Trouble.UNPARSED))
            continue
        for statement in tree.body:
            yield from _moved(statement, offset)


def _moved(statement: ast.stmt, lines: int) -> Iterator[tuple[ast.stmt, int]]:
    """Yield a statement with its line in the cell; `import a, b` as two statements.

    So a module that is missing, or slow and not needed, does not take another along.
    """
    if lines:
        ast.increment_lineno(statement, lines)
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            yield ast.copy_location(ast.Import([alias]), statement), statement.lineno
    else:
        yield statement, statement.lineno


def _parse(source: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _strip_top(source: str) -> tuple[str, int]:
    """Return source without blank lines and a cell magic at its top, and the lines taken off.

    The body of a cell magic that is not for Python is nothing.
    """
    match = re.match(r"(?:[ \t]*\n)*(?:[ \t]*%%(\w+)[^\n]*\n?(?:[ \t]*\n)*)?", source)
    assert match is not None
    if match[1] is not None and match[1] not in _PYTHON_CELL_MAGICS:
        return "", 0
    return source[match.end() :], match[0].count("\n")


def _transform(source: str) -> str:
    """Rewrite IPython's syntax (magics, `!`, `?`, indented cells) as Python."""
    try:
        return str(_transformer()().transform_cell(source))
    except Exception:  # noqa: BLE001 - a third-party parser over hostile text; chunks come next
        return source


@functools.cache
def _transformer() -> Any:
    """Import IPython's input transformer alone: all of IPython takes 0.3 s and 30 MiB.

    An empty stand-in for the package keeps its `__init__` from running; it is
    taken away again, so that a notebook may import IPython itself.
    """
    spec = importlib.util.find_spec("IPython")
    if spec is None or spec.submodule_search_locations is None:
        raise ImportError("IPython is not installed")
    before = set(sys.modules)
    stand_in = types.ModuleType("IPython")
    stand_in.__path__ = list(spec.submodule_search_locations)
    sys.modules.setdefault("IPython", stand_in)
    try:
        return importlib.import_module("IPython.core.inputtransformer2").TransformerManager
    finally:
        for name in set(sys.modules) - before:
            if name.partition(".")[0] == "IPython":
                del sys.modules[name]


def preload() -> None:
    """Import what only some notebooks need, before there is a notebook."""
    _transformer()
    importlib.import_module("parso").parse("")


def _chunks(source: str) -> Iterator[tuple[str, int]]:
    """Cut source that does not parse into top-level pieces, with their lines."""
    import parso  # noqa: PLC0415 - only for cells that do not parse

    lines = source.split("\n")  # as Python and parso count them; splitlines knows more ends
    lines = [f"{line}\n" for line in lines]
    children = [
        node
        for node in parso.parse(source).children  # type: ignore[no-untyped-call]
        if node.type != "endmarker" and node.start_pos[1] == 0
    ]
    starts = sorted({node.start_pos[0] for node in children})
    for start, end in itertools.pairwise([*starts, len(lines) + 1]):
        chunk = "".join(lines[start - 1 : end - 1])
        if chunk.strip():
            yield chunk, start


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
