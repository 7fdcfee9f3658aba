"""The queue: whose turn it is, what a lease is worth, and that a result is stored once."""

import concurrent.futures
import datetime as dt
import subprocess
import sys

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from msgspec.structs import replace
from serving import MONDAY, POWERS, a_result, add_person, attempts, give

from autograder.course.settings import Attempts, Counts
from autograder.errors import RequestError, ServiceError
from autograder.results.format import SubmissionOutcome
from autograder.service.database.connect import open_database
from autograder.service.database.tables import Base, Result, Standing, State
from autograder.service.queue.finish import finish, unpack_result
from autograder.service.queue.hand_in import TooMany
from autograder.service.queue.lease import LEASE, claim, give_back, queue_again, renew

pytestmark = pytest.mark.processes

MINUTE = dt.timedelta(minutes=1)
BEST = replace(POWERS, attempts=Attempts(per_hour=None, counts=Counts.BEST))


@pytest.fixture
def database(tmp_path):
    """An empty database in a file."""
    opened = open_database(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def ada(database):
    """A student."""
    return add_person(database, "ada")


@pytest.fixture
def ben(database):
    """Another student."""
    return add_person(database, "ben")


def taken(database, worker="w", now=MONDAY):
    """Claim everything that waits; return whose it was, in order."""
    names = []
    while claimed := claim(database, worker, now):
        names.append((claimed.student, next(iter(claimed.files.values())).decode()))
    return names


def results(database):
    """Return the stored results."""
    with database.reading() as session:
        return [unpack_result(data) for data in session.scalars(sa.select(Result.data))]


def test_migrations_make_the_tables_that_the_code_uses(database, tmp_path):
    """After all migrations nothing differs from the mapped tables, and doing it again is safe."""
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    open_database(tmp_path).close()


@pytest.mark.parametrize("url", ["nonsense", "mysql://me:pw@host/x"])
def test_a_url_that_is_no_database_is_refused(tmp_path, url):
    """The error says what is expected, and hides a password."""
    with pytest.raises(RequestError, match="--database") as caught:
        open_database(tmp_path, url)
    assert "pw" not in str(caught.value)


def test_a_database_that_cannot_be_used(tmp_path):
    """A damaged file, or one of a newer version, is an error in one sentence."""
    (tmp_path / ".autograder").mkdir()
    path = tmp_path / ".autograder" / "service.db"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(ServiceError, match="file is not a database"):
        open_database(tmp_path)
    path.unlink()
    opened = open_database(tmp_path)
    with opened.writing() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    opened.close()
    with pytest.raises(ServiceError, match="made by a newer version"):
        open_database(tmp_path)


def test_the_file_is_its_owners_alone(database, tmp_path):
    """Nobody else may read what students handed in."""
    assert (tmp_path / ".autograder" / "service.db").stat().st_mode & 0o077 == 0


def test_first_come_first_served(database, ada, ben):
    """Students are graded in the order in which they handed in."""
    give(database, ben, "b")
    give(database, ada, "a")
    assert taken(database) == [("ben", "b"), ("ada", "a")]


def test_a_newer_attempt_drops_an_older_one_that_waits(database, ada):
    """Where the last attempt counts, nobody waits for an older one."""
    give(database, ada, "old")
    assert give(database, ada, "new") == 2
    assert taken(database) == [("ada", "new")]
    assert [a.state for a in attempts(database)] == [State.DROPPED, State.RUNNING]


def test_where_the_best_counts_all_are_graded_and_others_come_first(database, ada, ben):
    """A student's newest attempt comes first, the others after all other students'."""
    for text in ("one", "two", "three"):
        give(database, ada, text, assignment=BEST)
    give(database, ben, "b", assignment=BEST)
    assert taken(database) == [("ada", "three"), ("ben", "b"), ("ada", "two"), ("ada", "one")]


def test_the_same_file_twice_is_one_attempt(database, ada):
    """A second press of the button changes nothing; the same file after another one is new."""
    assert [give(database, ada, text) for text in ("x", "x", "y", "x")] == [1, 1, 2, 3]


def test_so_many_attempts_an_hour(database, ada):
    """A further attempt is refused, with the time from which it is allowed."""
    rules = replace(POWERS, attempts=Attempts(per_hour=2))
    give(database, ada, "1", MONDAY, rules)
    give(database, ada, "2", MONDAY + 10 * MINUTE, rules)
    with pytest.raises(TooMany, match="2 times an hour") as caught:
        give(database, ada, "3", MONDAY + 20 * MINUTE, rules)
    assert caught.value.again_at == MONDAY + 60 * MINUTE
    assert give(database, ada, "3", MONDAY + 61 * MINUTE, rules) == 3


def test_so_many_attempts_in_all_without_dropped_ones(database, ada):
    """An attempt that was dropped before it was graded does not use one up."""
    rules = replace(POWERS, attempts=Attempts(per_hour=None, in_all=2))
    for text in ("1", "2"):
        give(database, ada, text, assignment=rules)
    taken(database)
    give(database, ada, "3", assignment=rules)
    with pytest.raises(TooMany, match="2 times, and you have"):
        give(database, ada, "4", assignment=rules)


def test_a_clock_that_was_set_back_locks_nobody_out(database, ada):
    """Attempts from far in the future do not count for this hour."""
    rules = replace(POWERS, attempts=Attempts(per_hour=1))
    give(database, ada, "1", MONDAY + dt.timedelta(days=300), rules)
    assert give(database, ada, "2", MONDAY, rules) == 2


def test_a_lease_that_ends_goes_to_another_worker(database, ada, ben):
    """Who lets a lease end has died; what may have killed it comes after the others."""
    give(database, ada, "a")
    claim(database, "dead", MONDAY)
    assert claim(database, "other", MONDAY + LEASE) is None
    give(database, ben, "b")
    later = MONDAY + LEASE + MINUTE
    assert taken(database, "other", later) == [("ada", "a"), ("ben", "b")]
    assert taken(database, "third", later + LEASE + MINUTE) == [("ben", "b"), ("ada", "a")]
    assert [a.tries for a in attempts(database)] == [3, 2]


def test_a_renewed_lease_holds(database, ada):
    """A worker that says that it lives keeps its attempts."""
    give(database, ada, "a")
    claimed = claim(database, "alive", MONDAY)
    renew(database, "alive", [claimed.id], MONDAY + LEASE)
    assert claim(database, "other", MONDAY + LEASE + MINUTE / 4) is None


def test_a_lease_of_what_nobody_grades_ends(database, ada):
    """A worker that lives, but has lost an attempt, does not keep it for ever."""
    give(database, ada, "a")
    claim(database, "alive", MONDAY)
    renew(database, "alive", [], MONDAY + LEASE)
    assert claim(database, "other", MONDAY + LEASE + MINUTE / 4) is not None


def test_a_lease_from_the_future_ends_too(database, ada):
    """After a clock was set back, nobody waits for months."""
    give(database, ada, "a")
    claim(database, "dead", MONDAY + dt.timedelta(days=300))
    assert claim(database, "other", MONDAY) is not None


def test_what_is_given_back_waits_behind_the_others(database, ada, ben):
    """An attempt that cannot be graded now does not hold up the others."""
    give(database, ada, "a")
    give(database, ben, "b")
    first = claim(database, "w", MONDAY)
    give_back(database, "w", first.id)
    assert taken(database) == [("ben", "b"), ("ada", "a")]


def test_a_result_is_stored_once(database, ada):
    """Two workers bring the same result; another version of the graders brings a second one."""
    give(database, ada, "a")
    claimed = claim(database, "w", MONDAY)
    for score, graders in ((7.0, "g1"), (3.0, "g1"), (8.0, "g2")):
        finish(database, claimed.id, a_result(score=score, graders=graders), MONDAY)
    assert [r.score for r in results(database)] == [7.0, 8.0]
    assert [a.state for a in attempts(database)] == [State.GRADED]


def test_an_error_of_ours_is_replaced(database, ada):
    """Graded again after an error, an attempt has its real result."""
    give(database, ada, "a")
    claimed = claim(database, "w", MONDAY)
    finish(database, claimed.id, a_result(score=0, outcome=SubmissionOutcome.ERROR), MONDAY)
    queue_again(database, claimed.id)
    assert claim(database, "w", MONDAY).id == claimed.id
    finish(database, claimed.id, a_result(score=7.0), MONDAY)
    assert [r.score for r in results(database)] == [7.0]


def test_the_result_of_a_deleted_attempt_is_dropped(database, ada):
    """Who was forgotten while being graded stays forgotten."""
    finish(database, 12345, a_result(), MONDAY)
    assert results(database) == []


def test_a_standing_knows_of_each_change(database, ada):
    """Handing in counts the attempts; a result asks for the standing to be settled."""
    give(database, ada, "a")
    give(database, ada, "b", MONDAY + MINUTE)
    claimed = claim(database, "w", MONDAY)
    finish(database, claimed.id, a_result(), MONDAY)
    with database.reading() as session:
        (standing,) = session.scalars(sa.select(Standing))
    assert (standing.attempts, standing.last_at) == (2, MONDAY + MINUTE)
    assert standing.changes != standing.placed


OPENED = """\
import sys
from pathlib import Path
from autograder.service.database.connect import open_database
print("here", flush=True)
sys.stdin.readline()
open_database(Path(sys.argv[1])).close()
"""


def test_several_programs_may_make_the_database_at_once(tmp_path):
    """Each waits for the others; SQLite itself would refuse some of them at once."""
    command = [sys.executable, "-P", "-c", OPENED, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    programs = [subprocess.Popen(command, **pipes) for _ in range(4)]
    for program in programs:
        assert program.stdout.readline() == "here\n"
    for program in programs:
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in programs:
        program.communicate()
        assert program.returncode == 0


def test_threads_that_write_take_turns(database, ada):
    """Many hand-ins at a moment are written one after the other, and none is refused."""
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        rules = replace(POWERS, attempts=Attempts(per_hour=None))
        done = [pool.submit(give, database, ada, str(n), MONDAY, rules) for n in range(64)]
        assert sorted(one.result() for one in done) == list(range(1, 65))
