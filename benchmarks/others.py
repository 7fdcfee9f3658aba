"""The price of one more submission by this project, by nbgrader and by otter-grader, in one run.

    python benchmarks/others.py [--otter FOLDER] [--count 2]

All grade copies of the same solved notebook, with plots and training, and count CPU milliseconds
of the whole process tree. nbgrader executes its own check cells, and otter-grader (`otter run`)
the same cells as tests. This project runs its hidden tests, which are more, and executes only
what these need. With `--otter`, otter-grader is installed in an environment of its own in that
folder, if there is none yet. Whatever is not measured is said to be skipped.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from grade_class import ASSIGNMENT, BIN, ROOT, make_course, price
from tree import Measured

_SOLVED = ROOT / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
# Of its environment; with ipykernel 7, `otter run` waits without an end for some notebooks.
_OTTER = ("otter-grader", "ipykernel<7", "matplotlib")
_TEST = """\
OK_FORMAT = False
from otter.test_files import test_case
name, points = {name!r}, {points}
@test_case(points=None, hidden=False)
def test_checks(env):
    exec({code!r}, env)
"""


def nbgrader(work: Path, count: int) -> float:
    """Return the milliseconds of one more submission in `nbgrader autograde`."""
    used = []
    for size in (1, 1 + count):
        course = work / f"nbgrader{size}"
        make_course(course, ROOT / "benchmarks" / "stock_config.py", size)
        run = Measured([str(BIN / "nbgrader"), "autograde", ASSIGNMENT], course)
        if run.status != 0:
            raise SystemExit("nbgrader autograde failed; its time would mean nothing")
        used.append(run.cpu_s)
    return 1000 * (used[1] - used[0]) / count


def install_otter(folder: Path) -> Path:
    """Return the command `otter` of an environment, which is made if there is none."""
    otter = folder.resolve() / "bin" / "otter"
    if not otter.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = [str(folder / "bin" / "pip"), "install", "--quiet", *_OTTER]
        subprocess.run(install, check=True)
    return otter


def write_tests(folder: Path) -> None:
    """Write the notebook's check cells as tests of otter-grader, one file an exercise."""
    folder.mkdir()
    for cell in json.loads(_SOLVED.read_text())["cells"]:
        mark = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and mark.get("grade") and not mark.get("solution"):
            name, code = mark["grade_id"], "".join(cell["source"])
            text = _TEST.format(name=name, points=mark["points"], code=code)
            (folder / f"{name}.py").write_text(text)


def otter_run(work: Path, otter: Path, count: int) -> float:
    """Return the milliseconds of one `otter run`; every submission has one of its own."""
    write_tests(work / "tests")
    generate = ["generate", "--tests-dir", "tests", "--output-path", "autograder.zip"]
    subprocess.run([str(otter), *generate], cwd=work, check=True, capture_output=True)
    used = 0.0
    for i in range(count):
        submission, out = work / f"student{i}.ipynb", work / f"out{i}"
        submission.write_text(_SOLVED.read_text() + " " * i)
        out.mkdir()
        command = ["run", "-a", "autograder.zip", "-o", str(out), str(submission)]
        run = Measured([str(otter), *command], work, otter.parent)
        results = json.loads((out / "results.json").read_text()) if run.status == 0 else {}
        scores = [(t.get("score"), t.get("max_score")) for t in results.get("tests", [])]
        if not scores or any(score != most for score, most in scores):
            raise SystemExit("otter run did not give full marks; its time would mean nothing")
        used += run.cpu_s
    return 1000 * used / count


def main() -> None:
    """Print the prices."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--otter", type=Path, help="environment with otter-grader, made if missing")
    parser.add_argument("--count", type=int, default=2, help="submissions for each of the others")
    options = parser.parse_args()
    print("CPU milliseconds of the whole tree for one more copy of the solved notebook")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        ours = price(work / "ours", ASSIGNMENT, [_SOLVED.read_bytes()], ROOT)
        print(f"autograder grade   {ours:8.0f}", flush=True)
        theirs = nbgrader(work, options.count)
        print(f"nbgrader autograde {theirs:8.0f}   ratio {theirs / ours:.0f}", flush=True)
        if options.otter is None:
            print("otter run           skipped: say --otter FOLDER to have it installed there")
            return
        (work / "otter").mkdir()
        theirs = otter_run(work / "otter", install_otter(options.otter), options.count)
        print(f"otter run          {theirs:8.0f}   ratio {theirs / ours:.0f}")


if __name__ == "__main__":
    main()
