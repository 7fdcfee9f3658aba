"""Look through the code of a function for anything but what is plain; see execution.plain."""

from __future__ import annotations

import ast
import builtins
import math
import re
from collections.abc import Iterable, Sequence

import numpy as np

from autograder.execution.harmless import METHODS
from autograder.execution.names import Targets


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


_BUILTINS = words(
    """
    abs all any bool complex dict divmod enumerate filter float frozenset int isinstance len list
    map max min pow print range repr reversed round set slice sorted str sum tuple zip
    """
) | {
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, Exception)
}
_UFUNC_METHODS = words("at reduce accumulate outer")
# Of NumPy, beside its ufuncs. Nothing here returns memory that nobody filled.
_NUMPY = words(
    """
    all allclose amax amin any append arange argmax argmin argsort array array_equal array_split
    asarray atleast_1d atleast_2d average bool_ broadcast_arrays broadcast_to ceil clip
    column_stack concatenate copy count_nonzero cumprod cumsum delete diag diff dot e einsum
    errstate expand_dims expm1 eye finfo flip float32 float64 floating full full_like generic
    hstack identity inf inner insert int32 int64 int_ integer isclose iscomplexobj isscalar
    linspace logspace max mean median meshgrid min moveaxis nan nan_to_num ndenumerate ndim
    ndindex newaxis number ones ones_like outer percentile pi prod ptp ravel repeat reshape roll
    round shape size sort split squeeze stack std sum swapaxes take tensordot tile trace
    transpose tril triu unique var vstack where zeros zeros_like
    """
)
_LINALG = words("cholesky det eigh inv norm pinv qr solve svd")
_RANDOM = words(  # the state of the global generator is set for each exercise
    """
    Generator RandomState choice default_rng normal permutation rand randint randn random
    random_sample seed shuffle standard_normal uniform
    """
)
# Only where it cannot be called: it makes memory that nobody filled.
_FOR_TYPES_ALONE = frozenset({"ndarray"})
_ATTRIBUTES = (METHODS - {"resize", "view", "setflags", "to_numpy", "run_line_magic"}) | words(
    "args dtype iinfo imag isdecimal lambda_ nbytes ndim shape size strides upper"
)
# Attributes that a value in plain code may have: a notebook's class gives them no other meaning.
_TYPES: tuple[type, ...] = (
    *(np.ndarray, np.generic, np.float64, np.dtype, np.ufunc, np.finfo, np.ndindex),
    *(np.ndenumerate, np.flatiter, np.random.Generator, np.random.RandomState, np.errstate),
    *(str, bytes, int, float, complex, list, tuple, dict, set, frozenset, range, slice),
    *(type, type(len), type(words), type(_ for _ in ()), type(str.join), type("".join)),
    *(BaseException, OSError, SyntaxError, ImportError, UnicodeDecodeError, StopIteration),
    *(NameError, type({}.items()), memoryview, property),
)
_TAKEN = frozenset(name for kind in _TYPES for name in dir(kind))
INSIDE = re.compile(r"__|(?:gi|f|tb|cr|ag|co|func|im)_")  # of frames, code and the like
_SIMPLE = {
    *(ast.Pass, ast.Break, ast.Continue, ast.Return, ast.Expr, ast.If, ast.While, ast.For),
    *(ast.Assert, ast.Raise, ast.Try, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Nonlocal),
    *(ast.Constant, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.IfExp, ast.Slice),
    *(ast.List, ast.Tuple, ast.Set, ast.Dict, ast.Starred, ast.JoinedStr),
    ast.FormattedValue,
    *(ast.ExceptHandler, ast.Match, ast.match_case, ast.MatchValue, ast.MatchSingleton),
    *(
        ast.MatchOr,
        ast.MatchAs,
        ast.MatchSequence,
        ast.MatchStar,
        ast.NamedExpr,
        ast.keyword,
        ast.Delete,
        ast.withitem,
    ),
}
_WORDLESS = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)


class Globals:
    """The global names of a notebook: what kind of thing each is bound to."""

    def __init__(self) -> None:
        self.modules: dict[str, str] = {}  # by the name that one is imported as
        self._attributes: set[str] = set()  # methods of classes, and what they keep in `self`
        self.kinds: dict[str, set[str]] = {}

    def kind(self, name: str) -> str:
        """Return which kind of thing a name is bound to: "" for nothing, or "several"."""
        kinds = self.kinds.get(name, set())
        return next(iter(kinds)) if len(kinds) == 1 else "several" if kinds else ""

    def add_attributes(self, names: Iterable[str]) -> None:
        """Note attributes of a notebook's classes; none that Python or NumPy gives a meaning."""
        self._attributes |= {n for n in names if n not in _TAKEN and not INSIDE.match(n)}

    def has_attribute(self, name: str) -> bool:
        """Return whether an attribute of anything but a module may be looked up."""
        return name in _ATTRIBUTES or name in self._attributes


class Code:
    """Looks through a function, a class or a table for what is not plain."""

    def __init__(self, names: Globals) -> None:
        self._names = names
        self.uses: set[str] = set()
        self._is_plain = True
        self._scopes: list[set[str]] = []
        self._own = ""  # what a method calls its object
        self._holds: set[str] = set()  # what the function so far has in it

    def holds(self, tree: ast.FunctionDef | ast.ClassDef | ast.Dict) -> bool:
        """Return whether a definition is plain."""
        if isinstance(tree, ast.FunctionDef):
            self._function(tree)
        elif isinstance(tree, ast.Dict):
            for value in tree.values:
                self.visit(value)
        else:
            for method in (part for part in tree.body if isinstance(part, ast.FunctionDef)):
                is_static = any(is_name(d, "staticmethod") for d in method.decorator_list)
                every = [*method.args.posonlyargs, *method.args.args]
                self._own = every[0].arg if every and not is_static else ""
                self._function(method)
        return self._is_plain

    def _refuse(self) -> None:
        self._is_plain = False

    def visit(self, node: ast.AST) -> None:
        """Look through a node of a listed kind; refuse all others."""
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
            self._own = ""  # inside, the name means whatever is passed
        if local.declared_global & local.binds or is_rebound:
            self._refuse()
        before, self._holds = self._holds, set()
        self._scopes.append(names | local.binds)
        for part in body:
            self.visit(part)
        self._scopes.pop()
        if {"with", "yield"} <= self._holds:
            self._refuse()  # a generator may stop in the middle of a `with`
        self._own, self._holds = own, before

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> None:
        self._loops(node.generators, (node.elt,))

    visit_ListComp = visit_SetComp = visit_GeneratorExp = _comprehension

    def visit_DictComp(self, node: ast.DictComp) -> None:
        """Look through a comprehension."""
        self._loops(node.generators, (node.key, node.value))

    def _loops(self, loops: Sequence[ast.comprehension], items: Iterable[ast.expr]) -> None:
        """Look through a comprehension: its names are its own, but for the first iterable."""
        self.visit(loops[0].iter)
        targets = [name for loop in loops for name in ast.walk(loop.target)]
        self._scopes.append({name.id for name in targets if isinstance(name, ast.Name)})
        for part in (*items, *(part for loop in loops for part in (loop.target, *loop.ifs))):
            self.visit(part)
        for loop in loops[1:]:
            self.visit(loop.iter)
        self._scopes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Look through a function inside a function."""
        if not has_plain_header(node):
            self._refuse()
        self._function(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """Look through a lambda."""
        for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
            self.visit(default)
        self._function(node)

    def visit_Yield(self, node: ast.Yield) -> None:
        """Look through what a generator gives."""
        self._holds.add("yield")
        if node.value is not None:
            self.visit(node.value)

    def visit_With(self, node: ast.With) -> None:
        """Allow `np.errstate` alone: what it changes is as before at its end."""
        for item in node.items:
            call = item.context_expr
            if not (isinstance(call, ast.Call) and self._path(call.func) == ["numpy", "errstate"]):
                return self._refuse()
            if any(_is_risky(keyword.arg) for keyword in call.keywords):
                return self._refuse()
        self._holds.add("with")
        return self._parts(node)

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
        elif not (kind == "constant" or (not kind and name in _BUILTINS)):
            self._refuse()

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Refuse attributes that are not listed; only a method's own object may get some."""
        if not isinstance(node.ctx, ast.Load):
            is_own = isinstance(node.value, ast.Name) and node.value.id == self._own != ""
            if not is_own or INSIDE.match(node.attr):
                self._refuse()
            return None
        if node.attr in {"get", "items", "keys", "values"} and self._is_table(node.value):
            return None
        path = self._path(node)
        if path:
            return None if _is_plain_path(path) else self._refuse()
        if not self._names.has_attribute(node.attr):
            return self._refuse()
        return self.visit(node.value)

    def _path(self, node: ast.AST) -> list[str]:
        """Return the module and the names of `np.linalg.norm`, nothing of what is no module's."""
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
        """Look through an index; a global table may be read by one."""
        if not (self._is_table(node.value) and isinstance(node.ctx, ast.Load)):
            self.visit(node.value)
        self.visit(node.slice)

    def visit_Compare(self, node: ast.Compare) -> None:
        """Look through a comparison; a global table may be asked for a key."""
        for part in (node.left, *node.comparators):
            if part is node.left or not self._is_table(part):
                self.visit(part)

    def _is_table(self, node: ast.AST) -> bool:
        """Note and return whether an expression is a table that nothing changes."""
        if not isinstance(node, ast.Name) or self._is_local(node.id):
            return False
        is_table = self._names.kind(node.id) == "table"
        self.uses |= {node.id} if is_table else set()
        return is_table

    def visit_Call(self, node: ast.Call) -> None:
        """Look through a call; of a class too, and of a question for types."""
        function = node.func
        if isinstance(function, ast.Name) and not self._is_local(function.id):
            if self._names.kind(function.id) == "class":
                self.uses.add(function.id)
                return self._arguments(node)
            if function.id == "isinstance" and not self._names.kind("isinstance"):
                return self.visit(node.args[0]) if _asks_for_types(node, self) else self._refuse()
        is_own = isinstance(function, ast.Name) and self._names.kind(function.id) == "function"
        named = {keyword.arg for keyword in node.keywords}
        if any(map(_is_risky, named)) or (None in named and not is_own):
            return self._refuse()
        self.visit(function)
        return self._arguments(node)

    def _arguments(self, node: ast.Call) -> None:
        for part in (*node.args, *(keyword.value for keyword in node.keywords)):
            self.visit(part)

    def is_type(self, node: ast.AST) -> bool:
        """Return whether an expression names types, in a place where they cannot be called."""
        if isinstance(node, ast.Tuple):
            return all(map(self.is_type, node.elts))
        if isinstance(node, ast.BinOp):
            return isinstance(node.op, ast.BitOr) and all(
                map(self.is_type, (node.left, node.right))
            )
        if isinstance(node, ast.Name) and not self._is_local(node.id):
            kind = self._names.kind(node.id)
            return kind in {"class", "type"} or (not kind and node.id in _BUILTINS)
        path = self._path(node)
        return bool(path) and (path[1] in _FOR_TYPES_ALONE or _is_plain_path(path))


def _asks_for_types(node: ast.Call, code: Code) -> bool:
    return len(node.args) == 2 and not node.keywords and code.is_type(node.args[1])


def _is_risky(keyword: str | None) -> bool:
    """Whether a keyword lets NumPy call something, or leave out what it was to fill."""
    return keyword in {"where", "call", "like"}


def _is_plain_path(path: list[str]) -> bool:
    match path:
        case ["math", name]:
            return hasattr(math, name) and not name.startswith("_")
        case ["numpy", "linalg", name]:
            return name in _LINALG
        case ["numpy", "random", name]:
            return name in _RANDOM
        case ["numpy", name, method]:
            return isinstance(getattr(np, name, None), np.ufunc) and method in _UFUNC_METHODS
        case ["numpy", name]:
            return name in _NUMPY or isinstance(getattr(np, name, None), np.ufunc)
    return False


def is_name(node: ast.AST, name: str) -> bool:
    """Return whether an expression is this name."""
    return isinstance(node, ast.Name) and node.id == name


# -- what stands outside a function's body -------------------------------------


def is_constant(node: ast.expr | None) -> bool:
    """Return whether an expression is a number or a text, which nothing can change."""
    if isinstance(node, ast.UnaryOp):
        return is_constant(node.operand)
    if isinstance(node, ast.Tuple):
        return all(map(is_constant, node.elts))
    return node is None or isinstance(node, ast.Constant)


def is_annotation(node: ast.AST | None) -> bool:
    """Return whether an annotation computes nothing."""
    allowed = (ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.BinOp, ast.Tuple, ast.List)
    parts = ast.walk(node) if node is not None else ()
    return all(isinstance(part, (*allowed, ast.expr_context, ast.BitOr)) for part in parts)


def has_plain_header(node: ast.FunctionDef, decorators: frozenset[str] = frozenset()) -> bool:
    """Return whether nothing but a definition happens where a function is defined."""
    args = node.args
    every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
    notes = [node.returns, *(arg.annotation for arg in every if arg is not None)]
    return (
        all(isinstance(d, ast.Name) and d.id in decorators for d in node.decorator_list)
        and all(map(is_constant, (*args.defaults, *args.kw_defaults)))
        and all(map(is_annotation, notes))
    )
