"""Keep SymPy from executing a student's text in the grader process.

Nearly every function of SymPy's takes a text, too, and executes it as Python: `expand(answer)`,
`diff(answer, x)`, `lambdify(x, answer)`. A hidden test that expects a formula may get a text. So
in this process a text has to be a formula: numbers, names and operators, but no attribute, no
text within it, and no function of Python's own that could do anything but calculate.
"""

from __future__ import annotations

import builtins
import functools
import importlib.abc
import importlib.machinery
import io
import keyword
import sys
import tokenize
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from types import ModuleType
from typing import Any

from autograder.text import printable

_MOST_CHARS = 10_000
_CALCULATE = frozenset(
    {"abs", "complex", "divmod", "float", "int", "max", "min", "pow", "round", "sum"}
    | {"None", "True", "False", "and", "or", "not"}
)
_OTHERS = (frozenset(dir(builtins)) | frozenset(keyword.kwlist)) - _CALCULATE
_OPERATORS = frozenset(
    [
        "+",
        "-",
        "*",
        "/",
        "//",
        "%",
        "**",
        "^",
        "(",
        ")",
        "[",
        "]",
        ",",
        "<",
        ">",
        "<=",
        ">=",
        "==",
        "!=",
        "=",
        "|",
        "&",
        "~",
        "!",
    ]
)
_BLANK = frozenset({tokenize.NEWLINE, tokenize.NL, tokenize.ENDMARKER})


def is_formula(text: str) -> bool:
    """Return whether a text can only calculate when it is executed."""
    if len(text) > _MOST_CHARS or not text.strip().isprintable():
        return False
    try:
        return all(map(_is_part, tokenize.generate_tokens(io.StringIO(text.strip()).readline)))
    except (tokenize.TokenError, SyntaxError):
        return False


def _is_part(token: tokenize.TokenInfo) -> bool:
    if token.type == tokenize.NAME:
        name = unicodedata.normalize("NFKC", token.string)  # as Python reads it
        return name not in _OTHERS and not name.startswith("__")
    is_blank = token.type in _BLANK or not token.string.strip()
    return is_blank or token.type == tokenize.NUMBER or token.string in _OPERATORS


def guard() -> None:
    """From now on, let SymPy execute formulas alone, also if it is imported later."""
    for name, change in _CHANGES.items():
        if (module := sys.modules.get(name)) is not None:
            change(module)
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder(importlib.abc.MetaPathFinder):
    """Changes the two modules when they are imported."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,  # noqa: ARG002 - Python passes it
    ) -> importlib.machinery.ModuleSpec | None:
        change = _CHANGES.get(fullname)
        spec = importlib.machinery.PathFinder.find_spec(fullname, path) if change else None
        if spec is not None and spec.loader is not None and change is not None:
            execute: Any = spec.loader.exec_module
            setattr(spec.loader, "exec_module", _then(execute, change))  # noqa: B010 - of this object
        return spec


Change = Callable[[Any], None]


def _then(execute: Change, change: Change) -> Change:
    def both(module: Any) -> None:
        execute(module)
        change(module)

    return both


def _change_parser(module: Any) -> None:
    module.stringify_expr = _guarded(module.stringify_expr, 0)


def _change_lambdify(module: Any) -> None:
    printer = module._EvaluatorPrinter  # noqa: SLF001 - SymPy offers no other place
    printer.doprint = _guarded(printer.doprint, 2)


_CHANGES: dict[str, Change] = {
    "sympy.parsing.sympy_parser": _change_parser,
    "sympy.utilities.lambdify": _change_lambdify,
}


def _guarded(function: Any, first: int) -> Any:
    """Return a function that refuses texts which are no formulas, from an argument on."""
    if hasattr(function, "__wrapped__"):
        return function

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        for text in _texts(args[first : first + 2]):
            if not is_formula(text):
                shown = printable(text[:60])
                raise TypeError(f"SymPy would execute a text that is no formula: {shown!r}")
        return function(*args, **kwargs)

    return guarded


def _texts(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from _texts(value)
