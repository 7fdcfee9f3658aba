"""Take the asserts out of a notebook's functions, to see what they return without them.

Nothing is executed again. The existing functions get the code that an interpreter without asserts
would have compiled for them.
"""

from __future__ import annotations

import ast
import contextlib
import types
from collections.abc import Iterator
from typing import Any

from autograder.execution.namespace import Namespace, file_of

_Key = tuple[str, int, str]


def drop_asserts(namespace: Namespace) -> None:
    """Give each function of the notebook, and each method, its code without asserts."""
    without: dict[_Key, types.CodeType] = {}
    for statement in namespace.definitions:
        module = ast.Module([statement.tree], type_ignores=[])
        with contextlib.suppress(SyntaxError, ValueError, RecursionError):
            code = compile(module, file_of(statement.cell), "exec", dont_inherit=True, optimize=1)
            without |= {_key(inner): inner for inner in _inside(code)}
    for function in _functions(namespace.names.values()):
        own = without.get(_key(function.__code__))
        if own is not None and own.co_freevars == function.__code__.co_freevars:
            function.__code__ = own


def _inside(code: types.CodeType) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _inside(constant)


def _key(code: types.CodeType) -> _Key:
    return code.co_filename, code.co_firstlineno, code.co_qualname


def _functions(values: Any) -> Iterator[types.FunctionType]:
    """Yield the plain functions among values, and those in classes."""
    for value in tuple(values):
        if isinstance(value, types.FunctionType):
            yield value
        elif isinstance(value, type):
            yield from (v for v in vars(value).values() if isinstance(v, types.FunctionType))
