"""Assignments for teams: whose submission counts, and who gets its result."""

import concurrent.futures
import os

import pytest

from autograder.errors import RequestError
from autograder.grading import pool
from autograder.grading.engine import ClassRun, grade_class
from autograder.grading.today import refresh
from autograder.report.publish import PageSettings, page_of
from autograder.report.remarks import same_files
from autograder.results.brief import row_of
from autograder.results.store import ResultStore
from autograder.sandbox.policy import Isolation
from autograder.submission.find import find_submissions
from autograder.submission.teams import with_teams

YAML = """\
course: tiny
title: A tiny course
assignments:
  - name: powers
    title: Powers
    teams: true
    due: 2026-10-01T12:00
    late: {percent_per_day: 10}
    limits: {call_s: 0.5, exercise_s: 1.5, load_s: 2.0, total_s: 20.0}
"""
ROSTER = "id,name,team\nada,Ada,Blue 1\nben,Ben,BLUE 1\ncy,Cy,\ndee,Dee,Red\neve,Eve,Blue 1\n"
RIGHT = "def square(x):\n    return x * x\ndef cube(x):\n    return square(x) * x"
WRONG = "def square(x):\n    return x + x\ndef cube(x):\n    return square(x) * x"


@pytest.fixture
def course(make_course):
    """A course for teams."""
    folder = make_course(yaml=YAML)
    (folder.root / "roster.csv").write_text(ROSTER)
    folder.submitted().mkdir()
    return folder


@pytest.fixture
def hand_in(course, as_notebook):
    """Put a submission into the course's submitted/."""

    def put(student, time, code=RIGHT):
        place = course.submitted() / student / "powers"
        place.mkdir(parents=True, exist_ok=True)
        (place / "powers.ipynb").write_text(as_notebook([code]))
        if time:
            (place / "timestamp.txt").write_text(f"2026-10-01 {time}:00 UTC")
        return place

    return put


def of_teams(course, *asked):
    """Return the submissions that count when some are asked for, by student."""
    paths = [course.submitted() / name for name in asked] or [course.submitted()]
    found = find_submissions(paths, "powers", course.submitted())
    every = with_teams(course, course.course.assignments[0], found)
    assert len({one.student for one in every}) == len(every)
    return {one.student: one for one in every}


def test_the_latest_of_any_member_counts(course, hand_in):
    """All members have the team's latest submission; who has no team is alone."""
    hand_in("ada", "09:00")
    hand_in("ben", "10:00")
    hand_in("cy", "11:00")
    found = of_teams(course)
    assert {name: one.path.parent.parent.name for name, one in found.items()} == {
        "ada": "ben",
        "ben": "ben",
        "eve": "ben",
        "cy": "cy",
    }
    assert (found["eve"].team.name, found["eve"].team.by) == ("Blue 1", "ben")
    assert found["cy"].team is None


def test_whose_was_asked_for_does_not_matter(course, hand_in):
    """If one member's submission is asked for, a mate's later one still counts for both."""
    hand_in("ada", "09:00")
    hand_in("ben", "10:00")
    found = of_teams(course, "ada")
    assert {one.path.parent.parent.name for one in found.values()} == {"ben"}
    assert set(found) == {"ada", "ben", "eve"}


def test_one_file_for_all_of_a_team(course, hand_in):
    """If all members have it of the same time, as from a system's teams, nobody handed it in."""
    hand_in("ada", "09:00")
    hand_in("ben", "09:00")
    assert of_teams(course)["ben"].team.by == ""


def test_a_file_without_a_time(course, hand_in):
    """A submission without a time has its file's own time."""
    place = hand_in("ada", "")
    hand_in("ben", "10:00")
    for when, who in ((0, "ben"), (4_000_000_000, "ada")):
        os.utime(place / "powers.ipynb", (when, when))
        assert of_teams(course)["eve"].team.by == who


@pytest.mark.parametrize("roster", [None, "id,name\nada,Ada\n"])
def test_a_course_without_teams(course, hand_in, roster):
    """A roster without teams gives a sentence, because it would decide marks."""
    hand_in("ada", "09:00")
    (course.root / "roster.csv").unlink()
    if roster:
        (course.root / "roster.csv").write_text(roster)
    with pytest.raises(RequestError, match=r"no column group|cannot be read"):
        of_teams(course)


class Counting(concurrent.futures.ThreadPoolExecutor):
    """Counts what it is asked to grade."""

    count = 0

    def submit(self, *args, **kwargs):
        """Count a task and do it."""
        self.count += 1
        return super().submit(*args, **kwargs)


@pytest.mark.processes
def test_one_submission_marks_all(course, hand_in):
    """A team's submission is graded once; each member has a result and a page that say whose."""
    hand_in("ada", "09:00")
    hand_in("ben", "10:00", WRONG)
    hand_in("cy", "11:00")
    (course.root / "extensions.csv").write_text("id,days\neve,1\n")
    (course.submitted() / "ben/powers/timestamp.txt").write_text("2026-10-02 10:00:00 UTC")
    assignment = course.course.assignments[0]
    store = ResultStore(course.results(), "powers")

    def grade():
        run = ClassRun(
            *(course, assignment, list(of_teams(course).values()), course.results()),
            Isolation.NONE,
        )
        with Counting(1) as executor:
            graded = list(grade_class(run, executor))
            pool.graders.close()
            return executor.count, graded

    count, graded = grade()
    assert (count, len(graded)) == (2, 4)
    own = {name: store.read(name) for name in ("ada", "ben", "eve", "cy")}
    assert {name: (one.score, one.counts) for name, one in own.items()} == {
        "ada": (6.0, 5.4),
        "ben": (6.0, 5.4),
        "eve": (6.0, 6.0),  # eve had a day more
        "cy": (10.0, 10.0),
    }
    assert own["ada"].notes[0] == "handed in by ben for the team Blue 1"
    assert own["ada"].submission.path == own["ben"].submission.path
    assert own["cy"].notes == []
    page = page_of(own["eve"], PageSettings(course.course, assignment, course.feedback(), None))
    assert "handed in by ben for the team Blue 1" in page
    assert same_files(map(row_of, own.values())) == []
    assert grade()[0] == 0
    refresh(course, assignment, store)
    assert store.read("eve") == own["eve"]
    (course.root / "roster.csv").write_text(ROSTER.replace("Dee,Red", "Dee,Blue 1"))
    assert grade()[0] == 0
    assert store.read("dee").submission == own["ada"].submission
