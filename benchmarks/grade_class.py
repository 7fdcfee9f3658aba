"""Time whole classes, whole processes, beside the tool that most courses use today.

    python benchmarks/grade_class.py [--sizes 20 200 2000] [--nbgrader 6]

A class is made of the sample class's submissions, the untouched release and the
solved notebook with its plots and training, each copy with content of its own.
Submissions that run into a time limit are timed apart: each costs its limit,
whatever the engine. A class of 100 of every other assignment of the course is
graded too. Prints milliseconds, memory of the process tree (PSS, so
that shared pages count once) and ratios measured in the same run.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))

from known_submissions import Case, sample_class  # noqa: E402 - of the tests

ASSIGNMENT = "shallow_network"
BIN = Path(sys.executable).parent


def is_slow(case: Case) -> bool:
    """Return whether a case is known to run into a time limit."""
    notes = case.expected.get("notes") or []
    return "timeout" in case.outcomes.values() or "ran longer than" in notes


def submissions(*, timeouts: bool, assignment: str = ASSIGNMENT) -> list[tuple[str, bytes]]:
    """Return the notebooks and scripts that classes are made of: each suffix with the bytes."""
    chosen = [
        (suffix, case.content())
        for case in sample_class(assignment)
        if (suffix := Path(case.file_name).suffix) in {".ipynb", ".py"}
        and is_slow(case) == timeouts
    ]
    if not timeouts:  # as many again with plots and training, and untouched ones
        solved, release = (
            (".ipynb", (ROOT / folder / assignment / f"{assignment}.ipynb").read_bytes())
            for folder in ("solutions", "assignments")
        )
        chosen += [solved] * (len(chosen) * 3 // 4) + [release] * (len(chosen) // 4)
    return chosen


def make_class(
    folder: Path, size: int, *, timeouts: bool = False, assignment: str = ASSIGNMENT
) -> Path:
    """Write a class of so many submissions, no two with the same bytes."""
    folder.mkdir()
    every = itertools.cycle(submissions(timeouts=timeouts, assignment=assignment))
    for i, (suffix, text) in enumerate(itertools.islice(every, size)):
        copy = folder / f"student{i:04d}{suffix}"
        copy.write_bytes(text + (b"\n#" + str(i).encode() if suffix == ".py" else b" " * i))
    return folder


class Measured:
    """Run a command; keep its wall time in seconds and the peak memory of its tree in MiB."""

    def __init__(self, command: list[str], cwd: Path = ROOT) -> None:
        self.peak_mib = 0.0
        environment = os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}"}
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
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

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None:
            total = 0
            try:
                root = psutil.Process(process.pid)
                for one in [root, *root.children(recursive=True)]:
                    total += one.memory_full_info().pss
            except psutil.Error:
                pass
            self.peak_mib = max(self.peak_mib, total / 2**20)
            time.sleep(0.2)


def grade(folder: Path, results: Path, *more: str, assignment: str = ASSIGNMENT) -> Measured:
    """Grade a class or a notebook with the command that users type."""
    command = [str(BIN / "autograder"), "grade", assignment, str(folder), "--force"]
    return Measured([*command, "--results", str(results), *more])


def make_course(work: Path, config: Path, count: int) -> None:
    """Copy the course, with an nbgrader_config.py, and hand in so many solved notebooks."""
    for name in ("solutions", "assignments", "tests/graders"):
        shutil.copytree(ROOT / name, work / name)
    shutil.copy(ROOT / "course.yaml", work)
    shutil.copy(config, work / "nbgrader_config.py")
    Measured([str(BIN / "nbgrader"), "generate_assignment", ASSIGNMENT, "--force"], cwd=work)
    solved = (work / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text()
    for i in range(count):
        folder = work / "submitted" / f"student{i:04d}" / ASSIGNMENT
        folder.mkdir(parents=True)
        (folder / f"{ASSIGNMENT}.ipynb").write_text(solved + " " * i)


def nbgrader(work: Path, count: int, config: Path) -> float:
    """Return the seconds of `nbgrader autograde` for so many solved notebooks."""
    make_course(work, config, count)
    run = Measured([str(BIN / "nbgrader"), "autograde", ASSIGNMENT], cwd=work)
    if run.status != 0:
        raise SystemExit("nbgrader autograde failed; its time would mean nothing")
    return run.seconds


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 200])
    parser.add_argument("--nbgrader", type=int, default=6, help="notebooks for nbgrader; 0: none")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report(Path(folder), options)


def report(work: Path, options: argparse.Namespace) -> None:
    """Measure and print, largest class last."""
    solved = ROOT / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    cold = sorted(grade(solved, work / "cold").seconds for _ in range(5))
    print(f"{os.cpu_count()} processors, --jobs {options.jobs}")
    print(f"one notebook, cold, whole process: {cold[2]:.2f} s (median of 5)")
    jobs = ("--jobs", str(options.jobs))
    per = {}
    for size in options.sizes:
        run = grade(make_class(work / f"class{size}", size), work / "results", *jobs)
        per[size] = 1000 * run.seconds / size
        steady = 1000 * (run.seconds - cold[2]) / size
        print(
            f"class of {size:5d}: {run.seconds:7.1f} s, {per[size]:6.1f} ms a submission "
            f"({steady:.1f} ms beyond the start), peak {run.peak_mib:.0f} MiB, exit {run.status}"
        )
    for path in sorted((ROOT / "assignments").iterdir()):
        if path.name != ASSIGNMENT:
            whole = make_class(work / path.name, 100, assignment=path.name)
            run = grade(whole, work / "results", *jobs, assignment=path.name)
            print(f"100 of {path.name}: {10 * run.seconds:.1f} ms a submission, exit {run.status}")
    slow = make_class(work / "slow", len(submissions(timeouts=True)), timeouts=True)
    run = grade(slow, work / "results", *jobs)
    count = len(list(slow.iterdir()))
    print(f"{count} submissions that run out of time: {run.seconds / count:.1f} s each")
    if options.nbgrader:
        stock = ROOT / "benchmarks" / "stock_config.py"
        theirs = 1000 * nbgrader(work / "nbgrader", options.nbgrader, stock) / options.nbgrader
        alike = work / "alike"
        alike.mkdir()
        text = solved.read_bytes()
        for i in range(200):
            (alike / f"s{i:03d}.ipynb").write_bytes(text + b" " * i)
        ours = 1000 * grade(alike, work / "results", *jobs).seconds / 200
        print(f"the solved notebook with plots and training: nbgrader {theirs:.0f} ms,", end=" ")
        print(f"autograder {ours:.1f} ms, ratio {theirs / ours:.0f}")


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    main()
