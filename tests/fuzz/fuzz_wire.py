"""Fuzz the wire's decoder with bytes, guided by coverage (atheris, libFuzzer).

    pip install atheris
    python tests/fuzz/fuzz_wire.py -max_total_time=600 -max_len=4096 CORPUS_FOLDER

Whatever the bytes, `receive` returns a message of the types asked for with a value
of the closed set, or raises WireError, EOFError or TimeoutError; and what it
returns can be sent again and comes back the same. What it finds becomes a case in
tests/framework/wire/. `--seed FOLDER` writes frames to begin with, and ends.
"""

from __future__ import annotations

import socket
import struct
import sys
import time
from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import atheris

with atheris.instrument_imports(include=["autograder.wire"]):
    from autograder.wire import frames as wire
    from autograder.wire import messages as m
    from autograder.wire import values as terms

import numpy as np
import pandas as pd
import polars as pl
from scipy.sparse import csr_array

MESSAGES = m.Returned | m.Raised | m.Callback | m.Loaded | m.Forked
FRAME = struct.Struct("!IQ")
WAIT_S = 5.0  # that only a hang can reach


HOMES = frozenset(
    {"builtins", "collections", "datetime", "decimal", "fractions", "zoneinfo", "numpy", "pandas"}
    | {"polars", "scipy", "autograder"}
)


def check(value: object, depth: int = 0) -> None:
    """Raise unless a value is in the closed set."""
    assert depth <= terms.MAX_DEPTH
    assert type(value).__module__.partition(".")[0] in HOMES
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        for item in value:
            check(item, depth + 1)
    elif isinstance(value, np.ndarray):
        check_array(value, depth)
    elif isinstance(value, np.generic):
        value.tobytes()
    repr(value)


def check_array(value: np.ndarray, depth: int) -> None:
    """Fail unless an array is as large as the payload at most, and holds what it says."""
    assert type(value) in {np.ndarray, np.recarray, np.ma.MaskedArray, type(np.ma.masked)}
    assert value.nbytes <= terms.MAX_PAYLOAD_BYTES
    if value.dtype.kind == "O":
        for item in value.ravel().tolist():
            check(item, depth + 1)
    "".join(value.ravel().tolist() if type(value) is np.ndarray and value.dtype.kind == "U" else [])
    if value.dtype.kind == "b" and type(value) is np.ndarray:
        assert value.view(np.uint8).max(initial=0) <= 1
    value.tobytes()


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
        [{1: 2, (1, "a"): None}, Counter("ab"), Decimal("1.5"), Fraction(1, 3), range(3)],
        [datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Berlin")), timedelta(1), np.float32(1)],
        [np.array([1, "a"], object), np.zeros(2, "i4,f8"), np.ma.array([1, 2], mask=[0, 1])],
        pd.DataFrame({"a": [1, None], "b": ["x", None], "c": pd.Categorical(["x", "y"])}),
        pd.Series([1.5], pd.MultiIndex.from_tuples([(1, "a")]), name="s"),
        [pd.date_range("2026-01-01", periods=3, tz="UTC"), pd.NA, pd.interval_range(0, 2)],
        [pl.DataFrame({"a": [1, None], "b": ["x", "y"]}), csr_array(np.eye(3))],
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
