"""Measure which stage of grading costs how much CPU time, of the whole process tree.

    python benchmarks/stages.py [--size 12] [--assignments NAME ...]

Grades a class of right notebooks with one job, one of untouched ones, one of wrong ones and one of
those that never return, and prints the CPU milliseconds of each stage for one more submission: the
first is not in it. `start` is what the engine and a grader process use before the first job. The
stages add up; `measuring` is what this program adds, and `not attributed` what is in none of them.
Needs a cgroup that counts CPU time, of version 1.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
from pathlib import Path

from grade_class import ASSIGNMENT, ROOT, kinds
from stage_timer import JOB, MEASURING
from tree import Measured

from autograder.course.folder import find_course
from autograder.grading import pool
from autograder.grading.engine import ClassRun, grade_class
from autograder.submission.find import find_submissions

HERE = Path(__file__).resolve().parent
STAGES = (
    *("reading", "spawn", "parse", "load", "forks", "exchanges", "tests", "reference"),
    *("diagnosis", "evidence", "end", "result", "writing", JOB, MEASURING),
)


def cpu_time_file() -> Path:
    """Return the file in which the kernel counts the CPU time of this process's cgroup."""
    lines = Path("/proc/self/cgroup").read_text().splitlines()
    for line in lines:
        _, controllers, path = line.split(":", 2)
        folder = Path(f"/sys/fs/cgroup/{controllers}{path}")
        for file in (folder / "cpuacct.usage", folder / "cpu.stat"):
            if file.exists():
                return file
    raise SystemExit("skipped: no cgroup here counts CPU time; the stages cannot be told apart")


def grade(assignment: str, folder: Path, report: Path) -> None:
    """Be the engine: grade a class with one grader process that is timed."""
    command = [sys.executable, "-P", str(HERE / "stage_timer.py"), str(report)]
    pool.python = lambda _: [*command, str(cpu_time_file())]
    course = find_course(ROOT)
    chosen = course.course.assignment(assignment)
    found = find_submissions([folder], assignment, course.submitted())
    with tempfile.TemporaryDirectory() as results:
        run = ClassRun(course, chosen, found, Path(results))
        for _ in grade_class(run, jobs=1):
            pass


def measure(work: Path, assignment: str, texts: list[bytes], size: int) -> dict[str, float]:
    """Return milliseconds by stage for one more submission, and those before the first."""
    folder, report = work / "in", work / "report"
    folder.mkdir(parents=True)
    for i, text in enumerate(itertools.islice(itertools.cycle(texts), size)):
        (folder / f"student{i:04d}.ipynb").write_bytes(text + b" " * i)
    command = [sys.executable, __file__, "--one", assignment, str(folder), str(report)]
    if Measured(command, ROOT).status != 0 or not report.exists():
        raise SystemExit(f"{assignment}: grading failed; see what `{' '.join(command)}` says")
    first, *_, last = (json.loads(line) for line in report.read_text().splitlines())
    used = {k: 1000 * (last[k] - first.get(k, 0.0)) / (size - 1) for k in last if k != "start"}
    return {"start": 1000 * first["start"], **used}


def main() -> None:
    """Print a table for each assignment."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=12)
    parser.add_argument("--assignments", nargs="+", default=[ASSIGNMENT])
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        assignment, folder, report = options.one
        grade(assignment, Path(folder), Path(report))
        return
    for assignment in options.assignments:
        with tempfile.TemporaryDirectory() as folder:
            columns = {
                kind: measure(Path(folder) / kind, assignment, texts, options.size)
                for kind, texts in kinds(assignment)
            }
        print(f"{assignment}: CPU milliseconds of the whole tree for one more submission, one job")
        print(f"{'':16}" + "".join(f"{kind:>10}" for kind in columns))
        for stage in STAGES:
            row = "".join(f"{used.get(stage, 0.0):10.1f}" for used in columns.values())
            print(f"{stage:16}{row}")
        totals = (sum(used.values()) - used["start"] for used in columns.values())
        print(f"{'in all':16}" + "".join(f"{total:10.1f}" for total in totals))
        row = "".join(f"{used['start']:10.1f}" for used in columns.values())
        print(f"{'start, once':16}{row}", flush=True)


if __name__ == "__main__":
    main()
