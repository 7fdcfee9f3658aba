"""SymPy's expressions and matrices, as lists of their parts.

Each node of an expression names the nodes before it, so that no expression is too deep. They are
put together again without being evaluated, because 10 ** 10 ** 10 is a short formula. A node may be
named several times, so a few nodes may stand for a formula that nobody can write down: how long
each one is has a limit.

Tests make functions of formulas by `lambdify`, which writes them as Python and executes that. So
the names of symbols hold no code, and a function that is only a name has none of Python's names or
NumPy's.
"""

from __future__ import annotations

import builtins
import keyword
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.wire.values.kinds import LibraryKind, Packing, Term, Unpacking, malformed
from autograder.wire.values.libraries import need
from autograder.wire.values.limits import MAX_NAME_CHARS, MAX_TERMS
from autograder.wire.values.markers import NoPlainFormError

_CONSTANTS = {
    "Pi": "pi",
    "Exp1": "E",
    "ImaginaryUnit": "I",
    "Infinity": "oo",
    "NaN": "nan",
    "NegativeInfinity": "-oo",
    "ComplexInfinity": "zoo",
    "GoldenRatio": "GoldenRatio",
    "BooleanTrue": "true",
    "BooleanFalse": "false",
    "EmptySet": "EmptySet",
    "Reals": "Reals",
    "Integers": "Integers",
    "Naturals": "Naturals",
}
_OPERATIONS = frozenset({"Add", "Mul", "Pow"})
_FUNCTIONS = frozenset(
    {"sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "atan2", "sinh", "cosh"}
    | {"tanh", "asinh", "acosh", "atanh", "exp", "log", "Abs", "sign", "floor", "ceiling"}
    | {"factorial", "binomial", "gamma", "erf", "Heaviside", "DiracDelta", "re", "im"}
    | {"conjugate", "Max", "Min"}
)
_RELATIONS = frozenset(
    {"Equality", "Unequality", "StrictLessThan", "LessThan", "StrictGreaterThan", "GreaterThan"}
    | {"And", "Or", "Not"}
)
_EVALUATED = _OPERATIONS | _FUNCTIONS | _RELATIONS  # unless they are told not to
_OTHERS = frozenset({"Derivative", "Integral", "Tuple", "FiniteSet", "Interval", "Limit"})
_OVER_VARIABLES = frozenset({"Derivative", "Integral"})
_MATRICES = frozenset({"MutableDenseMatrix", "ImmutableDenseMatrix"})
_MOST_ROWS = 1000
_LONGEST = MAX_TERMS // 8  # of a formula, in nodes, if each were written where it is named
_MOST_PRECISE = 10_000  # binary digits


_OF_CODE = frozenset('()[].:;=@#`"')  # without these, a name can call nothing when it is executed


def _is_symbol(name: str) -> bool:
    """Return whether a symbol may have a name."""
    return len(name) <= MAX_NAME_CHARS and name.isprintable() and _OF_CODE.isdisjoint(name)


def _is_function(name: str) -> bool:
    """Return whether a name may be that of a function that is nothing else."""
    read = unicodedata.normalize("NFKC", name)  # by Python
    taken = keyword.iskeyword(read) or hasattr(builtins, read) or hasattr(np, read)
    return name.isidentifier() and not read.startswith("__") and not taken


# -- to the other end ------------------------------------------------------------------


def _pack(packing: Packing, value: Any, depth: int) -> Term:
    writer = _Writer()
    writer.write(value)
    return ["formula", packing.need(writer.nodes, depth)]


class _Writer:
    """Writes the nodes of an expression, each one after those that it names."""

    def __init__(self) -> None:
        self.nodes: list[list[Any]] = []
        self._lengths: list[int] = []
        self._places: dict[Any, int] = {}  # by id
        self._kept: list[Any] = []  # so that no id is used twice

    def write(self, value: Any) -> int:
        """Return the place of a value's node."""
        place = self._places.get(id(value))
        if place is not None:
            return place
        node = self._node(value)
        length = _length_of(node, self._lengths)
        if len(self.nodes) >= MAX_TERMS // 8 or length > _LONGEST:
            raise NoPlainFormError
        self.nodes.append(node)
        self._lengths.append(length)
        self._kept.append(value)
        place = self._places[id(value)] = len(self.nodes) - 1
        return place

    def _node(self, value: Any) -> list[Any]:
        name = type(value).__name__
        if (atom := _atom(value, name)) is not None:
            return atom
        if name in _MATRICES:
            return [name, *value.shape, [self.write(entry) for entry in value.flat()]]
        if need("sympy").core.function.AppliedUndef in type(value).__mro__ and _is_function(name):
            return ["applied", name, [self.write(part) for part in value.args]]
        if name not in _EVALUATED | _OTHERS or type(value) is not _class_of(name):
            raise NoPlainFormError
        return [name, [self.write(part) for part in value.args]]


def _atom(value: Any, name: str) -> list[Any] | None:
    """Return the node of a number, symbol or constant; None of anything else."""
    sympy = need("sympy")
    if isinstance(value, sympy.Rational):
        return ["number", int(value.p), int(value.q)]
    if type(value) is sympy.Float:
        sign, digits, power, _ = value._mpf_
        return ["float", int(sign), int(digits), int(power), int(value._prec)]  # noqa: SLF001
    if type(value) is sympy.Symbol and _is_symbol(value.name):
        assumed = {key: told for key, told in value._assumptions_orig.items() if told is not None}  # noqa: SLF001
        return ["symbol", value.name, assumed]
    return ["constant", name] if name in _CONSTANTS else None


def _class_of(name: str) -> Any:
    return getattr(need("sympy"), name, None)


def _length_of(node: list[Any], lengths: Sequence[int]) -> int:
    """Return how many nodes a node stands for; those that it names come before it."""
    places = node[-1] if isinstance(node[-1], list) else ()
    return 1 + sum(lengths[place] for place in places)


# -- from the other end ----------------------------------------------------------------


def _unpack(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    (term,) = parts
    nodes = unpacking.need(term, list, depth)
    if not nodes:
        raise malformed("a formula of nothing")
    made: list[Any] = []
    lengths: list[int] = []
    for node in nodes:
        made.append(_made(node, made))
        lengths.append(_length_of(node, lengths))
        if lengths[-1] > _LONGEST:
            raise malformed("a formula that is too long")
    return made[-1]


def _made(  # noqa: PLR0911 - by kind of node
    node: Any, made: Sequence[Any]
) -> Any:
    sympy = need("sympy")
    match node:
        case ["number", int(over), int(under)] if under > 0:
            return sympy.Rational(over, under)
        case ["float", int(sign), int(digits), int(power), int(precision)]:
            return _float((sign, digits, power), precision)
        case ["symbol", str(name), dict(assumed)] if _is_symbol(name):
            if all(type(told) is bool for told in assumed.values()):
                return sympy.Symbol(name, **assumed)
        case ["constant", str(name)] if name in _CONSTANTS:
            return _constant(name)
        case ["applied", str(name), list(places)] if _is_function(name):
            return sympy.Function(name)(*_parts(places, made))
        case [str(name), int(rows), int(columns), list(places)] if name in _MATRICES:
            return _matrix(name, (rows, columns), _parts(places, made))
        case [str(name), list(places)] if name in _EVALUATED | _OTHERS:
            return _composed(_class_of(name), name, _parts(places, made))
    raise malformed("a formula of no form")


def _float(parts: tuple[int, int, int], precision: int) -> Any:
    """Return a number: sign, binary digits and the power of two."""
    sign, digits, power = parts
    if sign not in {0, 1} or digits < 0 or (power and not digits) or abs(power) > _MOST_PRECISE * 4:
        raise malformed("a number that is none")
    if not 0 < precision < _MOST_PRECISE:
        raise malformed("a number that is too precise")
    return need("sympy").Float(parts, precision=precision)


def _constant(name: str) -> Any:
    sympy = need("sympy")
    told = _CONSTANTS[name]
    found = -sympy.oo if told == "-oo" else getattr(sympy, told, None)
    return getattr(sympy.S, told) if found is None else found


def _parts(places: list[Any], made: Sequence[Any]) -> list[Any]:
    if not all(type(place) is int and 0 <= place < len(made) for place in places):
        raise malformed("a formula of parts that it has not")
    return [made[place] for place in places]


def _composed(kind: Callable[..., Any], name: str, parts: list[Any]) -> Any:
    if name in _EVALUATED:
        return kind(*parts, evaluate=False)
    if name in _OVER_VARIABLES and not all(map(_is_variable, parts[1:])):
        raise malformed("a variable that is none")
    if name != "Interval":
        return kind(*parts)
    if len(parts) != 4:
        raise malformed("an interval without its ends")
    return need("sympy").Basic.__new__(kind, *parts)  # its own would compare the ends


def _is_variable(part: Any) -> bool:
    """Return whether SymPy takes a variable as it is, with a count or limits or without.

    It would solve an inequality, and calculate the derivative of a large formula.
    """
    sympy = need("sympy")
    first = part[0] if isinstance(part, sympy.Tuple) and part else part
    applied = first.args[0] if isinstance(first, sympy.Derivative) else first
    if isinstance(applied, sympy.core.function.AppliedUndef):
        return all(one.is_Symbol for one in applied.args)
    return isinstance(first, sympy.Symbol)


def _matrix(name: str, shape: tuple[int, int], entries: list[Any]) -> Any:
    rows, columns = shape
    if not (0 <= rows <= _MOST_ROWS and 0 <= columns <= _MOST_ROWS):
        raise malformed("a matrix that is too large")
    if rows * columns != len(entries):
        raise malformed("a matrix of another size")
    kind = need("sympy").ImmutableMatrix if name[0] == "I" else need("sympy").Matrix
    return kind(rows, columns, entries)


KINDS = (LibraryKind("sympy", ("Basic", "MutableDenseMatrix"), "formula", _pack, _unpack),)
