"""The reference solution: the functions and values that hidden graders compare with.

Trusted: it is made from the instructor's own notebooks, in the grader's process, and never enters
a sandbox. Each notebook has its own namespace, as in Jupyter.
"""

from __future__ import annotations

import functools
import inspect
import random
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType
from typing import Any

import numpy as np

from autograder.course.exercises import read_exercises
from autograder.course.printed import printed_name, read_printed
from autograder.course.stand_ins import read_stand_ins
from autograder.errors import CourseError
from autograder.execution.manners import copied, perform
from autograder.execution.namespace import KNOWN_NAMES, Namespace, Variable, is_import
from autograder.execution.probes import prober
from autograder.execution.statements import Statement, read_cells, select
from autograder.submission.cells import read_submission
from autograder.submission.printed import with_printed
from autograder.submission.stand_ins import without_stand_ins
from autograder.wire.messages import Arguments, Call, Manner

_DRAWS = frozenset({"random", "default_rng", "RandomState", "standard_normal", "randn", "rand"})
_SOURCES = (random.Random, np.random.Generator, np.random.RandomState)


class Reference:
    """The functions and values of an assignment's solution notebooks, as attributes."""

    def __init__(self, *paths: Path) -> None:
        """Execute what the exercises' functions need; raises CourseError if that fails."""
        self._solutions = [_Solution(path) for path in paths]
        self._owner = {name: s for s in self._solutions for name in s.names}
        self.load_s = sum(solution.load_s for solution in self._solutions)

    def __getattr__(self, name: str) -> Any:
        """Return an exercise's function or value, or a function that only one notebook defines."""
        found = self.callable_of(name)
        return copied(found()) if isinstance(found, Variable) else found

    def callable_of(self, name: str) -> Callable[..., Any]:
        """Return what answers calls of an exercise; for a variable, what returns its value."""
        owner = self.__dict__["_owner"].get(name)
        solutions = [owner] if owner else self.__dict__["_solutions"]
        found = [f for solution in solutions if (f := solution.function(name)) is not None]
        if not found:
            raise AttributeError(f"the reference solution has no function {name!r}")
        if len(found) > 1:
            raise AttributeError(f"{len(found)} notebooks of the reference define {name!r}")
        return found[0]  # type: ignore[no-any-return]

    def is_variable(self, name: str) -> bool:
        """Return whether an exercise asks for a variable."""
        try:
            return isinstance(self.callable_of(name), Variable)
        except AttributeError:
            return False

    def signatures(self) -> dict[str, list[str]]:
        """Return the parameter names of each exercise; for a class, also those of its methods."""
        found = {}
        for name in self._owner:
            exercise = self.callable_of(name)
            found[name] = list(inspect.signature(exercise).parameters)
            if isinstance(exercise, type):
                for method, function in inspect.getmembers(exercise, inspect.isfunction):
                    found[f"{name}.{method}"] = list(inspect.signature(function).parameters)[1:]
        return found

    def builds_on(self, exercise: str) -> frozenset[str]:
        """Return the exercises of the same notebook that this one calls, even indirectly."""
        return self._owner[exercise].graph[exercise]

    def solve(
        self, call: Call, calls: list[Any], functions: Mapping[str, Callable[..., Any]]
    ) -> None:
        """Make calls of an exercise with names of its notebook bound to other functions."""
        names = self._owner[call.function].names_in_place
        own = {name: names[name] for name in functions}
        try:
            names.update(functions)
            function = self.callable_of(call.function)
            is_probe = call.manner is Manner.PROBE
            ask = prober(names) if is_probe else functools.partial(_called, function)
            for arguments, extras, details in calls:
                perform(ask, arguments, extras, call.manner.compared, details)
        finally:
            names.update(own)

    def prober(self, exercise: str) -> Callable[[Arguments, Arguments], Any]:
        """Return what calls a probe with the names of an exercise's notebook."""
        return prober(self._owner[exercise].names_in_place)

    def draws(self, exercise: str) -> bool:
        """Return whether the code of an exercise's function draws random numbers."""
        return _draws(self.callable_of(exercise), set())


class _Solution:
    """One solution notebook."""

    def __init__(self, path: Path) -> None:
        self.names = [exercise.name for exercise in read_exercises(path)]
        cells = read_submission(path, path.read_bytes())
        cells = without_stand_ins(cells, read_stand_ins(path))
        printed = with_printed(cells, read_printed(path)).printed
        notebook = read_cells(cells.code, printed=printed)
        selection = select(notebook.statements, self.names, KNOWN_NAMES)
        self._namespace = Namespace()
        self.load_s = 0.0  # CPU time, without what imports took
        for statement in selection.statements:
            start = time.thread_time()
            self._namespace.run([statement])
            if not is_import(statement.tree):
                self.load_s += time.thread_time() - start
        for note in self._namespace.problems + notebook.problems:
            said = f"{note.type_name}: {note.text}" if note.type_name else note.what
            raise CourseError(f"{path}: cell {note.cell}, line {note.line}: {said}")
        for name in self.names:
            if self.function(name) is None:
                raise CourseError(
                    f"{path}: the grade cell {name!r} is no exercise: no function, class or "
                    "variable is called so; give the cell the name of one, or write it; if a cell "
                    f"is to print the answer, give that cell the ID {printed_name(name)!r}"
                )
        self.graph = _call_graph(selection.statements, self.names)

    @property
    def names_in_place(self) -> dict[str, Any]:
        """The namespace itself, in which its functions look names up."""
        return self._namespace.names

    def function(self, name: str) -> Any:
        """Return a function that the notebook defines, or a variable that is an exercise."""
        found = self._namespace.function(name)
        return self._namespace.variable(name) if found is None and name in self.names else found


def _called(function: Callable[..., Any], arguments: Any, _: Any) -> Any:
    """Call a function with arguments by name, without extras: the reference needs none."""
    return function(**arguments)


def _draws(function: Any, passed: set[CodeType]) -> bool:
    """Return whether a function's code, or a function that it uses in the notebook, draws."""
    if isinstance(function, type):
        return any(_draws(value, passed) for value in vars(function).values())
    code = getattr(function, "__code__", None)
    if code is None or code in passed:
        return False
    passed.add(code)
    names = _names_in(code)
    if names & _DRAWS:
        return True
    beside = function.__globals__
    used = [beside[name] for name in names if name in beside]
    return any(_is_source(value) for value in used) or any(
        _draws(value, passed) for value in used if getattr(value, "__globals__", None) is beside
    )


def _is_source(value: Any) -> bool:
    """Return whether a value is a random number generator, or a method of one."""
    return isinstance(value, _SOURCES) or isinstance(getattr(value, "__self__", None), _SOURCES)


def _names_in(code: CodeType) -> set[str]:
    """Return the names that a function's code uses, including functions inside it."""
    inner = [_names_in(const) for const in code.co_consts if isinstance(const, CodeType)]
    return {*code.co_names, *code.co_freevars}.union(*inner)


def _call_graph(statements: list[Statement], exercises: list[str]) -> dict[str, frozenset[str]]:
    """Read from the code which exercise uses which other ones, also through helpers."""
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
