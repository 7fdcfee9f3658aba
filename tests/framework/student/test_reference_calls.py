import os
import signal
import time

import numpy as np
import pytest

from autograder.student.budget import Account
from autograder.student.reference_calls import Responder
from autograder.wire import messages as m

pytestmark = pytest.mark.processes


def is_refused(answered):
    """Return whether there was no answer."""
    answer, value = answered
    return not answer.ok and value is None


def forever(x):
    """Never return."""
    while True:
        time.sleep(0.01)


def twice(x):
    """Return twice a value."""
    return 2 * x


def die(x):
    """End the process."""
    os.kill(os.getpid(), signal.SIGKILL)


def remember(x, seen=[]):  # noqa: B006 - that is what is tested
    """Return how often it was called in this process."""
    seen.append(x)
    return len(seen)


@pytest.fixture
def responder():
    """A responder over some functions."""
    functions = {"twice": twice, "forever": forever, "die": die, "remember": remember}
    responder = Responder(functions)
    yield responder
    responder.close()


def soon():
    """Return an amount of time that is enough for quick calls."""
    return Account(20)


def test_functions_answer(responder):
    """A value is computed and returned as plain data."""
    answer, value = responder.answer(m.Callback("twice"), [[np.arange(3.0)], {}], soon())
    assert (answer.ok, value.tolist()) == (True, [0, 2, 4])
    assert responder.answer(m.Callback("twice"), [[], {"x": 4}], soon()) == (m.Answer(ok=True), 8)


@pytest.mark.parametrize(
    "value", [None, [[1, 2], {}], [[1]], ["x", {}], [[None], {}], [[], {"y": 1}]]
)
def test_what_cannot_be_computed_is_refused(responder, value):
    """Any error is a refusal, and the next call works."""
    assert is_refused(responder.answer(m.Callback("twice"), value, soon()))
    assert responder.answer(m.Callback("twice"), [[1], {}], soon())[1] == 2


def test_other_names_are_refused(responder):
    """Only the given functions can be called, and no process is made for others."""
    assert is_refused(responder.answer(m.Callback("system"), [["ls"], {}], soon()))
    assert responder._socket is None


def test_memory_is_bounded(responder):
    """An argument that would take all memory is refused."""
    huge = [[np.ones((1, 1)).repeat(20_000, axis=0) @ np.ones((1, 1))], {}]
    outer = Responder({"outer": lambda x: x @ x.T})
    try:
        assert is_refused(outer.answer(m.Callback("outer"), huge, soon()))
    finally:
        outer.close()


def test_time_is_bounded(responder):
    """When time is used up there is a TimeoutError, and closing ends the process."""
    with pytest.raises(TimeoutError):
        responder.answer(m.Callback("forever"), [[1], {}], Account(0.2))
    pid = responder._pid
    responder.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_process_that_died_is_replaced(responder):
    """Its call is refused and the next one is answered."""
    assert is_refused(responder.answer(m.Callback("die"), [[1], {}], soon()))
    assert responder.answer(m.Callback("twice"), [[1], {}], soon())[1] == 2


def test_nothing_stays_in_the_grader(responder):
    """What a function stores stays in the fork."""
    assert [responder.answer(m.Callback("remember"), [[1], {}], soon())[1] for _ in range(2)] == [
        1,
        2,
    ]
    assert remember(0) == 1
