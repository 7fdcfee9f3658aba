"""What a tree of processes uses, as the kernel counts it.

Trusted, and out of reach of the processes that it measures: it reads the machine's own /proc,
which a sandbox does not have. The kernel must list children there (PROC_CHILDREN, which
distributions switch on).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_BUSY = frozenset("RD")  # it runs, or waits for a processor or a disk
_STATE, _CPU_TIMES, _THREADS = 0, slice(11, 15), 17  # the fields after a process's name


class Usage(NamedTuple):
    """What the processes of a tree have used, and whether they are busy now."""

    cpu_s: float  # of all threads, and of ended children that were waited for
    is_asleep: bool  # no thread runs or waits for the machine


NOTHING = Usage(0.0, is_asleep=False)


def usage_of(root: int) -> Usage:
    """Return what a process and all below it have used; `NOTHING` if it is gone."""
    ticks, states = 0, set()
    for pid in tree(root):  # from the top down, so that an ended child is not counted twice
        with contextlib.suppress(OSError):
            fields = _fields(_PROC / str(pid))
            ticks += sum(map(int, fields[_CPU_TIMES]))
            states.add(fields[_STATE])
            if int(fields[_THREADS]) > 1:
                states |= set(_states_of_threads(pid))
    return Usage(ticks / _TICKS_PER_S, is_asleep=not states & _BUSY) if states else NOTHING


def tree(root: int) -> Iterator[int]:
    """Yield a process and all processes below it, parents first."""
    waiting = [root]
    for pid in waiting:
        yield pid
        with contextlib.suppress(OSError):
            for thread in (_PROC / str(pid) / "task").iterdir():
                with contextlib.suppress(OSError):
                    text = (thread / "children").read_text()
                    waiting.extend(map(int, text.split()))


def inner_pids(pid: int) -> list[int]:
    """Return a process's pid in each pid namespace that contains it, ours first."""
    with contextlib.suppress(OSError):
        for line in (_PROC / str(pid) / "status").read_text().splitlines():
            if line.startswith("NSpid:"):
                return list(map(int, line.split()[1:]))
    return []


def _states_of_threads(pid: int) -> Iterator[str]:
    for thread in (_PROC / str(pid) / "task").iterdir():
        with contextlib.suppress(OSError):
            yield _fields(thread)[_STATE]


def _fields(folder: Path) -> list[str]:
    """Return the fields of a `stat` file after the name, which may contain anything."""
    text = (folder / "stat").read_text(errors="replace")
    return text[text.rindex(")") + 2 :].split()
