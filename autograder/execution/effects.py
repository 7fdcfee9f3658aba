"""Read from a statement's syntax tree what it may do besides binding its names.

This helps to find the skipped statements that could matter (execution.matters). Code that is not
understood counts as trouble, and so it is executed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from autograder.execution.harmless import (
    DRAWING,
    DYNAMIC,
    METHODS,
    SAFE_DECORATORS,
    UNSAFE_BUILTINS,
    Kind,
    kind_of,
    may_import,
)

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Effects:
    """What code may do when it is executed, or what a function's body may do when it is called."""

    kinds: set[Kind] = field(default_factory=set)
    has_trouble: bool = False  # it could change anything
    is_loose: bool = False  # it calls a function that a variable holds
    is_dynamic: bool = False  # it may use or define names that no parser sees
    seeds_itself: bool = False  # it draws random numbers, but sets the generator first


@dataclass
class Surroundings:
    """The names of a notebook that are needed to read a statement's effects."""

    imports: dict[str, set[str]] = field(default_factory=dict)  # to `module.name`
    stars: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)  # and classes
    variables: set[str] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)

    def binds(self, name: str) -> bool:
        """Return whether the notebook certainly binds a name, so that it is not a builtin."""
        return name in self.functions or name in self.variables or name in self.imports

    def paths(self, name: str) -> set[str]:
        """Return which library names a name may mean; none if nothing defines it."""
        if not self.stars or self.binds(name):
            return self.imports.get(name, set())
        return {f"{module}.{name}" for module in self.stars}


def surroundings(trees: Iterable[ast.stmt], bound: Iterable[str]) -> Surroundings:
    """Gather the imports, functions and methods of a notebook, wherever they are."""
    found = Surroundings()
    for node in (inner for tree in trees for inner in _statements_in(tree)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                path = alias.name if alias.asname else name
                found.imports.setdefault(name, set()).add(path)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            for alias in node.names:
                if alias.name == "*":
                    found.stars.add(module)
                else:
                    path = f"{module}.{alias.name}"
                    found.imports.setdefault(alias.asname or alias.name, set()).add(path)
        elif isinstance(node, ast.ClassDef):
            found.functions.add(node.name)
            found.methods |= {f.name for f in node.body if isinstance(f, _Function)}
        elif isinstance(node, _Function):
            found.functions.add(node.name)
    found.functions -= found.methods
    found.variables = set(bound) - found.functions - set(found.imports)
    return found


def effects_of(tree: ast.stmt, names: Surroundings) -> tuple[Effects, Effects]:
    """Return what a statement may do when executed, and what its functions may do when called."""
    reader = _Reader(names)
    if isinstance(tree, _Function):
        reader.read_signature(tree)
        called = _Reader(names)
        called.visit(tree)
        called.effects.seeds_itself = _seeds_itself(tree, names)
        return reader.effects, called.effects
    reader.visit(tree)
    if not isinstance(tree, ast.ClassDef):
        return reader.effects, reader.effects if reader.has_functions else Effects()
    is_plain = _is_plain(tree)
    kinds = set() if is_plain else reader.effects.kinds
    return Effects(kinds, has_trouble=not is_plain), reader.effects


def is_inert(tree: ast.stmt) -> bool:
    """Return whether what a statement binds holds nothing that can change."""
    if isinstance(tree, _Function):
        return not any(map(_is_unsafe, tree.decorator_list)) and all(
            map(_is_fixed, _defaults(tree))
        )
    if isinstance(tree, ast.ClassDef):
        return _is_plain(tree)
    if isinstance(tree, ast.Assign | ast.AnnAssign):
        targets = tree.targets if isinstance(tree, ast.Assign) else [tree.target]
        is_fixed = tree.value is None or _is_fixed(tree.value)
        return is_fixed and all(map(_is_of_names, targets))
    if isinstance(tree, ast.Import):
        return all(may_import(alias.name) for alias in tree.names)
    return isinstance(tree, ast.ImportFrom) and _imports_safely(tree)


class _Reader(ast.NodeVisitor):
    """Walks through code and notes what it may do."""

    def __init__(self, names: Surroundings) -> None:
        self.effects = Effects()
        self.has_functions = False  # whether the code contains one
        self._names = names
        self._local: list[set[str]] = []

    def read_signature(self, node: _Function) -> None:
        """Read what is executed at a definition: its decorators and defaults."""
        self.effects.has_trouble |= any(map(_is_unsafe, node.decorator_list))
        for part in (*node.decorator_list, *_defaults(node)):
            self.visit(part)

    # -- names

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load) and not self._is_local(node.id):
            self._use(node.id, [])

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.effects.is_dynamic |= node.attr in DYNAMIC
        base, parts = _chain(node)
        is_stored = not isinstance(node.ctx, ast.Load)
        if isinstance(base, ast.Name) and not self._is_local(base.id):
            self._use(base.id, parts, is_stored=is_stored)
        else:
            self.visit(base)
        is_own = isinstance(base, ast.Name) and base.id == "self" and len(parts) == 1
        self.effects.has_trouble |= is_stored and not is_own

    def visit_Subscript(self, node: ast.Subscript) -> None:
        base, _ = _chain(node.value)
        if not isinstance(node.ctx, ast.Load) and isinstance(base, ast.Name):
            kinds = {kind_of(path) for path in self._paths(base.id)}
            self.effects.has_trouble |= bool(kinds - {Kind.PLOTS})
        self.generic_visit(node)

    def _paths(self, name: str) -> set[str]:
        return set() if self._is_local(name) else self._names.paths(name)

    def _use(self, name: str, parts: list[str], *, is_stored: bool = False) -> None:
        effects, names = self.effects, self._names
        effects.is_dynamic |= name in DYNAMIC
        for path in names.paths(name):
            kind = kind_of(".".join([path, *parts]))
            effects.kinds.add(kind)
            effects.has_trouble |= is_stored or kind in {Kind.WORLD, Kind.FOREIGN}
        if name in UNSAFE_BUILTINS and not names.binds(name):
            effects.has_trouble = True
            effects.kinds.add(Kind.WORLD)

    def _is_local(self, name: str) -> bool:
        return any(name in scope for scope in self._local)

    # -- calls

    def visit_Call(self, node: ast.Call) -> None:
        function = node.func
        base, parts = _chain(function)
        if isinstance(function, ast.Name):
            is_variable = self._is_local(function.id) or function.id in self._names.variables
            self.effects.is_loose |= is_variable
            is_print = function.id == "print"
            self.effects.has_trouble |= is_print and any(k.arg == "file" for k in node.keywords)
        elif not isinstance(function, ast.Attribute):
            self.effects.is_loose = True
        elif not (isinstance(base, ast.Name) and self._paths(base.id)):
            self._call_method(parts[-1])
        self.generic_visit(node)

    def _call_method(self, name: str) -> None:
        if name in DRAWING:
            self.effects.kinds.add(Kind.DRAWS)
        if name in self._names.methods:
            self.effects.is_loose = True
        elif name not in METHODS and name != "__init__":
            self.effects.has_trouble = True

    def visit_With(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            self.effects.is_loose |= not isinstance(item.context_expr, ast.Call)
        self.generic_visit(node)

    visit_AsyncWith = visit_With

    # -- modules

    def visit_Import(self, node: ast.Import) -> None:
        self.effects.is_dynamic |= any(alias.name in DYNAMIC for alias in node.names)
        if not all(may_import(alias.name) for alias in node.names):
            self._import_unknown()

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if not _imports_safely(node):
            self._import_unknown()
        self.effects.has_trouble |= any(alias.name == "*" for alias in node.names)

    def _import_unknown(self) -> None:
        self.effects.has_trouble = True
        self.effects.kinds.add(Kind.FOREIGN)

    # -- scopes

    def visit_FunctionDef(self, node: _Function) -> None:
        self.has_functions = True
        self.read_signature(node)
        self.effects.has_trouble |= not all(map(_is_fixed, _defaults(node)))
        self._within(_bound_in(node), node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.has_functions = True
        for default in _defaults(node):
            self.visit(default)
        self._within({arg.arg for arg in _arguments(node.args)}, [node.body])

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.effects.has_trouble |= any(map(_is_unsafe, node.decorator_list))
        self.effects.has_trouble |= bool(node.keywords)
        for part in (*node.decorator_list, *node.bases):
            self.visit(part)
        for statement in node.body:  # methods do not see the names in the class's body
            self.visit(statement)

    def _visit_comprehension(self, node: ast.AST) -> None:
        stored = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and _is_stored(n)}
        self._within(stored, list(ast.iter_child_nodes(node)))

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _visit_comprehension

    def _within(self, local: set[str], nodes: Iterable[ast.AST]) -> None:
        self._local.append(local)
        for node in nodes:
            self.visit(node)
        self._local.pop()


def _statements_in(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield a statement and all statements inside it, but no expressions."""
    yield tree
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.expr):
            yield from _statements_in(node)


def _chain(node: ast.expr) -> tuple[ast.expr, list[str]]:
    """Return the first expression of `base.a.b`, and the names after it."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return node, parts[::-1]


def _is_stored(node: ast.Name) -> bool:
    return not isinstance(node.ctx, ast.Load)


def _bound_in(node: _Function) -> set[str]:
    """Return a function's parameters and variables."""
    inside = [inner for statement in node.body for inner in ast.walk(statement)]
    shared = {n for i in inside if isinstance(i, ast.Global) for n in i.names}
    stored = {i.id for i in inside if isinstance(i, ast.Name) and _is_stored(i)}
    caught = {i.name for i in inside if isinstance(i, ast.ExceptHandler | ast.MatchAs) and i.name}
    return {arg.arg for arg in _arguments(node.args)} | (stored | caught) - shared


def _arguments(args: ast.arguments) -> Iterator[ast.arg]:
    yield from (*args.posonlyargs, *args.args, *args.kwonlyargs)
    yield from filter(None, (args.vararg, args.kwarg))


def _defaults(node: _Function | ast.Lambda) -> list[ast.expr]:
    return [*node.args.defaults, *filter(None, node.args.kw_defaults)]


def _is_fixed(node: ast.expr) -> bool:
    """Return whether an expression consists of constants, so that its value never changes."""
    parts = (ast.Constant, ast.UnaryOp, ast.BinOp, ast.Tuple, ast.operator, ast.unaryop)
    return all(isinstance(inner, (*parts, ast.expr_context)) for inner in ast.walk(node))


def _is_of_names(target: ast.expr) -> bool:
    parts = (ast.Name, ast.Tuple, ast.List, ast.expr_context)
    return all(isinstance(inner, parts) for inner in ast.walk(target))


def _is_unsafe(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    _, parts = _chain(called)
    name = parts[-1] if parts else called.id if isinstance(called, ast.Name) else ""
    return name not in SAFE_DECORATORS


def _is_plain(node: ast.ClassDef) -> bool:
    """Return whether a class holds only methods and constants, and its definition does no more."""
    bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
    if len(bases) < len(node.bases) or bases - {"object", "Exception", "ValueError"}:
        return False
    if node.keywords or any(map(_is_unsafe, node.decorator_list)):
        return False
    return all(_is_plain_member(member) for member in node.body)


def _is_plain_member(member: ast.stmt) -> bool:
    if isinstance(member, ast.Expr):
        return isinstance(member.value, ast.Constant)
    return isinstance(member, ast.Pass) or (
        isinstance(member, _Function | ast.Assign | ast.AnnAssign) and is_inert(member)
    )


def _imports_safely(node: ast.ImportFrom) -> bool:
    return not node.level and node.module is not None and may_import(node.module)


def _seeds_itself(tree: _Function, names: Surroundings) -> bool:
    """Return whether a function sets the global generator before anything else can draw."""
    for statement in tree.body:
        kinds = _kinds(statement, names)
        if kinds & {Kind.SEEDS, Kind.DRAWS}:
            return isinstance(statement, ast.Expr) and Kind.DRAWS not in kinds
    return False


def _kinds(statement: ast.stmt, names: Surroundings) -> set[Kind]:
    reader = _Reader(names)
    reader.visit(statement)
    return reader.effects.kinds
