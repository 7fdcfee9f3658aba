"""Execute a notebook's statements and keep what they define.

It runs inside the sandbox for submissions, and on the trusted side for the reference solution. A
statement that fails does not affect the others.
"""

from __future__ import annotations
import __future__

import ast
import builtins
import contextlib
import functools
import inspect
import linecache
import operator
import re
import sys
import types
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from autograder.execution.manners import copied
from autograder.execution.patience import HURRY_S, LEAST_HURRY_S, Heed, StatementTimeout, hurry
from autograder.execution.printed import Page, PrintedCell, plain_text
from autograder.execution.statements import Statement
from autograder.wire.messages import Note, Trouble

_FILE = re.compile(r"<ipython-cell (\d+)>")
_NAMES_OF_A_MODULE = frozenset({"__name__", "__doc__", "__builtins__", "__file__"})
_FUTURE_FLAGS = functools.reduce(
    operator.or_, (getattr(__future__, n).compiler_flag for n in __future__.all_feature_names)
)
_AT_LEISURE = contextlib.nullcontext()
_IMPORTS = 4  # times as long as another statement: large packages take seconds
KNOWN_NAMES = frozenset(dir(builtins)) | _NAMES_OF_A_MODULE | {"get_ipython", "display"}


def file_of(cell: int) -> str:
    """Return the file name that the code of a cell carries.

    It begins as in a kernel, because numba uses this to recognize code that is in no file.
    """
    return f"<ipython-cell {cell}>"


def cell_of(file: str) -> int:
    """Return the cell of such a file name; 0 for any other name."""
    match = _FILE.fullmatch(file)
    return int(match[1]) if match else 0


def keep_source(cells: Iterable[tuple[int, str]]) -> None:
    """Make the text of cells available to `inspect.getsource` and tracebacks, as in a kernel."""
    for cell, text in cells:
        name = file_of(cell)
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)


class Namespace:
    """The module that a notebook's code runs in, and the problems that it had."""

    def __init__(self) -> None:
        self.module = types.ModuleType("__main__")
        self.names: dict[str, Any] = self.module.__dict__
        self.names.update(get_ipython=_NoShell, display=lambda *_, **__: None)
        self.problems: list[Note] = []
        self.definitions: list[Statement] = []  # statements that defined functions or classes
        self.lost: list[Statement] = []  # statements that lacked a module or a name
        self.too_slow: list[tuple[int, int]] = []  # statements that were interrupted
        self._future_flags = 0  # from `from __future__ import ...`, for all later statements
        self._heed: Heed | None = None
        self._hurry_s = HURRY_S

    def heed_the_grader(self, never_ends: Callable[[], None] = lambda: None) -> None:
        """From now on, give up a slow statement when the grader says so.

        `never_ends` is called if a statement catches the exception that should end it.
        """
        self._heed = Heed(never_ends)

    def run(
        self,
        statements: list[Statement],
        slow: frozenset[tuple[int, int]] = frozenset(),
        spare: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:
        """Execute statements in order, each on its own, and continue after a failure.

        A statement whose place (cell, line) is in `slow` gets a fraction of a second. So does one
        in `spare` after a statement was given up. Each that needs more halves the fraction.
        """
        for statement in statements:
            place = (statement.cell, statement.line)
            is_slow = place in slow or (bool(self.too_slow) and place in spare)
            in_time = hurry(self._hurry_s) if is_slow else _AT_LEISURE
            try:
                with self._may_be_given_up(statement), in_time:
                    self._execute(statement)
            except ImportError as error:
                self.lost.append(statement)
                self._report(statement, error)
            except BaseException as error:  # noqa: BLE001 - student code may raise anything
                if isinstance(error, StatementTimeout):
                    self.too_slow.append(place)
                    if is_slow:
                        self._hurry_s = max(self._hurry_s / 2, LEAST_HURRY_S)
                if isinstance(error, NameError):
                    self.lost.append(statement)
                self._report(statement, error)

    def run_lost(self, change: Callable[[ast.stmt], ast.stmt]) -> None:
        """Execute changed versions of the statements that lacked a module or a name."""
        for statement in self.lost:
            with contextlib.suppress(BaseException), hurry():
                self._execute(statement, change(statement.tree))

    def _may_be_given_up(self, statement: Statement) -> contextlib.AbstractContextManager[None]:
        if self._heed is None:
            return _AT_LEISURE
        return self._heed.statement(_IMPORTS if is_import(statement.tree) else 1)

    def _execute(self, statement: Statement, tree: ast.stmt | None = None) -> None:
        tree = tree or statement.tree
        if statement.prints and isinstance(tree, ast.If):
            self._execute_printed(statement, tree.body)
            return
        if isinstance(tree, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            self.definitions.append(statement)
        self._evaluate(ast.Module([tree], type_ignores=[]), statement.cell)

    def _evaluate(self, tree: ast.Module | ast.Expression, cell: int) -> Any:
        """Execute statements, or return the value of an expression."""
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | self._future_flags
        kind = "exec" if isinstance(tree, ast.Module) else "eval"
        code = compile(tree, file_of(cell), kind, flags, dont_inherit=True)
        self._future_flags |= code.co_flags & _FUTURE_FLAGS
        _look_again()
        result = eval(code, self.names)  # noqa: S307 - running student code is what this is for
        if code.co_flags & inspect.CO_COROUTINE:
            import asyncio  # noqa: PLC0415 - large, and few notebooks await

            return asyncio.run(result)
        return result

    def _execute_printed(self, statement: Statement, body: list[ast.stmt]) -> None:
        """Execute a whole cell, and keep what it showed under the name of its exercise."""
        page, value, error = Page(), None, None
        try:
            with contextlib.redirect_stdout(page):
                value = self._show(body, statement.cell)
        except StatementTimeout:
            raise
        except BaseException as raised:  # noqa: BLE001 - student code may raise anything
            error = raised
        self.names[statement.prints] = PrintedCell(page.read_all(), value, error)
        if error is not None and not isinstance(error, NotImplementedError):
            raise error

    def _show(self, body: list[ast.stmt], cell: int) -> Any:
        """Execute statements; return the value of the last one, which Jupyter shows."""
        *before, last = body
        self._evaluate(ast.Module(before, type_ignores=[]), cell)
        if isinstance(last, ast.Expr):
            return copied(self._evaluate(ast.Expression(last.value), cell))
        return self._evaluate(ast.Module([last], type_ignores=[]), cell)

    def _report(self, statement: Statement, error: BaseException) -> None:
        name, text = describe(error)
        last = statement.tree.end_lineno or statement.line
        place = (statement.cell, statement.line)
        note = Note(*place, Trouble.RAISED, name[:200], text[:300], statement.line, last)
        self.problems.append(note)

    def function(self, name: str) -> Any:
        """Return the callable with this name, or None."""
        value = self.names.get(name)
        return value if callable(value) else None

    def variable(self, name: str) -> Variable | None:
        """Return the variable of that name, whatever its value is; None if it has none."""
        value = self.names.get(name, ...)
        return None if value is ... else Variable(value)  # a stub has `name = ...`


def is_import(tree: ast.stmt) -> bool:
    """Return whether a statement only imports."""
    return isinstance(tree, ast.Import | ast.ImportFrom)


def describe(error: BaseException) -> tuple[str, str]:
    """Return an exception's type and text as plain str, even if its class overrides `__str__`."""
    try:
        # The text itself may be of a class derived from str.
        said = str.__str__(str(error))
    except BaseException:  # noqa: BLE001 - a student's __str__ may do anything
        said = "(its text fails)"
    name = type.__dict__["__name__"].__get__(type(error))
    return plain_text(name), plain_text(said[:1000])


class Variable:
    """The value of a variable as a function without parameters, which returns it."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __call__(self) -> Any:
        """Return the value."""
        return self._value


class _NoShell:
    """Replaces IPython's shell: magics do nothing and return None."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None


def _look_again() -> None:
    """Make Python find modules that were just written: it checks a folder only once a tick."""
    with contextlib.suppress(OSError):
        here = str(Path.cwd())
        for path in [path for path in sys.path_importer_cache if path.startswith(here)]:
            del sys.path_importer_cache[path]


def become_main(namespace: Namespace) -> None:
    """Make the namespace the `__main__` of the process, as in a kernel."""
    sys.modules["__main__"] = namespace.module
