"""End jails that were cut off from their grader during their start.

bubblewrap's two processes end together, but not while they start: if the outer one is killed at
that moment, the inner one waits for it forever. It runs no code of a student's yet.
"""

from __future__ import annotations

import contextlib
import os
import signal
from pathlib import Path

from autograder.sandbox.usage import inner_pids

_PROC = Path("/proc")
_OURS = b"autograder.worker"  # in the command line of each of our jails


def end_orphaned_jails() -> None:
    """End the inner processes of this user's jails whose outer process is gone."""
    for place in _PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended meanwhile, or is another user's
            if place.stat().st_uid == os.geteuid() and _is_orphaned(place):
                os.kill(int(place.name), signal.SIGKILL)


def _is_orphaned(place: Path) -> bool:
    if inner_pids(int(place.name))[1:] != [1]:
        return False
    command = (place / "cmdline").read_bytes()
    program = os.fsdecode(command.partition(b"\0")[0])
    is_jail = Path(program).name == "bwrap" and _OURS in command
    return is_jail and _program(_parent(place)) != _program(place)


def _parent(place: Path) -> Path:
    lines = (place / "status").read_text().splitlines()
    return _PROC / next(line.split()[1] for line in lines if line.startswith("PPid:"))


def _program(place: Path) -> Path | None:
    """Return the file that a process executes; None if it is another user's process."""
    try:
        return (place / "exe").readlink()
    except OSError:
        return None
