"""NumPy's polynomials, as their coefficients, and its matrices."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.wire.values.kinds import (
    Kind,
    LibraryKind,
    Packing,
    Term,
    Unpacking,
    malformed,
)
from autograder.wire.values.libraries import need
from autograder.wire.values.markers import NoPlainFormError

_LIBRARY = "numpy.polynomial"
_BASES = ("Polynomial", "Chebyshev", "Legendre", "Laguerre", "Hermite", "HermiteE")


def _pack(packing: Packing, value: Any, depth: int) -> Term:
    name = next(b.__name__ for b in type(value).__mro__ if b.__module__.startswith(_LIBRARY))
    if name not in _BASES:
        raise NoPlainFormError
    arrays = (value.coef, value.domain, value.window)
    symbol = packing.need(str(value.symbol), depth)
    return ["series", name, symbol, *(packing.need(np.asarray(a), depth) for a in arrays)]


def _unpack(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    name, symbol, *terms = parts
    if name not in _BASES or not (isinstance(symbol, str) and symbol.isidentifier()):
        raise malformed("a polynomial of no basis")
    coefficients, domain, window = (_numbers(unpacking, term, depth) for term in terms)
    made = getattr(need(_LIBRARY), name)
    return made(coefficients, domain=domain, window=window, symbol=symbol)


def _numbers(unpacking: Unpacking, term: Term, depth: int) -> Any:
    array = unpacking.need(term, np.ndarray, depth)
    if type(array) is not np.ndarray or array.ndim != 1 or array.dtype.kind not in "iufc":
        raise malformed("a polynomial of no numbers")
    return array


def _pack_old(packing: Packing, value: np.poly1d, depth: int) -> Term:
    return ["poly1d", str(value.variable), packing.need(np.asarray(value.coeffs), depth)]


def _unpack_old(unpacking: Unpacking, parts: list[Term], depth: int) -> np.poly1d:
    variable, term = parts
    if not (isinstance(variable, str) and variable.isidentifier()):
        raise malformed("a polynomial of no variable")
    return np.poly1d(_numbers(unpacking, term, depth), variable=variable)


def _pack_matrix(packing: Packing, value: np.matrix[Any, Any], depth: int) -> Term:
    return ["matrix", packing.need(np.asarray(value), depth)]


def _unpack_matrix(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    (term,) = parts
    array = unpacking.need(term, np.ndarray, depth)
    if array.ndim != 2:
        raise malformed("a matrix without rows and columns")
    return array.view(np.matrix)  # its constructor warns


KINDS = (
    Kind((np.matrix,), "matrix", _pack_matrix, _unpack_matrix),
    Kind((np.poly1d,), "poly1d", _pack_old, _unpack_old),
)
LIBRARY_KINDS = (LibraryKind(_LIBRARY, _BASES, "series", _pack, _unpack),)
