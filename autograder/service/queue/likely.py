"""Say what students will probably hand in next, so that its graders can be started before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from autograder.course.settings import Assignment


def likely(assignments: Iterable[Assignment], now: dt.datetime, most: int) -> dict[str, int]:
    """Return how many grader processes each assignment needs, by name; `most` in the first one.

    The next one due comes first, then those without a due date, then the last one that was due.
    Beside the first one there is room for as many others.
    """
    ordered = sorted(assignments, key=lambda one: _rank(one, now))[: most + 1]
    return {one.name: 1 if place else most for place, one in enumerate(ordered)}


def _rank(assignment: Assignment, now: dt.datetime) -> tuple[int, dt.timedelta]:
    if assignment.due is None:
        return 1, dt.timedelta()
    left = assignment.due - now
    return (0, left) if left > dt.timedelta() else (2, -left)
