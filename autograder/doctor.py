"""Say what this machine offers for grading, and what to install."""

from __future__ import annotations

import functools
import importlib.metadata
import os
import platform
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

from autograder.errors import AutograderError
from autograder.sandbox.launch import check_isolation, find_bubblewrap
from autograder.sandbox.policy import Isolation
from autograder.sandbox.seccomp import compile_filter


class Finding(NamedTuple):
    """One line of the report."""

    what: str
    ok: bool
    told: str


def examine() -> Iterator[Finding]:
    """Try, for real, each thing that grading needs."""
    version = platform.python_version()
    yield Finding("Python", sys.version_info >= (3, 11), f"{version} at {sys.executable}")
    for package in ("numpy", "pytest", "msgspec", "ipython"):
        try:
            yield Finding(package, ok=True, told=importlib.metadata.version(package))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(package, ok=False, told=f"not installed; pip install {package}")
    yield _tried("bubblewrap", find_bubblewrap)
    yield _tried("seccomp filter", lambda: f"{len(compile_filter()) // 8} instructions")
    for isolation in Isolation:
        yield _tried(f"isolation {isolation}", functools.partial(_start, isolation))
    yield Finding("processors", ok=True, told=f"{os.cpu_count()}")


def _tried(what: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(what, ok=True, told=attempt())
    except AutograderError as error:
        return Finding(what, ok=False, told=str(error).removeprefix("sandbox: "))


def _start(isolation: Isolation) -> str:
    check_isolation(isolation)
    user = "each worker an unprivileged user" if os.geteuid() == 0 else "as your user"
    return f"works, {user}" if isolation is Isolation.NAMESPACES else "works; protects nothing"
