"""What students will probably hand in next."""

import datetime as dt

from serving import MONDAY

from autograder.course.settings import Assignment
from autograder.service.queue.likely import likely

DAY = dt.timedelta(days=1)


def due(**days):
    """Make assignments with due dates so many days from now."""
    return [
        Assignment(name=name, title="", due=None if d is None else MONDAY + d * DAY)
        for name, d in days.items()
    ]


def test_the_next_one_due_comes_first():
    """It gets several grader processes, and others one each."""
    found = likely(due(old=-9, free=None, later=9, soon=1, last=-1), MONDAY, 2)
    assert list(found.items()) == [("soon", 2), ("later", 1), ("free", 1)]


def test_after_all_due_dates_the_last_one_comes_first():
    """Late work is of the last one."""
    assert likely(due(old=-9, last=-1), MONDAY, 1) == {"last": 1, "old": 1}


def test_without_dates_the_order_of_the_course_counts():
    """There is nothing else to go by."""
    assert list(likely(due(a=None, b=None, c=None), MONDAY, 1)) == ["a", "b"]
