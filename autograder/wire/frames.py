"""Carry plain values between trusted and hostile processes.

Everything that crosses between a grader and a worker goes through here. A frame is `header length
(u32) | payload length (u64) | header | payload`. The header is small JSON: a message, and the
value that belongs to it as a term (see `values`). The payload holds the bytes of the value's
arrays. Every length is checked before memory is allocated.

The trusted side trusts nothing here that came from a worker. This module imports only the
standard library, msgspec and `values`, because the worker loads it too.
"""

from __future__ import annotations

import hashlib
import socket
import struct
import time
from types import UnionType
from typing import Any, NamedTuple, Protocol, TypeVar, overload

import msgspec

from autograder.errors import WireError
from autograder.wire.allowance import Allowance
from autograder.wire.values import (
    MAX_HEADER_BYTES,
    MAX_PAYLOAD_BYTES,
    Holder,
    Opaque,
    Packer,
    TooLargeError,
    Unpacker,
)

_FRAME = struct.Struct("!IQ")
_MAX_SHRUNK = 64  # a longer list that is too large becomes one marker
_SMALL_BYTES = MAX_HEADER_BYTES // (4 * _MAX_SHRUNK)  # a larger part of it becomes a marker

M = TypeVar("M")


def encode(
    message: msgspec.Struct,
    value: Any = None,
    *,
    strict: bool = False,
    holder: Holder | None = None,
) -> bytes:
    """Return the frame of a message, with the value that belongs to it.

    A value that is too large, or whose type cannot cross, is replaced by an opaque marker. With
    `strict`, which is for values of our own, it raises TypeError instead. With a `holder`, objects
    cross as their numbers, and a value that is too large raises TooLargeError.
    """
    packer = Packer(strict=strict, holder=holder)
    header = _pack_header(packer, message, value, holder)
    if header is None and holder is not None:
        raise TooLargeError
    if header is None and strict:
        raise TypeError("too much of this is outside arrays: it cannot be sent")
    if header is None:
        packer = Packer()
        header = _pack_header(packer, message, _shrunk(value))
    if header is None:  # too large even so: it has many small parts
        packer = Packer()
        header = _pack_header(packer, message, Opaque(type(value).__name__, "too large to send"))
    if header is None:
        raise WireError("wire: the message itself is too large")
    return b"".join([_FRAME.pack(len(header), packer.size), header, *packer.chunks])


def _pack_header(
    packer: Packer, message: msgspec.Struct | None, value: Any, holder: Holder | None = None
) -> bytes | None:
    """Return a header, or None if it is larger than a message's header may be."""
    try:
        term = packer.pack(value)
    except TooLargeError:
        return None
    if holder is not None and message is not None:
        message = holder.complete(message)
    header = msgspec.json.encode([message, term])
    return header if len(header) <= MAX_HEADER_BYTES else None


class Patience(Protocol):
    """Says how long to wait for the peer, and when to give up."""

    def left_s(self, moved: int = 0) -> float:
        """Return how many seconds to wait before asking again; raises TimeoutError at the end.

        `moved` is the number of bytes sent or received since the last call.
        """
        ...


class _Until:
    """Waits until a point in time of `time.monotonic`."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline

    def left_s(self, moved: int = 0) -> float:  # noqa: ARG002 - of no interest here
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


Deadline = float | Patience | None  # a point in time of `time.monotonic`; None waits for ever


def _patience(deadline: Deadline) -> Patience | None:
    return _Until(deadline) if isinstance(deadline, int | float) else deadline


def send(  # noqa: PLR0913 - with what is known of the peer
    sock: socket.socket,
    message: msgspec.Struct,
    value: Any = None,
    deadline: Deadline = None,
    *,
    strict: bool = False,
    holder: Holder | None = None,
) -> None:
    """Send one message, with the value that belongs to it.

    Raises TimeoutError if the peer does not read before the deadline. For `strict` and `holder`
    see `encode`.
    """
    send_bytes(sock, encode(message, value, strict=strict, holder=holder), deadline)


def send_bytes(sock: socket.socket, frame: bytes, deadline: Deadline = None) -> None:
    """Send an encoded message; raises as `send` does."""
    view = memoryview(frame)
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
    """Return a value in which large parts, down to `depth` levels, are opaque markers.

    A list of answers stays a list in this way, and only the large answers are lost.
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
    holder: Holder | None = None,
) -> tuple[M, Any]: ...
@overload
def receive(
    sock: socket.socket,
    message_type: UnionType,
    deadline: Deadline = None,
    allowance: Allowance | None = None,
    holder: Holder | None = None,
) -> tuple[Any, Any]: ...
def receive(
    sock: socket.socket,
    message_type: Any,
    deadline: Deadline = None,
    allowance: Allowance | None = None,
    holder: Holder | None = None,
) -> tuple[Any, Any]:
    """Receive one message of a type (or union), with its value.

    Raises EOFError if the peer is gone, TimeoutError at the deadline, and WireError for anything
    that is malformed or beyond the allowance.
    """
    return decode(receive_frame(sock, deadline, allowance), message_type, holder)


class Frame(NamedTuple):
    """A message as it came, before it is decoded."""

    header_size: int
    content: bytes | bytearray  # header and payload

    @property
    def size(self) -> int:
        """The number of bytes."""
        return len(self.content)

    @property
    def digest(self) -> bytes:
        """A hash that two frames share only if all their bytes are equal."""
        size = _FRAME.pack(self.header_size, self.size)
        return hashlib.blake2b(self.content, digest_size=32, salt=size).digest()


def receive_frame(
    sock: socket.socket, deadline: Deadline = None, allowance: Allowance | None = None
) -> Frame:
    """Receive one message without decoding it; raises as `receive` does."""
    sock.settimeout(None)
    patience = _patience(deadline)
    header_size, payload_size = _FRAME.unpack(_read(sock, _FRAME.size, patience))
    if header_size > MAX_HEADER_BYTES or payload_size > MAX_PAYLOAD_BYTES:
        raise WireError("wire: a message is larger than the limit")
    if allowance is not None:
        allowance.take(_FRAME.size + header_size + payload_size)
    return Frame(header_size, _read(sock, header_size + payload_size, patience))


def crossed(value: Any, *, strict: bool = False) -> Any:
    """Return a value as it arrives on the other side. For `strict` see `encode`."""
    return decode(arrived(encode(_Nothing(), value, strict=strict)), _Nothing)[1]


def arrived(message: bytes) -> Frame:
    """Return an encoded message as it arrives on the other side."""
    header_size, _ = _FRAME.unpack_from(message)
    return Frame(header_size, bytearray(message[_FRAME.size :]))


class _Nothing(msgspec.Struct, frozen=True, tag=True):
    """A message that holds nothing but its value."""


def decode(frame: Frame, message_type: Any, holder: Holder | None = None) -> tuple[Any, Any]:
    """Return the message of a type (or union) and its value; raises WireError."""
    content = memoryview(frame.content)
    header, payload = content[: frame.header_size], content[frame.header_size :]
    try:
        message, term = msgspec.json.decode(header, type=tuple[message_type, Any])
        if holder is not None:
            holder.hear(message)
        return message, Unpacker(payload, holder).unpack(term)
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
