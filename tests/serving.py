"""What tests of the service share: databases, people, and what they hand in."""

import contextlib
import datetime as dt
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa

from autograder.course.settings import Assignment
from autograder.results.format import (
    EngineInfo,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)
from autograder.service.database.tables import Attempt, Person, Role
from autograder.service.queue.hand_in import HandIn, hand_in
from autograder.submission.files import sha256

MONDAY = dt.datetime(2026, 11, 30, 9, 0, tzinfo=dt.UTC)
POWERS = Assignment(name="powers", title="Powers")


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
        exercises=[],
        notes=[],
        engine=EngineInfo("1", "namespaces", "needed", "", "s", graders),
    )


def postgresql_programs():
    """Return the folder of PostgreSQL's server programs; None if it is not installed."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    return Path(found).resolve().parent if found else folders[-1] if folders else None


@contextlib.contextmanager
def postgresql():
    """Give the URL of a private server's empty database, reached by a socket in its own folder."""
    programs = postgresql_programs()
    with tempfile.TemporaryDirectory(prefix="pg") as name:  # a socket's path must be short
        folder, owner = Path(name), {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            user = pwd.getpwnam("nobody")
            os.chown(folder, user.pw_uid, user.pw_gid)
            owner = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        data = folder / "data"
        initdb = [programs / "initdb", "--pgdata", data, "--username=grader", "--auth=trust"]
        subprocess.run(
            [*initdb, "--no-sync", "--encoding=UTF8"],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
            **owner,
        )
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="],
                cwd=folder,
                stdout=log,
                stderr=log,
                **owner,
            )
        try:
            for _ in range(100):
                wait = [programs / "pg_isready", "--host", folder, "--timeout=300", "--quiet"]
                if subprocess.run(wait, check=False).returncode == 0 or process.poll() is not None:
                    break
                time.sleep(0.1)
            assert process.poll() is None, (folder / "log").read_text()
            yield f"postgresql://grader:no-secret@/postgres?host={folder}"
        finally:
            process.terminate()
            process.wait(20)
