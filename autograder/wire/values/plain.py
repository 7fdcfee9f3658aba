"""None, truth values, numbers, texts and bytes; and what stands for a value."""

from __future__ import annotations

import base64
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

from autograder.wire.values.kinds import Kind, Packing, Term, Unpacking, malformed
from autograder.wire.values.limits import (
    MAX_HEADER_BYTES,
    MAX_INT_DIGITS,
    MAX_ITEMS,
    MAX_TEXT_CHARS,
)
from autograder.wire.values.markers import NoPlainFormError, Opaque, Seed, short, utf8

_MAX_EXPONENT = MAX_INT_DIGITS  # int() of a Decimal writes all its digits


def pack_as_it_is(_: Packing, value: Any, __: int) -> Term:
    """Return a value that JSON has."""
    return value


def unpack_nothing(_: Unpacking, __: list[Term], ___: int) -> Any:
    """Refuse a term of a type that has no tag."""
    raise malformed()


# -- numbers -----------------------------------------------------------------------


def _pack_int(_: Packing, value: int, __: int) -> Term:
    if -(1 << 63) <= value < 1 << 63:
        return int(value)
    if value.bit_length() <= 4 * MAX_INT_DIGITS:
        return ["i", f"{value:x}"]
    raise NoPlainFormError


def _unpack_int(_: Unpacking, parts: list[Term], __: int) -> int:
    match parts:
        case [str(digits)] if len(digits.lstrip("-")) <= MAX_INT_DIGITS:
            return int(digits, 16)
    raise malformed("a large integer has bad digits")


def float_term(value: float) -> Term:
    """Return the term of a float."""
    return value if math.isfinite(value) else ["f", str(value)]


def float_of(term: Term) -> float:
    """Return the float of a term."""
    match term:
        case float():
            return term
        case ["f", "nan" | "inf" | "-inf" as word]:
            return float(word)
    raise malformed("a float that is none")


def _pack_float(_: Packing, value: float, __: int) -> Term:
    return float_term(float(value))


def _pack_complex(_: Packing, value: complex, __: int) -> Term:
    return ["c", float_term(value.real), float_term(value.imag)]


def _unpack_complex(_: Unpacking, parts: list[Term], __: int) -> complex:
    real, imag = parts
    return complex(float_of(real), float_of(imag))


def _pack_decimal(_: Packing, value: Decimal, __: int) -> Term:
    return ["decimal", str(_reasonable(value))]


def _unpack_decimal(_: Unpacking, parts: list[Term], __: int) -> Decimal:
    match parts:
        case [str(text)] if len(text) <= 2 * MAX_INT_DIGITS:
            return _reasonable(Decimal(text))
    raise malformed("a decimal number that is none")


def _reasonable(value: Decimal) -> Decimal:
    """Return a number whose digits can all be written down."""
    _, digits, exponent = value.as_tuple()
    if len(digits) > MAX_INT_DIGITS:
        raise NoPlainFormError
    if isinstance(exponent, int) and abs(exponent) > _MAX_EXPONENT:
        raise NoPlainFormError
    return value


def _pack_fraction(packing: Packing, value: Fraction, depth: int) -> Term:
    parts = (value.numerator, value.denominator)
    return ["fraction", *[packing.need(part, depth) for part in parts]]


def _unpack_fraction(unpacking: Unpacking, parts: list[Term], depth: int) -> Fraction:
    above, below = [unpacking.need(part, int, depth) for part in parts]
    return Fraction(above, below)


def _pack_range(packing: Packing, value: range, depth: int) -> Term:
    bounds = (value.start, value.stop, value.step)
    if not _is_short(value):
        raise NoPlainFormError
    return ["range", *[packing.need(bound, depth) for bound in bounds]]


def _unpack_range(unpacking: Unpacking, parts: list[Term], depth: int) -> range:
    start, stop, step = [unpacking.need(part, int, depth) for part in parts]
    value = range(start, stop, step)
    if not _is_short(value):
        raise malformed("a range that is too long")
    return value


def _is_short(value: range) -> bool:
    """Return whether a list of a range's numbers fits into memory."""
    return not value[MAX_ITEMS:]


def _pack_slice(packing: Packing, value: slice, depth: int) -> Term:
    return ["slice", *packing.several([value.start, value.stop, value.step], depth)]


def _unpack_slice(unpacking: Unpacking, parts: list[Term], depth: int) -> slice:
    start, stop, step = unpacking.several(parts, depth)
    return slice(start, stop, step)


# -- texts and bytes ---------------------------------------------------------------


def _pack_text(_: Packing, value: str, __: int) -> Term:
    if len(value) > MAX_TEXT_CHARS:
        raise NoPlainFormError
    return utf8(value)


def _pack_bytes(_: Packing, value: bytes, __: int) -> Term:
    return ["b", _base64(value)]


def _unpack_bytes(_: Unpacking, parts: list[Term], __: int) -> bytes:
    (text,) = parts
    return base64.b64decode(text, validate=True)


def _pack_bytearray(_: Packing, value: bytearray, __: int) -> Term:
    return ["bytearray", _base64(value)]


def _unpack_bytearray(_: Unpacking, parts: list[Term], __: int) -> bytearray:
    return bytearray(_unpack_bytes(_, parts, __))


def _base64(value: bytes | bytearray) -> str:
    if len(value) > MAX_HEADER_BYTES // 2:
        raise NoPlainFormError
    return base64.b64encode(value).decode()


# -- what stands for a value -------------------------------------------------------


def _pack_opaque(_: Packing, value: Opaque, __: int) -> Term:
    return ["o", short(value.type_name), short(value.text)]


def _unpack_opaque(_: Unpacking, parts: list[Term], __: int) -> Opaque:
    type_name, text = parts
    return Opaque(short(type_name), short(text))


def _pack_seed(_: Packing, value: Seed, __: int) -> Term:
    return ["g", value.seed]


def _unpack_seed(_: Unpacking, parts: list[Term], __: int) -> Seed:
    match parts:
        case [int(seed)] if 0 <= seed < 1 << 63:
            return Seed(seed)
    raise malformed("a seed that is none")


def _unpack_float(_: Unpacking, parts: list[Term], __: int) -> float:
    return float_of(["f", *parts])


KINDS = (
    Kind((type(None), bool), "", pack_as_it_is, unpack_nothing),
    Kind((str,), "", _pack_text, unpack_nothing),
    Kind((int,), "i", _pack_int, _unpack_int),
    Kind((float,), "f", _pack_float, _unpack_float),
    Kind((complex,), "c", _pack_complex, _unpack_complex),
    Kind((Decimal,), "decimal", _pack_decimal, _unpack_decimal),
    Kind((Fraction,), "fraction", _pack_fraction, _unpack_fraction),
    Kind((range,), "range", _pack_range, _unpack_range),
    Kind((slice,), "slice", _pack_slice, _unpack_slice),
    Kind((bytes,), "b", _pack_bytes, _unpack_bytes),
    Kind((bytearray,), "bytearray", _pack_bytearray, _unpack_bytearray),
    Kind((Opaque,), "o", _pack_opaque, _unpack_opaque),
    Kind((Seed,), "g", _pack_seed, _unpack_seed),
)
