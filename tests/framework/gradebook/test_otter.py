"""Marks of an otter assignment are in nbgrader's gradebook, like any others."""

import json

import pytest
from nbgrader.api import Gradebook
from notebooks import code, prose, write

from autograder.course.folder import find_course
from autograder.gradebook.otter import named_cells
from autograder.gradebook.record import record
from autograder.grading import pool
from autograder.grading.engine import ClassRun, grade_class
from autograder.release.otter_student import write_student_version
from autograder.submission.find import find_submissions

pytestmark = [pytest.mark.processes, pytest.mark.slow]


def raw(text):
    """Return a raw cell, as otter marks blocks with."""
    return prose(text, "raw")


def question(name, points, answer, *tests):
    """Return the cells of a question."""
    return [
        raw(f"# BEGIN QUESTION\nname: {name}\npoints: {points}"),
        raw("# BEGIN SOLUTION"),
        code(answer),
        raw("# END SOLUTION"),
        raw("# BEGIN TESTS"),
        *map(code, tests),
        raw("# END TESTS"),
        raw("# END QUESTION"),
    ]


MASTER = [
    raw("# ASSIGNMENT CONFIG\nfiles: []"),
    *question(
        "q1", 2, "x = 4 # SOLUTION", "assert x > 0, 'x is positive'", "# HIDDEN\nassert x == 4"
    ),
    *question("q2", 3, "y = x * 2 # SOLUTION", "assert y == 2 * x"),
]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course whose class was graded and recorded, one student twice."""
    root = tmp_path_factory.mktemp("otter")
    write(root / "solutions/lab/lab.ipynb", *MASTER)
    write_student_version(root / "solutions/lab/lab.ipynb", root / "assignments/lab/lab.ipynb")
    (root / "course.yaml").write_text(
        "course: c\ntitle: C\nassignments:\n- {name: lab, title: Lab, graders: cells}\n"
    )
    released = json.loads((root / "assignments/lab/lab.ipynb").read_text())["cells"]
    for student, x in {"ada": "4", "ben": "5"}.items():
        cells = [
            {**c, "source": "".join(c["source"]).replace("x = ...", f"x = {x}")} for c in released
        ]
        cells = [{**c, "source": c["source"].replace("y = ...", "y = 2 * x")} for c in cells]
        write(root / f"submitted/{student}/lab/lab.ipynb", *cells)
    folder = find_course(root)
    assignment = folder.course.assignment("lab")
    found = find_submissions([folder.submitted()], "lab", folder.submitted(), ("lab",))
    run = ClassRun(folder, assignment, found, root / "results")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        for _ in range(2):
            recorded = record(folder, assignment, list(grade_class(run, jobs=1)))
            assert (recorded.held, recorded.left_out) == ((), ())
    pool.graders.close()
    return folder


def test_scores_and_comments_are_in_the_gradebook(course):
    """Each question is a cell with its points, and its answer has the comment."""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        for student, scores in {"ada": [2.0, 3.0], "ben": [1.0, 3.0]}.items():
            page = gradebook.find_submission_notebook("lab", "lab", student)
            grades = {g.name: (g.score, g.max_score) for g in page.grades}
            assert grades == {"q1": (scores[0], 2.0), "q2": (scores[1], 3.0)}
            assert not page.needs_manual_grade
            comments = {c.name: c.comment for c in page.comments}
            assert bool(comments["q1-answer"]) == (student == "ben")


def test_formgrader_shows_the_graded_notebook(course):
    """The check shows what was found, below the student's answer."""
    page = json.loads((course.root / "autograded/ben/lab/lab.ipynb").read_text())
    named = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell
        for cell in page["cells"]
        if cell["metadata"].get("nbgrader")
    }
    assert list(named) == ["q1-answer", "q1", "q2-answer", "q2"]
    assert "".join(named["q1-answer"]["source"]) == "x = 5"
    assert named["q1"]["outputs"][-1]["data"]["text/plain"] in ("1", ["1"])


@pytest.mark.parametrize("odd", [{}, {"cell_type": "code", "source": 3}, {"cell_type": ["code"]}])
def test_any_cells_are_named(odd):
    """A student's cells may hold anything."""
    assert named_cells([odd], []) == [{**odd, "metadata": {}}]
