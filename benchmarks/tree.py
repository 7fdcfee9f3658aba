"""Run a command, and measure what its whole process tree used.

The kernel counts CPU time in a cgroup, including killed and orphaned processes. If no cgroup can
be made, only the command and processes that were waited for are counted, and `is_whole` says so.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

_CGROUPS = Path("/sys/fs/cgroup")
_ENTER = 'echo $$ > "$1/cgroup.procs"; shift; exec "$@"'
BIN = Path(sys.executable).parent


class Measured:
    """A finished command: wall and CPU seconds, peak memory in MiB (PSS), exit status."""

    def __init__(self, command: list[str], cwd: Path, programs: Path = BIN, **more: str) -> None:
        self.peak_mib = self.own_mib = 0.0  # of the tree, and of the first process alone
        environment = os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"} | more
        with _group() as group:
            self.is_whole = group is not None
            enter = ["sh", "-c", _ENTER, "sh", str(group)] if group is not None else []
            waited_s, start = _waited_s(), time.perf_counter()
            process = subprocess.Popen(
                [*enter, *command],
                cwd=cwd,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            watcher = threading.Thread(target=self._watch, args=(process,))
            watcher.start()
            self.status = process.wait()
            self.seconds = time.perf_counter() - start
            watcher.join()
            self.cpu_s = _used_s(group) if group is not None else _waited_s() - waited_s

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None:
            total = own = 0
            with suppress(psutil.Error):
                root = psutil.Process(process.pid)
                total = own = root.memory_full_info().pss
                for one in root.children(recursive=True):
                    total += one.memory_full_info().pss
            self.own_mib = max(self.own_mib, own / 2**20)
            self.peak_mib = max(self.peak_mib, total / 2**20)
            time.sleep(0.2)


def _waited_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _group() -> Iterator[Path | None]:
    """Make a cgroup of version 1 or 2 that counts CPU time; None if that is not possible."""
    name = f"backgrade-benchmark-{os.getpid()}"
    group: Path | None = None
    for place in (_CGROUPS / "cpuacct", _CGROUPS):
        with suppress(OSError):
            (place / name).mkdir(exist_ok=True)
            _used_s(place / name)
            group = place / name
            break
    try:
        yield group
    finally:
        if group is not None:
            with suppress(OSError):
                group.rmdir()


def _used_s(group: Path) -> float:
    """Return the CPU seconds of all processes that ever ran in a cgroup."""
    with suppress(OSError):
        return int((group / "cpuacct.usage").read_text()) / 1e9
    fields = dict(line.split() for line in (group / "cpu.stat").read_text().splitlines())
    return int(fields["usage_usec"]) / 1e6
