"""A hidden test is mended when marks are out: preview, accept, and all that follows agree."""

import json
import os
import shutil
import signal
import subprocess
import sys

import pytest
from courses import SECRET, run
from nbgrader.api import Gradebook

from autograder.course.new import TEMPLATE

pytestmark = [pytest.mark.slow, pytest.mark.processes]

NAME = "integration"
TEST = f"tests/graders/{NAME}/test_trapezoid.py"
RIGHT = 'area = check_number(student.trapezoid(np.array([left, left + width]), sides), "the area")'
WRONG = """area = student.trapezoid(np.array([left, left + width]), sides)
    assert type(area) is not float"""
FLOAT = "def trapezoid(x, y):\n    return float(((x[1:] - x[:-1]) * (y[1:] + y[:-1])).sum() / 2)\n"
WHY = "the test of one trapezoid refused Python's own numbers"
BEFORE = {"ann": 10.0, "float": 8.0, "kim": 8.0, "equal": 4.0}
AFTER = BEFORE | {"float": 10.0, "kim": 10.0}
KILLED = """
import os, sys
from pathlib import Path
replace, left = Path.replace, int(sys.argv.pop(1))
def counted(path, target):
    global left
    if left == 0:
        os.kill(os.getpid(), 9)
    left -= 1
    return replace(path, target)
Path.replace = counted
from autograder.__main__ import main
main()
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course that was graded with a wrong hidden test, which is mended now."""
    course = tmp_path_factory.mktemp("regrade") / "numerics"
    shutil.copytree(TEMPLATE, course)
    cases = course / "tests" / "submissions" / NAME
    work = {
        "ann": (cases / "right" / f"{NAME}.ipynb", ".ipynb"),
        "equal": (cases / "equal_steps" / f"{NAME}.py", ".py"),
    }
    for student, (path, suffix) in work.items():
        folder = course / "submitted" / student / NAME
        folder.mkdir(parents=True)
        shutil.copy(path, folder / f"{NAME}{suffix}")
    for student in ("float", "kim"):
        folder = course / "submitted" / student / NAME
        folder.mkdir(parents=True)
        (folder / f"{NAME}.py").write_text(f"# {student}'s\n" + FLOAT)
    text = (course / TEST).read_text()
    assert RIGHT in text
    (course / TEST).write_text(text.replace(RIGHT, WRONG))
    grade(course, "--gradebook", code=0)
    assert marks(course) == BEFORE
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        notebook = gradebook.find_submission_notebook(NAME, NAME, "kim")
        grade_of = next(g for g in notebook.grades if g.cell.name == "trapezoid")
        grade_of.manual_score = 9.0  # a human looked at it
        gradebook.db.commit()
    (course / TEST).write_text(text)
    return course


def grade(course, *options, **settings):
    """Run the command in the course."""
    return run("autograder", "grade", NAME, *options, cwd=course, **settings)


def marks(course):
    """Return the marks in the result files."""
    files = (course / "results" / NAME).glob("*.json")
    results = [json.loads(path.read_text()) for path in files]
    return {one["student"]: one["final_score"] for one in results}


def in_gradebook(course):
    """Return the scores in the gradebook: the automatic one, and a human's."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        found = {}
        for one in gradebook.assignment_submissions(NAME):
            (mark,) = (g for g in one.notebooks[0].grades if g.cell.name == "trapezoid")
            found[one.student.id] = (mark.auto_score, mark.manual_score)
        return found


def test_preview_accept_and_everything_agrees(graded, tmp_path):
    """The preview names those whose mark changes; then results, record, gradebook, pages agree."""
    course = tmp_path / "numerics"
    shutil.copytree(graded, course)
    seen = grade(course, "--preview", "--json", code=0)
    changes = json.loads(seen.stdout)["changes"]
    # ann, who has a number of NumPy's, and equal, who is wrong in both, keep what they have.
    assert {one["student"] for one in changes} == {"float", "kim"}
    assert "2 up, 0 down, 2 unchanged; mean 7.50 before, 8.50 after" in seen.stderr
    again = grade(course, "--preview", code=0)
    assert "test_trapezoid.py::test_one_trapezoid failed → passed" in again.stdout
    assert marks(course) == BEFORE
    assert in_gradebook(course)["float"] == (8.0, None)
    refused = grade(course, "--accept", code=2)
    assert "--accept: say why" in refused.stderr
    done = grade(course, "--accept", "--why", WHY, code=0)
    assert "2 with other marks or verdicts" in done.stderr
    assert marks(course) == AFTER
    assert {name: auto for name, (auto, _) in in_gradebook(course).items()} == AFTER
    assert in_gradebook(course)["kim"] == (10.0, 9.0)  # the human's mark stays
    run("autograder", "feedback", NAME, cwd=course, code=0)
    page = (course / "feedback" / "float" / NAME / f"{NAME}.html").read_text()
    assert "<strong>10 of 10</strong>" in page
    lines = (course / "results" / f"{NAME}.regrades.jsonl").read_text().splitlines()
    record = [json.loads(line) for line in lines]
    assert [(one["change"]["student"], one["why"]) for one in record] == [
        ("float", WHY),
        ("kim", WHY),
    ]


@pytest.mark.parametrize("writes", [1, 3, 5])
def test_a_killed_accept_is_completed_by_the_next_command(graded, tmp_path, writes):
    """After `kill -9` the next grading completes results, record and gradebook."""
    course = tmp_path / "numerics"
    shutil.copytree(graded, course)
    grade(course, "--preview", code=0)
    command = [sys.executable, "-c", KILLED, str(writes), "grade", NAME, "--accept", "--why", WHY]
    killed = subprocess.run(
        command,
        cwd=course,
        env=os.environ | {"AUTOGRADER_SECRET": SECRET},
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    done = grade(course, code=0)
    assert "completing the regrade" in done.stderr
    assert marks(course) == AFTER
    assert {name: auto for name, (auto, _) in in_gradebook(course).items()} == AFTER
    lines = (course / "results" / f"{NAME}.regrades.jsonl").read_text().splitlines()
    assert [json.loads(line)["change"]["student"] for line in lines] == ["float", "kim"]
