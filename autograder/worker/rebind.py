"""Bind names of a notebook to functions that ask the grader for their value.

What stands in for an exercise that lost marks, when a later one is judged again.
The reference itself never gets here.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import socket
import sys
import types
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np

from autograder.terms import Seed
from autograder.wire import receive, send
from autograder.worker import messages as m
from autograder.worker.notebook import Namespace

Functions = dict[str, Callable[..., Any]]


def rebind(namespace: Namespace, names: list[str], sock: socket.socket) -> None:
    """Bind names; then execute again what failed for want of them, or of a module."""
    line = _Line(sock)
    functions: Functions = {name: _remote(name, line) for name in names}
    sys.meta_path.append(_Finder(functions))
    namespace.names.update(functions)
    namespace.run_lost(_absolute)
    namespace.names.update(functions)
    line.is_open = True


class LostModule(types.ModuleType):
    """Stands in for a module that is not there, with the functions that are known."""

    last: ClassVar[str] = ""  # of all modules, the one of which something unknown was taken

    def __getattr__(self, name: str) -> Any:
        """Return a module inside."""
        if name.startswith("__"):
            raise AttributeError(name)
        LostModule.last = self.__name__
        return _filled(LostModule(f"{self.__name__}.{name}"), self.__dict__["_functions"])

    def __call__(self, *_: Any, **__: Any) -> Any:
        """Fail for the true reason: what was called was to come from a module that is not there."""
        root = self.__name__.split(".")[0]
        raise ModuleNotFoundError(f"No module named {root!r}", name=root)


def honest(type_name: str, text: str) -> tuple[str, str]:
    """Return what an exception says, without blaming a student for what stands in for a module."""
    if LostModule.__name__ not in text:
        return type_name, text
    root = LostModule.last.split(".")[0]
    return ModuleNotFoundError.__name__, f"No module named {root!r}"


def _filled(module: LostModule, functions: Functions) -> LostModule:
    module.__dict__.update(functions, _functions=functions, __all__=list(functions))
    return module


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds every module that nobody else has found."""

    def __init__(self, functions: Functions) -> None:
        self._functions = functions

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec:
        """Say that the module is here."""
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Make the stand-in."""
        return LostModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Fill it with the known functions."""
        assert isinstance(module, LostModule)
        _filled(module, self._functions)


def _absolute(tree: ast.stmt) -> ast.stmt:
    """Return an import from beside the notebook as one from anywhere."""
    if not isinstance(tree, ast.ImportFrom) or not tree.level:
        return tree
    absolute: ast.stmt = ast.Import(tree.names)
    if tree.module:
        absolute = ast.ImportFrom(tree.module, tree.names, 0)
    return ast.copy_location(absolute, tree)


class _Line:
    """The way to the grader: closed until it has asked for something."""

    def __init__(self, sock: socket.socket) -> None:
        self.is_open = False
        self._sock = sock

    def ask(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Return what the reference makes of a call."""
        if self.is_open:
            named = {key: _as_seed(value) for key, value in kwargs.items()}
            send(self._sock, m.Callback(name), [list(map(_as_seed, args)), named])
            answer, value = receive(self._sock, m.Answer)
            if answer.ok:
                return value
        raise ValueError(f"{name} cannot be called with these arguments")


def _as_seed(value: Any) -> Any:
    """Return what crosses the wire for a generator of random numbers: a draw from it."""
    is_source = isinstance(value, np.random.Generator)
    return Seed(int(value.integers(1 << 62))) if is_source else value


def _remote(name: str, line: _Line) -> Callable[..., Any]:
    def function(*args: Any, **kwargs: Any) -> Any:
        return line.ask(name, args, kwargs)

    function.__name__ = function.__qualname__ = name
    return function
