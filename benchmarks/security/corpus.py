"""Read attacks, and insert them into a release notebook as a student would."""

from __future__ import annotations

import ast
import copy
import re
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

sys.path.append(str(Path(__file__).resolve().parents[2] / "tests"))

from known_submissions import Case, attacks

_REACH_FURTHER = {"classmates", "poison_later", "write_elsewhere"}
_UNPARSED = (SyntaxError, ValueError, RecursionError, MemoryError)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Attack:
    """A cheating submission, and the exercises that its honest part solves."""

    name: str
    tries: str
    deserves: frozenset[str]
    cells: tuple[NotebookNode, ...]

    @property
    def reaches_further(self) -> bool:
        """Whether the attack aims at something outside its own run."""
        return self.name.partition("/")[0] in _REACH_FURTHER


def read_attacks(folder: Path) -> list[Attack]:
    """Read the portable cases below a folder."""
    return [_read_attack(case) for case in attacks(folder) if case.expected.get("portable") is True]


def _read_attack(case: Case) -> Attack:
    notebook = nbformat.reads(case.content().decode(), as_version=4)
    return Attack(
        name=f"{case.aim}/{case.name}",
        tries=" ".join(str(case.expected["shows"]).split()),
        deserves=frozenset(name for name, won in case.outcomes.items() if won == "passed"),
        cells=tuple(cell for cell in notebook.cells if cell.cell_type == "code"),
    )


@dataclass(frozen=True)
class Piece:
    """A statement of a submission, with the exercises that it defines and those that it uses."""

    code: str
    defines: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()


def insert(
    release: NotebookNode, cells: Iterable[NotebookNode], names: Collection[str]
) -> NotebookNode:
    """Return a release notebook with a submission's code in it.

    Code that defines an exercise replaces the exercise's stub. Code that uses exercises comes
    after the last one that it uses; other code comes before the first exercise. Tags and other
    metadata of the submission's cells are kept. Names that the release uses as well are renamed,
    as a student would do, because a given cell would overwrite them.
    """
    notebook = copy.deepcopy(release)
    cells = _rename_clashes(notebook, cells, names)
    stubs = {name: _stub(notebook, name) for name in names}
    split = [(cell, split_cell(cell.source, names)) for cell in cells]
    defined = {name for _, pieces in split for piece in pieces for name in piece.defines}
    for name in defined:
        _answer(stubs[name], name, split)
    start, behind = next(iter(stubs)), dict.fromkeys(names, 0)
    for original, pieces in split:
        rest = [piece for piece in pieces if not piece.defines]
        if not rest:
            continue
        code = "\n".join(piece.code for piece in rest)
        for name in names:  # bound indirectly: the stub must not bind it again
            if name not in defined and re.search(rf"\b{name}\b", code):
                stubs[name].source = "# Your code here"
        cell = new_code_cell(code, metadata=copy.deepcopy(original.metadata))
        used = [name for name in names if name in defined and any(name in p.uses for p in rest)]
        if used:
            behind[used[-1]] += 1
            place = notebook.cells.index(stubs[used[-1]]) + behind[used[-1]]
        else:
            place = notebook.cells.index(stubs[start])
        notebook.cells.insert(place, cell)
    return notebook


def _rename_clashes(
    release: NotebookNode, cells: Iterable[NotebookNode], names: Collection[str]
) -> list[NotebookNode]:
    given = set().union(*(_stored(cell.source) for cell in release.cells)) - set(names)
    renamed = [copy.deepcopy(cell) for cell in cells]
    clashes = given & set().union(*(_stored(cell.source) for cell in renamed))
    for cell in renamed:
        cell.source = _rename(cell.source, clashes)
    return renamed


def _stored(source: str) -> set[str]:
    """Return the names that a cell assigns at its top level, without imports."""
    try:
        tree = ast.parse(source)
    except _UNPARSED:
        return set()
    found = {statement.name for statement in tree.body if isinstance(statement, _DEFINITIONS)}
    for statement in tree.body:
        if not isinstance(statement, _DEFINITIONS):
            nodes = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
            found |= {node.id for node in nodes if isinstance(node.ctx, ast.Store)}
    return found


def _rename(source: str, clashes: Collection[str]) -> str:
    """Put `my_` before the clashing names of a cell, wherever they are the cell's variables."""
    try:
        tree = ast.parse(source)
    except _UNPARSED:
        return source
    places = set()
    for statement in tree.body:
        inner = _local(statement)
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and node.id in clashes and node.id not in inner:
                places.add((node.lineno, node.col_offset))
        if isinstance(statement, _DEFINITIONS) and statement.name in clashes:
            line = source.splitlines()[statement.lineno - 1]
            places.add((statement.lineno, line.index(statement.name, statement.col_offset + 4)))
    lines = source.splitlines()
    for number, column in sorted(places, reverse=True):
        line = lines[number - 1].encode()  # columns of syntax trees count bytes
        lines[number - 1] = (line[:column] + b"my_" + line[column:]).decode()
    return "\n".join(lines)


def _local(statement: ast.stmt) -> set[str]:
    """Return the names of a function's own variables and arguments."""
    if not isinstance(statement, _DEFINITIONS):
        return set()
    local, shared = set(), set()
    for node in ast.walk(statement):
        if isinstance(node, ast.arg):
            local.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            local.add(node.id)
        elif isinstance(node, ast.Global):
            shared.update(node.names)
    return local - shared


def _stub(notebook: NotebookNode, name: str) -> NotebookNode:
    pattern = re.compile(rf"^def {name}\(", re.MULTILINE)
    return next(c for c in notebook.cells if c.cell_type == "code" and pattern.search(c.source))


def _answer(stub: NotebookNode, name: str, split: list[tuple[NotebookNode, list[Piece]]]) -> None:
    """Put what defines an exercise in place of its stub, with its cells' metadata."""
    codes = []
    for cell, pieces in split:
        found = [piece.code for piece in pieces if name in piece.defines]
        if found:
            codes += found
            stub.metadata.update({k: v for k, v in cell.metadata.items() if k != "nbgrader"})
    stub.source = "\n\n".join(codes)


def split_cell(source: str, names: Collection[str]) -> list[Piece]:
    """Split a cell into its statements; one that does not parse stays whole."""
    try:
        tree = ast.parse(source)
    except _UNPARSED:  # a magic, or intentionally broken code
        found = [name for name in names if re.search(rf"^def {name}\(", source, re.MULTILINE)]
        return [Piece(source, frozenset(found[:1]))]
    if not tree.body:
        return [Piece(source)]
    pieces, lines, end = [], source.splitlines(), 0
    for statement in tree.body:
        code = "\n".join(lines[end : statement.end_lineno])  # including the comments before it
        end = statement.end_lineno or end
        pieces.append(Piece(code, _bound(statement) & set(names), _used(statement) & set(names)))
    return pieces


def _bound(statement: ast.stmt) -> frozenset[str]:
    if isinstance(statement, _DEFINITIONS):
        return frozenset({statement.name})
    targets = getattr(statement, "targets", []) or [getattr(statement, "target", None)]
    flat = [e for t in targets for e in (t.elts if isinstance(t, ast.Tuple | ast.List) else [t])]
    return frozenset(target.id for target in flat if isinstance(target, ast.Name))


def _used(statement: ast.stmt) -> frozenset[str]:
    """Return the names that a statement uses when it runs, without those in a function's body."""
    if isinstance(statement, _DEFINITIONS):
        return frozenset()
    return frozenset(node.id for node in ast.walk(statement) if isinstance(node, ast.Name))
