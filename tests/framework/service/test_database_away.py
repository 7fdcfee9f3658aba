"""A real PostgreSQL goes away while students hand in and workers grade, and comes back."""

import logging

import postgresql
import pytest
from serving import (
    Browser,
    add_person,
    attempts,
    served,
    wait_until,
)

from autograder.service.database.tables import State

pytestmark = pytest.mark.slow


@pytest.fixture
def server():
    """A PostgreSQL that can be stopped."""
    if postgresql.programs() is None:
        pytest.skip("PostgreSQL is not installed: apt install postgresql")
    with postgresql.server() as server:
        yield server


def test_a_database_that_goes_away_and_comes_back(course, server, as_notebook, caplog):
    """Students read that it is not their fault; what is being graded gets its one result."""
    caplog.set_level(logging.CRITICAL)
    square, cube = "def square(x):\n    return x * x\n", "def cube(x):\n    return square(x) * x\n"
    slow = "import time\nbefore = time.time()\nwhile time.process_time() < 1.5:\n    pass\n"
    with served(course.root, jobs=1, database=server.url) as site:
        database = site.engine.database
        add_person(database, "ada")
        ada = Browser(site).enter("ada")
        data = as_notebook([slow, square, cube]).encode()
        assert ada.hand_in("powers", data).is_redirect
        wait_until(lambda: attempts(database)[0].state == State.RUNNING, "it is being graded")
        server.stop()
        for path in ("/", "/work/powers", "/work/powers/attempts/1"):
            answer = ada.get(path)
            assert (answer.status_code, "not your fault" in answer.text) == (503, True)
        assert ada.get("/readyz").status_code == 503
        assert ada.get("/healthz").status_code == 200
        server.start()
        wait_until(lambda: ada.get("/readyz").status_code == 200, "the service is ready again")
        wait_until(lambda: attempts(database)[0].state == State.GRADED, "it is graded", 120)
        assert attempts(database)[0].tries == 1
        assert "10 of 10" in ada.get("/work/powers/attempts/1").text
        store = course.root / "results" / "powers" / "ada.json"
        wait_until(store.is_file, "the mark is in place")
