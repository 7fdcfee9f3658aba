"""Arrays of objects, arrays with fields and masked arrays, which are made of other arrays."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.ma import MaskedArray  # NumPy itself imports it only at its first use
from numpy.typing import NDArray

from autograder.wire.values.kinds import Kind, Packing, Term, Unpacking, malformed
from autograder.wire.values.markers import NoPlainFormError
from autograder.wire.values.shapes import checked_shape

_MOST_FIELDS = 256


def pack_special(packing: Packing, value: Any, depth: int) -> Term:
    """Return the term of an array whose items are objects, or have fields."""
    array = np.asarray(value)
    if array.dtype.hasobject and array.dtype.names is None:
        return ["objects", list(array.shape), packing.cells(array.ravel().tolist(), depth)]
    if array.dtype.names is None:
        raise NoPlainFormError
    shape = None if isinstance(value, np.generic) else list(array.shape)
    is_record = isinstance(value, np.recarray | np.record)
    return ["structured", shape, is_record, _fields(packing, array, depth)]


# -- objects -------------------------------------------------------------------------


def object_array(values: list[Any], shape: list[int]) -> NDArray[Any]:
    """Return an array of objects, whatever the objects look like."""
    array = np.empty(len(values), object)
    for place, value in enumerate(values):
        array[place] = value
    return array.reshape(shape)


def _unpack_objects(unpacking: Unpacking, parts: list[Term], depth: int) -> NDArray[Any]:
    shape, cells = parts
    values = unpacking.cells(cells, depth)
    if math.prod(checked_shape(shape)) != len(values):
        raise malformed("an array does not fit its shape")
    return object_array(values, shape)


# -- fields --------------------------------------------------------------------------


def _fields(packing: Packing, array: NDArray[Any], depth: int) -> list[Term]:
    """Return `[name, shape of one item, array]` for each field."""
    names = array.dtype.names or ()
    packed = np.dtype([(name, array.dtype[name]) for name in names])
    if packed != array.dtype or len(names) > _MOST_FIELDS:
        raise NoPlainFormError  # it has titles, or gaps between its fields
    return [
        [name, list(array.dtype[name].shape), packing.need(array[name], depth + 1)]
        for name in names
    ]


def _unpack_structured(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    own_shape, is_record, fields = parts
    shape = [] if own_shape is None else own_shape
    if not 0 < len(fields) <= _MOST_FIELDS or not math.prod(checked_shape(shape)) < 1 << 40:
        raise malformed("a structured array that is none")
    columns, dtype = [], []
    for name, inner, term in fields:
        column = unpacking.need(term, np.ndarray, depth + 1)
        if list(column.shape) != [*shape, *checked_shape(inner)]:
            raise malformed("a field has another shape than its array")
        columns.append(column)
        dtype.append((name, column.dtype, tuple(inner)))
    array = np.empty(shape, dtype)
    for (name, *_), column in zip(fields, columns, strict=True):
        array[name] = column
    whole = array.view(np.recarray) if is_record else array
    return whole[()] if own_shape is None else whole


# -- masks ---------------------------------------------------------------------------


def _pack_masked(packing: Packing, value: MaskedArray[Any, Any], depth: int) -> Term:
    if value is np.ma.masked:
        return ["masked"]
    data = np.asarray(value.data)
    if data.dtype.names is not None:
        raise NoPlainFormError
    mask = None if value.mask is np.ma.nomask else np.asarray(value.mask)
    fill = getattr(value, "_fill_value", None)
    parts = (data, mask, None if fill is None else fill[()])
    return ["masked", *[packing.need(part, depth + 1) for part in parts]]


def _unpack_masked(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    if not parts:
        return np.ma.masked
    data, mask, fill = [unpacking.unpack(part, depth + 1) for part in parts]
    if not isinstance(data, np.ndarray) or data.dtype.names is not None:
        raise malformed("a masked array of nothing")
    if mask is None:
        return MaskedArray(data, fill_value=fill)
    if not isinstance(mask, np.ndarray) or (mask.dtype, mask.shape) != (bool, data.shape):
        raise malformed("a mask that does not fit its array")
    return MaskedArray(data, mask, fill_value=fill)


KINDS = (
    Kind((), "objects", pack_special, _unpack_objects),
    Kind((), "structured", pack_special, _unpack_structured),
    Kind((MaskedArray,), "masked", _pack_masked, _unpack_masked),
)
