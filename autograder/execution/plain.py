"""Find the exercises whose code is plain: its form shows that a call leaves nothing behind.

A plain function computes its value only from its arguments, constants and well-known functions of
NumPy, pandas and Python. It can keep nothing that a later call could find: no global variable, no
attribute of a class or a module, no file, and no uninitialized memory (`np.empty`). So it makes
no difference whether other plain functions were called in the same process before it.

This is read from the syntax trees before any code of the submission is executed, so the code
cannot influence it. It is a list of what is allowed. Code that is not listed is not plain; the
only consequence is that its exercise needs a process of its own.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from autograder.execution.plain_code import Code
from autograder.execution.plain_names import INSIDE, Globals
from autograder.execution.plain_numpy import words
from autograder.execution.plain_pandas import is_loaded, names_of_pandas
from autograder.execution.plain_parts import (
    has_plain_header,
    is_annotation,
    is_constant,
    is_name,
)
from autograder.execution.statements import Statement

_METHOD_NAMES = words(
    """
    __abs__ __add__ __call__ __contains__ __eq__ __ge__ __getitem__ __gt__ __init__ __iter__
    __le__ __len__ __lt__ __matmul__ __mul__ __ne__ __neg__ __next__ __pow__ __radd__ __repr__
    __rmatmul__ __rmul__ __rpow__ __rsub__ __rtruediv__ __str__ __sub__ __truediv__
    """
)
_DECORATORS = frozenset({"staticmethod", "property"})
_OF_CLASSES = _DECORATORS | {"object"}  # called when a class is defined: no student code
_MODULES = frozenset({"numpy", "math", "pandas"})
_TYPES = frozenset({"__future__", "typing", "collections.abc", "numpy.typing"})


class Plain(NamedTuple):
    """The exercises that leave nothing behind: functions when called, variables when read."""

    functions: list[str]
    variables: list[str]


def plain_exercises(executed: Sequence[Statement], exercises: Iterable[str]) -> Plain:
    """Return the exercises that are plain if exactly these statements are executed."""
    notebook, names = _Names(), list(exercises)
    if not all(map(notebook.add, executed)) or not notebook.are_loaded_plainly:
        return Plain([], [])
    functions = [name for name in names if notebook.is_plain(name)]
    variables = [name for name in names if notebook.is_plain_data(name)]
    return Plain(functions, variables)


def preload() -> None:
    """Find out once what is the same for all submissions."""
    if is_loaded():
        names_of_pandas()


class _Names:
    """The names that a notebook's executed statements bind, and what is known about them."""

    def __init__(self) -> None:
        self.globals = Globals()
        self.functions: dict[str, list[ast.FunctionDef]] = {}
        self.classes: dict[str, list[ast.ClassDef]] = {}
        self.tables: dict[str, list[ast.Dict]] = {}
        self._run: set[str] = set()  # names that given statements use as they are executed
        self._used_by: dict[str, set[str]] = {}
        self._own: set[str] = set()  # names that a student's statement binds
        self._evaluated: list[ast.stmt] = []  # what a student's code computes while loading
        self._uses: dict[str, set[str] | None] = {}  # by function or class; None if it is not plain

    def add(self, statement: Statement) -> bool:
        """Note what a statement binds; return whether executing it changes nothing else."""
        kind = self._kind_of(statement.tree)
        if not kind and statement.is_given:
            self._run |= statement.uses
            kind = "given"
        elif not kind and isinstance(statement.tree, ast.Assign | ast.AugAssign | ast.Expr):
            self._evaluated.append(statement.tree)
            kind = "data"
        for name in statement.binds | statement.changes:
            self._used_by.setdefault(name, set()).update(statement.uses)
            bound = kind if name in statement.binds else "changed"
            self.globals.kinds.setdefault(name, set()).add(bound)
            if not (statement.is_given or kind == "module"):
                self._own.add(name)
        is_special = any(name.startswith("__") for name in statement.binds | statement.changes)
        if is_special or statement.is_star_import or _OF_CLASSES & statement.binds:
            return False
        return bool(kind)

    @property
    def are_loaded_plainly(self) -> bool:
        """Return whether what is executed while loading changes nothing but the notebook's data.

        Given statements may do anything, as long as they call no student code.
        """
        for tree in self._evaluated:
            code = Code(self.globals, is_loading=True)
            if not (code.holds(tree) and all(map(self.is_plain, code.uses))):
                return False
        waiting, seen = list(self._run), set(self._run)
        while waiting:
            new = self._used_by.get(waiting.pop(), set()) - seen
            seen |= new
            waiting += new
        return not seen & self._own

    def _kind_of(self, tree: ast.stmt) -> str:  # noqa: PLR0911 - a table
        """Return what a statement binds its name to; "" if it may do more than that."""
        match tree:
            case ast.Expr(ast.Constant()):
                return "nothing"
            case ast.Import(names=[ast.alias(name=module, asname=own)]) if module in _MODULES:
                is_new = self.globals.modules.setdefault(own or module, module) == module
                return "module" if is_new and module in sys.modules else ""
            case ast.ImportFrom(module=module, level=0, names=names) if module in _TYPES:
                return "type" if all(alias.name != "*" for alias in names) else ""
            case ast.FunctionDef():
                self.functions.setdefault(tree.name, []).append(tree)
                return "function" if has_plain_header(tree) else ""
            case ast.ClassDef():
                self.classes.setdefault(tree.name, []).append(tree)
                self.globals.add_attributes(_own_attributes(tree))
                return "class" if _is_plain_class(tree) else ""
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                return self._kind_of_value(name, value)
        return ""

    def _kind_of_value(self, name: str, value: ast.expr) -> str:
        """Return the kind of a value that is bound to a name; "" if it has to be computed."""
        if is_constant(value):
            return "constant"
        if isinstance(value, ast.Dict):
            self.tables.setdefault(name, []).append(value)
            if all(map(_is_entry, (*value.keys, *value.values))):
                return "table"
        return "data" if _is_display(value) else ""

    def is_plain_data(self, exercise: str) -> bool:
        """Return whether reading a variable runs no code: an object's `__repr__` would be some."""
        return not self.classes and self.globals.is_data(exercise)

    def is_plain(self, exercise: str) -> bool:
        """Return whether a function or class, and all that it uses, is plain."""
        waiting, seen = [exercise], {exercise}
        while waiting:
            uses = self._uses_of(waiting.pop())
            if uses is None:
                return False
            waiting += uses - seen
            seen |= uses
        return True

    def _uses_of(self, name: str) -> set[str] | None:
        """Return which functions and classes of the notebook it uses; None if it is not plain."""
        if name not in self._uses:
            code = Code(self.globals)
            found = (self.functions, self.classes, self.tables)
            trees = [tree for trees in found for tree in trees.get(name, ())]
            is_known = self.globals.kind(name) in {"function", "class", "table"}
            is_plain = is_known and trees and all(map(code.holds, trees))
            self._uses[name] = code.uses if is_plain else None
        return self._uses[name]


# -- what is executed as the notebook is loaded ----------------------------------------


def _is_entry(node: ast.AST | None) -> bool:
    """Return whether nothing can change a table's entry."""
    match node:
        case ast.Constant() | ast.Name() | ast.Attribute():
            return True
        case ast.Tuple(elts=elements):
            return all(map(_is_entry, elements))
        case ast.Lambda(args=args):
            return all(map(is_constant, (*args.defaults, *args.kw_defaults)))
    return isinstance(node, ast.expr) and is_constant(node)


def _is_display(node: ast.AST | None) -> bool:
    """Return whether an expression makes a list or dict of constants, and calls nothing."""
    match node:
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return all(map(_is_display, parts))
        case ast.Dict(keys=keys, values=values):
            return all(map(is_constant, keys)) and all(map(_is_display, values))
    return isinstance(node, ast.expr) and is_constant(node)


def _is_plain_class(node: ast.ClassDef) -> bool:
    """Return whether a class statement does nothing but define the class."""
    if node.decorator_list or node.keywords or not all(is_name(b, "object") for b in node.bases):
        return False
    return all(map(_is_plain_part, node.body))


def _is_plain_part(part: ast.stmt) -> bool:
    match part:
        case ast.FunctionDef(name=name):
            is_listed = _is_free(name) or name in _METHOD_NAMES
            return is_listed and has_plain_header(part, _DECORATORS)
        case ast.Pass() | ast.Expr(ast.Constant()):
            return True
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return is_constant(value) and _is_free(name)
        case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value):
            return _is_free(name) and is_annotation(annotation) and is_constant(value)
    return False


def _is_free(name: str) -> bool:
    """Return whether a name has no special meaning for Python inside a class."""
    return not INSIDE.match(name) and name not in _OF_CLASSES


def _own_attributes(node: ast.ClassDef) -> set[str]:
    """Return the names of a class's methods, constants and objects' attributes."""
    targets = (part.targets[0] if isinstance(part, ast.Assign) else part for part in node.body)
    methods = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
    every = [n for n in ast.walk(node) if isinstance(n, ast.Attribute)]
    kept = {n.attr for n in every if not isinstance(n.ctx, ast.Load)}
    return methods | kept | {target.id for target in targets if isinstance(target, ast.Name)}
