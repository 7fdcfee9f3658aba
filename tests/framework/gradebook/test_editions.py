"""How notebooks in another language are recorded in the gradebook."""

import json

import pytest

from autograder.gradebook.record import Recorder
from autograder.grading.engine import ClassRun, grade_class
from autograder.submission.editions import Editions
from autograder.submission.find import find_submissions

pytestmark = pytest.mark.processes

YAML = """\
course: tiny
title: A tiny course
languages: [en, zh]
assignments:
  - name: powers
    title: Powers
"""
SQUARE = "import numpy as np\n\ndef square(x):\n    return x * x\n"
CUBE = "def cube(x):\n    return square(x) * x\n"
TEXTS = {"": ("Square each number.", "YOUR ANSWER HERE"), "zh": ("求平方。", "写在这里。")}


def cells(language, answer=None):
    """Return a notebook's cells in a language: a text, a place for words, and code."""
    text, place = TEXTS[language]

    def meta(name, **flags):
        return {"nbgrader": {"grade_id": name, "locked": True, **flags}}

    why = {"grade": True, "solution": True, "locked": False, "points": 3}
    return [
        {"cell_type": "markdown", "source": text, "metadata": meta("text")},
        {"cell_type": "markdown", "source": answer or place, "metadata": meta("why", **why)},
        SQUARE,
        CUBE,
    ]


@pytest.fixture
def works(make_course, as_notebook, as_grade_cell, tmp_path):
    """What is recorded for two students who worked in Chinese, one of whom wrote an answer."""
    folder = make_course(yaml=YAML)
    assignment = folder.course.assignments[0]
    exercises = [as_grade_cell("square", 4), as_grade_cell("cube", 6)]
    source = [*cells("", "Because."), *exercises]
    folder.source_notebook("powers").write_text(as_notebook(source))
    for language in TEXTS:
        path = folder.release_notebook("powers", "", language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_notebook([*cells(language), *exercises]))
    for student, answer in (("ada", "因为。"), ("ben", None)):
        notebook = json.loads(as_notebook([*cells("zh", answer), *exercises]))
        notebook["metadata"] = {"autograder": {"language": "zh"}}
        path = tmp_path / "in" / student / "powers.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook))
    editions = Editions.of(folder, assignment)
    found = find_submissions([tmp_path / "in"], "powers", folder.submitted(), (), editions)
    recorder = Recorder(folder, assignment)
    graded = grade_class(ClassRun(folder, assignment, found, folder.results()), jobs=1)
    return {one.result.student: recorder.work(one) for one in graded}


def test_a_graded_notebook_is_in_the_language_that_was_handed_in(works):
    """Its text is the edition's, and an unused answer cell is not an answer to mark."""
    pages = {student: work.pages["powers"] for student, work in works.items()}
    assert {student: page.entry.answers for student, page in pages.items()} == {
        "ada": {"why": True},
        "ben": {"why": False},
    }
    for page in pages.values():
        assert page.notebook["cells"][0]["source"] == "求平方。"
