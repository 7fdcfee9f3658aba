"""Search the code of a function for anything that is not plain; see execution.plain."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from autograder.execution.names import Targets
from autograder.execution.plain_names import BUILTINS, INSIDE, Globals
from autograder.execution.plain_numpy import (
    FOR_TYPES_ALONE,
    is_dtype_name,
    is_plain_path,
    is_risky,
    place_of_dtype,
)
from autograder.execution.plain_pandas import (
    DTYPES,
    is_pandas_path,
    is_type_of_pandas,
    names_plainly,
)
from autograder.execution.plain_parts import has_plain_header, is_name, is_plain_format, names_of

_SIMPLE = {
    *(ast.Pass, ast.Break, ast.Continue, ast.Return, ast.Expr, ast.If, ast.While, ast.For),
    *(ast.Assert, ast.Raise, ast.Assign, ast.AugAssign, ast.Nonlocal),
    *(ast.Constant, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.IfExp, ast.Slice),
    *(ast.List, ast.Tuple, ast.Set, ast.Dict, ast.Starred, ast.JoinedStr),
    ast.FormattedValue,
    *(ast.ExceptHandler, ast.Match, ast.match_case, ast.MatchValue, ast.MatchSingleton),
    *(ast.MatchOr, ast.MatchAs, ast.MatchSequence, ast.MatchStar),
    *(ast.NamedExpr, ast.keyword, ast.Delete, ast.withitem),
}
_WORDLESS = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)


class Code:
    """Searches a function, a class or a table for anything that is not plain."""

    def __init__(self, names: Globals, *, is_loading: bool = False) -> None:
        """Prepare; what is executed while a notebook is loaded may also change its data."""
        self._names = names
        self._is_loading = is_loading
        self.uses: set[str] = set()
        self._is_plain = True
        self._scopes: list[set[str]] = []
        self._own = ""  # a method's name for its object, such as `self`
        self._holds: set[str] = set()  # what was found in the function so far
        self._called: ast.AST | None = None  # the function of the call that is being examined

    def holds(self, tree: ast.stmt | ast.Dict) -> bool:
        """Return whether a definition, or another statement of a notebook, is plain."""
        if isinstance(tree, ast.FunctionDef):
            self._function(tree)
        elif isinstance(tree, ast.ClassDef):
            for method in (part for part in tree.body if isinstance(part, ast.FunctionDef)):
                is_static = any(is_name(d, "staticmethod") for d in method.decorator_list)
                every = [*method.args.posonlyargs, *method.args.args]
                self._own = every[0].arg if every and not is_static else ""
                self._function(method)
        elif isinstance(tree, ast.Dict):
            for part in (*filter(None, tree.keys), *tree.values):
                self.visit(part)
        else:
            self.visit(tree)
        return self._is_plain

    def _refuse(self) -> None:
        self._is_plain = False

    def visit(self, node: ast.AST) -> None:
        """Examine a node of a listed kind; refuse all others."""
        if not self._is_plain or isinstance(node, _WORDLESS):
            return
        kind = type(node)
        if kind in _SIMPLE:
            self._parts(node)
        elif (visit := getattr(self, f"visit_{kind.__name__}", None)) is not None:
            visit(node)
        else:
            self._refuse()

    def _parts(self, node: ast.AST) -> None:
        for name in node._fields:
            value = getattr(node, name)
            if isinstance(value, list):
                for part in value:
                    if isinstance(part, ast.AST):
                        self.visit(part)
            elif isinstance(value, ast.AST):
                self.visit(value)

    # -- scopes ---------------------------------------------------------------------

    def _function(self, node: ast.FunctionDef | ast.Lambda) -> None:
        args = node.args
        every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
        local = Targets(has_walrus=True)
        body: Sequence[ast.AST] = [node.body] if isinstance(node, ast.Lambda) else node.body
        for part in body:
            local.visit(part)
        names = {arg.arg for arg in every if arg is not None}
        own, is_rebound = self._own, self._own in local.binds
        if self._scopes and own in names:
            self._own = ""  # inside, the name means an argument
        if local.declared_global & local.binds or is_rebound:
            self._refuse()
        before, self._holds = self._holds, set()
        is_loading, self._is_loading = self._is_loading, False  # it may be called later
        self._scopes.append(names | local.binds)
        for part in body:
            self.visit(part)
        self._scopes.pop()
        self._is_loading = is_loading
        if {"end", "yield"} <= self._holds:
            self._refuse()  # a generator may pause in the middle and finish much later
        self._own, self._holds = own, before

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> None:
        self._loops(node.generators, (node.elt,))

    visit_ListComp = visit_SetComp = visit_GeneratorExp = _comprehension

    def visit_DictComp(self, node: ast.DictComp) -> None:
        """Examine a comprehension."""
        self._loops(node.generators, (node.key, node.value))

    def _loops(self, loops: Sequence[ast.comprehension], items: Iterable[ast.expr]) -> None:
        """Examine a comprehension; except for the first iterable, its names are local."""
        self.visit(loops[0].iter)
        names = set().union(*(names_of(loop.target) for loop in loops))
        if self._own in names:
            self._refuse()
        self._scopes.append(names)
        for part in (*items, *(part for loop in loops for part in (loop.target, *loop.ifs))):
            self.visit(part)
        for loop in loops[1:]:
            self.visit(loop.iter)
        self._scopes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Examine a function inside a function."""
        notes = ast.Module([ast.FunctionDef(node.name, node.args, [], [], node.returns)], [])
        names = [part.id for part in ast.walk(notes) if isinstance(part, ast.Name)]
        if not has_plain_header(node) or not all(map(self._names_a_type, names)):
            self._refuse()
        self._function(node)

    def _names_a_type(self, name: str) -> bool:
        """Return whether a name in an annotation is not bound to data."""
        kind = self._names.kind(name)
        return not self._is_local(name) and kind in {"", "class", "module", "type"}

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """Examine a lambda; a name that it binds by `:=` is local to it."""
        if any(isinstance(part, ast.NamedExpr) for part in ast.walk(node)):
            return self._refuse()
        for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(default)
        return self._function(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Examine an annotated assignment; `(name): int` binds nothing."""
        if isinstance(node.target, ast.Name) and not node.simple:
            return self._refuse()
        return self._parts(node)

    def visit_Yield(self, node: ast.Yield) -> None:
        """Examine the value that a generator yields."""
        self._holds.add("yield")
        if node.value is not None:
            self.visit(node.value)

    def visit_With(self, node: ast.With) -> None:
        """Allow only `np.errstate`, which restores what it changed at its end."""
        for item in node.items:
            call = item.context_expr
            if not (isinstance(call, ast.Call) and self._path(call.func) == ["numpy", "errstate"]):
                return self._refuse()
            if any(is_risky(keyword.arg) for keyword in call.keywords):
                return self._refuse()
        self._holds.add("end")
        return self._parts(node)

    def visit_Try(self, node: ast.Try) -> None:
        """Note code that runs when a generator is discarded, which may be at any time."""
        if node.finalbody or any(handler.type is None for handler in node.handlers):
            self._holds.add("end")
        self._parts(node)

    # -- names ----------------------------------------------------------------------

    def _is_local(self, name: str) -> bool:
        return any(name in scope for scope in self._scopes)

    def visit_Name(self, node: ast.Name) -> None:
        """Refuse global names that may be bound to something that changes."""
        name = node.id
        if self._is_local(name):
            return
        kind = self._names.kind(name)
        if kind == "function" and isinstance(node.ctx, ast.Load):
            self.uses.add(name)
        elif not (
            kind == "constant"
            or (not kind and name in BUILTINS)
            or (self._is_loading and self._names.is_data(name))
        ):
            self._refuse()

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Refuse attributes that are not listed; only a method may set some of its own object."""
        if not isinstance(node.ctx, ast.Load):
            is_own = isinstance(node.value, ast.Name) and node.value.id == self._own != ""
            is_label = self._is_loading and node.attr in {"columns", "index", "name"}
            if not (is_own or is_label) or INSIDE.match(node.attr):
                self._refuse()
            return self.visit(node.value) if is_label else None
        if node.attr in {"get", "items", "keys", "values"} and self._is_table(node.value):
            return None
        path = self._path(node)
        has_to_be_called = place_of_dtype(path, node.attr) is not None or (
            self._names.may_name_methods(node.attr)
        )
        is_uncalled = has_to_be_called and node is not self._called
        if is_uncalled or (node.attr == "format" and not is_plain_format(node.value)):
            return self._refuse()
        if path:
            is_plain = is_plain_path(path) or is_pandas_path(path, is_called=node is self._called)
            return None if is_plain else self._refuse()
        return self.visit(node.value) if self._names.has_attribute(node.attr) else self._refuse()

    def _path(self, node: ast.AST) -> list[str]:
        """Return the module and names of `np.linalg.norm`; nothing if it begins with no module."""
        names: list[str] = []
        while isinstance(node, ast.Attribute):
            names.insert(0, node.attr)
            node = node.value
        is_module = (
            isinstance(node, ast.Name)
            and not self._is_local(node.id)
            and self._names.kind(node.id) == "module"
        )
        return [self._names.modules[node.id], *names] if is_module and names else []  # type: ignore[attr-defined]

    def visit_Subscript(self, node: ast.Subscript) -> None:
        """Examine an index; code may read a global table by index."""
        if not (self._is_table(node.value) and isinstance(node.ctx, ast.Load)):
            self.visit(node.value)
        self.visit(node.slice)

    def visit_Compare(self, node: ast.Compare) -> None:
        """Examine a comparison; code may ask whether a global table has a key."""
        self.visit(node.left)
        for operator, part in zip(node.ops, node.comparators, strict=True):
            if not (isinstance(operator, ast.In | ast.NotIn) and self._is_table(part)):
                self.visit(part)

    def _is_table(self, node: ast.AST) -> bool:
        """Note and return whether an expression is a table that nothing changes."""
        if not isinstance(node, ast.Name) or self._is_local(node.id):
            return False
        is_table = self._names.kind(node.id) == "table"
        self.uses |= {node.id} if is_table else set()
        return is_table

    def visit_Call(self, node: ast.Call) -> None:
        """Examine a call, which may also be of a class, or a question about types."""
        function = node.func
        if isinstance(function, ast.Name) and not self._is_local(function.id):
            if self._names.kind(function.id) == "class":
                self.uses.add(function.id)
                return self._arguments(node)
            if function.id == "isinstance" and not self._names.kind("isinstance"):
                return self.visit(node.args[0]) if _asks_for_types(node, self) else self._refuse()
        is_plain = self._has_plain_keywords(node) and self._has_plain_dtype(node)
        if not (is_plain and self._names_plainly(node)):
            return self._refuse()
        self._called = function
        self.visit(function)
        return self._arguments(node)

    def _has_plain_keywords(self, node: ast.Call) -> bool:
        """Return whether NumPy gives none of the keywords a risky meaning."""
        named = {keyword.arg for keyword in node.keywords}
        function = node.func
        is_own = (
            isinstance(function, ast.Name)
            and not self._is_local(function.id)
            and self._names.kind(function.id) == "function"
        )
        return not any(map(is_risky, named)) and (is_own or None not in named)

    def _names_plainly(self, node: ast.Call) -> bool:
        """Return whether no argument names a method of a table that is not listed."""
        path, function = self._path(node.func), node.func
        if not path and not (
            isinstance(function, ast.Attribute) and self._names.may_name_methods(function.attr)
        ):
            return True
        return names_plainly(node, path, self._is_function)

    def _is_function(self, node: ast.expr) -> bool:
        """Return whether an expression is surely a function, of the notebook or a known one."""
        if not isinstance(node, ast.Name):
            return bool(path := self._path(node)) and is_plain_path(path)
        kind = self._names.kind(node.id)
        is_known = kind == "function" or (not kind and node.id in BUILTINS)
        return is_known and not self._is_local(node.id)

    def _has_plain_dtype(self, node: ast.Call) -> bool:
        """Return whether the numbers of the array that a call makes fill its memory."""
        given = [keyword.value for keyword in node.keywords if keyword.arg == "dtype"]
        if isinstance(node.func, ast.Attribute):
            place = place_of_dtype(self._path(node.func), node.func.attr)
            if place is not None:
                if any(isinstance(part, ast.Starred) for part in node.args[: place + 1]):
                    return False
                given += node.args[place : place + 1]
        return all(map(self._is_dtype, given))

    def _is_dtype(self, node: ast.AST) -> bool:
        """Return whether an expression is a usual number type, or the dtype of another array."""
        match node:
            case ast.Constant(value=value):
                return is_dtype_name(value) or value in DTYPES
            case ast.Dict(values=kinds):
                return all(map(self._is_dtype, kinds))
            case ast.Name(id=name):
                is_hidden = self._is_local(name) or self._names.kind(name)
                return not is_hidden and is_dtype_name(name)
            case ast.Attribute(attr=name):
                path = self._path(node)
                if path:
                    return len(path) == 2 and is_dtype_name(name)
                return name == "dtype" and not self._names.has_dtype
        return False

    def _arguments(self, node: ast.Call) -> None:
        for part in (*node.args, *(keyword.value for keyword in node.keywords)):
            self.visit(part)

    def is_type(self, node: ast.AST) -> bool:
        """Return whether an expression names types, where they cannot be called."""
        if isinstance(node, ast.Tuple):
            return all(map(self.is_type, node.elts))
        if isinstance(node, ast.BinOp):
            return isinstance(node.op, ast.BitOr) and all(
                map(self.is_type, (node.left, node.right))
            )
        if isinstance(node, ast.Name) and not self._is_local(node.id):
            kind = self._names.kind(node.id)
            return kind in {"class", "type"} or (not kind and node.id in BUILTINS)
        path = self._path(node)
        is_type = is_type_of_pandas(path)
        return is_type or (bool(path) and (path[1] in FOR_TYPES_ALONE or is_plain_path(path)))


def _asks_for_types(node: ast.Call, code: Code) -> bool:
    return len(node.args) == 2 and not node.keywords and code.is_type(node.args[1])
