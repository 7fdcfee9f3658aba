"""Find out which level of isolation this machine offers."""

from __future__ import annotations

import subprocess
import sys

from autograder.confinement import landlock
from autograder.errors import SandboxError
from autograder.sandbox.bubblewrap import (
    ALLOW_NAMESPACES,
    NO_NAMESPACES,
    bubblewrap_arguments,
    find_bubblewrap,
)
from autograder.sandbox.policy import Isolation, make_policy
from autograder.sandbox.seccomp import compile_filter

_TRY_S = 120.0


def choose_isolation() -> tuple[Isolation, str]:
    """Return the best level that this machine offers, and why not a better one (or "").

    Raises SandboxError if it offers none: grading without isolation must be requested by name.
    """
    refused = why_not(Isolation.NAMESPACES)
    if not refused:
        return Isolation.NAMESPACES, ""
    also = why_not(Isolation.LANDLOCK)
    if not also:
        return Isolation.LANDLOCK, refused
    raise SandboxError(f"{refused}; and {also.removeprefix('sandbox: ')}")


def why_not(isolation: Isolation) -> str:
    """Return why this machine does not offer a level, after a quick try; "" if it does."""
    try:
        if isolation is not Isolation.NONE:
            compile_filter(make_policy(isolation))
        if isolation is Isolation.LANDLOCK:
            return _why_no_landlock()
        if isolation is Isolation.NAMESPACES:
            return _why_no_namespaces()
    except SandboxError as error:
        return str(error)
    return ""


def _why_no_landlock() -> str:
    version = landlock.abi()
    if version >= landlock.MINIMAL_ABI:
        return ""
    has = f"offers version {version}" if version else "has none, or it is off (boot: lsm=landlock)"
    return (
        f"sandbox: the landlock level needs Landlock version {landlock.MINIMAL_ABI} (Linux 6.2 "
        f"or newer, with Landlock on), and this kernel {has}"
    )


def _why_no_namespaces() -> str:
    try_it = [find_bubblewrap(), *bubblewrap_arguments(make_policy(Isolation.NAMESPACES))]
    try:
        run = subprocess.run(  # noqa: S603 - our own command
            [*try_it, sys.executable, "-I", "-S", "-c", ""],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
            timeout=_TRY_S,
        )
    except subprocess.TimeoutExpired:
        return f"sandbox: bubblewrap did not answer within {_TRY_S:g} s; run autograder doctor"
    if run.returncode == 0:
        return ""
    said = run.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
    return f"{NO_NAMESPACES} ({said[-1]}); {ALLOW_NAMESPACES}"
