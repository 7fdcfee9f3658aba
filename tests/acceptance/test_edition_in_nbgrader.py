"""Students hand in the Chinese notebook, alone or with the other one, and nbgrader grades it."""

import json

import nbformat
import pytest
from courses import run

from autograder.course.new import TEMPLATE
from autograder.results.format import SubmissionResult
from autograder.results.store import ResultStore

pytestmark = pytest.mark.slow

NAME = "integration"
RIGHT = TEMPLATE / "tests" / "submissions" / NAME / "right" / f"{NAME}.ipynb"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course in two languages, after nbgrader has autograded two students of it."""
    root = tmp_path_factory.mktemp("home") / "course"
    run("autograder", "init", root, cwd=root.parent, code=0)
    settings = root / "course.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("assignments:", "languages: [en, zh]\nassignments:"))
    english = json.loads((root / "assignments" / NAME / f"{NAME}.ipynb").read_bytes())
    _write(root / "assignments" / NAME, english, "zh")
    right = json.loads(RIGHT.read_bytes())
    _write(root / "submitted" / "ada" / NAME, right, "zh")
    _write(root / "submitted" / "ben" / NAME, right, "zh")
    _write(root / "submitted" / "ben" / NAME, english, "")
    run("nbgrader", "autograde", NAME, cwd=root, code=0)
    return root


def _write(folder, notebook, language):
    """Write a notebook as an edition in a language."""
    folder.mkdir(parents=True, exist_ok=True)
    metadata = notebook["metadata"] | ({"autograder": {"language": language}} if language else {})
    name = f"{NAME}.{language}.ipynb" if language else f"{NAME}.ipynb"
    (folder / name).write_text(json.dumps(notebook | {"metadata": metadata}), encoding="utf-8")


@pytest.mark.parametrize("student", ["ada", "ben"])
def test_nbgrader_grades_the_edition_that_was_worked_on(course, student):
    """It gets its marks, and its graded notebook has the name that formgrader asks for."""
    result = ResultStore(course / "results", NAME).load(student)
    assert isinstance(result, SubmissionResult)
    assert (result.score, result.submission.language, result.language) == (10.0, "zh", "zh")
    path = course / "autograded" / student / NAME / f"{NAME}.ipynb"
    (check,) = [
        cell
        for cell in nbformat.read(path, as_version=4).cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    ]
    assert "正确" in check.outputs[0]["text"]
