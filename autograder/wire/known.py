"""Types and functions of libraries that cross the wire as names.

Any function of a library may be named on the way to the sandbox. On the way back, only what is
listed here may be named, because what student code chooses must be harmless to call.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

# Values of these types always cross as they are.
FLAT = frozenset({int, float, str, list, tuple, dict, complex, bytes, set, frozenset, np.ndarray})
_TYPES: tuple[type, ...] = (
    *(int, float, complex, bool, str, bytes, bytearray, list, tuple, dict, set, frozenset),
    *(range, slice, object, type(None)),
    *(np.ndarray, np.float64, np.float32, np.float16, np.complex128, np.complex64, np.bool_),
    *(np.int64, np.int32, np.int16, np.int8, np.uint64, np.uint32, np.uint16, np.uint8, np.str_),
)
_BY_NAME = {(kind.__module__, kind.__qualname__): kind for kind in _TYPES}


# Values of which there is but one; `...` stands where a student has written nothing yet.
_SINGLE: dict[tuple[str, str], Any] = {
    ("builtins", "Ellipsis"): ...,
    ("builtins", "NotImplemented"): NotImplemented,
}


def known_name(value: Any) -> tuple[str, str]:
    """Return the module and name of a type or function, at most 99 characters each."""
    module = str(getattr(value, "__module__", None) or "")
    name = str(getattr(value, "__qualname__", None) or getattr(value, "__name__", ""))
    return module[:99], name[:99]


def known(value: Any) -> tuple[str, str] | None:
    """Return the name of what may be named in either direction; None of anything else."""
    if isinstance(value, type):
        name = known_name(value)
        return name if _BY_NAME.get(name) is value else None
    return next((name for name, single in _SINGLE.items() if single is value), None)


def of_name(module: str, name: str) -> Any:
    """Return what may be named in either direction, None for any other name."""
    return _BY_NAME.get((module, name), _SINGLE.get((module, name)))


def loaded(module: str, name: str) -> Any:
    """Return what an imported module has under a name; None if nothing. It imports nothing."""
    found: Any = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, "__dict__", {}).get(part)
    return found
