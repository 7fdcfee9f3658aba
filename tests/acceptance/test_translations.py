"""The bundled course in its other languages is complete and up to date."""

import nbformat
import pytest
from courses import ROOT

from autograder.course.folder import find_course
from autograder.translation.run import left

FOLDER = find_course(ROOT)
EDITIONS = [
    (language, assignment)
    for assignment in FOLDER.course.assignments
    for language in FOLDER.editions(assignment)
]
each_edition = pytest.mark.parametrize(
    ("language", "assignment"), EDITIONS, ids=[f"{a.name} in {one}" for one, a in EDITIONS]
)


def code_in(path):
    """Return the code cells of a notebook."""
    cells = nbformat.read(path, as_version=4).cells
    return [cell.source for cell in cells if cell.cell_type == "code"]


@each_edition
def test_an_edition_is_complete(language, assignment):
    """Each cell, title and hint is translated, as `autograder translate --check` says."""
    assert [
        f"{one.file}: {one.place}: {one.why}" for one in left(FOLDER, language, [assignment])
    ] == []


@each_edition
def test_a_release_has_the_same_code_in_each_language(language, assignment):
    """All cells are equal, so that one set of hidden tests judges all."""
    english = FOLDER.release_notebooks(assignment)
    for notebook, path in FOLDER.release_notebooks(assignment, language).items():
        assert code_in(path) == code_in(english[notebook])
