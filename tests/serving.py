"""What tests of the service share: databases, people, and what they hand in."""

import contextlib
import datetime as dt
import socket
import threading
import time

import httpx
import sqlalchemy as sa
import uvicorn

from autograder.course.settings import Assignment
from autograder.results.format import (
    EngineInfo,
    ExerciseResult,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)
from autograder.sandbox.policy import Isolation
from autograder.service.database.tables import Attempt, Person, Role
from autograder.service.engine import ServiceEngine, ServiceSettings
from autograder.service.people.links import Keys
from autograder.service.people.members import token_of
from autograder.service.queue.hand_in import HandIn, hand_in
from autograder.service.serve import Where, _config
from autograder.service.web.site import Address, Site
from autograder.submission.files import sha256

_opened = []  # the clients of browsers, which end with the service
MONDAY = dt.datetime(2026, 11, 30, 9, 0, tzinfo=dt.UTC)
POWERS = Assignment(name="powers", title="Powers")
NOTEBOOK = b'{"cells": [{"cell_type": "code", "source": "square = 1"}], "metadata": {}}'


def add_person(database, name, role=Role.STUDENT, **values):
    """Add a person; return the number."""
    with database.writing() as session:
        person = Person(name=name, role=role, **values)
        session.add(person)
        session.flush()
        return person.id


def give(database, person, text, now=MONDAY, assignment=POWERS):
    """Hand in a text as a notebook; return the number of the attempt."""
    data = text.encode()
    files = {f"{assignment.name}.ipynb": data}
    return hand_in(database, HandIn(person, assignment, files, sha256(data)), now)


def attempts(database):
    """Return all attempts, in the order in which they came."""
    with database.reading() as session:
        return list(session.scalars(sa.select(Attempt).order_by(Attempt.id)))


def a_result(student="ada", score=7.0, graders="g1", outcome=SubmissionOutcome.GRADED):
    """Make a result of the tiny course."""
    return SubmissionResult(
        course="tiny",
        assignment="powers",
        student=student,
        submission=SubmissionInfo("powers.ipynb", "0" * 64),
        score=score,
        max_score=10.0,
        outcome=outcome,
        exercises=[ExerciseResult("square", score, 10.0, Outcome.FAILED)],
        notes=[],
        engine=EngineInfo("1", "namespaces", "needed", "", "s", graders),
    )


@contextlib.contextmanager
def served(root, jobs=0, database="", path="", scheduler=None, **options):
    """Serve a course from a thread of this process, by a real server; give its Site."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()  # the site is ready a moment before its server listens
    address = Address(f"http://127.0.0.1:{listener.getsockname()[1]}{path}")
    isolation = Isolation.NAMESPACES
    engine = ServiceEngine(ServiceSettings(root, isolation, database, jobs, scheduler, grace_s=5))
    site = Site(engine, Keys(b"a secret for tests"), address)
    server = uvicorn.Server(_config(site, Where(**options)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        wait_until(lambda: site.is_ready, "the service is ready")
        yield site
    finally:
        while _opened:
            _opened.pop().close()
        server.should_exit = True
        thread.join(30)
        listener.close()


def wait_until(is_so, what, seconds=60):
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"not after {seconds} s: {what}"
        time.sleep(0.02)


class Browser:
    """A person with cookies, who sends forms as a browser does."""

    def __init__(self, site, **headers):
        self.site = site
        self.client = httpx.Client(base_url=site.address.url, headers=headers, timeout=60)
        _opened.append(self.client)

    def enter(self, name):
        """Enter by the personal link of somebody."""
        with self.site.engine.database.reading() as session:
            person = session.scalars(sa.select(Person).where(Person.name == name)).one()
        token = token_of(self.site.keys, person)
        assert self.client.get(f"/enter/{token}").status_code == 200
        assert self.send(f"/enter/{token}").status_code == 303
        return self

    @property
    def csrf(self):
        """What a form of this visit brings back."""
        return self.site.keys.for_forms(self.client.cookies.get("backgrade", ""))

    def get(self, path):
        """Ask for a page."""
        return self.client.get(path)

    def send(self, path, files=None, headers=None, **fields):
        """Send a form."""
        origin = {"Origin": self.site.address.origin, "Sec-Fetch-Site": "same-origin"}
        data = {"csrf": self.csrf, **fields}
        return self.client.post(path, data=data, files=files, headers=origin | (headers or {}))

    def hand_in(self, assignment, data, name=None):
        """Hand in a notebook."""
        files = {"notebook": (name or f"{assignment}.ipynb", data)}
        return self.send(f"/work/{assignment}/attempts", files=files)
