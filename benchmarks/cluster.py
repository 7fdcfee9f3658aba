"""Grade a class on Dask with one worker and with two, and kill a worker in the middle.

    python benchmarks/cluster.py [--size 500]

A scheduler and its workers run as processes of their own, as in a lab of machines. Prints how many
submissions a second one worker grades, and two; then grades the class again with two workers, of
which one is killed in the middle. All result files must be those of a run without Dask, but for
durations. Exits with 1 if they are not.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from grade_class import ASSIGNMENT, grade, make_class
from same_marks_under_load import differences, without_durations
from tree import BIN

_WARM = 20  # results before the first one that counts: workers must have started their graders


@contextlib.contextmanager
def dask(what: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a part of a cluster in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [str(BIN / "dask"), what, *arguments, "--no-dashboard"],
            cwd=folder,
            env=os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait()


@contextlib.contextmanager
def cluster(count: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Run a scheduler and workers; give the address, and the workers' processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    with contextlib.ExitStack() as running:
        running.enter_context(dask("scheduler", "--host", "127.0.0.1", "--port", str(port)))
        options = (address, "--nthreads", "1", "--no-nanny")
        yield address, [running.enter_context(dask("worker", *options)) for _ in range(count)]


class Watched:
    """The number of result files while a run goes on."""

    def __init__(self, results: Path, size: int) -> None:
        self._folder, self._size = results / ASSIGNMENT, size
        self.victim: subprocess.Popen[bytes] | None = None  # killed when half is graded
        self.times: list[float] = []  # of each result
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while len(self.times) < self._size:
            count = sum(1 for _ in self._folder.glob("[!.]*.json"))
            self.times += [time.perf_counter()] * (count - len(self.times))
            if self.victim is not None and count >= self._size // 2:
                self.victim.kill()
                self.victim = None
            time.sleep(0.02)

    def rate(self) -> float:
        """Return the results a second, without the first ones."""
        self._thread.join(10)
        return (self._size - _WARM) / (self.times[self._size - 1] - self.times[_WARM - 1])


def stored(results: Path) -> dict[str, object]:
    """Return the result files without durations."""
    files = sorted((results / ASSIGNMENT).glob("*.json"))
    return {f.name: without_durations(json.loads(f.read_bytes())) for f in files}


def main() -> int:
    """Grade, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=500)
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        folder = make_class(work / "class", size)
        grade(folder, work / "here", "--no-gradebook")
        here, wrong = stored(work / "here"), 0
        assert len(here) == size, "the run without Dask is not complete"
        rates = {}
        for name, count in (("one worker", 1), ("two workers", 2), ("two, one killed", 2)):
            results = work / "elsewhere"
            shutil.rmtree(results, ignore_errors=True)
            with cluster(count) as (address, workers):
                watched = Watched(results, size)
                watched.victim = workers[0] if "killed" in name else None
                done = grade(folder, results, "--scheduler", address, "--no-gradebook")
                rates[name] = watched.rate()
            found = [*differences(here, stored(results))]
            wrong += len(found)
            print(
                f"{name:16} {rates[name]:6.2f} submissions/s, {len(stored(results))} results, "
                f"{len(found)} differences, exit {done.status}",
                *found[:5],
                sep="\n  ",
                flush=True,
            )
        print(f"two workers to one: {rates['two workers'] / rates['one worker']:.2f}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
