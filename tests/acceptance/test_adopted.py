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
c.Execute.timeout = 8
c.Execute.iopub_timeout = 120
"""
SQUARES = "def squares(n):\n    {}\n    return [i ** 2 for i in range(1, n + 1)]"
CHECKED = SQUARES.format("if n < 1:\n        raise ValueError(n)")
OWN = "def sum_of_squares(n):\n    return n * (n + 1) * (2 * n + 1) // 6"
# By kind of submission: the cells that are not as in the solution. None leaves a cell out.
ANSWERS = {
    "all": {},
    "empty": dict.fromkeys(("squares", "sum_of_squares"), "raise NotImplementedError()"),
    "no_check": {"squares": SQUARES.format("pass")},
    "wrong_error": {"squares": SQUARES.format("if n < 1:\n        raise TypeError(n)")},
    "off_by_one": {"squares": CHECKED.replace("1, n + 1", "n")},
    "right_for_few": {"squares": CHECKED.replace("n + 1", "min(n, 10) + 1")},
    "own_sum": {"sum_of_squares": OWN},
    "tuple": {"squares": CHECKED.replace("[i", "tuple(i").replace("1)]", "1))")},
    "array": {"squares": "import numpy as np\n" + CHECKED.replace("[i", "np.array([i") + ")"},
    "integers_of_numpy": {
        "squares": "import numpy as np\n" + CHECKED.replace("i ** 2", "np.int64(i) ** 2")
    },
    "generator": {"squares": CHECKED.replace("return [", "yield from [")},
    "own_module": {"squares": "import math\n" + CHECKED.replace("i ** 2", "int(math.pow(i, 2))")},
    "no_module": {"squares": "import no_such_module\n" + CHECKED},
    "prints": {"squares": CHECKED.replace("    return", "    print('squares of', n)\n    return")},
    "remembers": {
        "squares": "seen = []\n"
        + CHECKED.replace("    return", "    seen.append(n)\n    return")
        + "[: 12 - len(seen)]"
    },
    "raises": {"squares": CHECKED.replace("return", "return [][n] or")},
    "endless": {
        "squares": CHECKED.replace("    return", "    while True:\n        pass\n    return")
    },
    "endless_at_top": {"sum_of_squares": "while True:\n    pass"},
    "rebinds_builtin": {"squares": CHECKED + "\nsum = max"},
    "rebinds_function": {
        "sum_of_squares": "def sum_of_squares(n):\n    return sum(squares(n))\nsquares = list"
    },
    "syntax": {"squares": "def squares(n:\n    return"},
    "at_top": {"squares": CHECKED, "sum_of_squares": "1 / 0"},
    "no_cell": {"squares": None},
    "no_test_cell": {"squares": CHECKED, "squares_invalid_input": None},
    "kept_tests": {"squares": CHECKED, "correct_squares": "assert False"},
    "manual": {"sum_of_squares_application": "1 / 0", "sum_of_squares_equation": "Nothing."},
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
    by_place = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in cells}
    moved = [by_place["sum_of_squares"], *(c for c in cells if c is not by_place["sum_of_squares"])]
    handed_in(root / "submitted/moved/ps1/problem1.ipynb", moved, **solved)
    shutil.copy(root / "release/ps1/problem2.ipynb", root / "submitted/all/ps1")
    nbgrader_itself("autograde", "ps1", cwd=root)
    run("autograder", "adopt", cwd=root, code=0)
    run("autograder", "grade", "ps1", "submitted", "--no-gradebook", cwd=root, code=0)
    return root


def nbgrader_itself(*arguments, cwd):
    """Run a command of nbgrader's, which calls programs by their name."""
    run("nbgrader", *arguments, cwd=cwd, code=0, PATH=f"{BIN}{os.pathsep}{os.environ['PATH']}")


def test_the_marks_are_those_of_nbgrader(course):
    """Cell by cell, for each student; a test cell that was deleted has no mark of nbgrader's."""
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
    assert len(theirs) == len(ANSWERS) + 3
    for student, marks in theirs.items():
        ours = {one.name: one.score for one in store.load(student).exercises}
        if student == "no_test_cell":
            assert ours.pop("squares_invalid_input") == 1.0
            assert "squares_invalid_input" not in marks
        assert ours == {name: marks.get(name) for name in ours}, student
