"""Find the names that a statement binds, changes and uses, by Python's rules for scopes.

This is part of choosing what to execute (execution.statements). All are pure functions of syntax
trees.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

_MUTATORS = frozenset({"__setitem__", "update", "append", "extend", "setdefault", "insert", "pop"})


class _Scope(ast.NodeVisitor):
    """Gathers the names that one scope binds; subclasses say what else they gather."""

    def __init__(self) -> None:
        self.binds: set[str] = set()
        self.changes: set[str] = set()
        self.declared_global: set[str] = set()
        self.is_star_import = False

    @property
    def local(self) -> set[str]:
        """The names that refer to this scope's own variables."""
        return self.binds - self.declared_global

    def visit_Name(self, node: ast.Name) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.binds.add(node.id)

    def visit_Global(self, node: ast.Global | ast.Nonlocal) -> None:
        self.declared_global.update(node.names)
        self.changes.update(node.names)

    visit_Nonlocal = visit_Global

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            if alias.name == "*":
                self.is_star_import = True
            else:
                self.binds.add(alias.asname or alias.name.partition(".")[0])

    visit_ImportFrom = visit_Import

    def visit_ExceptHandler(self, node: ast.ExceptHandler | ast.MatchAs | ast.MatchStar) -> None:
        if node.name:
            self.binds.add(node.name)
        self.generic_visit(node)

    visit_MatchAs = visit_MatchStar = visit_ExceptHandler

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest:
            self.binds.add(node.rest)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute | ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.changes |= root(node)
        self.generic_visit(node)

    visit_Subscript = visit_Attribute


class Targets(_Scope):
    """Gathers what a statement binds and changes, without examining what it computes."""

    def __init__(self, *, has_walrus: bool) -> None:
        super().__init__()
        self.fills: set[str] = set()
        self._has_walrus = has_walrus

    def visit_Expr(self, node: ast.Expr) -> None:
        self.changes |= _changed_by_call(node.value)
        self._skip(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.binds.add(node.name)
        inner = Targets(has_walrus=self._has_walrus)
        parameters = {arg.arg for arg in _every_arg(node.args)}
        inner.binds |= parameters
        for statement in node.body:
            inner.visit(statement)
        self.changes |= inner.changes - inner.local
        if inner.changes & parameters:
            self.fills.add(node.name)
        self.is_star_import |= inner.is_star_import

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.binds.add(node.name)
        inner = Targets(has_walrus=self._has_walrus)
        for statement in node.body:
            inner.visit(statement)
        self.changes |= inner.changes

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self.visit(target)
        self._skip(node.value)

    def visit_AugAssign(self, node: ast.AugAssign | ast.AnnAssign) -> None:
        self.visit(node.target)
        if node.value is not None:
            self._skip(node.value)

    visit_AnnAssign = visit_AugAssign

    def _skip(self, node: ast.AST) -> None:
        """Look only for `:=` in an expression, because nothing else in it binds a name."""
        for inner in ast.walk(node) if self._has_walrus else ():
            if isinstance(inner, ast.NamedExpr):
                self.visit(inner.target)

    visit_Return = visit_Assert = visit_Raise = _skip
    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_Lambda = _skip
    visit_Call = visit_BinOp = visit_Compare = visit_BoolOp = visit_JoinedStr = _skip


class Uses(_Scope):
    """Gathers the global names that a scope reads."""

    def __init__(self) -> None:
        super().__init__()
        self.uses: set[str] = set()

    def visit_Name(self, node: ast.Name) -> None:
        super().visit_Name(node)
        if isinstance(node.ctx, ast.Load):
            self.uses.add(node.id)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.uses.add(node.target.id)
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.binds.add(node.name)
        for outside in (*node.decorator_list, node.returns):
            if outside is not None:
                self.visit(outside)
        self._visit_function(node.args, node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._visit_function(node.args, [node.body])

    def _visit_function(self, args: ast.arguments, body: Iterable[ast.AST]) -> None:
        inner = Uses()
        for arg in _every_arg(args):
            inner.binds.add(arg.arg)
            if arg.annotation is not None:
                self.visit(arg.annotation)
        for default in (*args.defaults, *args.kw_defaults):
            if default is not None:
                self.visit(default)
        for node in body:
            inner.visit(node)
        self.uses |= inner.uses - inner.local

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.binds.add(node.name)
        inner = Uses()
        inner.generic_visit(node)
        self.uses |= inner.uses  # a method does not see the names in its class's body

    def _visit_comprehension(self, node: ast.AST) -> None:
        inner = Uses()
        inner.generic_visit(node)
        self.uses |= inner.uses - inner.local

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _visit_comprehension


def _every_arg(args: ast.arguments) -> list[ast.arg]:
    every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
    return [arg for arg in every if arg is not None]


def root(node: ast.expr) -> set[str]:
    """Return the name at the root of `name.a[b].c`, as a set; empty if there is none."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _changed_by_call(node: ast.expr) -> set[str]:
    """Return the names that a statement `name.method(...)` may change."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _MUTATORS
    ):
        return root(node.func)
    return set()
