"""When a submission was due, how late it came, and what that costs. This is decided only here.

All are pure functions of what was written. Results, tables, pages, JUnit and the gradebook show
their values. Days are calendar days in the course's zone, which `due` carries.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Annotated

import msgspec

from autograder.course.moments import days_after, read_moment, span_text
from autograder.languages import say, say_n
from autograder.results.points import exact, points_text

Positive = Annotated[float, msgspec.Meta(gt=0)]
Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]
_MOST_DAYS = 40_000  # after so many days, everything has been lost


class Late(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The cost of handing in after the due date, in percent of what was earned."""

    grace_minutes: Annotated[float, msgspec.Meta(ge=0)] = 0.0  # still not late
    percent_per_day: Percent = 0.0  # for each day that has begun since the due date
    most_percent: Percent = 100.0  # never more than this, except after zero_after_days
    zero_after_days: Positive | None = None  # after so many days, nothing is earned

    def penalty(self, score: Fraction, due: dt.datetime, moment: dt.datetime) -> Fraction:
        """Return the points to subtract from a score for handing in at this moment."""
        if moment - due <= dt.timedelta(minutes=self.grace_minutes) or score <= 0:
            return Fraction(0)
        if self.zero_after_days is not None and moment > days_after(due, self.zero_after_days):
            return score
        per_day, most = exact(self.percent_per_day), exact(self.most_percent)
        return score * min(most, per_day * days_late(due, moment), Fraction(100)) / 100


def days_late(due: dt.datetime, moment: dt.datetime) -> int:
    """Return how many days have begun since the due date, by the calendar of its zone.

    A day ends at the same wall-clock time, whether 23, 24 or 25 hours have passed.
    """
    days = max(0, (moment - due).days - 1)  # one less, because a day may have more than 24 hours
    while days < _MOST_DAYS and days_after(due, days) < moment:
        days += 1
    return days


class Deadline(msgspec.Struct, frozen=True):
    """When an assignment is due for one student."""

    due: dt.datetime  # in the course's zone, including the student's extension
    is_extended: bool = False
    late_days: int = 0  # of the term's late days, those that this submission spends
    days_left: int | None = None  # those that are left then; None if there are none in a term


def late_days_spent(deadline: Deadline, rule: Late, moment: dt.datetime, left: int) -> int:
    """Return how many of the late days left a submission spends.

    It is the least number with which the penalty is as small as it can be. So a day that would
    change nothing is kept.
    """
    most = min(left, days_late(deadline.due, moment))
    costs = [
        rule.penalty(Fraction(1), days_after(deadline.due, n), moment) for n in range(most + 1)
    ]
    return costs.index(min(costs))


def with_late_days(deadline: Deadline, rule: Late, moment: dt.datetime, left: int) -> Deadline:
    """Return a deadline with the late days that a submission at this moment spends."""
    spent = late_days_spent(deadline, rule, moment, left)
    return msgspec.structs.replace(deadline, late_days=spent, days_left=left - spent)


class Lateness(msgspec.Struct, frozen=True):
    """How late a submission came."""

    penalty: Fraction = Fraction(0)
    note: str = ""  # the sentence for people; "" if there is nothing to say


def lateness(
    submitted_at: str | None, deadline: Deadline | None, rule: Late, score: Fraction
) -> Lateness:
    """Return how late a submission came, whose time is in the text of a timestamp.txt."""
    if submitted_at is None or deadline is None:
        return Lateness()
    moment = read_submitted(submitted_at, deadline.due.tzinfo)
    if moment is None:
        return Lateness(
            note=say("its timestamp.txt has no time that can be read: counted as in time")
        )
    if moment <= deadline.due:
        return Lateness()
    late = span_text((moment - deadline.due).total_seconds())
    penalty = rule.penalty(score, days_after(deadline.due, deadline.late_days), moment)
    note = say("handed in {late} after the due date", late=late)
    if deadline.is_extended:
        note = say("handed in {late} after the extended due date", late=late)
    return Lateness(penalty, _with_cost(_with_late_days(note, deadline, penalty), penalty))


def _with_late_days(note: str, deadline: Deadline, penalty: Fraction) -> str:
    left = deadline.days_left
    if left is None:
        return note
    if not deadline.late_days:
        is_spent = left == 0 and penalty
        return say("{note}, with no late days left", note=note) if is_spent else note
    return say_n(
        "{note}, with {n} late day used and {left} left",
        "{note}, with {n} late days used and {left} left",
        deadline.late_days,
        note=note,
        left=left,
    )


def _with_cost(note: str, penalty: Fraction) -> str:
    text = points_text(penalty)
    if not penalty:
        return note
    number = 1 if text == "1" else 2
    return say_n(
        "{note}: {points} point off", "{note}: {points} points off", number, note=note, points=text
    )


def read_submitted(text: str, zone: dt.tzinfo | None) -> dt.datetime | None:
    """Return a timestamp.txt's time in UTC; without a zone it is UTC, as in nbgrader."""
    return read_moment(text, zone or dt.UTC, naive=dt.UTC)
