"""Rewrite a student's function as a known mistake: names, parameters and texts, not what it does.

The parameters get the reference's names, in the way in which calls bind them
(execution.arguments). Functions of the solution are asked from `reference`.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Mapping, Sequence

import msgspec

from autograder.insight.anonymous import ELLIPSIS, Screen
from autograder.insight.sources import Solution
from autograder.misconceptions import REFERENCE

_IMPORTS = {"np": "import numpy as np", "numpy": "import numpy", "math": "import math"}


class Skeleton(msgspec.Struct, frozen=True):
    """A known mistake without its docstring."""

    name: str
    code: str  # the function, without the decorator
    imports: tuple[str, ...]
    lacking: tuple[str, ...]  # names that it uses and that are not there


def rewritten(
    function: ast.FunctionDef, exercise: str, name: str, solution: Solution, screen: Screen
) -> Skeleton:
    """Return a student's function, which is changed, as the skeleton of a known mistake."""
    right = solution.functions.get(exercise)
    bound = _bound(function)
    free = _loaded(function) - bound - {exercise} - set(dir(builtins))
    ours = {one for one in free if one in solution.functions or one in solution.classes}
    imports = {**_IMPORTS, **solution.imports}
    renaming = _renaming(function.args, right, bound, free, screen)
    itself = "" if exercise in bound else exercise  # a class or variable is bound inside
    rewrite = _Rewrite(itself, name, ours, renaming, screen)
    body = [rewrite.visit(statement) for statement in function.body]
    function.name, function.decorator_list, function.returns = name, [], None
    function.args = _parameters(rewrite.visit(function.args), right)
    function.body = [one for one in body if one is not None] or [ast.Pass()]
    if rewrite.asks:
        function.args.kwonlyargs.append(ast.arg(REFERENCE))
        function.args.kw_defaults.append(None)
    return Skeleton(
        name=name,
        code=ast.unparse(ast.fix_missing_locations(function)),
        imports=tuple(sorted(imports[one] for one in free - ours if one in imports)),
        lacking=tuple(sorted(free - ours - imports.keys())),
    )


def _bound(function: ast.FunctionDef) -> set[str]:
    """Return the names that a function binds, in any scope inside it."""
    inside = (name for node in ast.walk(function) if node is not function for name in _binds(node))
    return set(inside)


def _binds(node: ast.AST) -> list[str]:
    if isinstance(node, ast.arg):
        return [node.arg]
    if isinstance(node, ast.Name):
        return [] if isinstance(node.ctx, ast.Load) else [node.id]
    if isinstance(node, ast.alias):
        return [node.asname or node.name.partition(".")[0]]
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    return [node.name] if isinstance(node, ast.ExceptHandler) and node.name else []


def _loaded(function: ast.FunctionDef) -> set[str]:
    """Return the names that a function's body uses; annotations and defaults do not count."""
    found = set()
    for statement in function.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.add(node.id)
            elif isinstance(node, ast.Global):
                found.update(node.names)
    return found


def _renaming(
    args: ast.arguments,
    right: ast.arguments | None,
    bound: Collection[str],
    free: Collection[str],
    screen: Screen,
) -> dict[str, str]:
    """Return new names: the reference's for parameters, and others where one names a person."""
    found = _as_the_reference(args, right) if right else {}
    found |= {
        name: f"name_{number}"
        for number, name in enumerate(sorted(bound - found.keys()), 1)
        if not screen.passes_name(name)
    }
    taken = {*found.values(), REFERENCE}
    for name in sorted(bound - found.keys()):
        if name in taken:  # of a local variable, where a parameter has this name now
            found[name] = _unused(name, {*bound, *free, *taken})
    return found


def _unused(name: str, taken: Collection[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _as_the_reference(args: ast.arguments, right: ast.arguments) -> dict[str, str]:
    """Return which of the reference's parameters each parameter stands for, where names differ."""
    own = [a.arg for a in (*args.posonlyargs, *args.args)]
    wanted = [a.arg for a in (*right.posonlyargs, *right.args)]
    chosen = {name: name for name in own if name in wanted}
    folded = {name.lower(): name for name in wanted if name not in chosen}
    if len(folded) == len(wanted) - len(chosen):
        for name in own:
            if name not in chosen and name.lower() in folded:
                chosen[name] = folded.pop(name.lower())
    left = [name for name in wanted if name not in chosen.values()]
    free = [name for name in own if name not in chosen]
    chosen |= dict(zip(free, left, strict=False))
    return {name: other for name, other in chosen.items() if name != other}


def _parameters(args: ast.arguments, right: ast.arguments | None) -> ast.arguments:
    """Return parameters whose defaults are plain values; others are the reference's, or None."""
    defaults = _defaults(right) if right else {}
    positional = [*args.posonlyargs, *args.args]
    with_default = positional[len(positional) - len(args.defaults) :]
    args.defaults = [
        _plain(value, defaults.get(parameter.arg))
        for parameter, value in zip(with_default, args.defaults, strict=True)
    ]
    args.kw_defaults = [
        value and _plain(value, defaults.get(parameter.arg))
        for parameter, value in zip(args.kwonlyargs, args.kw_defaults, strict=True)
    ]
    return args


def _defaults(args: ast.arguments) -> Mapping[str, ast.expr]:
    positional = [*args.posonlyargs, *args.args]
    names: Sequence[ast.arg] = positional[len(positional) - len(args.defaults) :]
    return {a.arg: value for a, value in zip(names, args.defaults, strict=True)}


def _plain(value: ast.expr, instead: ast.expr | None) -> ast.expr:
    try:
        ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return instead or ast.Constant(None)
    return value


class _Rewrite(ast.NodeTransformer):
    """Renames, asks the reference for the solution's functions, and takes texts out."""

    def __init__(
        self,
        exercise: str,
        name: str,
        ours: Collection[str],
        renaming: Mapping[str, str],
        screen: Screen,
    ) -> None:
        self._exercise, self._name = exercise, name
        self._ours, self._renaming, self._screen = ours, renaming, screen
        self.asks = False  # whether it uses the reference

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Rename a name, or ask the reference for it."""
        if node.id in self._ours:
            self.asks = True
            return ast.Attribute(ast.Name(REFERENCE, ast.Load()), node.id, node.ctx)
        is_itself = node.id == self._exercise and isinstance(node.ctx, ast.Load)
        known = self._renaming.get(node.id, self._name if is_itself else node.id)
        return ast.Name(known, node.ctx)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Hand the reference on where the function calls itself."""
        calls_itself = isinstance(node.func, ast.Name) and node.func.id == self._exercise
        self.generic_visit(node)
        if calls_itself and self._ours:
            self.asks = True
            node.keywords.append(ast.keyword(REFERENCE, ast.Name(REFERENCE, ast.Load())))
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """Rename a parameter, and take its annotation away."""
        return ast.arg(self._renaming.get(node.arg, node.arg))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Take the annotation of an inner function away, and what decorates it."""
        node.returns, node.name = None, self._renaming.get(node.name, node.name)
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Rename an inner class."""
        node.name = self._renaming.get(node.name, node.name)
        return self.generic_visit(node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        """Rename what a handler binds."""
        node.name = node.name and self._renaming.get(node.name, node.name)
        return self.generic_visit(node)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> ast.AST:
        """Rename what an inner function changes."""
        node.names = [self._renaming.get(name, name) for name in node.names]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        """Take an annotation away."""
        if node.value is None:
            return None
        return ast.Assign([self.visit(node.target)], self.visit(node.value))

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        """Take out texts that do nothing: docstrings above all."""
        if isinstance(node.value, ast.Constant | ast.JoinedStr):
            return None
        return self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        """Take out free texts; keys and modes stay, and whatever the solution says too."""
        is_free = isinstance(node.value, str) and not self._screen.passes_string(node.value)
        return ast.Constant(ELLIPSIS) if is_free else node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Visit the parts; a body that has become empty passes."""
        super().generic_visit(node)
        body = getattr(node, "body", None)
        if isinstance(body, list) and not body:
            body.append(ast.Pass())
        return node
