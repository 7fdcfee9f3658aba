"""Teams in a served course: whose attempts count, and for whom."""

import datetime as dt

import pytest
from msgspec.structs import replace
from serving import MONDAY, POWERS, a_result, add_person, attempts

from autograder.course.settings import Attempts, Counts
from autograder.results.store import ResultStore
from autograder.service.bell import Bell
from autograder.service.database.connect import open_database
from autograder.service.database.tables import Standing
from autograder.service.forget import forget
from autograder.service.live import LiveCourse
from autograder.service.people.teams import team_of
from autograder.service.queue.finish import finish
from autograder.service.queue.hand_in import HandIn, TooMany, hand_in
from autograder.service.queue.lease import claim
from autograder.service.standing.aside import set_aside
from autograder.service.standing.keeper import Keeper
from autograder.submission.files import sha256
from autograder.submission.find import find_submissions
from autograder.submission.teams import with_teams

YAML = """\
course: tiny
title: A tiny course
assignments:
  - name: powers
    title: Powers
    teams: true
    attempts: {per_hour: null, counts: COUNTS}
    due: 2026-11-30 12:00
    late: {percent_per_day: 10}
"""
ROSTER = "id,group\nada,Blue\nben,blue\ncy,\n"
HOUR = dt.timedelta(hours=1)


class World:
    """A course for teams with a service's database, without pages."""

    def __init__(self, course, counts="last"):
        self.root = course.root
        (self.root / "course.yaml").write_text(YAML.replace("COUNTS", counts))
        (self.root / "roster.csv").write_text(ROSTER)
        self.database = open_database(self.root)
        self.live = LiveCourse(self.root)
        self.keeper = Keeper(self.database, self.live, Bell())
        self.number = {name: add_person(self.database, name) for name in ("ada", "ben", "cy")}
        self.rules = Attempts(per_hour=None, counts=Counts(counts))

    def hand_in(self, student, text, at=MONDAY):
        """Hand in a text; return the number of the attempt."""
        with self.database.reading() as session:
            team = team_of(session, self.live, "powers", self.number[student], student)
        files = {"powers.ipynb": text.encode()}
        rules = replace(POWERS, attempts=self.rules)
        own = HandIn(self.number[student], rules, files, sha256(text.encode()), tuple(team.members))
        return hand_in(self.database, own, at)

    def graded(self, student, text, score, at=MONDAY):
        """Hand in and grade; the result has this score."""
        self.hand_in(student, text, at)
        claimed = claim(self.database, "w", at)
        assert claimed.student == student
        result = a_result(student, score)
        info = replace(
            result.submission,
            sha256=sha256(text.encode()),
            submitted_at=f"{at:%Y-%m-%d %H:%M:%S} UTC",
        )
        finish(self.database, claimed.id, replace(result, submission=info), at)
        return claimed.id

    def placed(self):
        """Settle everything; return each student's points and who handed in, as files say."""
        self.keeper.settle_all()
        store = ResultStore(self.live.folder.results(), "powers")
        found = {name: store.load(name) for name in self.number}
        return {n: (r.counts, r.submission.handed_in_by) for n, r in found.items() if r}

    def in_submitted(self):
        """Return what lies in submitted/, by student."""
        found = self.root.glob("submitted/*/powers/powers.ipynb")
        return {path.parent.parent.name: path.read_text() for path in found}

    def standing(self, student):
        """Return the row of a student."""
        with self.database.reading() as session:
            return session.get(Standing, (self.number[student], "powers"))


@pytest.fixture
def world(course):
    """Make a world in which the last or the best attempt counts."""
    made = []

    def make(counts="last"):
        made.append(World(course, counts))
        return made[-1]

    yield make
    for one in made:
        one.database.close()


def test_an_attempt_counts_for_all_of_the_team(world):
    """Everybody has a result that says whose it was; the files are those of who handed in."""
    one = world()
    attempt = one.graded("ada", "first", 7.0)
    one.graded("cy", "alone", 3.0)
    assert one.placed() == {"ada": (7.0, "ada"), "ben": (7.0, "ada"), "cy": (3.0, "")}
    assert one.in_submitted() == {"ada": "first", "cy": "alone"}
    ben = one.standing("ben")
    assert (ben.attempt_id, ben.points, ben.attempts) == (attempt, 7.0, 1)
    assert ben.last_at == MONDAY


def test_the_last_attempt_of_any_member_counts(world):
    """A mate's later attempt takes the place of one's own, and its files too."""
    one = world()
    one.graded("ada", "first", 7.0)
    one.placed()
    one.graded("ben", "second", 4.0, MONDAY + HOUR)
    assert one.placed() == {"ada": (4.0, "ben"), "ben": (4.0, "ben")}
    assert one.in_submitted() == {"ben": "second"}
    assert one.standing("ada").attempts == 2


def test_the_best_attempt_of_any_member_counts(world):
    """It stays where it is when a mate hands in something worse."""
    one = world("best")
    one.graded("ada", "first", 7.0)
    one.graded("ben", "second", 4.0, MONDAY + HOUR)
    assert one.placed() == {"ada": (7.0, "ada"), "ben": (7.0, "ada")}
    assert one.in_submitted() == {"ada": "first"}


def test_grade_finds_the_same(world):
    """The submissions that `grade` finds afterwards are those that count here."""
    one = world()
    one.graded("ada", "first", 7.0)
    one.graded("ben", "second", 4.0, MONDAY + HOUR)
    one.placed()
    folder = one.live.folder
    found = find_submissions([folder.submitted()], "powers", folder.submitted())
    every = with_teams(folder, folder.course.assignments[0], found)
    store = ResultStore(folder.results(), "powers")
    assert {s.student for s in every} == {"ada", "ben"}
    for submission in every:
        info = store.load(submission.student).submission
        assert info.path == str(submission.path)
        assert (info.team, info.handed_in_by) == (submission.team.name, submission.team.by)
        assert info.submitted_at == submission.submitted_at()


def test_each_member_has_an_own_due_date(world):
    """An extension is for one student; the others' lateness costs."""
    one = world()
    (one.root / "extensions.csv").write_text("id,assignment,days\nben,powers,2\n")
    one.graded("ada", "late", 10.0, MONDAY + 4 * HOUR)
    assert one.placed() == {"ada": (9.0, "ada"), "ben": (10.0, "ada")}


def test_attempts_are_numbered_and_limited_by_team(world):
    """A mate's attempts are one's own, when they are counted and when they wait."""
    one = world()
    one.rules = Attempts(per_hour=2)
    assert [one.hand_in("ada", "a"), one.hand_in("ben", "b"), one.hand_in("cy", "c")] == [1, 2, 1]
    assert [attempt.state for attempt in attempts(one.database)] == ["dropped", "queued", "queued"]
    with pytest.raises(TooMany):
        one.hand_in("ada", "c")
    assert one.hand_in("ada", "b") == 2  # the same again uses up nothing


def test_who_changes_the_team_takes_own_attempts_along(world):
    """After a change of the roster, results are those of the team as it is now."""
    one = world()
    one.graded("ada", "first", 7.0)
    one.placed()
    (one.root / "roster.csv").write_text("id,group\nada,Blue\nben,\ncy,BLUE\n")
    assert one.placed() == {"ada": (7.0, "ada"), "cy": (7.0, "ada")}
    assert (one.standing("ben").attempts, one.standing("cy").attempts) == (0, 1)


def test_an_attempt_that_is_set_aside_counts_for_nobody(world):
    """It is one attempt, so nobody of the team keeps it."""
    one = world()
    attempt = one.graded("ada", "first", 7.0)
    one.placed()
    set_aside(one.database, "ida", attempt, "copied")
    assert one.placed() == {}
    assert one.in_submitted() == {}


def test_a_forgotten_member_leaves_nothing_with_the_others(world):
    """What only the forgotten one handed in is gone for all."""
    one = world()
    one.graded("ada", "first", 7.0)
    one.graded("ben", "second", 4.0, MONDAY + HOUR)
    one.placed()
    (one.root / "roster.csv").write_text("id,group\nada,Blue\ncy,\n")
    one.placed()
    (one.root / "roster.csv").write_text("id,group\nada,Blue\nben,Blue\ncy,\n")
    one.placed()
    (one.root / "roster.csv").write_text("id,group\nada,Blue\ncy,\n")
    forget(one.live.folder, one.database, "ben")
    assert one.placed() == {"ada": (7.0, "ada")}
    assert "ben" not in (one.root / "results/powers/ada.json").read_text()


def test_a_roster_without_groups_is_said_once(world, caplog):
    """Everybody works alone then, and the log says why."""
    one = world()
    (one.root / "roster.csv").write_text("id\nada\nben\n")
    one.graded("ada", "first", 7.0)
    assert one.placed() == {"ada": (7.0, "")}
    assert sum("works alone" in record.message for record in caplog.records) == 1
