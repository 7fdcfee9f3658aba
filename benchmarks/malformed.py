"""Hand in thousands of broken and odd files, and check that each gets its result.

    python benchmarks/malformed.py [--count 10000] [--seed 1] [--large 3] [--first 0]

The cases are those of tests/malformed.py, graded by the real engine, class after class. A case is
saved, with the seed that makes it again, if it does not have exactly one result, if its outcome
is `error`, or if its note is unclear. Then the program exits with 1.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from malformed import Case, complaints, malformed_submissions, number_of  # noqa: E402
from malformed_contents import ASSIGNMENT  # noqa: E402

from autograder.course.folder import find_course  # noqa: E402
from autograder.grading.engine import ClassRun, grade_class  # noqa: E402
from autograder.submission.find import find_submissions  # noqa: E402

CLASS_SIZE = 500


def grade(cases: Iterable[Case], folder: Path, jobs: int) -> list[dict]:
    """Write a class and grade it; return its results."""
    handed_in = folder / "in"
    handed_in.mkdir()
    for case in cases:
        case.write(handed_in)
    course = find_course(ROOT)
    assignment = course.course.assignment(ASSIGNMENT)
    found = find_submissions([handed_in], ASSIGNMENT, course.submitted())
    run = ClassRun(course, assignment, found, folder / "results")
    graded = list(grade_class(run, jobs=jobs))
    stored = list((folder / "results" / ASSIGNMENT).glob("*.json"))
    if len(stored) != len(graded):
        print(f"{len(graded)} submissions were graded, and {len(stored)} result files written")
    return [msgspec.json.decode(path.read_bytes()) for path in stored]


def save(case: Case, seed: int, why: str) -> None:
    """Save a failing case, and say how to make it again."""
    place = Path(tempfile.gettempdir()) / "backgrade-malformed" / case.label
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    case.write(place)
    print(f"case {case.number} of seed {seed} ({case.kind}): {why}\n    saved in {place}")


def show(outcomes: dict[str, collections.Counter[str]], slowest: list[tuple[float, str]]) -> None:
    """Print the outcomes of each kind of case, and which cases took longest."""
    columns = ["graded", "unreadable", "error"]
    print(f"{'kind':<24}" + "".join(f"{column:>12}" for column in columns))
    total: collections.Counter[str] = collections.Counter()
    for kind, counts in sorted(outcomes.items()):
        print(f"{kind:<24}" + "".join(f"{counts[column]:>12}" for column in columns))
        total += counts
    print(f"{'all':<24}" + "".join(f"{total[column]:>12}" for column in columns))
    for seconds, what in slowest:
        print(f"{seconds:8.1f} s  {what}")


def main() -> None:
    """Grade them all, class by class."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--large", type=int, default=3, help="files of 100 MB")
    parser.add_argument("--first", type=int, default=0, help="number of the first case to grade")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    os.environ.setdefault("AUTOGRADER_SECRET", "the malformed ones'")
    start = time.perf_counter()
    outcomes: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    slowest: list[tuple[float, str]] = []
    done = bad = 0
    cases = malformed_submissions(options.first + options.count, options.seed, options.large)
    cases = itertools.islice(cases, options.first, None)
    while batch := list(itertools.islice(cases, CLASS_SIZE)):
        with tempfile.TemporaryDirectory() as folder:
            results = grade(batch, Path(folder), options.jobs)
        by_number = {case.number: case for case in batch}
        for number, why in complaints(batch, results).items():
            save(by_number[number], options.seed, why)
            bad += 1
        for result in results:
            case = by_number[number_of(result)]
            outcomes[case.kind][result["outcome"]] += 1
            slowest.append((result["engine"]["duration_s"], f"case {case.number}, {case.kind}"))
        slowest = sorted(slowest, reverse=True)[:8]
        done += len(batch)
        print(f"{done} of {options.count} cases, {time.perf_counter() - start:.0f} s", flush=True)
    show(outcomes, slowest)
    print(
        f"{done} cases in {time.perf_counter() - start:.0f} s; {bad} of them not as they should be"
    )
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
