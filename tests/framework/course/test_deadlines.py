import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course.deadlines import Deadline, Late, days_late, lateness
from autograder.course.extensions import add_extensions, give_extension, read_extensions
from autograder.course.moments import find_zone, moment_text, read_due, read_moment, span_text
from autograder.errors import RequestError

BERLIN = find_zone("Europe/Berlin")
DAY = 86_400
DUE = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
SATURDAY = read_due("2026-10-24 20:00", BERLIN)  # clocks go back that night
LATE = Late(percent_per_day=10)


# -- what is written about a time --------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-24 18:00:00 UTC",
        "2026-10-24 18:00:00",
        "2026-10-24 18:00:00.999 UTC",
        "2026-10-24 20:00:00 CEST",
        "2026-10-24 20:00 MESZ",
        "2026-10-24 20:00:00 +0200",
        "2026-10-24T20:00:00+02:00",
        "2026-10-24T20:00:00+02:00[Europe/Berlin]",
        "2026-10-24 20:00 UTC+2",
        "2026-10-24 14:00:00 America/New_York",
        "2026-10-24T18:00Z",
        "20261024T180000Z",
        "Sat Oct 24 20:00:00 CEST 2026",
        "Sat, 24 Oct 2026 20:00:00 +0200",
        "24.10.2026, 18:00",
        "  2026-10-24   11:00 PDT ",
    ],
)
def test_times_that_are_read(text):
    """Any text with day, time and zone is read; a timestamp without a zone is in UTC."""
    assert read_moment(text, BERLIN, naive=dt.UTC) == SATURDAY


@pytest.mark.parametrize(
    "text",
    [
        *("", "yesterday", "23:00", "2026-10-24", "Oct 2026 10:00", "1792778400"),
        *("01/02/2026 10:00", "2026-10-24 20:00 XYZ", "2026-10-24 20:00 CST", "2026-13-01 10:00"),
        *("2026-10-24 20:00 Europe/Nowhere", "9999-12-31 23:59 -0500", "2026-10-24 25:00"),
        *("1" * 10**6, "9" * 90, "(" * 90, "2026-10-24 20:00 UTC" + " " * 200 + "x"),
    ],
)
def test_times_that_are_not(text):
    """A gap, two readings or an ambiguous zone give no time: nothing is guessed."""
    assert read_moment(text, BERLIN) is None


@given(st.text(max_size=120))
def test_any_text_is_a_time_or_none(text):
    """No text makes the reader fail, and every time that it returns is in UTC."""
    moment = read_moment(text, BERLIN)
    assert moment is None or moment.tzinfo is dt.UTC


def test_a_short_name_is_the_course_s_own():
    """If several zones share a short name, the course's zone is meant."""
    shanghai = find_zone("Asia/Shanghai")
    assert read_moment("2026-10-25 02:00 CST", shanghai) == SATURDAY


def test_due_dates():
    """They are in the course's zone; a date means its whole day; a repeated time, the later one."""
    assert moment_text(SATURDAY) == "24 October 2026, 20:00 CEST"
    assert read_due("2026-12-01", BERLIN).isoformat() == "2026-12-01T23:59:59+01:00"
    assert read_due("2026-10-25 02:30", BERLIN).isoformat() == "2026-10-25T02:30:00+01:00"
    assert read_due("2026-10-24T18:00:00Z", BERLIN).isoformat() == "2026-10-24T20:00:00+02:00"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 s"), (59, "59 s"), (3599, "59 min"), (5400, "1 h 30 min"), (237_600, "2 days 18 h")],
)
def test_spans(seconds, text):
    """A duration is given in suitable units, and never as 0."""
    assert span_text(seconds) == text


# -- what lateness costs -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("late", "seconds", "penalty"),
    [
        (Late(), 10 * DAY, 0),
        (LATE, 0, 0),
        (LATE, -5, 0),
        (LATE, 1, 1),
        (LATE, DAY, 1),
        (LATE, DAY + 1, 2),
        (LATE, 50 * DAY, 10),
        (Late(grace_minutes=10, percent_per_day=10), 600, 0),
        (Late(grace_minutes=10, percent_per_day=10), 601, 1),
        (Late(percent_per_day=10, most_percent=25), 5 * DAY, 2.5),
        (Late(zero_after_days=2), 2 * DAY, 0),
        (Late(zero_after_days=2), 2 * DAY + 1, 10),
        (Late(percent_per_day=10, most_percent=25, zero_after_days=2), 2 * DAY + 1, 10),
        (Late(percent_per_day=0.1), 3 * DAY, Fraction(3, 100)),
    ],
)
def test_late_penalty(late, seconds, penalty):
    """The penalty uses days that have begun, grace, a maximum, and zero in the end; it is exact."""
    assert late.penalty(Fraction(10), DUE, DUE + dt.timedelta(seconds=seconds)) == penalty


lates = st.builds(
    Late,
    grace_minutes=st.floats(0, 1e5),
    percent_per_day=st.floats(0, 100),
    most_percent=st.floats(0, 100),
    zero_after_days=st.none() | st.floats(0.01, 100),
)


@given(lates, st.fractions(-10, 10**4), st.floats(0, 1e7), st.floats(0, 1e7))
def test_late_penalty_in_general(late, score, one, other):
    """The penalty is never negative, never above the score, and never less for a later time."""
    first, second = (
        late.penalty(score, DUE, DUE + dt.timedelta(seconds=s)) for s in sorted((one, other))
    )
    assert 0 <= first <= second <= max(0, score)


@pytest.mark.parametrize(
    ("local", "days"),
    [
        ("2026-10-24 20:00", 0),
        ("2026-10-24 20:00:01", 1),
        ("2026-10-25 20:00", 1),  # 25 hours
        ("2026-10-25 20:00:01", 2),
        ("2026-10-31 20:00", 7),
    ],
)
def test_days_are_the_calendar_s(local, days):
    """A day ends at the same wall-clock time, also when clocks change."""
    assert days_late(SATURDAY, read_moment(local, BERLIN)) == days
    spring = read_due("2026-03-28 20:00", BERLIN)  # a day of 23 hours follows
    assert days_late(spring, read_moment("2026-03-29 20:00:01", BERLIN)) == 2


@pytest.mark.parametrize(
    ("submitted_at", "note"),
    [
        (None, ""),
        ("2026-10-24 18:00:00.7 UTC", ""),
        ("2026-10-24 18:00:01 UTC", "handed in 1 s after the due date: 1 point off"),
        ("2026-10-25 19:00:00 UTC", "handed in 25 h after the due date: 1 point off"),
        ("2026-10-26 20:56:40 +0200", "handed in 2 days after the due date: 2 points off"),
        ("23:00", "its timestamp.txt has no time that can be read: counted as in time"),
    ],
)
def test_what_is_told(submitted_at, note):
    """The note says how late and what it costs; a time that cannot be read costs nothing."""
    assert lateness(submitted_at, Deadline(SATURDAY), LATE, Fraction(10)).note == note


# -- extensions --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("id,assignment,days\nada,hw,1\n", "2026-10-25T20:00:00+01:00"),
        ("student;Assignment;until\nada;hw;2026-10-26 08:00\n", "2026-10-26T08:00:00+01:00"),
        ("id,until\nada,2026-10-26\n", "2026-10-26T23:59:59+01:00"),
        ("id,hours\nada,24\n", "2026-10-25T19:00:00+01:00"),
        ("id,assignment,days\nada,,7\nada,hw,1\nada,other,3\n", "2026-10-25T20:00:00+01:00"),
        ("id,assignment,days\nben,hw,1\nada,other,3\n", "2026-10-24T20:00:00+02:00"),
    ],
)
def test_extensions(tmp_path, text, due):
    """Days are calendar days; a row for one assignment has priority over a row for all."""
    (tmp_path / "extensions.csv").write_text(text)
    extensions = read_extensions(tmp_path, ["hw", "other"], BERLIN)
    assert extensions.deadline("ada", "hw", SATURDAY).due.isoformat() == due


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("ada,hwx,1,", "row 2: no assignment is called 'hwx'; like it: hw"),
        (",hw,1,", "row 2: no id"),
        ("ada,hw,,", "row 2: expected days like 7"),
        ("ada,hw,1,2026-11-01", "row 2: expected days like 7"),
        ("ada,hw,many,", "row 2: days: expected a number from 0, got 'many'"),
        ("ada,hw,,01/02/2026 10:00", "row 2: until: not a date and time"),
        ("ada,hw,1,\nada,hw,2,", "row 3: a second extension of ada's"),
    ],
)
def test_a_wrong_extension_is_told_with_its_row(tmp_path, row, message):
    """The row decides marks, so nothing is graded before it is corrected."""
    (tmp_path / "extensions.csv").write_text(f"id,assignment,days,until\n{row}\n")
    with pytest.raises(RequestError, match=message):
        read_extensions(tmp_path, ["hw"], BERLIN)


def test_extensions_that_are_added(tmp_path):
    """New rows go below the existing ones, in the same columns."""
    add_extensions(tmp_path, [("ada", "hw", dt.timedelta(days=7))])
    path = tmp_path / "extensions.csv"
    assert path.read_text() == "id,assignment,days,hours\nada,hw,7,\n"
    path.write_text("# why;hours;days;assignment;id\nill;;2;;ben")
    more = dt.timedelta(days=1, hours=6)
    add_extensions(tmp_path, [("ada", "hw", more), ("cy", "hw", dt.timedelta(days=1))])
    assert path.read_text().splitlines()[1:] == ["ill;;2;;ben", ";30;;hw;ada", ";;1;hw;cy"]
    extensions = read_extensions(tmp_path, ["hw"], BERLIN)
    due = extensions.deadline("ada", "hw", SATURDAY).due
    assert due.astimezone(dt.UTC) - SATURDAY.astimezone(dt.UTC) == more


# -- extensions that are given on a page ---------------------------------------------------


def test_an_extension_is_given_and_taken_away(tmp_path):
    """It replaces the student's row, keeps all others as they are, and adds a missing column."""
    path = tmp_path / "extensions.csv"
    path.write_text("id;assignment;days;note\nada;powers;2;ill\nben;;1;\n", encoding="utf-8")
    give_extension(tmp_path, "ada", "powers", "2030-12-05 12:00:00")
    assert path.read_text(encoding="utf-8").splitlines() == [
        "id;assignment;days;note;until",
        "ben;;1;;",
        "ada;powers;;;2030-12-05 12:00:00",
    ]
    read = read_extensions(tmp_path, ["powers"], dt.UTC)
    assert read.of("ada", "powers").until == dt.datetime(2030, 12, 5, 12, tzinfo=dt.UTC)
    give_extension(tmp_path, "ada", "powers", "")
    assert read_extensions(tmp_path, ["powers"], dt.UTC).of("ada", "powers") is None


def test_the_first_extension_makes_the_file(tmp_path):
    """Without a file there is one afterwards."""
    give_extension(tmp_path, "ada", "powers", "2030-12-05 12:00:00")
    assert read_extensions(tmp_path, ["powers"], dt.UTC).of("ada", "powers") is not None
