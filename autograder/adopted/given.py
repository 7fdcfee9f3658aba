"""Execute the instructor's own statements in the grader process, once for all submissions.

It is trusted code only. What the statements before each question bind is stored separately, so
that each question sees the instructor's names as they are at its place.
"""

from __future__ import annotations
import __future__

import ast
import asyncio
import builtins
import contextlib
import functools
import inspect
import io
import operator
import random
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np

from autograder.adopted.names import Names
from autograder.adopted.owners import Segment
from autograder.execution.namespace import file_of
from autograder.execution.statements import Statement
from autograder.student.handle_classes import is_subclass

_FUTURE_FLAGS = functools.reduce(
    operator.or_, (getattr(__future__, n).compiler_flag for n in __future__.all_feature_names)
)
_ABSENT = object()
_DEFINING = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Change(NamedTuple):
    """What statements did to names."""

    bound: dict[str, Any]
    deleted: frozenset[str]


class Executor:
    """Executes the instructor's statements in one namespace."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT  # plus those of `from __future__ import ...`

    def run(self, statement: Statement, mode: str = "exec") -> Any:
        """Execute a statement; as an expression (`eval`) return its value."""
        tree = statement.tree
        module: Any = ast.Module([tree], type_ignores=[])
        if mode == "eval":
            assert isinstance(tree, ast.Expr)
            module = ast.Expression(tree.value)
        elif mode == "single":
            module = ast.Interactive([tree])
        code = compile(module, file_of(statement.cell), mode, self._flags, dont_inherit=True)
        self._flags |= code.co_flags & _FUTURE_FLAGS
        result = eval(code, self.names)  # noqa: S307 - the instructor's own code
        if code.co_flags & inspect.CO_COROUTINE:
            return asyncio.run(result)
        return result


class Prepared(NamedTuple):
    """What the instructor's statements did before one question."""

    change: Change
    lost: frozenset[str]  # names that could not be bound here, as their files are in the sandbox
    failures: list[str]  # a sentence for each statement that failed


class NoShell:
    """Replaces IPython's shell: magics do nothing and return None."""

    def __getattr__(self, name: str) -> Any:
        """Return a function that does nothing."""
        return lambda *_, **__: None


def new_names() -> Names:
    """Return a namespace with the names that a kernel has before the first cell."""
    names = Names()
    names.update(
        __name__="__main__",
        __doc__=None,
        __builtins__=builtins,
        get_ipython=NoShell,
        display=lambda *_, **__: None,
        issubclass=is_subclass,
    )
    return names


def prepare(executor: Executor, segments: Iterable[Segment]) -> list[Prepared]:
    """Execute what the instructor gives before each question; return the outcome of each part.

    Afterwards the namespace is as it was before.
    """
    names, before = executor.names, dict(executor.names.items())
    prepared = [_prepared(executor, segment) for segment in segments]
    names.clear()
    names.update(before)
    return prepared


def _prepared(executor: Executor, segment: Segment) -> Prepared:
    names, at_first = executor.names, dict(executor.names.items())
    lost: set[str] = set()
    failures = []
    for statement in segment.given:
        why = _tried(executor, statement)
        lost -= statement.binds
        if why is not None:
            failures.append(f"cell {statement.cell}, line {statement.line}: {why}")
            lost |= statement.binds if not isinstance(statement.tree, _DEFINING) else set()
    now = dict(names.items())
    bound = {n: v for n, v in now.items() if at_first.get(n, _ABSENT) is not v}
    change = Change(bound, frozenset(at_first) - frozenset(now))
    return Prepared(change, frozenset(lost), failures)


def _tried(executor: Executor, statement: Statement) -> str | None:
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            executor.run(statement)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - tests that need it say what is missing
        return f"{type(error).__name__}: {error}"
    return None


def _nobody(_: int) -> None:
    """Ignore a seed."""


class Seeds:
    """Makes seeding the global generators here also seed the student's."""

    def __init__(self) -> None:
        self.tell: Callable[[int], None] = _nobody
        own, numpys = random.seed, np.random.seed

        def seed(a: Any = None, *args: Any, **kwargs: Any) -> None:
            own(a, *args, **kwargs)
            if isinstance(a, int):
                self.tell(a % 2**32)

        def numpy_seed(seed: Any = None) -> None:
            numpys(seed)
            if isinstance(seed, int | np.integer):
                self.tell(int(seed))

        random.seed = seed
        np.random.seed = numpy_seed

    def begin(self, seed: int) -> None:
        """Seed only the generators of this process."""
        self.tell = _nobody
        random.seed(seed)
        np.random.seed(seed)  # noqa: NPY002 - test cells draw from the global one
