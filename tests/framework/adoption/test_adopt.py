"""A course for nbgrader is adopted: course.yaml is written, and each test cell is tried."""

import importlib.util
import shutil
from pathlib import Path

import pytest
from notebooks import checked, code, prose, solution, write

from autograder.adoption.run import adopt
from autograder.adoption.sources import find_assignments
from autograder.course.folder import find_course
from autograder.course.settings import Graders, Runs
from autograder.errors import RequestError
from autograder.grading.examination import Where
from autograder.sandbox.policy import Isolation

pytestmark = pytest.mark.processes
MARKS = (
    *("BEGIN QUESTION\nname: q1", "BEGIN SOLUTION", "END SOLUTION"),
    *("BEGIN TESTS", "END TESTS", "END QUESTION"),
)
NBGRADER = Path(importlib.util.find_spec("nbgrader").origin).parent  # not imported: that takes long
EXAMPLE = NBGRADER / "docs/source/user_guide/source/ps1"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with nbgrader's own example, and an assignment with cells that nothing can run."""
    root = tmp_path_factory.mktemp("course") / "a course"
    shutil.copytree(EXAMPLE, root / "source/ps1")
    write(
        root / "source/ps2/two words.ipynb",
        prose("# The second"),
        solution("f", "def f(x):\n    return x + 1"),
        checked("right", "assert f(1) == 2"),
        checked("mistaken", "assert f(1) == 3"),
        checked("kernel", "assert In[1]"),
        solution("now", "import time\ndef now():\n    return time.time()"),
        checked(
            "patched",
            "from unittest.mock import patch\nwith patch('time.time', lambda: 7):\n"
            "    assert now() == 7",
        ),
        code("import helper"),
    )
    (root / "source/ps2/helper.py").write_text("x = 1\n")
    return root


@pytest.fixture(scope="module")
def adopted(course):
    """What became of each assignment, by its name."""
    return {one.name: one for one in adopt(course, Isolation.NAMESPACES)}


def where(adopted):
    """Return where each test cell judges."""
    return {cell.question: cell.where for cell in adopted.examined}


def test_nbgraders_own_example_is_adopted(adopted):
    """All its test cells run outside, also one that deletes a name of the student's."""
    assert where(adopted["ps1"]) == {
        "correct_squares": Where.OUTSIDE,
        "squares_invalid_input": Where.OUTSIDE,
        "correct_sum_of_squares": Where.OUTSIDE,
        "sum_of_squares_uses_squares": Where.OUTSIDE,
    }
    assert adopted["ps2"].inside == {"patched": "it replaces a part of the student's code"}


def test_a_cell_that_fails_everywhere_is_named_with_the_reason(adopted):
    """It judges nobody, and why is told."""
    told = {cell.question: cell for cell in adopted["ps2"].examined}
    assert (told["right"].where, told["mistaken"].where) == (Where.OUTSIDE, Where.NOWHERE)
    assert "AssertionError" in told["mistaken"].reason
    assert "In, which only a kernel has" in told["kernel"].reason
    assert not adopted["ps2"].is_whole


def test_an_otter_master_without_outputs_is_told_to_be_run(tmp_path):
    """Its tests have nothing to show, and the reason says so."""
    parts = [prose(f"# {line}", "raw") for line in MARKS]
    tests = (*parts[:2], solution("x", "x = 2 # SOLUTION"), *parts[2:4], code("x"), *parts[4:])
    write(tmp_path / "hw1.ipynb", prose("# ASSIGNMENT CONFIG\nfiles: []", "raw"), *tests)
    (one,) = adopt(tmp_path, Isolation.NAMESPACES)
    (cell,) = one.examined
    assert cell.where is Where.NOWHERE
    assert "it shows '2', and the source has no output: run the source" in cell.reason


def test_course_yaml_says_what_was_found(course, adopted):
    """It names the notebooks, the files beside them, and the cells that run inside."""
    folder = find_course(course)
    first, second = folder.course.assignments
    assert (first.name, first.graders, first.notebooks) == (
        *("ps1", Graders.CELLS),
        ("problem1", "problem2"),
    )
    assert (first.cells, second.runs("patched")) == ({}, Runs.INSIDE)
    assert (second.notebooks, second.title) == (("two words",), "The second")
    assert set(folder.handed_out(second)) == {"helper.py"}


def test_the_sources_stay_where_they_are(course, adopted):
    """What is in solutions is a link to them."""
    assert (course / "solutions/ps1").resolve() == (course / "source/ps1").resolve()


def test_a_folder_without_a_course_is_refused(tmp_path):
    """Nothing is written there."""
    with pytest.raises(RequestError, match="no notebook for nbgrader"):
        find_assignments(tmp_path)
