"""Bind names of a notebook to functions that ask the grader for their value.

What stands in for an exercise that lost marks, when a later one is judged again.
The reference itself never gets here.
"""

from __future__ import annotations

import ast
import socket
from collections.abc import Callable
from typing import Any

from autograder.wire import receive, send
from autograder.worker import messages as m
from autograder.worker.notebook import Namespace

Functions = dict[str, Callable[..., Any]]


def rebind(namespace: Namespace, names: list[str], sock: socket.socket) -> None:
    """Bind names, and what the notebook tried to import them as or from."""
    functions: Functions = {name: _remote(name, sock) for name in names}
    for tree in namespace.lost_imports:
        if isinstance(tree, ast.ImportFrom):
            for alias in tree.names:
                if alias.name in functions:
                    namespace.names[alias.asname or alias.name] = functions[alias.name]
        elif isinstance(tree, ast.Import) and functions:
            for alias in tree.names:
                name = alias.asname or alias.name.partition(".")[0]
                namespace.names.setdefault(name, LostModule(functions))
    namespace.names.update(functions)


class LostModule:
    """Stands in for a module that could not be imported, with the functions that are known."""

    def __init__(self, functions: Functions) -> None:
        self.__dict__.update(functions)

    def __getattr__(self, name: str) -> Any:
        """Return a module inside; calling it fails as calling a module does."""
        if name.startswith("__"):
            raise AttributeError(name)
        return LostModule(self.__dict__)


def _remote(name: str, sock: socket.socket) -> Callable[..., Any]:
    def function(*args: Any, **kwargs: Any) -> Any:
        send(sock, m.Callback(name), [list(args), kwargs])
        answer, value = receive(sock, m.Answer)
        if not answer.ok:
            raise ValueError(f"{name} cannot be called with these arguments")
        return value

    function.__name__ = function.__qualname__ = name
    return function
