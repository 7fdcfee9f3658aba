"""Who owns each name in an adopted notebook, at each place in it.

These are pure functions of the source. A name is the student's if a solution cell binds or
changes it, or if an instructor's statement computes it from such names. All other statements of
the instructor are executed in the grader process.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from autograder.course.plan import Owner, Plan, Question
from autograder.execution.names import Uses, root
from autograder.execution.statements import Statement, read_cells

# Methods that change an object by learning or drawing.
_CHANGING = ("fit", "train", "partial_fit", "plot", "hist", "bar", "scatter", "set_", "add_")
# Builtins that only look at what they get.
_LOOKING = frozenset({"print", "display", "len", "repr", "type", "isinstance", "help", "dir", "id"})
_IMPORTS = ast.Import | ast.ImportFrom
_DEFS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Segment(NamedTuple):
    """What happens between two questions."""

    given: tuple[Statement, ...]  # executed in the grader process, once for all submissions
    late: tuple[Statement, ...]  # once for each submission: they use names of test cells
    students: frozenset[str]  # the names that are the student's from here on
    imported: frozenset[str]  # by solution cells: our own modules, if the student has them too


def segments(plan: Plan) -> list[Segment]:
    """Return what happens before each question."""
    reader = _Reader()
    found = []
    for cell in plan.cells:
        if cell.question is not None:
            found.append(reader.end_segment())
            reader.read_question(cell.question)
            continue
        for statement in read_cells([(cell.number, cell.text)]).statements:
            if cell.owner is Owner.STUDENT:
                reader.read_solution(statement)
            else:
                reader.read_given(statement)
    return found


class _Reader:
    """Reads a notebook from the top, and knows who owns each name."""

    def __init__(self) -> None:
        self._students: set[str] = set()
        self._of_tests: set[str] = set()  # names that test cells bound
        self._no_data: set[str] = set()  # modules and functions, which nothing changes in place
        self._within: dict[str, frozenset[str]] = {}  # by function, the names that its body uses
        self._begin_segment()

    def _begin_segment(self) -> None:
        self._given: list[Statement] = []
        self._late: list[Statement] = []
        self._new: set[str] = set()
        self._imported: set[str] = set()

    def end_segment(self) -> Segment:
        """Return what was read since the last question."""
        new, imported = frozenset(self._new), frozenset(self._imported)
        segment = Segment(tuple(self._given), tuple(self._late), new, imported)
        self._begin_segment()
        return segment

    def read_question(self, question: Question) -> None:
        """Note which names a question's checks bind."""
        if not question.shares_names:
            return
        for check in question.checks:
            for statement in check.statements:
                self._note_function(statement)
                self._give(statement.binds, to=self._of_tests)

    def read_solution(self, statement: Statement) -> None:
        """Read a statement of a solution cell: what it binds or changes is the student's."""
        tree = statement.tree
        if isinstance(tree, _IMPORTS):
            self._given.append(statement)
            self._imported |= statement.binds
            self._no_data |= statement.binds
            return
        changed = statement.binds | statement.changes
        changed |= frozenset(_changed_in_place(tree)) - self._no_data
        if isinstance(tree, _DEFS):
            self._no_data.add(tree.name)
        self._give(changed, to=self._students)

    def read_given(self, statement: Statement) -> None:
        """Read a statement of the instructor's."""
        self._note_function(statement)
        uses = self._all_uses(statement)
        changes = statement.binds | statement.changes
        if not self._students.isdisjoint(uses | statement.changes):
            called = frozenset(_objects_of_methods(statement.tree)) - self._no_data
            self._give(changes | called, to=self._students)
        elif not self._of_tests.isdisjoint(uses):
            self._late.append(statement)
            self._give(statement.binds, to=self._of_tests)
        else:
            self._given.append(statement)
            self._give(statement.binds, to=None)
            if isinstance(statement.tree, _IMPORTS):
                self._no_data |= statement.binds

    def _give(self, names: Iterable[str], *, to: set[str] | None) -> None:
        for owned in (self._students, self._of_tests, self._new):
            owned.difference_update(names)
        if to is not None:
            to.update(names)
        if to is self._students:
            self._new.update(names)

    def _note_function(self, statement: Statement) -> None:
        if isinstance(statement.tree, _DEFS):
            name = statement.tree.name
            self._no_data.add(name)
            self._within[name] = statement.uses
        else:
            for name in statement.binds:
                self._within.pop(name, None)

    def _all_uses(self, statement: Statement) -> frozenset[str]:
        """Return the names that a statement needs when it is executed, through functions too."""
        tree = statement.tree
        found = _uses_of_definition(tree) if isinstance(tree, _DEFS) else set(statement.uses)
        queue = list(found)
        while queue:
            new = self._within.get(queue.pop(), frozenset()) - found
            found |= new
            queue.extend(new)
        return frozenset(found)


def _uses_of_definition(tree: _DEFS) -> set[str]:
    """Return what executing a def or class uses, without what is in its body."""
    parts: list[ast.AST] = list(tree.decorator_list)
    if isinstance(tree, ast.ClassDef):
        parts += [*tree.bases, *tree.keywords]
        parts += [part for part in tree.body if not isinstance(part, _DEFS)]
    else:
        parts += [*tree.args.defaults, *(d for d in tree.args.kw_defaults if d is not None)]
    uses = Uses()
    for part in parts:
        uses.visit(part)
    return uses.uses


def _changed_in_place(tree: ast.stmt) -> Iterator[str]:
    """Yield the names whose objects a solution's statement seems to change."""
    if isinstance(tree, ast.Expr) and isinstance(tree.value, ast.Call):
        call = tree.value
        if isinstance(call.func, ast.Attribute):
            yield from root(call.func)
        if not (isinstance(call.func, ast.Name) and call.func.id in _LOOKING):
            for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
                yield from root(argument)
    for node in ast.walk(tree):
        is_method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_method and node.func.attr.startswith(_CHANGING):  # type: ignore[attr-defined]
            yield from root(node.func)  # type: ignore[attr-defined]


def _objects_of_methods(tree: ast.stmt) -> Iterator[str]:
    """Yield the names of the objects whose methods a statement calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from root(node.func)
