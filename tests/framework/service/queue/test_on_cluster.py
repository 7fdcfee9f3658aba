"""A service whose attempts are graded by the workers of a Dask cluster."""

import os
import signal
import socket
import subprocess
import sys

import pytest
import sqlalchemy as sa
from serving import MONDAY, Browser, attempts, served, wait_until

from autograder.errors import ServiceError
from autograder.sandbox.policy import Isolation
from autograder.service.database.tables import Result
from autograder.service.live import LiveCourse
from autograder.service.queue.grade import Grader
from autograder.service.queue.lease import Claimed
from autograder.service.queue.on_cluster import ClusterHands

pytestmark = [pytest.mark.processes, pytest.mark.slow]

STUDENTS = [f"student{n}" for n in range(6)]
RIGHT = ["def square(x):\n    return x * x", "def cube(x):\n    return x * x * x"]


def test_a_worker_that_is_killed_loses_nothing(course, as_notebook):
    """Its attempts are graded by another one; each has one result."""
    (course.root / "roster.csv").write_text("id\n" + "\n".join(STUDENTS) + "\n")
    with served(course.root, scheduler="local:2") as site:
        client = site.engine._grader._hands._cluster._client
        for number, name in enumerate(STUDENTS):
            notebook = as_notebook([*RIGHT, f"x = {number}"]).encode()
            assert Browser(site).enter(name).hand_in("powers", notebook).is_redirect
        database = site.engine.database
        wait_until(lambda: any(a.state == "graded" for a in attempts(database)), "one is graded")
        os.kill(min(client.run(os.getpid).values()), signal.SIGKILL)
        wait_until(
            lambda: all(a.state == "graded" for a in attempts(database)), "all are graded", 300
        )
        with database.reading() as session:
            made = session.execute(sa.select(Result.attempt_id, Result.score)).all()
        assert sorted(made) == [(number, 10.0) for number in range(1, len(STUDENTS) + 1)]


def dask(command, *arguments):
    """Start one of Dask's programs."""
    code = "import sys; from distributed.cli import dask_{0} as own; sys.exit(own.main())"
    return subprocess.Popen(
        [sys.executable, "-P", "-c", code.format(command), *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_scheduler_that_comes_back_is_found_again(course, as_notebook, tmp_path):
    """While it is gone nobody is graded, and nobody gets a result that says so."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scheduler = ("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
    worker = ("worker", address, "--nthreads", 1, "--no-dashboard", "--no-nanny")
    worker = (*worker, "--local-directory", tmp_path)
    data = as_notebook(RIGHT).encode()
    attempt = Claimed(1, "ada", "powers", MONDAY, {"powers.ipynb": data}, "w")
    running = [dask(*scheduler)]
    try:
        wait_until(lambda: _answers(port), "the scheduler listens")
        running.append(dask(*worker))
        hands = ClusterHands(address)
        grader = Grader(LiveCourse(course.root), Isolation.NAMESPACES, hands)
        assert hands.jobs == 1
        assert grader.grade(attempt).score == 10.0
        for one in running:
            one.kill()
            one.wait()
        with pytest.raises(ServiceError, match="the scheduler is gone"):
            grader.grade(attempt)
        running[:] = [dask(*scheduler)]
        wait_until(lambda: _answers(port), "the scheduler listens again")
        running.append(dask(*worker))
        assert grader.grade(attempt).score == 10.0
        hands.close()
    finally:
        for one in running:
            one.kill()
            one.wait()


def _answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
