"""Measure what isolation costs: one class at every level, and with another checkout.

    python benchmarks/isolation.py [--size 60] [--rounds 3] [--before CHECKOUT]

It grades the same class at each level in turn, round by round, with one job. It prints wall-clock
milliseconds for each submission: whole processes, minus the time for a class of one. `--before`
is another checkout of this project (such as `git worktree add /tmp/before COMMIT`), which grades
at its own default level.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOLUTION = ROOT / "solutions" / "shallow_network" / "shallow_network.ipynb"


def write_class(folder: Path, size: int) -> None:
    """Write copies of the solution, each with different content."""
    notebook = json.loads(SOLUTION.read_text(encoding="utf-8"))
    folder.mkdir()
    for i in range(size):
        notebook["metadata"]["copy"] = i
        (folder / f"s{i:04}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def seconds(checkout: Path, options: list[str], folder: Path, results: Path) -> float:
    """Return how many seconds a class takes."""
    command = [sys.executable, "-m", "autograder", "grade", "shallow_network", str(folder)]
    command += ["--course", str(ROOT), "--results", str(results), "--jobs", "1", "--force"]
    start = time.perf_counter()
    subprocess.run(
        [*command, *options],
        env=os.environ | {"PYTHONPATH": str(checkout), "AUTOGRADER_SECRET": "benchmark"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--before", type=Path)
    arguments = parser.parse_args()
    runs = {level: (ROOT, ["--isolation", level]) for level in ("none", "landlock", "namespaces")}
    if arguments.before:
        runs["before"] = (arguments.before, [])
    taken: dict[str, list[float]] = {name: [] for name in runs}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_class(folder / "one", 1)
        write_class(folder / "class", arguments.size)
        for _ in range(arguments.rounds):
            for name, (checkout, options) in runs.items():
                one = seconds(checkout, options, folder / "one", folder / "results")
                whole = seconds(checkout, options, folder / "class", folder / "results")
                taken[name].append(1000 * (whole - one) / (arguments.size - 1))
    print(f"{'level':12} {'ms a submission: least':>24} {'median':>8} {'most':>8}")
    for name, values in taken.items():
        middle = statistics.median(values)
        print(f"{name:12} {min(values):24.1f} {middle:8.1f} {max(values):8.1f}")
    for name in ("none", "before"):
        if name in taken:
            pairs = zip(taken["namespaces"], taken[name], strict=True)
            more = statistics.median(a - b for a, b in pairs)
            print(f"namespaces costs {more:+.1f} ms a submission beside {name}, in the same round")


if __name__ == "__main__":
    main()
