"""The reference solution: the functions that hidden graders compare with.

Trusted: made from the instructor's own notebook, in the grader's process. It
never enters a sandbox.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

from autograder.course import read_exercises
from autograder.errors import CourseError
from autograder.submission import read_submission
from autograder.worker.notebook import KNOWN_NAMES, Namespace
from autograder.worker.statements import Statement, read_cells, select

_DRAWS = frozenset({"random", "default_rng", "RandomState", "standard_normal", "randn", "rand"})


class Reference:
    """The functions of the solution notebook, as attributes."""

    def __init__(self, path: Path) -> None:
        """Execute what the exercises' functions need; raises CourseError if that fails."""
        self._names = [exercise.name for exercise in read_exercises(path)]
        notebook = read_cells(read_submission(path, path.read_bytes()).code)
        selection = select(notebook.statements, self._names, KNOWN_NAMES)
        self._namespace = Namespace()
        self._namespace.run(selection.statements)
        for note in self._namespace.problems + notebook.problems:
            said = f"{note.type_name}: {note.text}" if note.type_name else note.what
            raise CourseError(f"{path}: cell {note.cell}, line {note.line}: {said}")
        for name in self._names:
            if self._namespace.function(name) is None:
                raise CourseError(f"{path}: exercise {name!r} defines no function of that name")
        self._graph = _call_graph(selection.statements, self._names)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return a function of the solution notebook."""
        function = self.__dict__["_namespace"].function(name)
        if function is None:
            raise AttributeError(f"the reference solution has no function {name!r}")
        return function  # type: ignore[no-any-return]

    def builds_on(self, exercise: str) -> frozenset[str]:
        """Return the exercises that an exercise calls, however indirectly."""
        return self._graph[exercise]

    def draws(self, exercise: str) -> bool:
        """Return whether an exercise's function draws random numbers, as its code says."""
        functions = [getattr(self, name) for name in {exercise, *self.builds_on(exercise)}]
        codes = [getattr(function, "__code__", None) for function in functions]
        return any(code is not None and bool(_names_in(code) & _DRAWS) for code in codes)


def _names_in(code: CodeType) -> set[str]:
    """Return the names that a function's code uses, and those of functions inside it."""
    inner = [_names_in(const) for const in code.co_consts if isinstance(const, CodeType)]
    return {*code.co_names, *code.co_freevars}.union(*inner)


def _call_graph(statements: list[Statement], exercises: list[str]) -> dict[str, frozenset[str]]:
    """Read from the code which exercise uses which, through helpers as well."""
    uses: dict[str, set[str]] = {}
    for statement in statements:
        for name in statement.binds:
            uses.setdefault(name, set()).update(statement.uses)
    graph = {}
    for exercise in exercises:
        reached: set[str] = set()
        queue = [exercise]
        while queue:
            for name in uses.get(queue.pop(), set()) - reached:
                reached.add(name)
                queue.append(name)
        graph[exercise] = frozenset(reached & set(exercises) - {exercise})
    return graph
