"""Write files as a whole, under names that every file system reads in the same way."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import StorageError

# Control characters, and those that join, hide or reverse the text around them.
_OBEYED = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)

_SAFE = re.compile("[A-Za-z0-9_-][A-Za-z0-9_. -]{0,199}")  # most names, as they are


def json_bytes(value: Any) -> bytes:
    """Return JSON for people to read, with characters escaped that a terminal would obey.

    Names and notes come from students. A control character, or one that reverses the direction of
    text, is written as its number.
    """
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return _OBEYED.sub(_escaped, text).encode() + b"\n"


def json_list(values: Iterable[Any]) -> Iterator[str]:
    """Yield the parts of a JSON list, to be read by people too, of which one value is held."""
    before = "["
    for value in values:
        yield before + "\n  " + json_bytes(value).decode().rstrip("\n").replace("\n", "\n  ")
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def write_whole(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write a file, and the folders above it, so that nobody ever reads half of it.

    Without `sync`, a power failure may lose the file; use it for files that can be made again.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    path.parent.mkdir(parents=True, exist_ok=True)
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        if sync:
            os.fsync(file.fileno())
    draft.replace(path)


def write_or_explain(path: Path, data: bytes, advice: str = "", *, sync: bool = True) -> None:
    """Write a file as a whole; raises StorageError, with advice, if that is not possible."""
    try:
        write_whole(path, data, sync=sync)
    except OSError as error:
        told = f"{path}: cannot be written: {error.strerror}"
        raise StorageError("; ".join(filter(None, (told, advice)))) from None


def safe_name(student: str) -> str:
    """Return a student's name as a file name: no separators, not hidden, not too long."""
    if _SAFE.fullmatch(student):
        return student
    name = unicodedata.normalize("NFC", student)
    name = "".join("_" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in name)
    return (name.lstrip(".") or "_").encode("utf-8", "replace")[:200].decode("utf-8", "ignore")
