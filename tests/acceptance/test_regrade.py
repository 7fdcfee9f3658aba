"""A hidden test is mended when marks are out: preview, accept, and all that follows agree."""

import csv
import json
import math
import os
import re
import shutil
import signal
import subprocess
import sys

import pytest
from courses import SECRET, run
from nbgrader.api import Gradebook

from autograder.course.new import start_course

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
    start_course(course)
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


def exported(course):
    """Return the marks in the file for other systems; chosen students may be of other graders."""
    run("autograder", "export", NAME, "--to", "csv", "--force", "--mixed", cwd=course, code=0)
    with (course / "exports" / f"{NAME}-csv.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: float(row["mark"] or "nan") for row in csv.DictReader(file)}


def on_pages(course):
    """Write the students' pages; return the points on each."""
    run("autograder", "feedback", NAME, cwd=course, code=0)
    pages = (course / "feedback").glob(f"*/{NAME}/{NAME}.html")
    return {
        path.parts[-3]: float(re.search(r"<strong>([\d.]+) of 10</strong>", path.read_text())[1])
        for path in pages
    }


def assert_all_agree(course, expected, kims=9.0):
    """Assert that results, gradebook, pages and export have these marks.

    Kim has 9 points from a human. If her other mark has changed, she has no mark to export until
    the human has looked again.
    """
    assert marks(course) == expected
    assert {name: auto for name, (auto, _) in in_gradebook(course).items()} == expected
    assert in_gradebook(course)["kim"][1] == 9.0
    assert exported(course) == pytest.approx(expected | {"kim": kims}, nan_ok=True)
    assert on_pages(course) == expected


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
    assert_all_agree(course, AFTER, kims=math.nan)
    lines = (course / "results" / f"{NAME}.regrades.jsonl").read_text().splitlines()
    record = [json.loads(line) for line in lines]
    assert [(one["change"]["student"], one["why"]) for one in record] == [
        ("float", WHY),
        ("kim", WHY),
    ]


def test_chosen_students_first(graded, tmp_path):
    """Only the chosen student's mark changes, everywhere; the other's follows when accepted."""
    course = tmp_path / "numerics"
    shutil.copytree(graded, course)
    grade(course, "--preview", code=0)
    grade(course, "--accept", "--student", "float", "--why", WHY, code=0)
    assert_all_agree(course, BEFORE | {"float": 10.0})
    grade(course, "--accept", "--student", "kim", "--why", WHY, code=0)
    assert_all_agree(course, AFTER, kims=math.nan)


def test_the_best_marks_are_kept_everywhere(graded, tmp_path):
    """After a regrade that would take points away, nobody has fewer, also when graded again."""
    course = tmp_path / "numerics"
    shutil.copytree(graded, course)
    grade(course, code=0)
    text = (course / TEST).read_text()
    (course / TEST).write_text(text.replace(RIGHT, WRONG))
    seen = json.loads(grade(course, "--preview", "--json", code=0).stdout)
    assert [(one["student"], one["after"]) for one in seen["changes"]] == [
        ("float", 8.0),
        ("kim", 8.0),
    ]
    grade(course, "--accept", "--keep-best", "--why", WHY, code=0)
    assert_all_agree(course, AFTER, kims=math.nan)
    grade(course, code=0)
    assert_all_agree(course, AFTER, kims=math.nan)


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
