"""Say what this machine offers for grading, and what to install."""

from __future__ import annotations

import functools
import importlib.metadata
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib.util import cache_from_source, find_spec
from pathlib import Path
from typing import NamedTuple

from autograder.confinement import landlock
from autograder.errors import AutograderError, SandboxError
from autograder.sandbox.bubblewrap import find_bubblewrap
from autograder.sandbox.interpreter import interpreter
from autograder.sandbox.launch import Sandbox, may_become_nobody
from autograder.sandbox.levels import why_not
from autograder.sandbox.policy import SLOW_MODULES, SYSTEM_MOUNTS, Isolation, make_policy
from autograder.sandbox.seccomp import compile_filter
from autograder.wire import messages as m


class Finding(NamedTuple):
    """One line of the report."""

    what: str
    ok: bool
    told: str
    is_needed: bool = True


def examine() -> Iterator[Finding]:
    """Try out each thing that grading needs, for real."""
    version = platform.python_version()
    yield Finding("Python", sys.version_info >= (3, 11), f"{version} at {sys.executable}")
    for package in ("numpy", "pytest", "msgspec", "ipython"):
        try:
            yield Finding(package, ok=True, told=importlib.metadata.version(package))
        except importlib.metadata.PackageNotFoundError:
            yield Finding(package, ok=False, told=f"not installed; pip install {package}")
    yield _compiled(("numpy", *sorted(SLOW_MODULES)))
    yield _extra("nbgrader", "course", "release, and grade into a gradebook")
    yield _tried("bubblewrap", find_bubblewrap)
    levels = [_tried(f"isolation {level}", functools.partial(_start, level)) for level in Isolation]
    yield from levels
    best = next((f for f in levels[:-1] if f.ok), None)
    told = "none: see the reasons above" if best is None else best.what.removeprefix("isolation ")
    yield Finding("isolation auto", best is not None, told)
    shown = interpreter()
    places = ", ".join((shown.program, *shown.folders, *SYSTEM_MOUNTS))
    told = (
        f"{places}; {len(shown.libraries)} libraries; {len(shown.covered)} places in them covered"
    )
    yield Finding("students' code sees", ok=True, told=told)
    yield Finding("processors", ok=True, told=f"{os.cpu_count()}")


def _compiled(packages: Iterable[str]) -> Finding:
    """Report whether Python's bytecode of the packages is there: a sandbox cannot write it."""
    origins = {name: spec.origin for name in packages if (spec := find_spec(name)) and spec.origin}
    lacking = [n for n, file in origins.items() if not Path(cache_from_source(file)).exists()]
    if not lacking:
        return Finding("compiled packages", ok=True, told=", ".join(origins), is_needed=False)
    folder = Path(origins[lacking[0]]).parents[1]
    told = (
        f"not {', '.join(lacking)}; each grader process compiles them anew, and a student's "
        f"import may take too long: {sys.executable} -m compileall -q {folder}"
    )
    return Finding("compiled packages", ok=False, told=told, is_needed=False)


def _extra(package: str, extra: str, use: str) -> Finding:
    """Report on a package that some commands need, but grading does not."""
    try:
        return Finding(package, ok=True, told=importlib.metadata.version(package), is_needed=False)
    except importlib.metadata.PackageNotFoundError:
        told = f"not installed; to {use}: pip install 'backgrade[{extra}]'"
        return Finding(package, ok=False, told=told, is_needed=False)


def _tried(what: str, attempt: Callable[[], str]) -> Finding:
    try:
        return Finding(what, ok=True, told=attempt(), is_needed=False)
    except AutograderError as error:
        return Finding(what, False, str(error).removeprefix("sandbox: "), is_needed=False)


def _start(level: Isolation) -> str:
    sandbox = check_isolation(level)
    if level is Isolation.NONE:
        return "works; protects nothing"
    user = "each worker an unprivileged user" if may_become_nobody() else "as your user"
    memory = "all of a submission (cgroup)" if sandbox.bounds_tree else "each process (rlimit)"
    calls = len(compile_filter(sandbox.policy)) // 8
    version = f"; Landlock version {landlock.abi()}" if level is Isolation.LANDLOCK else ""
    return f"works, {user}; memory bounded for {memory}; {calls} seccomp instructions{version}"


def check_isolation(isolation: Isolation) -> Sandbox:
    """Start a sandbox; raises SandboxError if this machine does not offer the isolation.

    Returns the closed sandbox, which can say what it had.
    """
    refused = why_not(isolation) if isolation is Isolation.LANDLOCK else ""
    if refused:
        raise SandboxError(refused)
    sandbox = Sandbox(make_policy(isolation))
    try:
        sandbox.wait_until_ready()
        limits = m.Limits(memory_mib=64, cpu_s=2, processes=8, file_size_mib=1, scratch_mib=1)
        sandbox.kill(sandbox.spawn(limits))
    finally:
        sandbox.close()
    return sandbox
