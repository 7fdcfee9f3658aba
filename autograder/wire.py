"""Carry plain values between trusted and hostile processes.

Everything that crosses between a grader and a worker goes through here. The
types are a closed set: None, bool, int, float, complex, str, bytes, list,
tuple, dict with str keys, and ndarray of kind b, i, u, f or c. Whatever else a
student's function returns arrives as an `Opaque` marker. Nothing is unpickled,
evaluated or imported, and every length is checked before memory is taken.

A frame is `header length (u32) | payload length (u64) | header | payload`. The
header is JSON and small; the payload holds the bytes of the arrays. (JSON, as its
keys can be nothing but text: keys of other kinds have hashes that can be made to
collide.) Inside the header a value that JSON has no word for is a tagged list:

    ["l", [...]]  list          ["a", dtype, shape, offset]  ndarray in the payload
    ["t", [...]]  tuple         ["c", re, im]                complex
    ["i", "ff"]   large int     ["f", "nan"]                 nan, inf, -inf
    ["b", "eA=="] bytes         ["o", type, repr]            opaque
    ["g", 7]      seed of a generator of random numbers

The trusted side trusts nothing here that came from a worker. This module
imports only the standard library, NumPy and msgspec: the worker loads it too.
"""

from __future__ import annotations

import base64
import math
import reprlib
import socket
import struct
import time
from types import UnionType
from typing import Any, Protocol, TypeVar, overload

import msgspec
import numpy as np

from autograder.errors import WireError

MAX_HEADER_BYTES = 1 << 20
MAX_PAYLOAD_BYTES = 64 << 20
MAX_TEXT_CHARS = MAX_HEADER_BYTES // 8
MAX_TERMS = MAX_HEADER_BYTES // 16  # numbers, texts and lists outside arrays
MAX_DEPTH = 16
MAX_DIMENSIONS = 32
MAX_INT_DIGITS = 4096  # hexadecimal
MAX_REPR_CHARS = 200

ARRAY_DTYPES = frozenset(
    {"|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8"}
    | {"<f2", "<f4", "<f8", "<c8", "<c16"}
)

_FRAME = struct.Struct("!IQ")
_ALIGNMENT = 16
_MAX_SHRUNK = 64  # answers in a list that are told apart when some are too large
_SMALL_BYTES = MAX_HEADER_BYTES // (4 * _MAX_SHRUNK)  # of one of them that is sent as it is

M = TypeVar("M")


class Opaque(msgspec.Struct, frozen=True):
    """A value that is not one of the types that cross: its type's name and capped repr."""

    type_name: str
    text: str


# -- values ---------------------------------------------------------------------


class Seed(msgspec.Struct, frozen=True):
    """Where a grader passes a generator of random numbers: what it is made of, each time anew."""

    seed: int


class TooLargeError(Exception):
    """A value has more parts than a message can hold."""


class Packer:
    """Turns values into header terms and gathers the bytes of their arrays."""

    def __init__(self, *, strict: bool = False, most_terms: int = MAX_TERMS) -> None:
        self._strict = strict  # TypeError for what cannot cross
        self.chunks: list[bytes] = []
        self.size = 0
        self._terms_left = most_terms

    def pack(self, value: Any, depth: int = 0) -> Any:  # noqa: C901, PLR0911, PLR0912 - by type
        """Return the header term for a value; what cannot cross becomes opaque.

        Raises TooLargeError where the terms are more than a message may have.
        """
        parts = len(value) if isinstance(value, list | tuple | dict) else 0
        self._terms_left -= 1
        if self._terms_left < parts:
            raise TooLargeError
        if value is None or value is True or value is False:
            return value
        if depth >= MAX_DEPTH:
            return self._opaque(value)
        if isinstance(value, np.ma.MaskedArray):
            return self._opaque(value)  # without its mask it would be another value
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
        if isinstance(value, dict) and all(isinstance(key, str) for key in value):
            return {_utf8(key): self.pack(item, depth + 1) for key, item in value.items()}
        return self._opaque(value)

    def _pack_array(self, value: Any) -> Any:
        array = np.asarray(value)
        if array.dtype in (np.longdouble, np.clongdouble):  # not the same on every machine
            with np.errstate(all="ignore"):
                array = array.astype(np.float64 if array.dtype.kind == "f" else np.complex128)
        if array.dtype.byteorder == ">":
            array = array.astype(array.dtype.newbyteorder("<"))
        size = array.nbytes
        if (
            array.dtype.str not in ARRAY_DTYPES
            or self.size + size + _ALIGNMENT > MAX_PAYLOAD_BYTES
            or array.ndim > MAX_DIMENSIONS
        ):
            return self._opaque(value)
        padding = -self.size % _ALIGNMENT
        offset = self.size + padding
        self.chunks += [bytes(padding), array.tobytes()]
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
        return self._opaque(value) if self._strict else ["o", "int", "of very many digits"]

    def _pack_text(self, value: str) -> Any:
        if len(value) > MAX_TEXT_CHARS:
            return self._opaque(value)
        return _utf8(value)

    def _opaque(self, value: Any) -> list[Any]:
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


def _utf8(text: str) -> str:
    return str.encode(text, "utf-8", "replace").decode()  # not a subclass's own ideas


def _short(text: str) -> str:
    return _utf8(text[:MAX_REPR_CHARS])


class Unpacker:
    """Turns header terms back into values, checking all that a term claims."""

    def __init__(self, payload: memoryview) -> None:
        self.payload = payload
        self._terms = 0
        self.end = 0  # arrays come in order and never overlap

    def unpack(self, term: Any, depth: int = 0) -> Any:
        """Return the value of a header term.

        Raises WireError where the term is not one that `Packer` writes.
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
            case ["l", list(items)]:
                return [self.unpack(item, depth + 1) for item in items]
            case ["t", list(items)]:
                return tuple(self.unpack(item, depth + 1) for item in items)
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
            case ["o", str(type_name), str(text)]:
                return Opaque(_short(type_name), _short(text))
        raise WireError("wire: a term that no value has")

    @staticmethod
    def _unpack_float(term: Any) -> float:
        match term:
            case float():
                return term
            case ["f", "nan" | "inf" | "-inf" as word]:
                return float(word)
        raise WireError("wire: a float that is none")

    def _unpack_array(self, dtype: str, shape: list[Any], offset: int) -> np.ndarray:
        if dtype not in ARRAY_DTYPES:
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
            if dtype == "|b1":  # a byte other than 0 and 1 is neither true nor false to NumPy
                flat = flat.view(np.uint8) != 0
            return flat.reshape(shape)
        except ValueError:  # an empty array: frombuffer wants at least one item
            return self._empty(dtype, shape, count)

    @staticmethod
    def _empty(dtype: str, shape: list[int], count: int) -> np.ndarray:
        if count:
            raise WireError("wire: an array does not fit its shape")
        try:
            return np.empty(shape, dtype)
        except ValueError:
            raise WireError("wire: an array has an impossible shape") from None


# -- frames ---------------------------------------------------------------------


class Allowance:
    """How many bytes a peer may still send, here and in the whole that this is a part of."""

    def __init__(self, size: int, whole: Allowance | None = None) -> None:
        self.left = size
        self._whole = whole

    def take(self, size: int) -> None:
        """Count a frame; raises WireError where it is more than what is left."""
        self.left -= size
        if self.left < 0:
            raise WireError("wire: more was sent than is allowed in all")
        if self._whole is not None:
            self._whole.take(size)


def encode(message: msgspec.Struct, value: Any = None, *, strict: bool = False) -> bytes:
    """Return the frame of a message, with the value that belongs to it.

    What is too large for the wire, or of no type that crosses, is replaced by an
    opaque marker; where that would be our own mistake (`strict`), TypeError.
    """
    packer = Packer(strict=strict)
    header = _pack_header(packer, message, value)
    if header is None and strict:
        raise TypeError("too much of this is outside arrays: it cannot be sent")
    if header is None:
        packer = Packer()
        header = _pack_header(packer, message, _shrunk(value))
    if header is None:  # many parts that are each small
        packer = Packer()
        header = _pack_header(packer, message, Opaque(type(value).__name__, "too large to send"))
    if header is None:
        raise WireError("wire: the message itself is too large")
    return b"".join([_FRAME.pack(len(header), packer.size), header, *packer.chunks])


def _pack_header(packer: Packer, message: msgspec.Struct | None, value: Any) -> bytes | None:
    """Return a header, or None where it is larger than a message may have."""
    try:
        header = msgspec.json.encode([message, packer.pack(value)])
    except TooLargeError:
        return None
    return header if len(header) <= MAX_HEADER_BYTES else None


class Patience(Protocol):
    """Says how long to wait for the peer, and when to give up."""

    def left_s(self, moved: int = 0) -> float:
        """Return for how long to wait before asking again; raises TimeoutError at the end.

        `moved` bytes have come or gone since it was asked last.
        """
        ...


class _Until:
    """Waits until a time of `time.monotonic`."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline

    def left_s(self, moved: int = 0) -> float:  # noqa: ARG002 - of no interest here
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


Deadline = float | Patience | None  # a time of `time.monotonic`; None waits for ever


def _patience(deadline: Deadline) -> Patience | None:
    return _Until(deadline) if isinstance(deadline, int | float) else deadline


def send(
    sock: socket.socket,
    message: msgspec.Struct,
    value: Any = None,
    deadline: Deadline = None,
    *,
    strict: bool = False,
) -> None:
    """Send one message, with the value that belongs to it.

    Raises TimeoutError when the peer does not read until the deadline. For `strict`
    see `encode`.
    """
    view = memoryview(encode(message, value, strict=strict))
    patience, moved = _patience(deadline), 0
    sock.settimeout(None)
    while view.nbytes:
        if patience is not None:
            sock.settimeout(patience.left_s(moved))
        try:
            moved = sock.send(view)
        except TimeoutError:
            moved = 0
        view = view[moved:]


def _shrunk(value: Any, depth: int = 2) -> Any:
    """Return a value whose large parts, some levels down, are opaque markers.

    So that a list of answers stays one, with a marker in place of a large answer.
    """
    if depth and isinstance(value, list) and len(value) <= _MAX_SHRUNK:
        return [_shrunk(item, depth - 1) for item in value]
    header = _pack_header(Packer(most_terms=_SMALL_BYTES), None, value)
    if header is not None and len(header) <= _SMALL_BYTES:
        return value
    text = "too large to send: too much of it is outside arrays"
    return Opaque(type(value).__name__, text)


@overload
def receive(
    sock: socket.socket,
    message_type: type[M],
    deadline: Deadline = None,
    allowance: Allowance | None = None,
) -> tuple[M, Any]: ...
@overload
def receive(
    sock: socket.socket,
    message_type: UnionType,
    deadline: Deadline = None,
    allowance: Allowance | None = None,
) -> tuple[Any, Any]: ...
def receive(
    sock: socket.socket,
    message_type: Any,
    deadline: Deadline = None,
    allowance: Allowance | None = None,
) -> tuple[Any, Any]:
    """Receive one message of a type (or union), with its value.

    Raises EOFError when the peer is gone, TimeoutError at the deadline, WireError for
    anything malformed or beyond the allowance.
    """
    sock.settimeout(None)
    patience = _patience(deadline)
    header_size, payload_size = _FRAME.unpack(_read(sock, _FRAME.size, patience))
    if header_size > MAX_HEADER_BYTES or payload_size > MAX_PAYLOAD_BYTES:
        raise WireError("wire: a message is larger than the limit")
    if allowance is not None:
        allowance.take(_FRAME.size + header_size + payload_size)
    content = memoryview(_read(sock, header_size + payload_size, patience))
    return _decode(content, header_size, message_type)


def crossed(value: Any, *, strict: bool = False) -> Any:
    """Return a value as it arrives at the other side. For `strict` see `encode`."""
    frame = encode(_Nothing(), value, strict=strict)
    header_size, _ = _FRAME.unpack_from(frame)
    return _decode(memoryview(frame)[_FRAME.size :], header_size, _Nothing)[1]


class _Nothing(msgspec.Struct, frozen=True, tag=True):
    """A message that says nothing beside its value."""


def _decode(content: memoryview, header_size: int, message_type: Any) -> tuple[Any, Any]:
    header, payload = content[:header_size], content[header_size:]
    try:
        message, term = msgspec.json.decode(header, type=tuple[message_type, Any])
        return message, Unpacker(payload).unpack(term)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise WireError(f"wire: not a message we know ({error})") from None


def _read(sock: socket.socket, size: int, patience: Patience | None) -> bytearray:
    buffer = bytearray(size)
    view, count = memoryview(buffer), 0
    while view.nbytes:
        if patience is not None:
            sock.settimeout(patience.left_s(count))
        try:
            count = sock.recv_into(view)
        except TimeoutError:
            count = 0
            continue
        if count == 0:
            raise EOFError
        view = view[count:]
    return buffer
