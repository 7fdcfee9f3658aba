"""Late days of a term: who spends how many, and on what."""

import datetime as dt

import msgspec
import pytest

from autograder.course.deadlines import Deadline, Late, late_days_spent, lateness, with_late_days
from autograder.course.folder import find_course
from autograder.errors import CourseError
from autograder.grading.due import read_deadlines
from autograder.grading.today import refresh
from autograder.results.format import (
    EngineInfo,
    ExerciseResult,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)
from autograder.results.points import exact
from autograder.results.store import ResultStore

DUE = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)
TEN = Late(percent_per_day=10)
YAML = """\
course: tiny
title: A tiny course
late_days: 3
assignments:
  - {name: last, title: Last, due: 2026-10-21T12:00, late: {percent_per_day: 10}}
  - {name: first, title: First, due: 2026-10-01T12:00, late: {percent_per_day: 10}}
  - {name: free, title: Free, due: 2026-10-05T12:00}
  - {name: powers, title: Powers, due: 2026-10-11T12:00, late: {percent_per_day: 10}}
"""


def after(**late):
    """Return a moment so much after the due date."""
    return DUE + dt.timedelta(**late)


@pytest.mark.parametrize(
    ("rule", "late", "left", "spent"),
    [
        (TEN, {"hours": 1}, 3, 1),
        (TEN, {"days": 2, "hours": 1}, 5, 3),
        (TEN, {"days": 4}, 3, 3),
        (TEN, {"hours": 1}, 0, 0),
        (Late(), {"days": 2}, 3, 0),  # costs nothing anyway
        (Late(percent_per_day=10, grace_minutes=30), {"minutes": 20}, 3, 0),
        (Late(percent_per_day=10, grace_minutes=30), {"days": 1, "minutes": 20}, 3, 1),
        (Late(zero_after_days=7), {"days": 3}, 3, 0),
        (Late(zero_after_days=7), {"days": 9}, 3, 2),
        (Late(percent_per_day=10, most_percent=20), {"days": 9}, 3, 0),  # 20 % in any case
        (Late(percent_per_day=10, most_percent=20), {"days": 3}, 2, 2),
    ],
)
def test_how_many_days_are_spent(rule, late, left, spent):
    """As few days are spent as make the penalty smallest; none that would change nothing."""
    assert late_days_spent(Deadline(DUE), rule, after(**late), left) == spent


def test_what_a_student_reads():
    """The note says how many late days were used, how many are left, and what lateness costs."""

    def told(left, **late):
        moment = after(**late)
        deadline = with_late_days(Deadline(DUE), TEN, moment, left)
        return lateness(moment.isoformat(), deadline, TEN, exact(10.0)).note

    assert told(3, days=1) == ("handed in 24 h after the due date, with 1 late day used and 2 left")
    assert told(2, days=3) == (
        "handed in 3 days after the due date, with 2 late days used and 0 left: 1 point off"
    )
    assert told(0, days=1) == (
        "handed in 24 h after the due date, with no late days left: 1 point off"
    )


@pytest.fixture
def course(make_course):
    """A course with three late days."""
    return make_course(yaml=YAML)


def handed_in(course, assignment, time, student="ada"):
    """Store a result of 10 points."""
    ResultStore(course.results(), assignment).save(
        SubmissionResult(
            *("tiny", assignment, student, SubmissionInfo("/x.ipynb", "0", f"{time} UTC"), 10.0),
            *(10.0, SubmissionOutcome.GRADED),
            exercises=[ExerciseResult("square", 10.0, 10.0, Outcome.PASSED)],
            notes=[],
            engine=EngineInfo("1", "namespaces", "needed", "", "", "g"),
        )
    )


def counted(course, student="ada"):
    """Bring all results up to date; return each one's late days and points."""
    for assignment in course.course.assignments:
        refresh(course, assignment, ResultStore(course.results(), assignment.name))
    found = {}
    for assignment in course.course.assignments:
        result = ResultStore(course.results(), assignment.name).load(student)
        if result is not None:
            found[assignment.name] = (result.late_days, result.counts)
    return found


def test_days_are_spent_in_the_order_of_due_dates(course):
    """What is due first spends first, whatever is listed, handed in or graded first."""
    handed_in(course, "last", "2026-10-22 11:00:00")
    assert counted(course) == {"last": (1, 10.0)}
    handed_in(course, "powers", "2026-10-13 11:00:00")
    handed_in(course, "free", "2026-10-30 11:00:00")
    handed_in(course, "first", "2026-10-02 13:00:00")
    expected = {"first": (2, 10.0), "free": (0, 10.0), "powers": (1, 9.0), "last": (0, 9.0)}
    assert counted(course) == expected
    result = ResultStore(course.results(), "last").read("ada")
    assert result.notes == [
        "handed in 23 h after the due date, with no late days left: 1 point off"
    ]
    assert counted(course) == expected


def test_a_submission_that_is_not_graded_yet_spends_too(course):
    """A file in submitted/ without a result has spent its days, by its timestamp.txt."""
    handed_in(course, "powers", "2026-10-13 11:00:00")
    place = course.submitted() / "ada" / "first"
    place.mkdir(parents=True)
    (place / "timestamp.txt").write_text("2026-10-03 11:00:00 UTC")
    assert counted(course) == {"powers": (1, 9.0)}


def test_an_extension_comes_before_late_days(course):
    """With an extension nothing is spent before the extended due date."""
    (course.root / "extensions.csv").write_text("id,assignment,days\nada,first,1\n")
    handed_in(course, "first", "2026-10-02 11:00:00")
    handed_in(course, "powers", "2026-10-14 11:00:00")
    assert counted(course) == {"first": (0, 10.0), "powers": (3, 10.0)}


def test_a_course_without_late_days(course):
    """Without late days in course.yaml nothing is spent, and no note speaks of them."""
    text = (course.root / "course.yaml").read_text().replace("late_days: 3\n", "")
    (course.root / "course.yaml").write_text(text)
    handed_in(course, "first", "2026-10-02 11:00:00")
    plain = find_course(course.root)
    assert counted(plain) == {"first": (0, 9.0)}
    due = read_deadlines(plain).of("ada", plain.course.assignment("first"), "2026-10-02 11:00:00")
    assert due == Deadline(DUE)
    assert msgspec.structs.asdict(due)["days_left"] is None


def test_late_days_that_are_no_number(make_course):
    """A negative number of late days gives a sentence."""
    with pytest.raises(CourseError, match="late_days: must be >= 0, got -1"):
        make_course(yaml=YAML.replace("late_days: 3", "late_days: -1"))
