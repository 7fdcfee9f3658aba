"""Time the gradebook: writing marks next to nbgrader, and nbgrader's command with our engine.

    python benchmarks/gradebook.py [--size 200] [--nbgrader 6]

It prints milliseconds for each submission, and ratios measured in the same run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from grade_class import ASSIGNMENT, BIN, ROOT, Measured, make_course, nbgrader

from autograder.course.folder import find_course
from autograder.gradebook.record import record
from autograder.grading.engine import ClassRun, grade_class
from autograder.submission.find import find_submissions

STOCK = ROOT / "benchmarks" / "stock_config.py"
OURS = ROOT / "nbgrader_config.py"


def recorded(work: Path, size: int) -> tuple[float, float, float]:
    """Return milliseconds for each submission: first write, second write, and all of `grade`."""
    make_course(work, OURS, size)
    command = [str(BIN / "autograder"), "grade", ASSIGNMENT, "--course", str(work)]
    Measured([*command, "--no-gradebook"], cwd=work)
    without = Measured([*command, "--no-gradebook"], cwd=work)  # all unchanged, so it only reads
    folder = find_course(work)
    assignment = folder.course.assignment(ASSIGNMENT)
    found = find_submissions([folder.submitted()], ASSIGNMENT, folder.submitted())
    graded = list(grade_class(ClassRun(folder, assignment, found, folder.results())))
    times = []
    for _ in range(2):
        start = time.perf_counter()
        done = record(folder, assignment, graded)
        times.append(1000 * (time.perf_counter() - start) / size)
        if done.written != size:
            raise SystemExit(f"only {done.written} of {size} were written")
    whole = Measured(command, cwd=work)
    return times[0], times[1], 1000 * (whole.seconds - without.seconds) / size


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=200)
    parser.add_argument("--nbgrader", type=int, default=6, help="notebooks for nbgrader autograde")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        first, again, whole = recorded(work / "beside", options.size)
        print(
            f"a class of {options.size} into the gradebook: {first:.1f} ms a submission,", end=" "
        )
        print(
            f"again {again:.1f} ms; as a part of grade, nbgrader's import included {whole:.1f} ms"
        )
        count = options.nbgrader
        ours = nbgrader(work / "ours", count, OURS) / count
        theirs = nbgrader(work / "stock", count, STOCK) / count
        print(
            f"nbgrader autograde of {count} solved notebooks: stock {theirs:.2f} s each,", end=" "
        )
        print(f"through our engine {ours:.2f} s, ratio {theirs / ours:.1f}")


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    main()
