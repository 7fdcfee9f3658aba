"""SciPy's sparse matrices and arrays, as the arrays that they are made of."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.wire.values.kinds import LibraryKind, Packing, Term, Unpacking, malformed
from autograder.wire.values.libraries import need
from autograder.wire.values.markers import NoPlainFormError

_PARTS = {  # by format
    "csr": ("data", "indices", "indptr"),
    "csc": ("data", "indices", "indptr"),
    "bsr": ("data", "indices", "indptr"),
    "coo": ("data", "row", "col"),
    "dia": ("data", "offsets"),
}
_THROUGH_COO = ("lil", "dok")
_TYPES = tuple(
    f"{form}_{kind}" for form in (*_PARTS, *_THROUGH_COO) for kind in ("array", "matrix")
)
_AXES = {"bsr": 3, "dia": 2}  # of the data, by format
_MOST = 1 << 31  # rows or columns


def _pack(packing: Packing, value: Any, depth: int) -> Term:
    name = f"{value.format}_{'matrix' if _is_matrix(value) else 'array'}"
    if name not in _TYPES or value.ndim != 2 or value.dtype.kind not in "biufc":
        raise NoPlainFormError
    plain = value.tocoo() if value.format in _THROUGH_COO else value
    parts = [packing.need(getattr(plain, part), depth) for part in _PARTS[plain.format]]
    return ["sparse", name, list(map(int, value.shape)), *parts]


def _is_matrix(value: Any) -> bool:
    return isinstance(value, need("scipy.sparse").spmatrix)


def _unpack(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    name, shape, *terms = parts
    if name not in _TYPES or len(shape) != 2:
        raise malformed("a sparse matrix of no form")
    if not all(type(n) is int and 0 <= n < _MOST for n in shape):
        raise malformed("a sparse matrix has an impossible shape")
    arrays = [unpacking.need(term, np.ndarray, depth) for term in terms]
    if any(type(array) is not np.ndarray for array in arrays):
        raise malformed("a sparse matrix of odd arrays")
    if any(array.dtype not in (np.int32, np.int64) or array.ndim != 1 for array in arrays[1:]):
        raise malformed("indices that are none")
    form, _, kind = name.partition("_")
    make = getattr(need("scipy.sparse"), f"{'coo' if form in _THROUGH_COO else form}_{kind}")
    made = _made(make, form, tuple(shape), arrays)
    return made.asformat(form) if form in _THROUGH_COO else made


def _made(make: Any, form: str, shape: tuple[int, int], arrays: list[Any]) -> Any:
    """Return a matrix whose indices are all inside of it: SciPy's compiled code trusts them."""
    data, *indices = arrays
    if data.dtype.kind not in "biufc" or data.ndim != _AXES.get(form, 1):
        raise malformed("a sparse matrix of no numbers")
    if form == "dia":
        return _diagonals(make, shape, data, *indices)
    if form in {"csr", "csc", "bsr"}:
        block = data.shape[1:] if form == "bsr" else (1, 1)
        if not all(block):
            raise malformed("a sparse matrix of empty blocks")
        counts = [length // size for length, size in zip(shape, block, strict=True)]
        _check_pointers(*indices, *(reversed(counts) if form == "csc" else counts))
        return make((data, *indices), shape=shape)
    row, col = indices
    if not len(data) == len(row) == len(col):
        raise malformed("a sparse matrix of unequal arrays")
    if not (_are_below(row, shape[0]) and _are_below(col, shape[1])):
        raise malformed("indices outside of a sparse matrix")
    return make((data, (row, col)), shape=shape)


def _check_pointers(indices: Any, pointers: Any, rows: int, columns: int) -> None:
    """Refuse rows that do not follow each other, and columns outside; raises WireError."""
    is_whole = len(pointers) == rows + 1 and pointers[0] == 0 and pointers[-1] <= len(indices)
    if not is_whole or (np.diff(pointers) < 0).any() or not _are_below(indices, columns):
        raise malformed("indices outside of a sparse matrix")


def _are_below(indices: Any, length: int) -> bool:
    return not len(indices) or 0 <= int(indices.min()) <= int(indices.max()) < length


def _diagonals(make: Any, shape: tuple[int, int], data: Any, offsets: Any) -> Any:
    is_apart = len(np.unique(offsets)) == len(offsets) == len(data)
    if not is_apart or not (np.abs(offsets) < max(*shape, 1)).all():
        raise malformed("diagonals that are none")
    return make((data, offsets), shape=shape)


KINDS = (LibraryKind("scipy.sparse", _TYPES, "sparse", _pack, _unpack),)
