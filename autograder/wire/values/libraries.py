"""Which libraries' values cross: those of a fixed table, if the process has the library.

Nothing is imported because a value arrived. What is loaded decides, so that the sandbox pays for no
library that the student's code does without. A process that must answer in the same way whatever
it has loaded meanwhile says once which libraries count.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable
from types import ModuleType

LIBRARIES = frozenset({"pandas", "polars", "scipy.sparse", "torch"})

_counted: frozenset[str] | None = None  # None: all that are loaded


def count_on(modules: Iterable[str]) -> None:
    """Import those of the libraries that are among modules; values of others stay opaque here."""
    global _counted  # noqa: PLW0603 - it is the process's own, and set once
    wanted = {library for name in modules for library in LIBRARIES if _is_within(name, library)}
    for library in sorted(wanted):
        importlib.import_module(library)
    _counted = frozenset(wanted)


def _is_within(module: str, library: str) -> bool:
    return module == library or module.startswith(f"{library}.")


def loaded(library: str) -> ModuleType | None:
    """Return a library if its values cross here."""
    if _counted is not None and library not in _counted:
        return None
    return sys.modules.get(library)


def need(library: str) -> ModuleType:
    """Return a library that is loaded; raises ImportError if it is not."""
    module = loaded(library)
    if module is None:
        raise ImportError(library)
    return module
