"""`autograder serve` is stopped, killed and started again, while students hand in."""

import json
import random
import re
import signal
import subprocess
import time

import courses
import httpx
import pytest
import sqlalchemy as sa
from courses import copy_of_the_course
from known_submissions import known
from serving import attempts

from autograder.service.database.connect import open_database
from autograder.service.database.tables import Result, State
from autograder.service.queue.finish import unpack_result

pytestmark = pytest.mark.slow

NAME = "shallow_network"
STUDENTS = [f"student{number:02}" for number in range(8)]
KILLS = 4
CSRF = re.compile(r'name="csrf" value="(\w+)"')
SETTINGS = f"course: neural-networks\ntitle: T\nassignments:\n- {{name: {NAME}, title: T}}\n"


class Service:
    """A served course, at an address that stays the same."""

    def __init__(self, root, port):
        self.root, self.port = root, port
        self.url = f"http://127.0.0.1:{port}"
        self.process = None

    def start(self):
        """Start it, and wait until it serves."""
        self.process = courses.start(
            *("autograder", "serve", "--port", self.port, "--jobs", 1),
            cwd=self.root,
            stderr=subprocess.PIPE,
        )
        assert "serving at" in next(self.process.stderr)
        for _ in range(200):
            try:
                if httpx.get(f"{self.url}/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError("not ready")

    def end(self, number):
        """End it by a signal; return its exit code."""
        self.process.send_signal(number)
        code = self.process.wait(60)
        self.process.stderr.close()
        return code

    def links(self):
        """Return the link of each student."""
        done = courses.run("autograder", "links", "--url", self.url, cwd=self.root, code=0)
        return [line.rsplit(",", 1)[1] for line in done.stdout.splitlines()[1:]]

    def database(self):
        """Open its database."""
        return open_database(self.root)


@pytest.fixture
def service(tmp_path):
    """A course with a class, which is not served yet."""
    root = copy_of_the_course(tmp_path / "course", NAME, settings=SETTINGS)
    (root / "roster.csv").write_text("\n".join(["id", *STUDENTS]) + "\n")
    made = Service(root, random.Random().randrange(20_000, 30_000))
    yield made
    if made.process is not None and made.process.poll() is None:
        made.end(signal.SIGKILL)


def content(number):
    """Return a solved notebook that differs from all others."""
    notebook = json.loads(known(NAME, "as_taught").content())
    notebook["metadata"]["number"] = number
    return json.dumps(notebook).encode()


def hand_in(service, link, number):
    """Hand in until the service has confirmed it; return the address of the receipt."""
    with httpx.Client(base_url=service.url, timeout=30, headers={"Origin": service.url}) as own:
        for _ in range(300):
            try:
                own.post(link)
                page = own.get(f"/work/{NAME}")
                answer = own.post(
                    f"/work/{NAME}/attempts",
                    data={"csrf": CSRF.search(page.text)[1]},
                    files={"notebook": (f"{NAME}.ipynb", content(number))},
                )
                if answer.status_code == 303:
                    return answer.headers["location"]
            except httpx.TransportError:  # it was killed: a student tries again
                pass
            time.sleep(0.1)
    raise AssertionError("never taken")


def all_graded(database, seconds=200):
    """Wait until every attempt is graded."""
    end = time.monotonic() + seconds
    while any(one.state != State.GRADED for one in attempts(database)):
        assert time.monotonic() < end, [one.state for one in attempts(database)]
        time.sleep(0.5)


def results(database):
    """Return the students of all results, with their scores."""
    with database.reading() as session:
        every = [unpack_result(data) for data in session.scalars(sa.select(Result.data))]
    return sorted((result.student, result.score) for result in every)


def test_kill_9_loses_nothing(service):
    """Whoever has a receipt has one result in the end, and the folders are right."""
    service.start()
    links = service.links()
    rng = random.Random(7)
    for number, link in enumerate(links):
        assert hand_in(service, link, number) == f"/work/{NAME}/attempts/1"
        if number % (len(links) // KILLS) == 1:
            time.sleep(rng.uniform(0, 2))
            service.end(signal.SIGKILL)
            service.start()
    database = service.database()
    all_graded(database)
    assert results(database) == [(name, 70.0) for name in STUDENTS]
    assert service.end(signal.SIGTERM) == 0
    database.close()
    done = courses.run("autograder", "grade", NAME, cwd=service.root, code=0)
    assert f"{len(STUDENTS)} unchanged and skipped" in done.stderr


def test_a_stop_finishes_what_is_being_graded(service):
    """After SIGTERM nothing is left running, and what waited is graded after the next start."""
    service.start()
    for number, link in enumerate(service.links()[:4]):
        hand_in(service, link, number)
    assert service.end(signal.SIGTERM) == 0
    database = service.database()
    states = [one.state for one in attempts(database)]
    assert State.RUNNING not in states
    assert State.QUEUED in states  # it did not wait for all of them
    service.start()
    all_graded(database)
    assert [one.tries for one in attempts(database)] == [1] * 4
    assert len(results(database)) == 4
    database.close()


def test_a_course_is_served_once(service):
    """A second service of the same course is refused, as is a port that is taken."""
    service.start()
    again = courses.run("autograder", "serve", "--port", 0, cwd=service.root, code=2)
    assert "is being served already" in again.stderr
    other = copy_of_the_course(service.root.parent / "other", NAME, settings=SETTINGS)
    taken = courses.run("autograder", "serve", "--port", service.port, cwd=other, code=2)
    assert "choose another --port" in taken.stderr
