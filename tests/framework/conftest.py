"""What the framework's own tests share: notebooks, a small course, real sandboxes."""

import json
import tempfile
from pathlib import Path

import hypothesis
import pytest
from hypothesis.configuration import set_hypothesis_home_dir

from autograder.course.folder import find_course
from autograder.course.settings import Limits
from autograder.diagnosis.evidence import Version, replay
from autograder.misconceptions import _read, misconception
from autograder.reference import Reference
from autograder.student.forks import Context
from autograder.student.functions import Afterwards, Exchange, Student
from autograder.student.notebook import Attempt
from autograder.submission.cells import Cells
from autograder.wire.messages import Extent

# Hypothesis must leave no files in the repository.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "backgrade-hypothesis")
hypothesis.settings.register_profile("framework", database=None, deadline=None, max_examples=25)
hypothesis.settings.register_profile(
    "long", hypothesis.settings.get_profile("framework"), max_examples=400
)
hypothesis.settings.load_profile("framework")


COURSE_YAML = """\
course: tiny
title: A tiny course
assignments:
  - name: powers
    title: Powers
    limits: {call_s: 0.5, exercise_s: 1.5, load_s: 2.0, total_s: 20.0}
"""
SQUARE = "import numpy as np\n\ndef square(x):\n    return x * x\n"
CUBE = "def cube(x):\n    return square(x) * x\n"
GRADERS = {
    "test_cube.py": '''
import numpy as np
import pytest

from autograder.checks import check_array, check_close

pytestmark = pytest.mark.exercise("cube")


def test_values(student, reference, rng):
    """Each element is cubed"""
    x = rng.normal(size=(2, 3))
    check_close(check_array(student.cube(x), "the cube", (2, 3)), reference.cube(x), "the cube")
''',
    "test_square.py": '''
import numpy as np
import pytest

from autograder.checks import check_array, check_close

pytestmark = pytest.mark.exercise("square")


@pytest.mark.weight(3)
def test_values(student, reference, rng):
    """Each element is squared

    A second paragraph is for instructors.
    """
    x = rng.normal(size=(2, 3))
    value = check_array(student.square(x), "the square", (2, 3))
    check_close(value, reference.square(x), "the square")


def test_of_a_negative_number(student):
    """A square is not negative"""
    value = check_array(student.square(np.array([-2.5])), "the square", (1,))
    assert value[0] == 6.25
''',
}


def notebook_text(cells):
    """Return a notebook of format 4: a str is a code cell, a dict is a cell as it is."""
    cells = [
        {"cell_type": "code", "source": cell, "metadata": {}, "outputs": []}
        if isinstance(cell, str)
        else cell
        for cell in cells
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def grade_cell(name, points):
    """Return the autograded cell of an exercise."""
    meta = {"grade": True, "solution": False, "grade_id": name, "points": points}
    return {"cell_type": "code", "source": "", "metadata": {"nbgrader": meta}}


def write_course(root, graders=GRADERS, yaml=COURSE_YAML, square=SQUARE, cube=CUBE):
    """Write a course with the exercises square (4 points) and cube (6), which calls square."""
    source = root / "solutions" / "powers" / "powers.ipynb"
    source.parent.mkdir(parents=True)
    cells = [square, grade_cell("square", 4), cube, grade_cell("cube", 6)]
    source.write_text(notebook_text(cells))
    (root / "course.yaml").write_text(yaml)
    folder = root / "tests" / "graders" / "powers"
    folder.mkdir(parents=True)
    for name, text in graders.items():
        (folder / name).write_text(text)
    return find_course(root)


@pytest.fixture(scope="session")
def graders():
    """The hidden graders of the tiny course, by file name."""
    return GRADERS


@pytest.fixture(scope="session")
def as_notebook():
    """Make the text of a notebook from its cells."""
    return notebook_text


@pytest.fixture(scope="session")
def as_grade_cell():
    """Make the autograded cell of an exercise."""
    return grade_cell


@pytest.fixture(scope="session")
def write_tiny_course():
    """Write the tiny course into a folder, for fixtures of wider scope than a test."""
    return write_course


@pytest.fixture
def make_course(tmp_path, monkeypatch):
    """Write the tiny course under tmp_path, with other graders or another course.yaml."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "a secret for tests")

    def make(**changes):
        return write_course(tmp_path / "course", **changes)

    return make


@pytest.fixture
def course(make_course):
    """The tiny course."""
    return make_course()


@pytest.fixture
def submit(tmp_path):
    """Write a submission of the tiny course and return its path."""

    def write(name, *cells):
        path = tmp_path / "handed-in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(notebook_text(cells or [SQUARE, CUBE]))
        return path

    return write


@pytest.fixture
def attempt_in():
    """Load code in a sandbox and return the attempt at its exercises; it ends with the test."""
    attempts = []

    def load(sandbox, *cells, exercises=("probe",), extent=Extent.NEEDED, seed=1, **limits):
        code = Cells(list(enumerate(cells, 1)), [])
        attempt = Attempt(sandbox, code, exercises, Limits(**limits), seed)
        attempts.append(attempt)
        attempt.load(extent)
        return attempt

    yield load
    for attempt in attempts:
        attempt.close()


@pytest.fixture
def student_in(attempt_in):
    """Load code in a sandbox and return its functions."""

    def load(sandbox, *cells, signatures=None, rebind=(), **options):
        attempt = attempt_in(sandbox, *cells, **options)
        return Student(attempt, signatures or {}, Context("probe", tuple(rebind)))

    return load


# -- diagnoses -------------------------------------------------------------------------


@pytest.fixture
def reference_of(tmp_path):
    """Make the reference of exercises, each given by its cell of code."""

    def make(**cells):
        every = ["import random\nimport numpy as np\n"]
        for name, code in cells.items():
            every += [code, grade_cell(name, 1)]
        path = tmp_path / "reference.ipynb"
        path.write_text(notebook_text(every))
        return Reference(path)

    return make


@pytest.fixture(scope="session")
def recorded():
    """Call a plain function as a hidden test calls a student's, and return the exchange."""

    def call(exercise, function, *calls, observe=False):
        made = replay(Version(function), Exchange(exercise, [(c, {}) for c in calls], None))
        if made.replies is None:
            return made
        if observe:  # as a test that looks at all arguments
            looked = [
                reply._replace(arguments=Afterwards(reply.arguments)) for reply in made.replies
            ]
            for reply in looked:
                reply.arguments.looked_at.update(reply.arguments)
            return made._replace(replies=looked)
        return made._replace(replies=[reply._replace(arguments=None) for reply in made.replies])

    return call


@pytest.fixture(scope="session")
def known():
    """Make misconceptions of an exercise from functions; `reference` is asked for by name."""

    def make(exercise, *functions):
        read = []
        for function in functions:
            function.__doc__ = f"hint of {function.__name__}"
            read.append(_read(Path("here"), misconception(exercise)(function), [exercise]))
        return read

    return make
