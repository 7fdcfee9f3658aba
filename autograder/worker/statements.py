"""Turn the cells of a notebook into statements, and find those that exercises need.

Runs inside the sandbox for submissions, because parsing hostile text can crash
a parser, and on the trusted side for the reference solution. A statement knows
its cell and line. What does not parse is reported and skipped; the functions
beside it are still found.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# Cell magics whose body is ordinary Python that runs in the notebook's namespace.
_PYTHON_CELL_MAGICS = frozenset({"time", "timeit", "capture", "prun", "python", "python3"})
# Functions through which code defines names that no parser sees.
_DYNAMIC = frozenset({"exec", "eval", "globals", "locals", "vars", "setattr", "get_ipython"})
_MUTATORS = frozenset({"__setitem__", "update", "append", "extend", "setdefault", "insert", "pop"})


@dataclass(frozen=True)
class Statement:
    """One top-level statement, with the names it binds, changes and uses."""

    cell: int
    line: int
    tree: ast.stmt
    binds: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()
    is_star_import: bool = False
    is_dynamic: bool = False


@dataclass
class Notebook:
    """All statements of a notebook in order, and what could not be read."""

    statements: list[Statement] = field(default_factory=list)
    problems: list[tuple[int, int, str]] = field(default_factory=list)  # cell, line, text


def read_cells(cells: Iterable[tuple[int, str]]) -> Notebook:
    """Parse numbered cells of code into statements, cell by cell."""
    notebook = Notebook()
    for number, source in cells:
        for tree, line in _parse_cell(number, source, notebook):
            notebook.statements.append(describe(tree, number, line))
    return notebook


# -- parsing ---------------------------------------------------------------------


def _parse_cell(number: int, source: str, notebook: Notebook) -> Iterator[tuple[ast.stmt, int]]:
    source = source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    tree = _parse(source)
    offset = 0
    if tree is None:
        source, offset = _strip_cell_magic(source)
        source = _transform(source)
        tree = _parse(source)
    if tree is not None:
        for statement in tree.body:
            yield statement, statement.lineno + offset
        return
    for chunk, line in _chunks(source):
        tree = _parse("\n" * (line - 1) + chunk)
        if tree is None:
            first = chunk.strip().splitlines()[0][:60]
            text = f"did not parse and was skipped: {first!r}"
            notebook.problems.append((number, line + offset, text))
            continue
        for statement in tree.body:
            yield statement, statement.lineno + offset


def _parse(source: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _strip_cell_magic(source: str) -> tuple[str, int]:
    """Return the Python body of a cell magic and the lines taken off its top."""
    match = re.match(r"\s*%%(\w+)[^\n]*\n?", source)
    if match is None:
        return source, 0
    if match[1] not in _PYTHON_CELL_MAGICS:
        return "", 0
    return source[match.end() :], match[0].count("\n")


def _transform(source: str) -> str:
    """Rewrite IPython's syntax (magics, `!`, `?`, indented cells) as Python."""
    from IPython.core.inputtransformer2 import TransformerManager  # noqa: PLC0415 - slow to import

    try:
        return str(TransformerManager().transform_cell(source))  # type: ignore[no-untyped-call]
    except Exception:  # noqa: BLE001 - a third-party parser over hostile text; chunks come next
        return source


def _chunks(source: str) -> Iterator[tuple[str, int]]:
    """Cut source that does not parse into top-level pieces, with their lines."""
    import parso  # noqa: PLC0415 - only for cells that do not parse

    lines = source.splitlines(keepends=True)
    children = [
        node
        for node in parso.parse(source).children  # type: ignore[no-untyped-call]
        if node.type != "endmarker" and node.start_pos[1] == 0
    ]
    starts = sorted({node.start_pos[0] for node in children})
    for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True):
        chunk = "".join(lines[start - 1 : end - 1])
        if chunk.strip():
            yield chunk, start


# -- names -----------------------------------------------------------------------


def describe(tree: ast.stmt, cell: int, line: int) -> Statement:
    """Return a statement with the names that it binds, changes and uses."""
    names = _Names()
    names.visit(tree)
    if isinstance(tree, ast.Expr):
        names.changes |= _changed_by_call(tree.value)
    return Statement(
        cell,
        line,
        tree,
        frozenset(names.binds),
        frozenset(names.changes),
        frozenset(names.uses),
        names.is_star_import,
        bool(names.uses & _DYNAMIC),
    )


class _Names(ast.NodeVisitor):
    """Gathers the names of one scope; what a nested scope takes from outside it uses."""

    def __init__(self) -> None:
        self.binds: set[str] = set()
        self.changes: set[str] = set()
        self.uses: set[str] = set()
        self.declared_global: set[str] = set()
        self.is_star_import = False

    def visit_Name(self, node: ast.Name) -> None:
        (self.uses if isinstance(node.ctx, ast.Load) else self.binds).add(node.id)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.binds.add(node.name)
        for outside in (*node.decorator_list, node.returns):
            if outside is not None:
                self.visit(outside)
        self._visit_function(node.args, node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._visit_function(node.args, [node.body])

    def _visit_function(self, args: ast.arguments, body: list[ast.stmt] | list[ast.expr]) -> None:
        inner = _Names()
        every_arg = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
        for arg in every_arg:
            if arg is not None:
                inner.binds.add(arg.arg)
                if arg.annotation is not None:
                    self.visit(arg.annotation)
        for default in (*args.defaults, *args.kw_defaults):
            if default is not None:
                self.visit(default)
        for node in body:
            inner.visit(node)
        self._take(inner)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.binds.add(node.name)
        inner = _Names()
        inner.generic_visit(node)
        inner.binds.clear()  # a method does not see the names of its class's body
        self._take(inner)

    def _visit_comprehension(self, node: ast.AST) -> None:
        inner = _Names()
        inner.generic_visit(node)
        self._take(inner)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _visit_comprehension

    def _take(self, inner: _Names) -> None:
        local = inner.binds - inner.declared_global
        self.uses |= inner.uses - local
        self.changes |= inner.changes - local
        self.is_star_import |= inner.is_star_import

    def visit_Global(self, node: ast.Global) -> None:
        self.declared_global.update(node.names)
        self.changes.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.declared_global.update(node.names)
        self.uses.update(node.names)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            if alias.name == "*":
                self.is_star_import = True
            else:
                self.binds.add(alias.asname or alias.name.partition(".")[0])

    visit_ImportFrom = visit_Import

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.binds.add(node.name)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute | ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.changes |= _root(node)
        self.generic_visit(node)

    visit_Subscript = visit_Attribute

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.uses.add(node.target.id)
        self.generic_visit(node)


def _root(node: ast.expr) -> set[str]:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _changed_by_call(node: ast.expr) -> set[str]:
    """Return the names that a bare `name.method(...)` statement may change."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _MUTATORS
    ):
        return _root(node.func)
    return set()


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
    wanted, chosen = _close(statements, set(targets), set())
    bound = frozenset(name for i in chosen for name in statements[i].binds | statements[i].changes)
    unresolved = frozenset(wanted) - bound - known
    if unresolved:
        stars = {i for i, statement in enumerate(statements) if statement.is_star_import}
        wanted, chosen = _close(statements, wanted, chosen | stars)
    skipped = (s for i, s in enumerate(statements) if i not in chosen)
    return Selection(
        [statements[i] for i in sorted(chosen)], unresolved, any(s.is_dynamic for s in skipped)
    )


def _close(
    statements: list[Statement], wanted: set[str], chosen: set[int]
) -> tuple[set[str], set[int]]:
    by_name: dict[str, list[int]] = {}
    for i, statement in enumerate(statements):
        for name in statement.binds | statement.changes:
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
