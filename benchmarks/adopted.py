"""The price of one more submission of nbgrader's own example course, by nbgrader and adopted.

    python benchmarks/adopted.py [--count 2]

Both grade copies of the solved notebooks of the example that nbgrader ships with its documentation,
and count CPU milliseconds of the whole process tree. The price is the difference between a small
and a larger class, so that the start does not count.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import nbgrader
from tree import BIN, Measured

_SOURCE = Path(nbgrader.__file__).parent / "docs/source/user_guide/source/ps1"
_CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "example"\n'
_FEW, _MANY = 4, 20  # submissions; the difference gives the price of one


def make_course(root: Path, count: int) -> Path:
    """Write the example course with so many copies of its solved notebooks; return its folder."""
    shutil.copytree(_SOURCE, root / "source/ps1")
    (root / "nbgrader_config.py").write_text(_CONFIG, encoding="utf-8")
    for number in range(count):
        folder = root / "submitted" / f"student{number:03d}" / "ps1"
        shutil.copytree(_SOURCE, folder)
        for path in folder.glob("*.ipynb"):
            path.write_text(path.read_text(encoding="utf-8") + " " * number, encoding="utf-8")
    return root


def measured(course: Path, *command: str) -> float:
    """Return the CPU seconds of a command that must succeed."""
    run = Measured([str(BIN / command[0]), *command[1:]], course)
    if run.status != 0:
        raise SystemExit(f"{' '.join(command)} failed; its time would mean nothing")
    return run.cpu_s


def by_nbgrader(work: Path, count: int) -> float:
    """Return the milliseconds of one more submission in `nbgrader autograde`."""
    used = []
    for size in (1, 1 + count):
        course = make_course(work / f"nbgrader{size}", size)
        measured(course, "nbgrader", "generate_assignment", "ps1")
        used.append(measured(course, "nbgrader", "autograde", "ps1"))
    return 1000 * (used[1] - used[0]) / count


def adopted(work: Path) -> float:
    """Return the milliseconds of one more submission after `autograder adopt`."""
    used = []
    for size in (_FEW, _MANY):
        course = make_course(work / f"adopted{size}", size)
        measured(course, "autograder", "adopt")
        options = ("--jobs", "1", "--no-gradebook")
        used.append(measured(course, "autograder", "grade", "ps1", "submitted", *options))
    return 1000 * (used[1] - used[0]) / (_MANY - _FEW)


def main() -> None:
    """Print the prices."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=2, help="submissions for nbgrader")
    options = parser.parse_args()
    print("CPU milliseconds of the whole tree for one more submission of nbgrader's example")
    with tempfile.TemporaryDirectory() as folder:
        ours = adopted(Path(folder))
        print(f"autograder grade   {ours:8.0f}", flush=True)
        theirs = by_nbgrader(Path(folder), options.count)
        print(f"nbgrader autograde {theirs:8.0f}   ratio {theirs / ours:.0f}")


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    main()
