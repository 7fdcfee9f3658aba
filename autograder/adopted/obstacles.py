"""Why a test cell cannot work outside the student's process, in words for its author."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.course.plan import Question
from autograder.execution.names import root
from autograder.languages import say

_PATCHES = frozenset({"patch", "monkeypatch", "setattr", "mock"})
_SOURCE = frozenset({"getsource", "getsourcelines", "getsourcefile", "getfile"})
_KERNEL = frozenset({"In", "Out", "_", "__", "_i", "_ih", "_oh", "get_ipython"})
_EXECUTES = frozenset({"eval", "exec", "compile"})
_UNPICKLES = frozenset({"pickle", "dill", "cloudpickle", "joblib", "marshal"})
_CURRENT_FIGURE = frozenset({"gcf", "gca", "get_fignums"})


def danger(question: Question, students: frozenset[str]) -> str:
    """Return what in a question's checks would execute a student's text here; "" if nothing."""
    for check in question.checks:
        for statement in check.statements:
            for node in ast.walk(statement.tree):
                if isinstance(node, ast.Call) and _executes(node.func):
                    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} & students
                    if names:
                        name = min(names)
                        return say("it executes {name}, which is the student's", name=name)
    return ""


def _executes(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        is_load = function.attr in {"load", "loads"}
        return is_load and not _UNPICKLES.isdisjoint(root(function))
    return isinstance(function, ast.Name) and function.id in _EXECUTES


def obstacle(question: Question, students: frozenset[str]) -> str:
    """Return what in a question's checks needs the student's process; "" if nothing seems to.

    `students` are the names that are the student's.
    """
    for check in question.checks:
        for statement in check.statements:
            for node in ast.walk(statement.tree):
                for why in _of_node(node, students):
                    return why
    return ""


def _of_node(node: ast.AST, students: frozenset[str]) -> Iterator[str]:
    match node:
        case ast.Delete(targets=targets):
            names = [one.id for one in targets if isinstance(one, ast.Name) and one.id in students]
            if names:
                yield say("it deletes {name}, which is the student's", name=names[0])
        case ast.Name(id=name, ctx=ast.Store()) if name in students:
            yield say("it puts something else in the place of {name}", name=name)
        case ast.Name(id=name, ctx=ast.Load()) if name in _KERNEL:
            yield say("it reads {name}, which only a kernel has", name=name)
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in _SOURCE:
            yield say("it reads the source of a function")
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in _PATCHES:
            yield say("it replaces a part of the student's code")
        case ast.Attribute(attr=name) if name in _CURRENT_FIGURE:
            yield say(
                "it looks at the current figure, which the student's code has drawn elsewhere"
            )
