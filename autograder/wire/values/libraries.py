"""Which libraries' values cross: those of a fixed table, if the process has the library.

On the trusted side, nothing is imported because a value arrived: what is loaded decides. The
sandbox imports a library when the grader passes one of its values. A process that must answer in
the same way whatever it has loaded meanwhile says once which libraries count.
"""

from __future__ import annotations

import contextlib
import importlib
import re
import sys
from collections.abc import Iterable
from types import ModuleType

LIBRARIES = frozenset(
    {"numpy.polynomial", "pandas", "PIL.Image", "polars", "scipy.sparse", "sympy", "torch"}
)

_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+([\w.]+)", re.MULTILINE)

_counted: frozenset[str] | None = None  # None: all that are loaded
_trusts_what_arrives = False  # whether a value that arrives may have its library imported


def count_on(modules: Iterable[str]) -> None:
    """Import those of the libraries that are among modules; values of others stay opaque here."""
    global _counted  # noqa: PLW0603 - it is the process's own, and set once
    roots = {name.partition(".")[0] for name in modules}
    wanted = {library for library in LIBRARIES if library.partition(".")[0] in roots}
    for library in sorted(wanted):
        with contextlib.suppress(ImportError):  # the course's own code says so in its place
            importlib.import_module(library)
    _counted = frozenset(wanted)


def trust_what_arrives() -> None:
    """From now on, import the library of a value that arrives.

    Only for the sandbox: a function may take a table without a name of pandas in its code.
    """
    global _trusts_what_arrives  # noqa: PLW0603 - it is the process's own, and set once
    _trusts_what_arrives = True


def arrived_of(library: str) -> ModuleType | None:
    """Return the library of a value that arrived; None if such values stay opaque here."""
    if _trusts_what_arrives and library not in sys.modules:
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    return loaded(library)


def imported_by(code: str) -> list[str]:
    """Return the modules that code imports, as far as its lines say so."""
    return _IMPORT.findall(code)


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
