"""Bind names of a notebook to functions and classes that ask the grader for their value.

They replace an exercise that lost marks when a later one is judged again. The reference itself is
never in this process.
"""

from __future__ import annotations

import ast
import contextlib
import importlib.abc
import importlib.machinery
import socket
import sys
import types
from collections.abc import Callable
from typing import Any, ClassVar

from autograder.execution.namespace import Namespace
from autograder.wire import messages as m
from autograder.worker.remote import Line, remotes

Functions = dict[str, Callable[..., Any]]


def rebind(namespace: Namespace, forms: dict[str, m.ClassForm | None], sock: socket.socket) -> None:
    """Bind names; then execute again what failed because these names, or a module, were missing."""
    line = Line(sock, namespace.names)
    functions: Functions = remotes(forms, line)
    own = {name: namespace.names.get(name) for name in forms}
    sys.meta_path.append(_Finder(functions))
    namespace.names.update(functions)
    namespace.run_lost(_absolute)
    namespace.names.update(functions)
    for name, value in own.items():
        _rebind_others(functions[name], value, namespace)
        _derive_from(functions[name], value, namespace)
    line.is_open = True


def _rebind_others(remote: Any, own: Any, namespace: Namespace) -> None:
    """Bind the other names under which the notebook keeps a function that it defines."""
    if not isinstance(own, types.FunctionType) or own.__globals__ is not namespace.names:
        return
    others = [name for name, value in namespace.names.items() if value is own]
    namespace.names.update(dict.fromkeys(others, remote))


def _derive_from(remote: Any, own: Any, namespace: Namespace) -> None:
    """Let classes that were derived from the notebook's own class derive from the remote one."""
    if not isinstance(own, type) or not isinstance(remote, type):
        return
    for value in list(namespace.names.values()):
        if isinstance(value, type) and own in value.__bases__:
            bases = tuple(remote if base is own else base for base in value.__bases__)
            with contextlib.suppress(TypeError):  # its layout differs: it stays
                value.__bases__ = bases


class LostModule(types.ModuleType):
    """Replaces a module that is missing, with the functions that are known."""

    last: ClassVar[str] = ""  # the lost module from which something unknown was last taken

    def __getattr__(self, name: str) -> Any:
        """Return a submodule."""
        if name.startswith("__"):
            raise AttributeError(name)
        LostModule.last = self.__name__
        return _filled(LostModule(f"{self.__name__}.{name}"), self.__dict__["_functions"])

    def __call__(self, *_: Any, **__: Any) -> Any:
        """Fail for the true reason: the called object should have come from a missing module."""
        root = self.__name__.split(".")[0]
        raise ModuleNotFoundError(f"No module named {root!r}", name=root)


def honest(type_name: str, text: str) -> tuple[str, str]:
    """Return what an exception says, without blaming a student for a lost module."""
    if LostModule.__name__ not in text:
        return type_name, text
    root = LostModule.last.split(".")[0]
    return ModuleNotFoundError.__name__, f"No module named {root!r}"


def _filled(module: LostModule, functions: Functions) -> LostModule:
    module.__dict__.update(functions, _functions=functions, __all__=list(functions))
    return module


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds every module that no other finder has found."""

    def __init__(self, functions: Functions) -> None:
        self._functions = functions

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec:
        """Say that the module exists."""
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """Make the module."""
        return LostModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Fill it with the known functions."""
        assert isinstance(module, LostModule)
        _filled(module, self._functions)


def _absolute(tree: ast.stmt) -> ast.stmt:
    """Return a relative import as an absolute one."""
    if not isinstance(tree, ast.ImportFrom) or not tree.level:
        return tree
    absolute: ast.stmt = ast.Import(tree.names)
    if tree.module:
        absolute = ast.ImportFrom(tree.module, tree.names, 0)
    return ast.copy_location(absolute, tree)
