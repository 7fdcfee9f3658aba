"""Bound the memory of a sandbox's whole tree by a cgroup, where one can be had.

Trusted. Knows version 1 (a `memory` hierarchy) and version 2 (a folder that
hands the memory controller to its children). Whoever may not make a cgroup gets
None: then each process is bounded by its rlimits alone.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

_END_S = 2.0
_serial = itertools.count()
_NAME = re.compile(r"autograder-(\d+)-\d+")


class MemoryGroup:
    """A cgroup of one sandbox: what is forked inside stays inside."""

    def __init__(self, folder: Path, version: int) -> None:
        self.folder = folder
        self.version = version
        self._baseline = 0
        self._limit = 0

    def open_entry(self) -> int:
        """Return a descriptor: whoever writes 0 to it enters the group."""
        return os.open(self.folder / "cgroup.procs", os.O_WRONLY)

    def note_baseline(self) -> None:
        """Remember what the warm interpreter holds: submissions are counted on top."""
        file = "memory.current" if self.version == 2 else "memory.usage_in_bytes"
        self._baseline = int((self.folder / file).read_text())

    def limit(self, mib: int) -> None:
        """Let all that a submission starts use so many MiB together, swap included."""
        if mib == self._limit:
            return
        size = str(self._baseline + (mib << 20))
        if self.version == 2:
            (self.folder / "memory.max").write_text(size)
            self._write_if_there("memory.swap.max", "0")
        else:
            # Memory must never be above memory and swap together, in between neither.
            for file in ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes"):
                self._write_if_there(file, "-1")
            (self.folder / "memory.limit_in_bytes").write_text(size)
            self._write_if_there("memory.memsw.limit_in_bytes", size)
        self._limit = mib

    def kills(self) -> int:
        """Return how often the kernel has ended a process of the group for lack of memory."""
        file = "memory.events" if self.version == 2 else "memory.oom_control"
        with contextlib.suppress(OSError):
            found = re.search(r"^oom_kill (\d+)$", (self.folder / file).read_text(), re.MULTILINE)
            return int(found[1]) if found else 0
        return 0

    def close(self) -> None:
        """Remove the group, once all in it has ended; that takes the kernel a moment.

        A confined grader may not: `sweep_groups` does it once that has ended.
        """
        _remove(self.folder)

    def _write_if_there(self, name: str, text: str) -> None:
        with contextlib.suppress(OSError):  # no swap accounting: nothing to bound
            (self.folder / name).write_text(text)


def sweep_groups(owner: int) -> None:
    """Remove the groups that a process had, which has ended."""
    for parent, _ in _places(Path("/proc/self")):
        for folder in parent.glob(f"autograder-{owner}-*"):
            _remove(folder)


def _remove(folder: Path) -> None:
    deadline = time.monotonic() + _END_S
    while folder.exists() and time.monotonic() < deadline:
        try:
            folder.rmdir()
        except PermissionError:
            return
        except OSError:
            time.sleep(0.005)


def make_memory_group(proc: Path = Path("/proc/self")) -> MemoryGroup | None:
    """Make a cgroup below this process's own, or beside it; None where the machine denies it."""
    for parent, version in _places(proc):
        folder = parent / f"autograder-{os.getpid()}-{next(_serial)}"
        try:
            _sweep(parent)
            folder.mkdir()
        except OSError:
            continue
        if (folder / ("memory.max" if version == 2 else "memory.limit_in_bytes")).exists():
            return MemoryGroup(folder, version)
        with contextlib.suppress(OSError):
            folder.rmdir()
    return None


def _places(proc: Path) -> Iterator[tuple[Path, int]]:
    """Yield folders in which a group with a memory limit may be made."""
    try:
        lines = (proc / "cgroup").read_text().splitlines()
        mounts = (proc / "mountinfo").read_text().splitlines()
    except OSError:
        return
    memberships = {kinds: path for _, kinds, path in (line.split(":", 2) for line in lines)}
    for line in mounts:
        before, _, after = line.partition(" - ")
        kind, _, options = [*after.split(" ", 2), "", ""][:3]
        root, mount = before.split(" ")[3:5]
        if kind == "cgroup" and "memory" in options.split(","):
            own = next((p for k, p in memberships.items() if "memory" in k.split(",")), None)
            if own is not None:
                yield _inside(Path(mount), root, own), 1
        elif kind == "cgroup2" and "" in memberships:
            folder = _inside(Path(mount), root, memberships[""])
            while folder.is_relative_to(mount):
                with contextlib.suppress(OSError):
                    if "memory" in (folder / "cgroup.subtree_control").read_text().split():
                        yield folder, 2
                folder = folder.parent


def _inside(mount: Path, root: str, own: str) -> Path:
    """Return a process's folder as this mount shows it: the mount may show a part alone."""
    if root != "/" and Path(own).is_relative_to(root):
        own = str(Path(own).relative_to(root))
    return mount / own.lstrip("/")


def _sweep(parent: Path) -> None:
    """Remove the groups that killed graders left behind; one that is in use refuses."""
    for folder in parent.glob("autograder-*"):
        match = _NAME.fullmatch(folder.name)
        if match and not Path(f"/proc/{match[1]}").exists():
            with contextlib.suppress(OSError):
                folder.rmdir()
