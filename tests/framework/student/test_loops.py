"""Notebooks whose own statements do not end. Time is CPU time of all that runs in the sandbox."""

import pytest

from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.sandbox.usage import usage_of
from autograder.student import call_limit
from autograder.student.call_limit import CallLimit
from autograder.student.errors import StudentTimeout
from autograder.student.forks import Context
from autograder.student.functions import Student
from autograder.wire.messages import Extent

pytestmark = pytest.mark.processes

PROBE = "def probe():\n    return k"
STUBBORN = """
from itertools import count
def never():
    while True:
        try:
            for _ in count():  # of which no exception can come from outside the `try`
                pass
        except BaseException:
            continue
k = never()
"""
SPINS = "import threading, os\ndef spin():\n    while True: pass\n"
# Each binds the name that the exercise needs, and never ends.
ENDLESS = {
    "loop": "k = 7\nwhile True:\n    k = 7",
    "sleep": "import time\nk = 7\nk = time.sleep(9999)",
    "thread": f"{SPINS}k = 7\nthread = threading.Thread(target=spin)\nk = thread.start()",
    "wait_for_a_thread": (
        f"{SPINS}k = 7\nthread = threading.Thread(target=spin, daemon=True)\n"
        "k = thread.start() or thread.join()"
    ),
    "wait_for_a_process": f"{SPINS}k = 7\nk = os.wait() if os.fork() else spin()",
}


@pytest.fixture(scope="module")
def sandbox():
    """One warm sandbox for the whole module."""
    sandbox = Sandbox(make_policy(Isolation.NAMESPACES))
    sandbox.wait_until_ready()
    yield sandbox
    sandbox.close()


@pytest.fixture
def used_s(sandbox):
    """Return the CPU time that the sandbox has used in this test."""
    before_s = usage_of(sandbox._process.pid).cpu_s
    return lambda: usage_of(sandbox._process.pid).cpu_s - before_s


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Let a statement have less than it has in a course, so that the tests are quick."""
    monkeypatch.setattr(call_limit, "_STATEMENT_S", 0.6)


@pytest.mark.parametrize("cell", ENDLESS.values(), ids=ENDLESS.keys())
def test_a_statement_that_does_not_end_costs_one_limit(attempt_in, sandbox, used_s, cell):
    """The rest of the notebook is loaded, and a second load does not wait for it again."""
    attempt = attempt_in(sandbox, cell, PROBE, call_s=0.3)
    attempt.load(Extent.NEEDED, attempt)
    assert attempt.defined == {"probe"}
    attempt.close()
    assert used_s() < 3.0  # of the 20 that a notebook has


def test_a_statement_that_catches_its_end_is_ended(attempt_in, sandbox, used_s):
    """From outside, long before the notebook's own limit; nothing of it goes on."""
    attempt = attempt_in(sandbox, STUBBORN, PROBE)
    assert attempt.ran_out_of_time
    used = used_s()
    with pytest.raises(StudentTimeout):
        Student(attempt, {}, Context("probe")).probe()
    assert used_s() - used < 0.1
    assert used < 3.0


def test_skipped_statements_that_do_not_end_cost_little_together(attempt_in, sandbox, used_s):
    """Once one was given up, the others are only tried; what follows them is executed."""
    loops = ["exec('')\nwhile True:\n    exec('')"] * 12
    probe = "def probe():\n    return late[0]"
    attempt = attempt_in(sandbox, *loops, "late = [7]", probe, extent=Extent.MATTERING)
    assert Student(attempt, {}, Context("probe")).probe() == 7
    assert len(attempt.too_slow) == 12
    assert used_s() < 2.0


def test_what_calls_an_exercise_that_hangs_is_only_tried(attempt_in, sandbox, used_s, monkeypatch):
    """Also by another function; what needs it in vain leaves the rest as it is."""
    limit = CallLimit()
    limit.timed_out = {"probe"}
    monkeypatch.setattr("autograder.student.notebook.CallLimit", lambda: limit)
    cells = ["exec('')", "def probe():\n    while True: pass", "def train():\n    return probe()"]
    attempt = attempt_in(sandbox, *cells, "value = train()", extent=Extent.MATTERING)
    assert attempt.too_slow == [(4, 1)]
    assert used_s() < 0.5  # and so no limit


def test_a_statement_may_take_a_hundred_times_what_the_reference_takes(
    attempt_in, sandbox, monkeypatch
):
    """An honest table that is slow is made all the same."""
    slow = "import time\nk = 7\nwhile time.process_time() < 1.2:\n    k = 7\nk = 8\n"
    monkeypatch.setattr("autograder.student.notebook.CallLimit", lambda: CallLimit(load_s=0.03))
    attempt = attempt_in(sandbox, slow, PROBE)
    assert Student(attempt, {}, Context("probe")).probe() == 8
    assert not attempt.too_slow
