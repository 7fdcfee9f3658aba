"""The service's queue while `kill -9` ends its workers: every attempt has one result in the end."""

import contextlib
import json
import random
import signal
import time

import courses
import postgresql
import pytest
import sqlalchemy as sa
from courses import copy_of_the_course
from known_submissions import known
from serving import add_person, attempts

from autograder.course import secret
from autograder.course.folder import find_course
from autograder.service.bell import Bell
from autograder.service.database.connect import open_database
from autograder.service.database.tables import Result, State
from autograder.service.live import LiveCourse
from autograder.service.moments import now
from autograder.service.queue.finish import unpack_result
from autograder.service.queue.hand_in import HandIn, hand_in
from autograder.service.queue.parcels import publish_graders
from autograder.service.standing.keeper import Keeper
from autograder.submission.files import sha256

pytestmark = pytest.mark.slow

NAME = "shallow_network"
CASES = {"as_taught": 70.0, "half_done": 25.0, "gradients_not_averaged": 59.0}
STUDENTS = 12
KILLS = 6
LONGEST_S = 240


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The URL of a database: a file, or a server of the test's own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'service.db'}"
    elif postgresql.programs() is None:
        pytest.skip("PostgreSQL is not installed: apt install postgresql")
    else:
        with postgresql.database() as server:
            yield server


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course with one assignment."""
    monkeypatch.setenv(secret.VARIABLE, courses.SECRET)
    return find_course(copy_of_the_course(tmp_path / "course", NAME, settings=SETTINGS))


SETTINGS = f"course: neural-networks\ntitle: T\nassignments:\n- {{name: {NAME}, title: T}}\n"


@pytest.fixture
def start_worker(url, course):
    """Start `autograder work`; what still runs at the end is ended."""
    started = []

    def start():
        process = courses.start(
            *("autograder", "work", "--database", url, "--jobs", 1), cwd=course.root.parent
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait()


def content_of(case, number):
    """Return a notebook of the sample class that differs from all others."""
    notebook = json.loads(known(NAME, case).content())
    notebook["metadata"]["number"] = number
    return json.dumps(notebook).encode()


def test_every_attempt_has_one_result_after_kill_9(url, course, start_worker):
    """Workers are killed while they grade; nothing is lost, marked twice or marked differently."""
    database = open_database(course.root, url)
    publish_graders(database, course)
    expected = {}
    for number in range(STUDENTS):
        case = list(CASES)[number % len(CASES)]
        data = content_of(case, number)
        person = add_person(database, f"student{number:02}")
        files = {f"{NAME}.ipynb": data}
        handed = HandIn(person, course.course.assignment(NAME), files, sha256(data))
        hand_in(database, handed, now())
        expected[f"student{number:02}"] = CASES[case]
    rng = random.Random(3)
    workers = [start_worker(), start_worker()]
    for _ in range(KILLS):
        time.sleep(rng.uniform(2.0, 6.0))
        victim = workers.pop(rng.randrange(2))
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        workers.append(start_worker())
    end = time.monotonic() + LONGEST_S
    while any(a.state != State.GRADED for a in attempts(database)) and time.monotonic() < end:
        time.sleep(0.5)
    with database.reading() as session:
        stored = [unpack_result(data) for data in session.scalars(sa.select(Result.data))]
    assert sorted(r.student for r in stored) == sorted(expected)
    assert {r.student: r.score for r in stored} == expected
    assert sum(a.tries for a in attempts(database)) > STUDENTS  # somebody was killed at work

    keeper = Keeper(database, LiveCourse(course.root), Bell())
    assert keeper.settle_all() == STUDENTS
    database.close()
    done = courses.run("autograder", "grade", NAME, "--json", cwd=course.root, code=0)
    assert f"{STUDENTS} unchanged and skipped" in done.stderr
    assert {r["student"]: r["score"] for r in json.loads(done.stdout)} == expected
