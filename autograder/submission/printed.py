"""Find the cells of a submission that answer exercises with what they print.

The submission is hostile text; nothing in it is parsed here.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from autograder.course.printed import PrintedAnswer
from autograder.submission.cells import Cells


def with_printed(cells: Cells, answers: Sequence[PrintedAnswer]) -> Cells:
    """Return a notebook that knows which of its cells answers which exercise; 0 means none."""
    if not answers:
        return cells
    printed = {answer.exercise: _number_of(answer, cells) for answer in answers}
    return msgspec.structs.replace(cells, printed=printed)


def _number_of(answer: PrintedAnswer, cells: Cells) -> int:
    """Return the number of the answer's cell: by its name, or else by the check that follows it.

    Some editors drop names.
    """
    named = [number for number, name in cells.names.items() if name == answer.cell]
    if named or not answer.check:
        return max(named, default=0)
    before = 0
    for number, text in cells.code:
        if text.strip() == answer.check:
            return before
        before = number
    return 0
