"""An adopted course gets the same results however it is graded."""

import json
import time

import pytest
from courses import run, start
from notebooks import checked, code, handed_in, solution, write

pytestmark = [pytest.mark.processes, pytest.mark.slow]

CELLS = [
    code("from helper import twice\nrow = open('row.txt').read()"),
    solution("a", "def double(n):\n    return 2 * n"),
    checked("test_double", "assert double(int(row)) == twice(int(row))", 2),
    solution("b", "total = double(1) + double(2)"),
    checked("test_total", "assert total == 6", 3),
]
ANSWERS = {
    "right": {},
    "wrong": {"a": "def double(n):\n    return n"},
    "stops": {"a": "1 / 0\ndef double(n):\n    return 2 * n"},  # as a kernel, at the first line
    "dies": {"b": "import os\nos._exit(1)"},
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """An adopted course with a module and data beside its notebook."""
    root = tmp_path_factory.mktemp("adopted")
    write(root / "source/ps1/ps1.ipynb", *CELLS)
    (root / "source/ps1/helper.py").write_text("def twice(n):\n    return n + n\n")
    (root / "source/ps1/row.txt").write_text("21")
    for student, answers in ANSWERS.items():
        for number in range(2):
            handed_in(root / f"submitted/{student}{number}/ps1/ps1.ipynb", CELLS, **answers)
    run("autograder", "adopt", cwd=root, code=0)
    return root


def graded(root, results, *options):
    """Grade the class; return what decides marks, by student."""
    command = ("grade", "ps1", "--no-gradebook", "--json", "--results", root / results, *options)
    found = json.loads(run("autograder", *command, cwd=root, code=0).stdout)
    return {
        one["student"]: [(e["name"], e["score"], e["outcome"]) for e in one["exercises"]]
        for one in found
    }


@pytest.fixture(scope="module")
def alone(course):
    """The results with one grader process."""
    return graded(course, "alone", "--jobs", "1")


def test_a_killed_run_goes_on(course, alone):
    """With two jobs, the run is killed after a result and started again: nothing is other."""
    options = ("--no-gradebook", "--results", course / "killed", "--jobs", "2")
    process = start("autograder", "grade", "ps1", *options, cwd=course)
    while not list((course / "killed").rglob("*.json")) and process.poll() is None:
        time.sleep(0.05)
    process.kill()
    process.wait()
    assert graded(course, "killed", "--jobs", "2") == alone
    scores = {student: sum(score for _, score, _ in cells) for student, cells in alone.items()}
    assert {name: scores[f"{name}0"] for name in ANSWERS} == {
        "right": 5,
        "wrong": 0,
        "stops": 0,
        "dies": 2,
    }


def test_a_cluster_grades_alike(course, alone):
    """Dask's workers get the module and the data beside the notebook."""
    assert graded(course, "cluster", "--scheduler", "local:2") == alone
