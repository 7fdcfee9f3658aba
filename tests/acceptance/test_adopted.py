"""An adopted course gets the marks that nbgrader itself gives."""

import os
import shutil
from pathlib import Path

import nbgrader
import pytest
from courses import BIN, run
from nbgrader.api import Gradebook
from notebooks import handed_in

from autograder.course.adopted import read_source_cells
from autograder.results.store import ResultStore

pytestmark = [pytest.mark.slow, pytest.mark.processes]

GUIDE = Path(nbgrader.__file__).parent / "docs/source/user_guide"
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "example"
c.IncludeHeaderFooter.header = ""
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\\nraise NotImplementedError()"}
"""
SQUARES = "def squares(n):\n    {}\n    return [i ** 2 for i in range(1, n + 1)]"
CHECKED = SQUARES.format("if n < 1:\n        raise ValueError(n)")
OWN = "def sum_of_squares(n):\n    return n * (n + 1) * (2 * n + 1) // 6"
ANSWERS = {
    "all": {},
    "empty": dict.fromkeys(("squares", "sum_of_squares"), "raise NotImplementedError()"),
    "no_check": {"squares": SQUARES.format("pass")},
    "wrong_error": {"squares": SQUARES.format("if n < 1:\n        raise TypeError(n)")},
    "off_by_one": {"squares": CHECKED.replace("1, n + 1", "n")},
    "own_sum": {"sum_of_squares": OWN},
    "tuple": {"squares": CHECKED.replace("[i", "tuple(i").replace("1)]", "1))")},
    "array": {"squares": "import numpy as np\n" + CHECKED.replace("[i", "np.array([i") + ")"},
    "syntax": {"squares": "def squares(n:\n    return"},
    "at_top": {"squares": CHECKED, "sum_of_squares": "1 / 0"},
    "kept_tests": {"squares": CHECKED, "correct_squares": "assert False"},
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Nbgrader's example course with submissions, graded by nbgrader and adopted and graded."""
    root = tmp_path_factory.mktemp("example")
    shutil.copytree(GUIDE / "source/ps1", root / "source/ps1")
    (root / "nbgrader_config.py").write_text(CONFIG)
    shutil.copytree(GUIDE / "submitted", root / "submitted")
    nbgrader_itself("generate_assignment", "ps1", cwd=root)
    cells = read_source_cells(root / "release/ps1/problem1.ipynb")
    solved = {
        name: cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        for cell in read_source_cells(root / "source/ps1/problem1.ipynb")
        if (name := cell["metadata"].get("nbgrader", {}).get("grade_id"))
        in {"squares", "sum_of_squares"}
    }
    for student, answers in ANSWERS.items():
        own = root / "submitted" / student / "ps1"
        handed_in(own / "problem1.ipynb", cells, **(solved | answers))
        shutil.copy(root / "release/ps1/problem2.ipynb", own)
    nbgrader_itself("autograde", "ps1", cwd=root)
    run("autograder", "adopt", cwd=root, code=0)
    run("autograder", "grade", "ps1", "submitted", "--no-gradebook", cwd=root, code=0)
    return root


def nbgrader_itself(*arguments, cwd):
    """Run a command of nbgrader's, which calls programs by their name."""
    run("nbgrader", *arguments, cwd=cwd, code=0, PATH=f"{BIN}{os.pathsep}{os.environ['PATH']}")


def test_the_marks_are_those_of_nbgrader(course):
    """Cell by cell, for each student."""
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        theirs = {
            submission.student.id: {
                grade.name: grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
                if grade.cell.cell_type == "code" and grade.auto_score is not None
            }
            for submission in gradebook.assignment_submissions("ps1")
        }
    store = ResultStore(course / "results", "ps1")
    assert len(theirs) == len(ANSWERS) + 2
    for student, marks in theirs.items():
        ours = {one.name: one.score for one in store.load(student).exercises}
        assert ours == {name: marks[name] for name in ours}, student
