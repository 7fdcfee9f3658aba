"""Run git in a repository of our own, without anybody's settings, hooks or filters."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from autograder.errors import RequestError
from autograder.surroundings import clean_environment

CPU_S = 20
MEMORY_BYTES = 1 << 30
_TIMEOUT_S = 20 * CPU_S  # wall-clock seconds, for a busy machine
_SETTINGS = {
    "core.hooksPath": "/dev/null",
    "core.fsmonitor": "",
    "core.packedGitWindowSize": "1m",
    "core.packedGitLimit": "128m",
    "core.deltaBaseCacheLimit": "32m",
}


def run_git(
    own: Path,
    *command: str,
    environment: Mapping[str, str] | None = None,
    bound: Callable[[], None] | None = None,
) -> bytes:
    """Return what git writes; it treats `own` as its repository.

    `bound` limits the process, and needs a process with one thread. Raises OSError, or an error of
    `subprocess` if git fails or takes too long.
    """
    known = {
        "PATH": clean_environment().get("PATH", os.defpath),
        "HOME": str(own),
        "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
    }
    settings = [word for pair in _SETTINGS.items() for word in ("-c", "=".join(pair))]
    done = subprocess.run(  # noqa: S603 - the words are ours, a hash, or the instructor's address
        ["git", *settings, *command],  # noqa: S607 - the user's own git
        cwd=own,
        env=known | dict(environment or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_TIMEOUT_S,
        check=True,
        preexec_fn=bound,
    )
    return done.stdout


def new_repository(own: Path) -> None:
    """Make an empty bare repository without hooks; raises RequestError if git cannot be run."""
    try:
        run_git(own, "init", "-q", "--bare", "--template=", str(own))
    except (OSError, subprocess.SubprocessError):
        raise RequestError(
            "git: cannot be run, but clones are among the sources; install git"
        ) from None


def limits(file_bytes: int, memory_bytes: int = MEMORY_BYTES) -> Callable[[], None]:
    """Return what limits a git process before it starts: its memory, CPU time and files."""

    def bound() -> None:
        for what, most in (
            (resource.RLIMIT_AS, memory_bytes),
            (resource.RLIMIT_CPU, CPU_S),
            (resource.RLIMIT_FSIZE, file_bytes),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(what, (most, most))

    return bound
