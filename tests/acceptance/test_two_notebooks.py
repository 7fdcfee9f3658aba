"""An assignment of two notebooks from release to feedback, inside nbgrader and next to it."""

import json
import shutil
import sqlite3

import courses
import pytest

pytestmark = pytest.mark.slow

NAME = "powers"
ON_TIME, LATE = "2026-09-30 10:00:00 UTC", "2026-10-02 13:00:00 UTC"
COURSE_YAML = f"""\
course: tiny
title: A tiny course
assignments:
  - name: {NAME}
    title: Powers
    notebooks: [theory, practice]
    due: 2026-10-01T12:00:00+02:00
    late: {{percent_per_day: 10}}
"""
GRADER = '''
import pytest

from autograder.checks import check_close, check_number

pytestmark = pytest.mark.exercise("{0}")


def test_value(student, reference, rng):
    """Right for a number"""
    x = rng.normal()
    check_close(check_number(student.{0}(x), "it"), reference.{0}(x), "it")
'''
BODIES = {
    "double": "return x + x",
    "triple": "return x + x + x",
    "nine": "return triple(triple(x))",
}
POINTS = {"double": 4, "triple": 3, "nine": 5}
EXERCISES = {"theory": ["double"], "practice": ["triple", "nine"]}


def cell(kind, source, grade_id, **meta):
    """Return a cell as nbgrader's toolbar makes it."""
    flags = dict.fromkeys(("grade", "solution", "task", "locked"), False)
    meta = {"schema_version": 3, "grade_id": grade_id, **flags, **meta}
    made = {"cell_type": kind, "source": source, "metadata": {"nbgrader": meta}, "id": grade_id}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def notebook(exercises, bodies, answer, points=True):
    """Return a notebook with functions of these bodies, and an answer to its question."""
    cells = []
    for name in exercises:
        code = f"def {name}(x):\n    {bodies[name]}"
        flags = {"grade": True, "locked": True, "points": POINTS[name]}
        cells += [
            cell("code", code, f"{name}-solution", solution=True),
            cell("code", f"assert {name}(1) > 0, '{name}(1) is positive'", name, **flags),
        ]
    why = {"grade": True, "solution": True, "points": 2}
    cells.append(cell("markdown", answer, "why", **why))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def source_of(name):
    """Return the source of a notebook."""
    bodies = {
        n: f"### BEGIN SOLUTION\n    {body}\n    ### END SOLUTION\n"
        f'    raise NotImplementedError("Exercise: write {n}")'
        for n, body in BODIES.items()
    }
    answer = f"Why is {name} so?\n### BEGIN SOLUTION\nFor it is {name}, it is.\n### END SOLUTION"
    return notebook(EXERCISES[name], bodies, answer)


def run(course, program, *arguments, check=True, **environment):
    """Run nbgrader or autograder in a course as its instructor does."""
    return courses.run(program, *arguments, cwd=course, code=0 if check else None, **environment)


def handed_in():
    """Return the class: the files of each student."""
    wrong = BODIES | {"triple": "return x + 3"}
    theory = notebook(EXERCISES["theory"], BODIES, "Because of addition.")
    practice = notebook(EXERCISES["practice"], wrong, "")
    return {
        "broken": {"theory.ipynb": theory, "practice.ipynb": "no notebook"},
        "half": {"practice.ipynb": practice, "extra.ipynb": theory},
        "late": {"theory.ipynb": theory, "practice.ipynb": practice},
        "torn": {"practice.ipynb": "no notebook"},
        "whole": {"theory.ipynb": theory, "practice.ipynb": practice},
    }


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """The course with its release and its class, and what the release said."""
    course = tmp_path_factory.mktemp("two") / "course"
    for folder in ("solutions", "tests/graders"):
        (course / folder / NAME).mkdir(parents=True)
    (course / "course.yaml").write_text(COURSE_YAML)
    for name in EXERCISES:
        (course / "solutions" / NAME / f"{name}.ipynb").write_text(source_of(name))
    for name in BODIES:
        (course / "tests/graders" / NAME / f"test_{name}.py").write_text(GRADER.format(name))
    run(course, "autograder", "init")
    done = run(course, "autograder", "release", NAME)
    for student, files in handed_in().items():
        folder = course / "submitted" / student / NAME
        folder.mkdir(parents=True)
        (folder / "timestamp.txt").write_text(LATE if student == "late" else ON_TIME)
        for name, text in files.items():
            (folder / name).write_text(text)
    return course, done


@pytest.fixture(scope="module")
def inside(released, tmp_path_factory):
    """The class graded by nbgrader's own command, and what the command said."""
    course = shutil.copytree(released[0], tmp_path_factory.mktemp("inside") / "course")
    return course, run(course, "nbgrader", "autograde", NAME, check=False)


@pytest.fixture(scope="module")
def beside(released, tmp_path_factory):
    """The class graded by our command, and what the command said."""
    course = shutil.copytree(released[0], tmp_path_factory.mktemp("beside") / "course")
    return course, run(course, "autograder", "grade", NAME)


OF_NOTEBOOK = """
    FROM {0} JOIN submitted_notebook ON submitted_notebook.id = {0}.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
    JOIN notebook ON notebook.id = submitted_notebook.notebook_id
    JOIN base_cell ON base_cell.id = {0}.cell_id
    ORDER BY student_id, notebook.name, base_cell.name
"""
GRADES = "SELECT student_id, notebook.name, base_cell.name, auto_score, needs_manual_grade"
COMMENTS = "SELECT student_id, notebook.name, base_cell.name, auto_comment"
PENALTIES = """
    SELECT student_id, notebook.name, timestamp, coalesce(late_submission_penalty, 0)
    FROM submitted_notebook
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
    JOIN notebook ON notebook.id = submitted_notebook.notebook_id
    ORDER BY student_id, notebook.name
"""


def rows(course, query):
    """Return what a query finds in the gradebook."""
    with sqlite3.connect(course / "gradebook.db") as database:
        return database.execute(query).fetchall()


def grades(course, student):
    """Return a student's scores and what waits for a human, by notebook and cell."""
    every = rows(course, GRADES + OF_NOTEBOOK.format("grade"))
    mine = {
        (book, name): (score, bool(wait)) for s, book, name, score, wait in every if s == student
    }
    return {key: score for key, (score, _) in mine.items()}, {k for k, (_, w) in mine.items() if w}


def results(course):
    """Return the results by student."""
    files = (course / "results" / NAME).glob("*.json")
    return {path.stem: json.loads(path.read_text()) for path in files}


def test_both_notebooks_are_released_and_proved(released):
    """Both are released by nbgrader at once; --check verifies them again."""
    course, done = released
    names = {path.name for path in (course / "assignments" / NAME).iterdir()}
    assert names == {"theory.ipynb", "practice.ipynb"}
    assert "\nno " not in done.stdout
    assert {(book, name) for book, name in rows(course, CELLS)} == {
        *(("theory", "double"), ("theory", "why"), ("practice", "triple")),
        *(("practice", "nine"), ("practice", "why")),
    }


CELLS = """
    SELECT notebook.name, base_cell.name FROM base_cell
    JOIN grade_cells ON grade_cells.id = base_cell.id
    JOIN notebook ON notebook.id = base_cell.notebook_id
"""


def test_the_gradebook_is_the_same_inside_and_beside(inside, beside):
    """Scores, comments, waiting cells, times and penalties of each notebook are equal."""
    for query in (GRADES + OF_NOTEBOOK.format("grade"), COMMENTS + OF_NOTEBOOK.format("comment")):
        assert rows(inside[0], query) == rows(beside[0], query)
    assert rows(inside[0], PENALTIES) == rows(beside[0], PENALTIES)


@pytest.mark.parametrize("way", ["inside", "beside"])
def test_marks_of_each_notebook(way, request):
    """A missing one gets 0, an unreadable one waits; questions with equal names are separate."""
    course, done = request.getfixturevalue(way)
    theory = {("theory", "double"): 4, ("theory", "why"): None}
    practice = {("practice", "triple"): 0, ("practice", "nine"): 5, ("practice", "why"): 0}
    assert grades(course, "whole") == (theory | practice, {("theory", "why")})
    assert grades(course, "half") == (dict.fromkeys(theory, 0) | practice, set())
    broken = dict.fromkeys(practice)
    assert grades(course, "broken") == (theory | broken, {("theory", "why"), *broken})
    torn = dict.fromkeys(theory, 0) | broken
    assert grades(course, "torn") == (torn, set(broken))
    penalties = {(s, book): p for s, book, _, p in rows(course, PENALTIES)}
    assert penalties["late", "theory"] == pytest.approx(0.8)
    assert penalties["late", "practice"] == pytest.approx(1.0)
    assert "broken" in done.stderr
    found = results(course)
    assert found["half"]["notes"] == [
        "theory.ipynb was not handed in; there is also extra.ipynb",
    ]
    assert found["late"]["late_penalty"] == pytest.approx(1.8)
    assert found["broken"]["outcome"] == "unreadable"


def test_graded_notebooks_and_feedback(inside, beside):
    """For each notebook nbgrader has a graded one and a page; we have one page for all."""
    pages = {
        student: {p.name for p in (inside[0] / "autograded" / student / NAME).glob("*.ipynb")}
        for student in ("half", "late", "whole")
    }
    both = {"theory.ipynb", "practice.ipynb"}
    assert pages == {"half": {"practice.ipynb"}, "late": both, "whole": both}
    for student, names in pages.items():
        for name in names:
            one, other = (c / "autograded" / student / NAME / name for c, _ in (inside, beside))
            assert json.loads(one.read_text()) == json.loads(other.read_text())
    assert (beside[0] / "autograded" / "broken" / NAME / "theory.ipynb").is_file()
    assert not (beside[0] / "autograded" / "broken" / NAME / "practice.ipynb").exists()
    run(inside[0], "nbgrader", "generate_feedback", NAME)
    folder = inside[0] / "feedback" / "whole" / NAME
    assert {p.name for p in folder.glob("*.html")} == {"theory.html", "practice.html"}
    assert "not right yet" in (folder / "practice.html").read_text()
    run(beside[0], "autograder", "feedback", NAME)
    page = (beside[0] / "feedback" / "whole" / NAME / f"{NAME}.html").read_text()
    assert "practice, cell 1, line 1" in page
    broken = (beside[0] / "feedback" / "broken" / NAME / f"{NAME}.html").read_text()
    assert "Not all of your files could be read" in broken
