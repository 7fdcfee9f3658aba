"""The global names of a notebook, as far as plain code may use them; see execution.plain."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable

import numpy as np

from autograder.execution.harmless import METHODS
from autograder.execution.plain_numpy import words
from autograder.execution.plain_pandas import (
    ATTRIBUTES,
    NOT_OF_TABLES,
    may_be_of_tables,
    names_methods,
)

BUILTINS = words(
    """
    abs all any bool complex dict divmod enumerate filter float frozenset int isinstance len list
    map max min pow print range repr reversed round set slice sorted str sum tuple zip
    """
) | {
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, Exception)
}
_OF_ARRAYS = (METHODS - {"resize", "view", "setflags", "to_numpy", "run_line_magic"}) | words(
    "args dtype imag isdecimal nbytes ndim shape size strides"
)
_ALLOWED = (_OF_ARRAYS - NOT_OF_TABLES) | ATTRIBUTES
# Attributes that a value in plain code may have, unless a class of the notebook redefines them.
_TYPES: tuple[type, ...] = (
    *(np.ndarray, np.generic, np.float64, np.dtype, np.ufunc, np.finfo, np.ndindex),
    *(np.ndenumerate, np.flatiter, np.random.Generator, np.random.RandomState, np.errstate),
    *(str, bytes, int, float, complex, list, tuple, dict, set, frozenset, range, slice),
    *(type, type(len), type(words), type(_ for _ in ()), type(str.join), type("".join)),
    *(BaseException, OSError, SyntaxError, ImportError, UnicodeDecodeError, StopIteration),
    *(NameError, AttributeError, type({}.items()), memoryview, property),
)
_TAKEN = frozenset(name for kind in (*_TYPES, np.finfo(np.float64)) for name in dir(kind))
_OF_PYTHON = frozenset(dir(builtins))
INSIDE = re.compile(r"__|(?:gi|f|tb|cr|ag|co|func|im)_")  # such as f_globals


class Globals:
    """The global names of a notebook, and what kind of thing each is bound to."""

    def __init__(self) -> None:
        self.modules: dict[str, str] = {}  # by the name that it is imported as
        self._attributes: set[str] = set()  # methods of classes, and what they store in `self`
        self.kinds: dict[str, set[str]] = {}
        self.has_dtype = False  # whether a class defines its own `.dtype`

    def kind(self, name: str) -> str:
        """Return what kind of thing a name is bound to: "" for nothing, or "several".

        If a definition fails, a builtin name keeps its meaning. Inside a class, `__x` is a
        different name.
        """
        kinds = self.kinds.get(name, set())
        if name.startswith("__") or (kinds and name in _OF_PYTHON):
            return "several"
        return next(iter(kinds)) if len(kinds) == 1 else "several" if kinds else ""

    def is_data(self, name: str) -> bool:
        """Return whether a name is bound to values alone, which statements may have changed."""
        kinds = self.kinds.get(name, set())
        is_special = name.startswith("__") or name in _OF_PYTHON
        return bool(kinds) and kinds <= {"constant", "data", "changed"} and not is_special

    def add_attributes(self, names: Iterable[str]) -> None:
        """Note attributes of a notebook's classes, but none that Python or NumPy defines."""
        names = set(names)
        self.has_dtype |= "dtype" in names
        self._attributes |= {n for n in names if n not in _TAKEN and not INSIDE.match(n)}

    def has_attribute(self, name: str) -> bool:
        """Return whether code may look up this attribute of anything that is not a module."""
        return name in _ALLOWED or (name in self._attributes and not may_be_of_tables(name))

    def may_name_methods(self, name: str) -> bool:
        """Return whether a method may call others of a table by their names."""
        is_own = name in self._attributes and not may_be_of_tables(name)
        return names_methods(name) and not is_own
