"""Limit the memory of a sandbox's whole process tree with a cgroup, if one can be made.

Trusted. It knows version 1 (a `memory` hierarchy) and version 2 (a folder that passes the memory
controller on to its children). If no cgroup may be made, the result is None, and only rlimits
limit each process.
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
_KILLS = re.compile(r"^oom_kill (\d+)$", re.MULTILINE)
_NAME = re.compile(r"autograder-(\d+)-\d+")


class MemoryGroup:
    """The cgroup of one sandbox: what is forked inside stays inside."""

    def __init__(self, folder: Path, version: int) -> None:
        self.folder = folder
        self.version = version
        self._baseline = 0
        self._limit = 0

    def open_entry(self) -> int:
        """Return a descriptor; a process that writes 0 to it enters the group."""
        return os.open(self.folder / "cgroup.procs", os.O_WRONLY)

    def note_baseline(self) -> None:
        """Note how much memory the warm interpreter uses: submissions get theirs on top."""
        file = "memory.current" if self.version == 2 else "memory.usage_in_bytes"
        self._baseline = int((self.folder / file).read_text())

    def limit(self, mib: int) -> None:
        """Let everything that a submission starts use this many MiB together, including swap."""
        if mib == self._limit:
            return
        size = str(self._baseline + (mib << 20))
        if self.version == 2:
            (self.folder / "memory.max").write_text(size)
            self._write_if_there("memory.swap.max", "0")
        else:
            # The limit on memory may never exceed the one on memory and swap, even for a moment.
            for file in ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes"):
                self._write_if_there(file, "-1")
            (self.folder / "memory.limit_in_bytes").write_text(size)
            self._write_if_there("memory.memsw.limit_in_bytes", size)
        self._limit = mib

    def kills(self) -> int:
        """Return how often the kernel has killed a process of the group for lack of memory."""
        file = "memory.events" if self.version == 2 else "memory.oom_control"
        with contextlib.suppress(OSError):
            found = _KILLS.search((self.folder / file).read_text())
            return int(found[1]) if found else 0
        return 0

    def close(self) -> None:
        """Remove the group when all its processes have ended; the kernel needs a moment for that.

        A confined grader may not do this; then `sweep_groups` does it after the grader has ended.
        """
        _remove(self.folder)

    def _write_if_there(self, name: str, text: str) -> None:
        with contextlib.suppress(OSError):  # without swap accounting there is nothing to limit
            (self.folder / name).write_text(text)


def sweep_groups(owner: int) -> None:
    """Remove the groups of a process that has ended."""
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
    """Make a cgroup below this process's own, or beside it; None if the machine denies it."""
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
    """Yield the folders in which a group with a memory limit may be made."""
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
    """Return a process's folder in this mount, which may show only a part of the hierarchy."""
    if root != "/" and Path(own).is_relative_to(root):
        own = str(Path(own).relative_to(root))
    return mount / own.lstrip("/")


def _sweep(parent: Path) -> None:
    """Remove the groups that killed graders left behind; the kernel keeps those in use."""
    for folder in parent.glob("autograder-*"):
        match = _NAME.fullmatch(folder.name)
        if match and not Path(f"/proc/{match[1]}").exists():
            with contextlib.suppress(OSError):
                folder.rmdir()
