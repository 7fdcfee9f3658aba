"""Why a test cell cannot work outside the student's process, in words for its author."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from autograder.course.plan import Question
from autograder.execution.names import root
from autograder.execution.statements import Statement
from autograder.languages import say

_PATCHES = frozenset({"patch", "monkeypatch", "setattr", "mock"})
_SOURCE = frozenset({"getsource", "getsourcelines", "getsourcefile", "getfile"})
_KERNEL = frozenset({"In", "Out", "_", "__", "_i", "_ih", "_oh", "get_ipython"})
_EXECUTES = frozenset({"eval", "exec", "compile", "__import__"})
_EXECUTING_METHODS = frozenset(
    {"eval", "exec", "query", "evaluate", "timeit", "read_pickle", "import_module", "run_path"}
    | {"from_string"}
)
_UNPICKLES = frozenset({"pickle", "dill", "cloudpickle", "joblib", "marshal"})
_CURRENT_FIGURE = frozenset({"gcf", "gca", "get_fignums"})


def danger(question: Question, students: frozenset[str], given: Iterable[Statement] = ()) -> str:
    """Return what in a question's checks would execute a student's text here; "" if nothing.

    A text may have been given another name first, or may be executed by a function of the cell or
    of the `given` statements of the instructor.
    """
    own = [statement for check in question.checks for statement in check.statements]
    executing, theirs = _executing([*given, *own]), set(students)
    for statement in own:
        if not theirs.isdisjoint(statement.uses):
            theirs |= statement.binds | statement.changes
        calls = (node for node in ast.walk(statement.tree) if isinstance(node, ast.Call))
        for call in calls:
            if _executes(call.func, executing) and (names := _passed(call) & theirs):
                return say("it executes {name}, which is the student's", name=min(names))
    return ""


def _executing(statements: Iterable[Statement]) -> frozenset[str]:
    """Return the names of functions that execute what they get, or pass it to such a function."""
    functions = [s.tree for s in statements if isinstance(s.tree, ast.FunctionDef)]
    found = frozenset[str]()
    while True:
        more = {f.name for f in functions if any(_passes_on(node, found) for node in ast.walk(f))}
        if more <= found:
            return found
        found |= more


def _passes_on(node: ast.AST, executing: frozenset[str]) -> bool:
    return isinstance(node, ast.Call) and _executes(node.func, executing) and bool(_passed(node))


def _passed(node: ast.Call) -> set[str]:
    """Return the names in the arguments of a call."""
    parts = [*node.args, *(keyword.value for keyword in node.keywords)]
    return {n.id for part in parts for n in ast.walk(part) if isinstance(n, ast.Name)}


def _executes(function: ast.expr, executing: frozenset[str]) -> bool:
    if isinstance(function, ast.Attribute):
        is_load = function.attr in {"load", "loads"} and not _UNPICKLES.isdisjoint(root(function))
        return is_load or function.attr in _EXECUTING_METHODS or "duckdb" in root(function)
    return isinstance(function, ast.Name) and function.id in _EXECUTES | executing


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
            yield say("it replaces {name}", name=name)
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
