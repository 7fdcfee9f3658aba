"""Turn a student's function, class or variable into the skeleton of a known mistake.

For a class it is a function that makes an object, and for a variable one that returns its value.

The code was handed in, and a known mistake runs beside the hidden tests, outside of any sandbox.
So a person must read it: the skeleton has no docstring, and without one no grading loads it. Code
that could do more than calculate is refused. That helps the reader, but it is no protection.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Sequence

from autograder.insight.anonymous import Screen
from autograder.insight.rewrite import Skeleton, rewritten
from autograder.insight.sources import Solution, constructor_of

_MODULES = {"numpy", "math", "random", "itertools", "functools", "operator", "collections"}
_REFUSED = {
    *("open", "exec", "eval", "compile", "input", "globals", "locals", "vars", "getattr"),
    *("setattr", "delattr", "breakpoint", "exit", "quit", "memoryview", "help", "get_ipython"),
    *("load", "save", "savez", "savez_compressed", "savetxt", "loadtxt", "genfromtxt", "fromfile"),
    *("tofile", "memmap", "open_memmap", "DataSource", "ctypeslib", "f2py", "os", "sys", "system"),
    *("popen", "subprocess", "importlib", "builtins", "testing", "lib", "dump", "to_pickle"),
    *("read_pickle", "fromregex", "f_globals", "gi_frame", "tb_frame", "cr_frame", "ag_frame"),
}


class Refused(Exception):
    """Why a student's code cannot become a known mistake, as the end of a sentence."""


def skeleton_of(
    codes: Sequence[str], exercise: str, name: str, solution: Solution, screen: Screen
) -> Skeleton:
    """Return the skeleton made of the best of these codes: the one that needs least besides.

    Raises Refused with the reason against the first one if none will do.
    """
    made, reasons = [], []
    for code in codes:
        try:
            made.append(_made(code, exercise, name, solution, screen))
        except Refused as refused:
            reasons.append(refused)
    if not made:
        raise reasons[0] if reasons else Refused("no code of it was kept")
    return min(made, key=lambda one: (len(one.lacking), len(one.code), one.code))


def _made(code: str, exercise: str, name: str, solution: Solution, screen: Screen) -> Skeleton:
    try:
        function = _definition(ast.parse(textwrap.dedent(code)), exercise, solution)
        _refuse(function, solution)
        return rewritten(function, exercise, name, solution, screen)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Refused("Python cannot parse its code") from None


def _definition(tree: ast.Module, exercise: str, solution: Solution) -> ast.FunctionDef:
    found = None
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == exercise:
            found = node
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            found = _function(exercise, node.value.args, [ast.Return(node.value.body)])
        elif isinstance(node, ast.ClassDef) and node.name == exercise:
            found = _maker(node)
    if found is None and exercise not in solution.functions.keys() | solution.classes:
        found = _value(tree, exercise)
    if found is None:
        raise Refused("its code does not define it")
    return found


def _function(name: str, args: ast.arguments, body: list[ast.stmt]) -> ast.FunctionDef:
    return ast.FunctionDef(name, args, body, [], None)


def _maker(node: ast.ClassDef) -> ast.FunctionDef:
    """Return the function that makes an object of a class."""
    args = constructor_of(node)
    if args is None:
        raise Refused("its class has no __init__")
    given: list[ast.expr] = [_name(arg) for arg in (*args.posonlyargs, *args.args)]
    given += [ast.Starred(_name(args.vararg), ast.Load())] if args.vararg else []
    named = [ast.keyword(arg.arg, _name(arg)) for arg in args.kwonlyargs]
    named += [ast.keyword(None, _name(args.kwarg))] if args.kwarg else []
    made = ast.Call(ast.Name(node.name, ast.Load()), given, named)
    return _function(node.name, args, [node, ast.Return(made)])


def _name(arg: ast.arg) -> ast.Name:
    return ast.Name(arg.arg, ast.Load())


def _value(tree: ast.Module, exercise: str) -> ast.FunctionDef | None:
    """Return the function that computes a variable; None if the code does not bind it."""
    bound = (n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == exercise)
    if not any(isinstance(name.ctx, ast.Store) for name in bound):
        return None
    no_arguments = ast.arguments([], [], None, [], [], None, [])
    value = ast.Return(ast.Name(exercise, ast.Load()))
    return _function(exercise, no_arguments, [*tree.body, value])


def _refuse(function: ast.FunctionDef, solution: Solution) -> None:
    """Refuse code that could do more than calculate."""
    modules = _MODULES | {_module(text) for text in solution.imports.values()}
    for node in ast.walk(function):
        used = _used(node)
        if isinstance(node, ast.Import):
            used = [alias.name for alias in node.names if _root(alias.name) not in modules]
        elif isinstance(node, ast.ImportFrom) and _root(node.module or "") not in modules:
            used = [node.module or "."]
        if used:
            raise Refused(f"its code uses {used[0]}, which no known mistake should")


def _used(node: ast.AST) -> list[str]:
    name = node.id if isinstance(node, ast.Name) else ""
    name = node.attr if isinstance(node, ast.Attribute) else name
    names = node.name.split(".") if isinstance(node, ast.alias) else [name]
    return [name for name in names if name in _REFUSED or name.startswith("__")]


def _module(statement: str) -> str:
    return _root(statement.split()[1])


def _root(module: str) -> str:
    return module.partition(".")[0]
