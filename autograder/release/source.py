"""Find mistakes in a source notebook that would spoil a release or its marks.

Nothing is executed and nothing is built. These checks come first, and name the cell to correct.
"""

from __future__ import annotations

import collections
from collections.abc import Iterator
from typing import Any

from autograder.course.cells import grade_id_of, has_points, is_check, is_solution, meta_of
from autograder.release.notebook import BEGIN, END, Cell, place_of
from autograder.release.secrets import secrets_of
from autograder.release.stand_ins import stand_in_differences, stand_in_mistakes
from autograder.release.targets import target_mistakes

HIDDEN_TESTS = "BEGIN HIDDEN TESTS"


def source_mistakes(notebook: Any) -> Iterator[str]:
    """Yield a sentence for each mistake in a source notebook."""
    for cell in notebook.cells:
        for find in (_of_grade_id, _of_points, _of_type, _of_marks):
            for told in find(cell):
                yield f"{place_of(notebook, cell)}: {told}"
    yield from stand_in_mistakes(notebook)
    yield from target_mistakes(notebook)
    ids = collections.Counter(grade_id_of(cell) for cell in notebook.cells)
    for name, count in ids.items():
        if name and count > 1:
            yield f"{count} cells have the ID {name!r}; give each its own in nbgrader's toolbar"
    if not any(has_points(cell) for cell in notebook.cells):
        yield "no cell is graded; mark one for each exercise with nbgrader's toolbar"


def _of_grade_id(cell: Cell) -> Iterator[str]:
    name = grade_id_of(cell)
    if (is_solution(cell) or has_points(cell)) and not name:
        yield "it has no ID; give it one in nbgrader's toolbar"
    elif is_check(cell) and not name.isidentifier():
        yield "its ID must be the name of the exercise's function, class or variable"


def _of_points(cell: Cell) -> Iterator[str]:
    points = meta_of(cell).get("points")
    if not has_points(cell):
        return
    if points is None:
        yield "its points are missing; set them in nbgrader's toolbar"
    elif not isinstance(points, int | float) or not points >= 0:
        yield f"its points must be a number, zero or more, not {points!r}"


def _of_type(cell: Cell) -> Iterator[str]:
    if is_check(cell) and cell["cell_type"] != "code":
        yield "only code can be graded by tests; make it a manually graded answer"


def _of_marks(cell: Cell) -> Iterator[str]:
    text = cell["source"]
    if HIDDEN_TESTS in text:
        yield (
            f"nobody runs what stands after '{HIDDEN_TESTS}'; "
            "move it to the hidden graders in tests/graders"
        )
    if BEGIN in text and not is_solution(cell):
        yield f"'{BEGIN}' in a cell that holds no answer; mark it as an answer in the toolbar"
    if text.count(BEGIN) != text.count(END):
        yield f"each '{BEGIN}' needs its '{END}'"


def differences(source: Any, release: Any) -> Iterator[str]:
    """Yield a sentence for each difference between a release and its source."""
    released = {grade_id_of(cell): cell for cell in release.cells}
    for cell in source.cells:
        if not (is_solution(cell) or has_points(cell)):
            continue
        place, handed_out = place_of(source, cell), released.get(grade_id_of(cell))
        if handed_out is None:
            yield f"{place}: it is not in the release; make the release again"
        elif meta_of(handed_out).get("points") != meta_of(cell).get("points"):
            yield f"{place}: its points are others in the release; make the release again"
        elif _loses_nothing(cell, handed_out):
            yield (
                f"{place}: the release has all of it; "
                f"put the solution between '### {BEGIN}' and '### {END}'"
            )
    yield from stand_in_differences(source, release)


def _loses_nothing(cell: Cell, handed_out: Cell) -> bool:
    """Return whether students get a function with its solution; hand-marked cells need none."""
    is_answer = is_solution(cell) and not has_points(cell) and cell["cell_type"] == "code"
    is_same = cell["source"].strip() == handed_out["source"].strip()
    return is_answer and (is_same or not secrets_of(cell))
