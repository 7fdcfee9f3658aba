"""Copy changes that student code made to its arguments into the grader's own objects.

Trusted. It writes only changes that are possible in place: a list stays a list, and an array
keeps its dtype and shape.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.errors import WireError
from autograder.student.handles import place_of


def write_into(values: list[Any], changes: list[Any]) -> None:
    """Write changes, each `[position or name, value]`, into the arguments of a call.

    Raises WireError for a change that no call can make.
    """
    match values:
        case [_, list(args), dict(kwargs)]:
            pass
        case _:
            raise WireError("wire: only a call changes arguments")
    for change in changes:
        match change:
            case [int(place), new] if type(place) is int and 0 <= place < len(args):
                _write(args[place], new)
            case [str(place), new] if place in kwargs:
                _write(kwargs[place], new)
            case _:
                raise WireError("wire: a change of an argument that there is not")


def _write(own: Any, new: Any) -> None:
    """Write a value into an object; raises WireError if the object cannot become it in place."""
    if isinstance(own, np.ndarray):
        _write_array(own, new)
        return
    if type(own) in _TEXTS:
        _write_text(own, new)
        return
    if isinstance(own, tuple) and type(new) is tuple and len(own) == len(new):
        for inner, changed in zip(own, new, strict=True):
            if _is_writable(inner):
                _write(inner, changed)
        return
    writer = next((w for kind, w in _WRITERS.items() if isinstance(own, kind)), None)
    if writer is None or type(new) is not type(own):
        writer = _table_writer(own, new)
    writer(own, new)


def _is_writable(value: Any) -> bool:
    if place_of(value) is not None:  # it is in the sandbox
        return False
    return isinstance(value, (tuple, np.ndarray, *_WRITERS)) or hasattr(value, "_update_inplace")


def _merged(own: Any, new: Any) -> Any:
    """Return the object with a change written into it if possible, otherwise the new object."""
    if type(own) is not type(new) or not _is_writable(own):
        return new
    try:
        _write(own, new)
    except WireError:
        return new
    return own


def _write_list(own: list[Any], new: list[Any]) -> None:
    own[:] = [_merged(a, b) for a, b in zip(own, new, strict=False)] + new[len(own) :]


def _write_dict(own: dict[Any, Any], new: dict[Any, Any]) -> None:
    merged = {key: _merged(own[key], value) if key in own else value for key, value in new.items()}
    own.clear()
    own.update(merged)


def _write_set(own: set[Any], new: set[Any]) -> None:
    own.clear()
    own.update(new)


_TEXTS: dict[type, type] = {io.StringIO: str, io.BytesIO: bytes}  # what files in memory hold


def _write_bytes(own: bytearray, new: bytes) -> None:
    own[:] = new


_WRITERS: dict[type, Callable[[Any, Any], None]] = {
    list: _write_list,
    dict: _write_dict,
    set: _write_set,
    bytearray: _write_bytes,
}


def _write_text(own: Any, new: Any) -> None:
    if type(new) is not _TEXTS[type(own)] or own.closed:
        raise WireError("wire: a file in memory has become something else")
    own.seek(0)
    own.truncate()
    own.write(new)


def _write_array(own: np.ndarray, new: Any) -> None:
    is_like = isinstance(new, np.ndarray) and new.shape == own.shape and new.dtype == own.dtype
    if not is_like or not own.flags.writeable:
        raise WireError("wire: an array has become something else")
    own[...] = new


def _table_writer(own: Any, new: Any) -> Callable[[Any, Any], None]:
    """Return the function that writes into pandas' tables; raises WireError for other types."""
    if type(own) is not type(new) or not hasattr(type(own), "_update_inplace"):
        raise WireError("wire: an argument has become something else")
    return lambda old, changed: old._update_inplace(changed)  # noqa: SLF001
