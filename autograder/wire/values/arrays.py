"""Arrays of numbers, truth values, texts, bytes, dates and durations; and NumPy's scalars.

The bytes of an array travel in the payload, a scalar in the header. Both keep their dtype, except
that numbers in extended precision become doubles, and big-endian arrays little-endian ones.
"""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.wire.values.kinds import Kind, Packing, Term, Unpacking, malformed
from autograder.wire.values.limits import MAX_DIMENSIONS
from autograder.wire.values.markers import NoPlainFormError
from autograder.wire.values.plain import float_of, float_term
from autograder.wire.values.shapes import checked_shape
from autograder.wire.values.special import pack_special

ARRAY_DTYPES = frozenset(
    {"|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8"}
    | {"<f2", "<f4", "<f8", "<c8", "<c16"}
    | {f"<M8[{unit}]" for unit in ("Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns")}
    # Durations in years and months are missing: their length varies, so they do not compare.
    | {f"<m8[{unit}]" for unit in ("W", "D", "h", "m", "s", "ms", "us", "ns")}
)
_TEXT_DTYPE = re.compile(r"(?:<U|\|S)([1-9][0-9]{0,3})", re.ASCII)
_MOST_CHARS = {"<": 256, "|": 1024}  # in an item of an array of texts, or of bytes


def _may_cross(dtype: str) -> bool:
    """Return whether arrays of a dtype may cross."""
    if dtype in ARRAY_DTYPES:
        return True
    text = _TEXT_DTYPE.fullmatch(dtype)
    return text is not None and int(text[1]) <= _MOST_CHARS[dtype[0]]


def _pack_array(packing: Packing, value: Any, depth: int) -> Term:
    array = _portable(np.asarray(value))
    if array.dtype.kind in "OV":
        return pack_special(packing, value, depth)
    if not _may_cross(array.dtype.str) or array.ndim > MAX_DIMENSIONS:
        raise NoPlainFormError
    content = _without_surrogates(array) if array.dtype.kind == "U" else array
    offset = packing.put(content, array.nbytes)
    return ["a", array.dtype.str, list(array.shape), offset]


def _portable(array: NDArray[Any]) -> NDArray[Any]:
    """Return an array in a dtype that every machine has."""
    if array.dtype in (np.longdouble, np.clongdouble):  # their size depends on the machine
        with np.errstate(all="ignore"):
            array = array.astype(np.float64 if array.dtype.kind == "f" else np.complex128)
    if array.dtype.byteorder == ">":
        array = array.astype(array.dtype.newbyteorder("<"))
    return array


def _is_text(codes: NDArray[Any]) -> bool:
    """Return whether all numbers are codes of characters that UTF-8 can encode."""
    return bool(((codes < 0xD800) | ((codes > 0xDFFF) & (codes <= 0x10FFFF))).all())


def _without_surrogates(array: NDArray[Any]) -> NDArray[Any]:
    """Return an array's character codes, with ? for those that UTF-8 cannot encode."""
    codes = np.frombuffer(array.tobytes(), "<u4")
    return np.where((codes < 0xD800) | (codes > 0xDFFF), codes, ord("?")).astype("<u4")


def _unpack_array(unpacking: Unpacking, parts: list[Term], _: int) -> NDArray[Any]:
    match parts:
        case [str(dtype), list(shape), int(offset)] if _may_cross(dtype):
            pass
        case _:
            raise malformed("an array has a dtype that may not cross")
    count = math.prod(checked_shape(shape))
    content = unpacking.take(offset, count * np.dtype(dtype).itemsize)
    if not count:  # frombuffer refuses an empty array
        return np.empty(shape, dtype)
    flat = np.frombuffer(content, dtype)
    if dtype == "|b1":  # NumPy treats a byte other than 0 and 1 as neither true nor false
        flat = flat.view(np.uint8) != 0
    if dtype.startswith("<U") and not _is_text(flat.view("<u4")):
        raise malformed("a text has a character that there is not")
    return flat.reshape(shape)


# -- scalars ---------------------------------------------------------------------------


def _pack_scalar(packing: Packing, value: Any, depth: int) -> Term:
    dtype = value.dtype.str
    if dtype not in ARRAY_DTYPES:
        return _pack_odd_scalar(packing, value, depth)
    kind = value.dtype.kind
    if kind == "f":
        return ["n", dtype, float_term(float(value))]
    if kind in "Mm":
        return ["n", dtype, int(value.view(np.int64))]
    return ["n", dtype, packing.pack(value.item(), depth)]


def _pack_odd_scalar(packing: Packing, value: np.generic, depth: int) -> Term:
    array = _portable(np.asarray(value))
    if array.dtype.kind == "V":
        return pack_special(packing, value, depth)
    if array.dtype.str not in ARRAY_DTYPES:
        raise NoPlainFormError
    return _pack_scalar(packing, array[()], depth)


def _pack_text(packing: Packing, value: np.str_ | np.bytes_, depth: int) -> Term:
    plain = str(value) if isinstance(value, str) else bytes(value)
    return ["n", value.dtype.kind, packing.need(plain, depth)]


_NUMBERS = {"b": bool, "i": int, "u": int, "f": float, "c": complex, "M": int, "m": int}


def _unpack_scalar(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    match parts:
        case ["U", text]:
            return np.str_(unpacking.need(text, str, depth))
        case ["S", text]:
            return np.bytes_(unpacking.need(text, bytes, depth))
        case [str(name), term] if name in ARRAY_DTYPES:
            dtype = np.dtype(name)
            number = float_of(term) if dtype.kind == "f" else unpacking.unpack(term, depth)
            if type(number) is _NUMBERS[dtype.kind]:
                return _scalar(number, dtype)
    raise malformed("a scalar that is none")


def _scalar(number: Any, dtype: np.dtype[Any]) -> Any:
    """Return a number as a scalar of a dtype; raises OverflowError if it does not fit."""
    if dtype.kind in "Mm":
        return np.array(number, np.int64).view(dtype)[()]
    with np.errstate(all="ignore"):
        return dtype.type(number)


KINDS = (
    Kind((np.ndarray,), "a", _pack_array, _unpack_array),
    Kind((np.generic,), "n", _pack_scalar, _unpack_scalar),
    Kind((np.str_, np.bytes_), "", _pack_text, _unpack_scalar),
)
