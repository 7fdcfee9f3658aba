"""Read which exercises of a source notebook are answered by what a cell prints.

Trusted: the instructor wrote them. The answer cell of the exercise `table` has the ID
`table-printed`.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from autograder.course.cells import grade_id_of, is_check, text_of
from autograder.errors import CourseError

_SUFFIX = "-printed"


class PrintedAnswer(msgspec.Struct, frozen=True):
    """An exercise that is answered by what a cell prints."""

    exercise: str
    check: str  # the text of the visible check that comes after the cell

    @property
    def cell(self) -> str:
        """The ID of the answer cell."""
        return printed_name(self.exercise)


def printed_name(exercise: str) -> str:
    """Return the ID of the cell that answers an exercise with what it prints."""
    return exercise + _SUFFIX


def read_printed(path: Path) -> tuple[PrintedAnswer, ...]:
    """Return the printed answers of a source notebook; CourseError if it is not a notebook."""
    try:
        cells = msgspec.json.decode(path.read_bytes())["cells"]
        names = frozenset(map(grade_id_of, cells))
        return tuple(
            PrintedAnswer(grade_id_of(cell), text_of(cell).strip())
            for cell in cells
            if is_check(cell) and printed_name(grade_id_of(cell)) in names
        )
    except (OSError, msgspec.DecodeError, KeyError, TypeError) as error:
        raise CourseError(f"{path}: not a notebook of format 4: {error}") from None
