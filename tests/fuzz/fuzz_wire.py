"""Fuzz the wire's decoder with bytes, guided by coverage (atheris, libFuzzer).

    pip install atheris
    python tests/fuzz/fuzz_wire.py -max_total_time=600 -max_len=4096 CORPUS_FOLDER

Whatever the bytes, `receive` returns a message of the types asked for with a value
of the closed set, or raises WireError, EOFError or TimeoutError; and what it
returns can be sent again and comes back the same. What it finds becomes a case in
tests/framework/wire/test_wire.py. `--seed FOLDER` writes frames to begin with, and ends.
"""

from __future__ import annotations

import socket
import struct
import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(
    include=["autograder.wire.values", "autograder.wire.frames", "autograder.wire.messages"]
):
    from autograder.wire import frames as wire
    from autograder.wire import messages as m
    from autograder.wire import values as terms

import numpy as np

MESSAGES = m.Returned | m.Raised | m.Callback | m.Loaded | m.Forked
FRAME = struct.Struct("!IQ")
WAIT_S = 5.0  # that only a hang can reach


def check(value: object, depth: int = 0) -> None:
    """Raise unless a value is in the closed set."""
    assert depth <= terms.MAX_DEPTH
    if isinstance(value, list | tuple):
        for item in value:
            check(item, depth + 1)
    elif isinstance(value, set | frozenset):
        assert len(value) <= terms.MAX_ELEMENTS
        for item in value:
            assert not isinstance(item, set | frozenset)
            check(item, depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            assert type(key) is str
            check(item, depth + 1)
    elif isinstance(value, np.ndarray):
        assert type(value) is np.ndarray
        assert value.dtype.str in terms.ARRAY_DTYPES or value.dtype.kind in "US"
        assert value.itemsize <= 1024
        "".join(value.ravel().tolist() if value.dtype.kind == "U" else []).encode()
        assert value.nbytes <= terms.MAX_PAYLOAD_BYTES
        if value.dtype.kind == "b":
            assert value.view(np.uint8).max(initial=0) <= 1
        value.tobytes()
    else:
        assert value is None or type(value) in {
            *(bool, int, float, complex, str, bytes, terms.Opaque),
        }


def exchange(data: bytes) -> tuple[object, object] | None:
    """Send bytes through a socket to `receive`; return None if they are refused."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(data)
        ours.shutdown(socket.SHUT_WR)
        deadline = time.monotonic() + WAIT_S
        try:
            return wire.receive(theirs, MESSAGES, deadline, wire.Allowance(1 << 20))
        except (wire.WireError, EOFError):
            return None


def fuzz(data: bytes) -> None:
    """Try bytes as they are, and as the content of a frame with correct lengths."""
    exchange(data[:65536])
    header, _, payload = data[:65536].partition(b"\xff")  # a byte that UTF-8 never uses
    received = exchange(FRAME.pack(len(header), len(payload)) + header + payload)
    if received is None:
        return
    message, value = received
    check(value)
    packer = terms.Packer()
    term = packer.pack(value)
    again = terms.Unpacker(memoryview(b"".join(packer.chunks))).unpack(term)
    check(again)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        wire.send(ours, message, value)
        assert type(wire.receive(theirs, MESSAGES, time.monotonic() + WAIT_S)[0]) is type(message)


def write_seeds(folder: Path) -> None:
    """Write the content of frames as `send` makes them."""
    folder.mkdir(parents=True, exist_ok=True)
    values = [
        None,
        [[np.eye(3)], [np.float32(1)]],
        {"W1": np.zeros((2, 0)), "b": True, "n": 1 << 80, "z": 1j, "t": (1, 2.5, "x", b"y")},
        {1, "a", (2.5, None)},
        [np.array(["a", "數"]), np.array([b"a"]), np.array(["2026-01-01"], "M8[D]")],
        [[[[object()]]], np.array([True, False]), np.arange(3, dtype=np.int8)],
    ]
    said = [
        m.Returned(),
        m.Raised("ValueError", "text", is_stub=False, cell=1, line=2),
        m.Callback("sigmoid"),
        m.Loaded(["f"], ["x"], [m.Note(1, 2, "x")], [(1, 2)], ["g"], is_needed_alone=False),
        m.Forked(3),
    ]
    for i, (message, value) in enumerate((s, v) for s in said for v in values):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            wire.send(ours, message, value)
            frame = theirs.recv(1 << 16)
        size, _ = FRAME.unpack(frame[: FRAME.size])
        header, payload = frame[FRAME.size :][:size], frame[FRAME.size + size :]
        (folder / f"seed{i}").write_bytes(header + b"\xff" + payload)


def main() -> None:
    """Write seeds, or fuzz until libFuzzer's options say stop."""
    if sys.argv[1:2] == ["--seed"]:
        write_seeds(Path(sys.argv[2]))
        return
    atheris.Setup(sys.argv, fuzz)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
