"""Measure whole classes in whole processes, next to the tool that most courses use today.

    python benchmarks/grade_class.py [--sizes 20 200 2000] [--nbgrader 6] [--against FOLDER]

First it measures the price of one more submission, in CPU milliseconds of the whole process tree
with one grader process. It does so for each assignment: for solved notebooks, untouched ones, the
sample class's wrong ones, and those that never return. The price is the difference between a small
and a larger class, so that the start does not count. `stages.py` says in which stage it is used,
`loops.py` what each kind of loop costs, `others.py` what nbgrader and otter-grader use, and
`adopted.py` what an adopted course costs. With `--against`, another checkout of the project (with
its own .venv) is measured in turns with this one, and the ratio is printed.

Then it measures whole classes by wall-clock time. A class consists of the sample class's
submissions, the untouched release, and the solved notebook with its plots and training; each copy
has different content. It prints milliseconds, the memory of the process tree (PSS, so that shared
pages count once), and ratios measured in the same run.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tree import BIN, Measured

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))

from known_submissions import Case, sample_class  # noqa: E402 - of the tests

ASSIGNMENT = "shallow_network"  # the assignment of the whole classes
_CODE = {".ipynb", ".py"}
_FEW, _MANY = SIZES = 4, 20  # submissions; the difference gives the price of one


def is_slow_to_load(case: Case) -> bool:
    """Return whether a case's own code is known to reach a time limit while it loads."""
    return "ran longer than" in str(case.expected.get("notes") or [])


def is_slow(case: Case) -> bool:
    """Return whether a case is known to reach a time limit."""
    return "timeout" in case.outcomes.values() or is_slow_to_load(case)


def make_class(folder: Path, size: int) -> Path:
    """Write a class of this many notebooks and scripts, no two with the same bytes."""
    cases = [case for case in sample_class(ASSIGNMENT) if not is_slow(case)]
    suffixes = (Path(case.file_name).suffix for case in cases)
    chosen = [(s, c.content()) for s, c in zip(suffixes, cases, strict=True) if s in _CODE]
    solved, release = (  # the same number with plots and training, and untouched ones
        (".ipynb", (ROOT / place / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes())
        for place in ("solutions", "assignments")
    )
    chosen += [solved] * (len(chosen) * 3 // 4) + [release] * (len(chosen) // 4)
    folder.mkdir()
    for i, (suffix, text) in enumerate(itertools.islice(itertools.cycle(chosen), size)):
        copy = folder / f"student{i:04d}{suffix}"
        copy.write_bytes(text + (b"\n#" + str(i).encode() if suffix == ".py" else b" " * i))
    return folder


def grade(
    folder: Path,
    results: Path,
    *more: str,
    assignment: str = ASSIGNMENT,
    checkout: Path = ROOT,
) -> Measured:
    """Grade a class or a notebook with the users' command."""
    program = BIN if checkout == ROOT else checkout / ".venv" / "bin"
    command = [str(program / "autograder"), "grade", assignment, str(folder), "--force"]
    return Measured([*command, "--results", str(results), *more], checkout)


# -- the price of one more submission ----------------------------------------------------


def kinds(assignment: str) -> Iterator[tuple[str, list[bytes]]]:
    """Yield kinds of submissions, each with some notebooks; some never return from a call."""
    for kind, place in (("right", "solutions"), ("untouched", "assignments")):
        yield kind, [(ROOT / place / assignment / f"{assignment}.ipynb").read_bytes()]
    cases = [case for case in sample_class(assignment) if Path(case.file_name).suffix == ".ipynb"]
    wrong = [c for c in cases if {*c.outcomes.values()} & {"failed", "crashed"} and not is_slow(c)]
    yield "wrong", [case.content() for case in wrong[:: max(1, len(wrong) // _MANY)][:_MANY]]
    endless = [c for c in cases if is_slow(c) and not is_slow_to_load(c)]
    if endless:
        yield "endless", [case.content() for case in endless]


def price(
    work: Path,
    assignment: str,
    texts: list[bytes],
    checkout: Path,
    sizes: tuple[int, int] = SIZES,
) -> float:
    """Return the CPU milliseconds of one more submission, for the whole tree, with one job."""
    used = []
    for size in sizes:
        folder = work / f"{size}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for i, text in enumerate(itertools.islice(itertools.cycle(texts), size)):
            (folder / f"student{i:04d}.ipynb").write_bytes(text + b" " * i)
        more = ("--jobs", "1")
        used.append(grade(folder, work / "r", *more, assignment=assignment, checkout=checkout))
    return 1000 * (used[1].cpu_s - used[0].cpu_s) / (sizes[1] - sizes[0])


def report_prices(work: Path, options: argparse.Namespace) -> None:
    """Print the price of one more submission of each kind, and another checkout's."""
    print("CPU milliseconds of the whole tree for one more submission, one job (median of turns)")
    work.mkdir()
    for assignment in options.assignments:
        for kind, texts in kinds(assignment):
            if options.kinds and kind not in options.kinds:
                continue
            ours, theirs = [], []
            for _ in range(options.turns):
                if options.against:
                    theirs.append(price(work, assignment, texts, options.against.resolve()))
                ours.append(price(work, assignment, texts, ROOT))
            line = f"{assignment:20} {kind:8} {statistics.median(ours):7.0f}"
            if theirs:
                ratio = statistics.median(o / t for o, t in zip(ours, theirs, strict=True))
                line += f"   against {statistics.median(theirs):7.0f}, ratio {ratio:.2f}"
            print(line)


# -- whole classes -------------------------------------------------------------------------


def make_course(work: Path, config: Path, count: int) -> None:
    """Copy the course, add an nbgrader_config.py, and hand in this many solved notebooks."""
    for name in ("solutions", "assignments", "tests/graders"):
        shutil.copytree(ROOT / name, work / name)
    shutil.copy(ROOT / "course.yaml", work)
    shutil.copy(config, work / "nbgrader_config.py")
    Measured([str(BIN / "nbgrader"), "generate_assignment", ASSIGNMENT, "--force"], work)
    solved = (work / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text()
    for i in range(count):
        folder = work / "submitted" / f"student{i:04d}" / ASSIGNMENT
        folder.mkdir(parents=True)
        (folder / f"{ASSIGNMENT}.ipynb").write_text(solved + " " * i)


def nbgrader(work: Path, count: int, config: Path) -> float:
    """Return the seconds that `nbgrader autograde` takes for this many solved notebooks."""
    make_course(work, config, count)
    run = Measured([str(BIN / "nbgrader"), "autograde", ASSIGNMENT], work)
    if run.status != 0:
        raise SystemExit("nbgrader autograde failed; its time would mean nothing")
    return run.seconds


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[20, 200])
    parser.add_argument("--nbgrader", type=int, default=6, help="notebooks for nbgrader; 0: none")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--against", type=Path, help="another checkout, measured in turns")
    parser.add_argument("--turns", type=int, default=3, help="of the prices")
    names = sorted(path.name for path in (ROOT / "assignments").iterdir())
    parser.add_argument("--assignments", nargs="+", default=names, help="whose prices are wanted")
    parser.add_argument("--kinds", nargs="+", help="of submissions, such as right; default: all")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.turns:
            report_prices(Path(folder) / "prices", options)
        if options.sizes:
            report(Path(folder), options)


def report(work: Path, options: argparse.Namespace) -> None:
    """Measure and print; the largest class comes last."""
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
