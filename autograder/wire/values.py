"""Turn plain values into the terms of a message's header, and back.

The types are a closed set: None, bool, int, float, complex, str, bytes, list, tuple, dict with
str keys, small sets of values without parts (or tuples of them), and ndarray of numbers,
booleans, texts, bytes, dates and durations. Anything else that a student's function returns
becomes an `Opaque` marker. Nothing is unpickled, evaluated or imported, and every length is
checked before memory is allocated.

A value that JSON cannot express is a tagged list:

    ["l", [...]]  list          ["a", dtype, shape, offset]  ndarray in the payload
    ["t", [...]]  tuple         ["c", re, im]                complex
    ["s", [...]]  set           ["z", [...]]                 frozenset
    ["i", "ff"]   large int     ["f", "nan"]                 nan, inf, -inf
    ["b", "eA=="] bytes         ["o", type, repr]            opaque
    ["g", 7]      seed of a generator of random numbers

Where both ends keep objects for each other (see `Holder`), these cross as numbers and names:

    ["held", 7]   an object of the worker's      ["known", "builtins", "int"]  a known type
    ["lent", 7]   an object of the grader's

The format is JSON because the keys of its objects are always text. A hostile sender can make
other keys collide when they are hashed. For the same reason a set may have only a few elements.

The trusted side trusts nothing here that came from a worker. This module imports only the
standard library, NumPy and msgspec, because the worker loads it too.
"""

from __future__ import annotations

import base64
import math
import re
import reprlib
from collections.abc import Callable
from typing import Any, Protocol

import msgspec
import numpy as np
from numpy.ma import MaskedArray  # NumPy itself imports it only at its first use
from numpy.typing import NDArray

from autograder.errors import WireError

MAX_HEADER_BYTES = 1 << 20
MAX_PAYLOAD_BYTES = 64 << 20
MAX_TEXT_CHARS = MAX_HEADER_BYTES // 8
MAX_TERMS = MAX_HEADER_BYTES // 16  # counts numbers, texts and lists outside arrays
MAX_DEPTH = 16
MAX_DIMENSIONS = 32
MAX_INT_DIGITS = 4096  # in hexadecimal
MAX_REPR_CHARS = 200
MAX_ELEMENTS = 1000  # in a set

ARRAY_DTYPES = frozenset(
    {"|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8"}
    | {"<f2", "<f4", "<f8", "<c8", "<c16"}
    | {f"<M8[{unit}]" for unit in ("Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns")}
    # Durations in years and months are missing: their length varies, so they do not compare.
    | {f"<m8[{unit}]" for unit in ("W", "D", "h", "m", "s", "ms", "us", "ns")}
)
_TEXT_DTYPE = re.compile(r"(?:<U|\|S)([1-9][0-9]{0,3})", re.ASCII)
_MOST_CHARS = {"<": 256, "|": 1024}  # in an item of an array of texts, or of bytes

_ALIGNMENT = 16


class Opaque(msgspec.Struct, frozen=True):
    """A value of a type that does not cross: the name of its type, and its shortened repr."""

    type_name: str
    text: str


class Seed(msgspec.Struct, frozen=True):
    """The seed of a random number generator, passed in place of the generator.

    Each call gets a fresh `np.random.default_rng(seed)`.
    """

    seed: int


class TooLargeError(Exception):
    """A value has more parts than a message may hold."""


class Holder(Protocol):
    """What one end of a connection knows of the objects that cross it as numbers or names."""

    def term(self, value: Any) -> list[Any] | None:
        """Return the term of an object that is not flattened; None for any other value."""
        ...

    def hold(self, value: Any) -> list[Any]:
        """Return the term of a value that has no plain form; TypeError if it cannot cross."""
        ...

    def value(self, term: list[Any]) -> Any:
        """Return the object of such a term; WireError if the peer may not name it."""
        ...

    def complete(self, message: msgspec.Struct) -> msgspec.Struct:
        """Return the message of a value that was packed, with what the peer must know of it."""
        ...

    def hear(self, message: msgspec.Struct) -> None:
        """Note what a message says of the objects in its value, before that is unpacked."""
        ...


_OF_HOLDERS = ("held", "lent", "known")


class Packer:
    """Turns values into header terms and gathers the bytes of their arrays."""

    def __init__(
        self,
        *,
        strict: bool = False,
        most_terms: int = MAX_TERMS,
        holder: Holder | None = None,
    ) -> None:
        self._strict = strict  # raise TypeError for a value that cannot cross
        self._holder = holder
        self.chunks: list[bytes] = []
        self.size = 0
        self._terms_left = most_terms

    def pack(self, value: Any, depth: int = 0) -> Any:  # noqa: C901, PLR0911, PLR0912 - by type
        """Return the header term for a value; a value that cannot cross becomes opaque.

        Raises TooLargeError if there are more terms than a message may have.
        """
        parts = len(value) if isinstance(value, list | tuple | dict | set | frozenset) else 0
        self._terms_left -= 1
        if self._terms_left < parts:
            raise TooLargeError
        if value is None or value is True or value is False:
            return value
        if self._holder is not None and (term := self._holder.term(value)) is not None:
            return term
        if depth >= MAX_DEPTH:
            return self._opaque(value)
        if isinstance(value, MaskedArray):
            return self._opaque(value)  # without its mask it would be a different value
        if isinstance(value, np.ndarray | np.generic) and not isinstance(value, str | bytes):
            return self._pack_array(value)
        if isinstance(value, Seed):
            return ["g", value.seed]
        if isinstance(value, Opaque):
            return ["o", _short(value.type_name), _short(value.text)]
        if isinstance(value, int):
            return self._pack_int(value)
        if isinstance(value, float):
            return self._pack_float(float(value))
        if isinstance(value, complex):
            return ["c", self._pack_float(value.real), self._pack_float(value.imag)]
        if isinstance(value, str):
            return self._pack_text(value)
        if isinstance(value, bytes | bytearray):
            if len(value) > MAX_HEADER_BYTES // 2:
                return self._opaque(value)
            return ["b", base64.b64encode(value).decode()]
        if isinstance(value, list | tuple):
            tag = "t" if isinstance(value, tuple) else "l"
            return [tag, [self.pack(item, depth + 1) for item in value]]
        if isinstance(value, set | frozenset):
            return self._pack_set(value, depth)
        if isinstance(value, dict) and all(isinstance(key, str) for key in value):
            return {_utf8(key): self.pack(item, depth + 1) for key, item in value.items()}
        return self._opaque(value)

    def _pack_set(self, value: set[Any] | frozenset[Any], depth: int) -> Any:
        elements = [_element(item) for item in value] if len(value) <= MAX_ELEMENTS else []
        if len(elements) != len(value) or not all(map(_is_element, elements)):
            return self._opaque(value)
        terms = [self.pack(item, depth + 1) for item in elements]
        if any(_has_opaque(term) for term in terms):
            return self._opaque(value)
        tag = "s" if isinstance(value, set) else "z"
        return [tag, sorted(terms, key=msgspec.json.encode)]

    def _pack_array(self, value: Any) -> Any:
        array = np.asarray(value)
        if array.dtype in (np.longdouble, np.clongdouble):  # their size depends on the machine
            with np.errstate(all="ignore"):
                array = array.astype(np.float64 if array.dtype.kind == "f" else np.complex128)
        if array.dtype.byteorder == ">":
            array = array.astype(array.dtype.newbyteorder("<"))
        size = array.nbytes
        if (
            not _may_cross(array.dtype.str)
            or self.size + size + _ALIGNMENT > MAX_PAYLOAD_BYTES
            or array.ndim > MAX_DIMENSIONS
        ):
            return self._opaque(value)
        padding = -self.size % _ALIGNMENT
        offset = self.size + padding
        content = _without_surrogates(array) if array.dtype.kind == "U" else array
        self.chunks += [bytes(padding), content.tobytes()]
        self.size = offset + size
        return ["a", array.dtype.str, list(array.shape), offset]

    @staticmethod
    def _pack_float(value: float) -> Any:
        return value if math.isfinite(value) else ["f", str(value)]

    def _pack_int(self, value: int) -> Any:
        if -(1 << 63) <= value < 1 << 63:
            return int(value)
        if value.bit_length() <= 4 * MAX_INT_DIGITS:
            return ["i", f"{value:x}"]
        if self._strict or self._holder is not None:
            return self._opaque(value)
        return ["o", "int", "of very many digits"]

    def _pack_text(self, value: str) -> Any:
        if len(value) > MAX_TEXT_CHARS:
            return self._opaque(value)
        return _utf8(value)

    def _opaque(self, value: Any) -> list[Any]:
        if self._holder is not None:
            return self._holder.hold(value)
        if self._strict:
            raise TypeError(
                f"a {type(value).__name__} like this cannot be sent: {reprlib.repr(value)}"
            )
        if isinstance(value, np.ndarray):
            text = f"array of dtype {value.dtype}, shape {value.shape}"
        else:
            try:
                text = repr(value)
            except BaseException:  # noqa: BLE001 - a student's __repr__ may do anything
                text = "a value whose repr fails"
        return ["o", _short(type(value).__name__), _short(text)]


def _may_cross(dtype: str) -> bool:
    """Return whether arrays of a dtype may cross."""
    if dtype in ARRAY_DTYPES:
        return True
    text = _TEXT_DTYPE.fullmatch(dtype)
    return text is not None and int(text[1]) <= _MOST_CHARS[dtype[0]]


def _is_text(codes: NDArray[Any]) -> bool:
    """Return whether all numbers are codes of characters that UTF-8 can encode."""
    return bool(((codes < 0xD800) | ((codes > 0xDFFF) & (codes <= 0x10FFFF))).all())


def _without_surrogates(array: NDArray[Any]) -> NDArray[Any]:
    """Return an array's character codes, with ? for those that UTF-8 cannot encode."""
    codes = np.frombuffer(array.tobytes(), "<u4")
    return np.where((codes < 0xD800) | (codes > 0xDFFF), codes, ord("?")).astype("<u4")


def _element(value: Any, depth: int = 0) -> Any:
    """Return an element of a set as plain data: a NumPy number becomes a Python number."""
    if isinstance(value, tuple) and depth < MAX_DEPTH:
        return tuple(_element(item, depth + 1) for item in value)
    is_number = isinstance(value, np.number | np.bool_)
    return value.item() if is_number and not isinstance(value, float | complex) else value


def _is_element(value: Any, depth: int = 0) -> bool:
    """Return whether a value may be an element of a set: hashable, and not deeply nested."""
    if isinstance(value, tuple):
        return depth < MAX_DEPTH and all(_is_element(item, depth + 1) for item in value)
    return value is None or isinstance(value, int | float | complex | str | bytes)


def _has_opaque(term: Any) -> bool:
    """Return whether the term of an element contains what has no plain form."""
    match term:
        case ["t", list(items)]:
            return any(map(_has_opaque, items))
        case ["o" | "held", *_]:
            return True
    return False


def _utf8(text: str) -> str:
    return str.encode(text, "utf-8", "replace").decode()  # a subclass of str may override encode


def _short(text: str) -> str:
    return _utf8(text[:MAX_REPR_CHARS])


class Unpacker:
    """Turns header terms back into values, and checks everything that a term claims."""

    def __init__(self, payload: memoryview, holder: Holder | None = None) -> None:
        self.payload = payload
        self._holder = holder
        self._terms = 0
        self.end = 0  # of the last array: arrays come in order and never overlap

    def unpack(self, term: Any, depth: int = 0) -> Any:
        """Return the value of a header term.

        Raises WireError for a term that `Packer` does not write.
        """
        self._terms += 1
        if self._terms > MAX_TERMS:
            raise WireError("wire: a value has too many parts")
        if depth > MAX_DEPTH:
            raise WireError(f"wire: a value is nested deeper than {MAX_DEPTH}")
        if isinstance(term, str) and len(term) > MAX_TEXT_CHARS:
            raise WireError("wire: a text is too long")
        if isinstance(term, dict):
            return {key: self.unpack(item, depth + 1) for key, item in term.items()}
        if not isinstance(term, list):
            return term
        return self._unpack_tagged(term, depth)

    def _unpack_tagged(self, term: list[Any], depth: int) -> Any:  # noqa: C901, PLR0911 - by tag
        match term:
            case ["l" | "t" | "s" | "z" as tag, list(items)]:
                return self._unpack_several(tag, items, depth)
            case ["a", str(dtype), list(shape), int(offset)]:
                return self._unpack_array(dtype, shape, offset)
            case ["c", real, imag]:
                return complex(self._unpack_float(real), self._unpack_float(imag))
            case ["f", _]:
                return self._unpack_float(term)
            case ["b", str(text)]:
                try:
                    return base64.b64decode(text, validate=True)
                except ValueError:
                    raise WireError("wire: bytes are not in base 64") from None
            case ["i", str(digits)] if len(digits.lstrip("-")) <= MAX_INT_DIGITS:
                try:
                    return int(digits, 16)
                except ValueError:
                    raise WireError("wire: a large integer has bad digits") from None
            case ["g", int(seed)] if 0 <= seed < 1 << 63:
                return Seed(seed)
            case [str(tag), *_] if self._holder is not None and tag in _OF_HOLDERS:
                return self._holder.value(term)
            case ["o", str(type_name), str(text)] if self._holder is None:
                return Opaque(_short(type_name), _short(text))
        raise WireError("wire: a term that no value has")

    def _unpack_several(self, tag: str, terms: list[Any], depth: int) -> Any:
        is_set = tag in {"s", "z"}
        if is_set and len(terms) > MAX_ELEMENTS:
            raise WireError("wire: a set has too many elements")
        items = [self.unpack(item, depth + 1) for item in terms]
        if is_set and not all(map(_is_element, items)):
            raise WireError("wire: a set has an element that it may not have")
        makers: dict[str, Callable[[list[Any]], Any]]
        makers = {"l": list, "t": tuple, "s": set, "z": frozenset}
        return makers[tag](items)

    @staticmethod
    def _unpack_float(term: Any) -> float:
        match term:
            case float():
                return term
            case ["f", "nan" | "inf" | "-inf" as word]:
                return float(word)
        raise WireError("wire: a float that is none")

    def _unpack_array(self, dtype: str, shape: list[Any], offset: int) -> np.ndarray:
        if not _may_cross(dtype):
            raise WireError("wire: an array has a dtype that may not cross")
        if len(shape) > MAX_DIMENSIONS or not all(
            type(n) is int and 0 <= n <= MAX_PAYLOAD_BYTES for n in shape
        ):
            raise WireError("wire: an array has an impossible shape")
        count = math.prod(shape)
        size = count * np.dtype(dtype).itemsize
        if offset < self.end or offset + size > len(self.payload):
            raise WireError("wire: an array lies outside the payload")
        self.end = offset + size
        try:
            flat = np.frombuffer(self.payload, dtype=dtype, count=count, offset=offset)
            if dtype == "|b1":  # NumPy treats a byte other than 0 and 1 as neither true nor false
                flat = flat.view(np.uint8) != 0
            if dtype.startswith("<U") and not _is_text(flat.view("<u4")):
                raise WireError("wire: a text has a character that there is not")
            return flat.reshape(shape)
        except ValueError:  # frombuffer refuses an empty array
            return self._empty(dtype, shape, count)

    @staticmethod
    def _empty(dtype: str, shape: list[int], count: int) -> np.ndarray:
        if count:
            raise WireError("wire: an array does not fit its shape")
        try:
            return np.empty(shape, dtype)
        except ValueError:
            raise WireError("wire: an array has an impossible shape") from None
