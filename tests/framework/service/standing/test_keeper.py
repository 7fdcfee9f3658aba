"""Which attempt counts, and that the course's folder is as the database says."""

import msgspec
import pytest
from msgspec.structs import replace
from serving import MONDAY, POWERS, a_result, add_person, attempts, give

from autograder.course.settings import Attempts, Counts
from autograder.errors import RequestError
from autograder.results.store import ResultStore
from autograder.service.bell import Bell
from autograder.service.database.connect import open_database
from autograder.service.database.tables import Standing
from autograder.service.live import LiveCourse
from autograder.service.queue.finish import finish
from autograder.service.queue.lease import claim
from autograder.service.standing.aside import count_again, set_aside
from autograder.service.standing.keeper import Keeper

pytestmark = pytest.mark.processes

YAML = """\
course: tiny
title: A tiny course
assignments:
  - name: powers
    title: Powers
    attempts: {per_hour: null, counts: COUNTS}
    due: 2026-11-30 12:00
    late: {percent_per_day: 10}
"""


class World:
    """A course with a service's database, without pages."""

    def __init__(self, course, counts):
        self.root = course.root
        (self.root / "course.yaml").write_text(YAML.replace("COUNTS", counts))
        self.database = open_database(self.root)
        self.live = LiveCourse(self.root)
        self.keeper = Keeper(self.database, self.live, Bell())
        self.ada = add_person(self.database, "ada")
        self.rules = replace(POWERS, attempts=Attempts(per_hour=None, counts=Counts(counts)))

    def graded(self, text, score, at=MONDAY, graders="g1"):
        """Hand in and grade; the result has this score."""
        give(self.database, self.ada, text, at, self.rules)
        claimed = claim(self.database, "w", at)
        result = a_result(score=score, graders=graders)
        info = replace(
            result.submission,
            sha256=attempts(self.database)[-1].sha256,
            submitted_at=f"{at:%Y-%m-%d %H:%M:%S} UTC",
        )
        finish(self.database, claimed.id, replace(result, submission=info), at)
        return claimed.id

    def placed(self):
        """Settle everything; return the points that count, and what lies in submitted/."""
        self.keeper.settle_all()
        result = ResultStore(self.live.folder.results(), "powers").load("ada")
        path = self.root / "submitted" / "ada" / "powers" / "powers.ipynb"
        return result and result.counts, path.read_text() if path.exists() else None


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


def test_the_last_attempt_counts(world):
    """A worse attempt takes the place of a better one, in both folders."""
    one = world()
    one.graded("first", 9.0)
    assert one.placed() == (9.0, "first")
    one.graded("second", 4.0)
    assert one.placed() == (4.0, "second")


def test_the_best_attempt_counts(world):
    """A worse attempt changes nothing; of equal ones the last counts."""
    one = world("best")
    one.graded("first", 9.0)
    one.graded("second", 4.0)
    assert one.placed() == (9.0, "first")
    one.graded("third", 9.0)
    assert one.placed() == (9.0, "third")


def test_the_best_attempt_is_the_best_after_lateness(world):
    """A late attempt with more points may be worth less than one in time."""
    one = world("best")
    one.graded("in time", 9.0)
    one.graded("late", 9.5, MONDAY.replace(hour=13))
    assert one.placed() == (9.0, "in time")


def test_an_extension_counts_at_once(world):
    """When extensions.csv changes, marks in place do too, and nothing is graded again."""
    one = world()
    one.graded("late", 10.0, MONDAY.replace(hour=13))
    assert one.placed() == (9.0, "late")
    (one.root / "extensions.csv").write_text("id,assignment,hours\nada,powers,2\n")
    assert one.placed() == (10.0, "late")


def test_an_attempt_that_is_set_aside_does_not_count(world):
    """The one before takes its place; without another one nothing is left in the folders."""
    one = world()
    first = one.graded("first", 9.0)
    second = one.graded("second", 4.0)
    set_aside(one.database, "ida", second, "copied")
    assert one.placed() == (9.0, "first")
    set_aside(one.database, "ida", first, "copied too")
    assert one.placed() == (None, None)
    count_again(one.database, "ida", second)
    assert one.placed() == (4.0, "second")


def test_a_reason_is_needed(world):
    """Nothing is set aside without a reason, which the student reads."""
    one = world()
    with pytest.raises(RequestError, match="say why"):
        set_aside(one.database, "ida", one.graded("first", 9.0), "")


def test_a_regrade_by_command_is_taken_over(world):
    """A result that `grade` has put in place since then is the attempt's new result."""
    one = world()
    one.graded("first", 9.0)
    one.placed()
    store = ResultStore(one.live.folder.results(), "powers")
    old = store.load("ada")
    engine = replace(old.engine, graders_sha256="g2")
    store.save(replace(old, score=5.0, final_score=5.0, engine=engine))
    (one.root / "extensions.csv").write_text("id,assignment,days\n")  # settles all anew
    assert one.placed() == (5.0, "first")
    with one.database.reading() as session:
        assert session.get(Standing, (one.ada, "powers")).points == 5.0


def test_what_was_there_before_is_kept(world):
    """Files that something else has put into a student's folder move aside, and are not lost."""
    one = world()
    before = one.root / "submitted" / "ada" / "powers"
    before.mkdir(parents=True)
    (before / "powers.py").write_text("collected")
    one.graded("served", 9.0)
    assert one.placed() == (9.0, "served")
    assert (before / ".attempts" / "before-serve" / "powers.py").read_text() == "collected"
    assert not (before / "powers.py").exists()


def test_settling_again_changes_nothing(world):
    """A keeper that was killed does the same again."""
    one = world()
    one.graded("first", 9.0)
    one.placed()
    place = one.root / "results" / "powers" / "ada.json"
    first = msgspec.json.decode(place.read_bytes())
    again = Keeper(one.database, one.live, Bell())
    assert again.settle_all() == 1
    assert msgspec.json.decode(place.read_bytes()) == first
    assert one.keeper.settle_all() == 0
