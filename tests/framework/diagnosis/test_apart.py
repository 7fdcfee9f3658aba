import time

import numpy as np
import pytest

from autograder.diagnosis import apart
from autograder.diagnosis.apart import Budget, Unfinished, count_parts
from autograder.diagnosis.diagnose import Diagnosis
from autograder.diagnosis.experiment import NoAnswer
from autograder.student.functions import Exchange, Reply

pytestmark = pytest.mark.processes

FOUND = Diagnosis("It is doubled.", ("doubled",))


def no_answer(*_):
    """Act as a student's function that gives no answer."""
    raise NoAnswer


def test_what_is_found_comes_back():
    """A diagnosis in a fork equals one made here, and so does none."""
    assert Budget().diagnose(lambda _: FOUND, no_answer) == FOUND
    assert Budget().diagnose(lambda _: None, no_answer) is None


def test_calls_are_made_here():
    """The fork asks, and gets plain data or no answer."""
    asked = []

    def ask(arguments, extras):
        asked.append((arguments["x"].tolist(), extras))
        if len(asked) > 1:
            raise NoAnswer
        return {"W": arguments["x"] * 2}

    def work(ask):
        first = ask({"x": np.array([1.0, 2.0])}, {"e": 1})
        try:
            ask({"x": np.array([3.0])}, {})
        except NoAnswer:
            return Diagnosis(str(first["W"].tolist()))

    assert Budget().diagnose(work, ask) == Diagnosis("[2.0, 4.0]")
    assert asked == [([1.0, 2.0], {"e": 1}), ([3.0], {})]


def in_python(_):
    """Never end, in Python."""
    while True:
        pass


def in_c(_):
    """Never end, in one call of C."""
    return 7 ** (7 ** (7**7))


def of_memory(_):
    """Take all available memory."""
    return bytearray(1 << 40)


def at_once(_):
    """Raise an exception."""
    raise ZeroDivisionError("hidden input")


@pytest.fixture
def one_second(monkeypatch):
    """Give an exercise one second of the processor, however long that takes on a busy machine."""
    monkeypatch.setattr(apart, "_ONE_S", 1)
    monkeypatch.setattr(apart, "_LOAD", 10_000)


@pytest.mark.usefixtures("one_second")
@pytest.mark.parametrize(
    ("work", "said"),
    [
        (in_python, apart.TOO_MUCH),
        (in_c, apart.TOO_MUCH),
        (of_memory, "the diagnosis itself failed with MemoryError"),
        (at_once, "the diagnosis itself failed with ZeroDivisionError"),
    ],
)
def test_a_diagnosis_has_an_end(work, said):
    """Whatever a diagnosis does, it costs a limited time and at most a note."""
    with pytest.raises(Unfinished) as caught:
        Budget().diagnose(work, no_answer)
    assert str(caught.value) == said


def test_a_diagnosis_that_sleeps_has_an_end(monkeypatch):
    """If no CPU time is used, wall-clock time decides."""
    monkeypatch.setattr(apart, "_LOAD", 0.01)
    with pytest.raises(Unfinished, match=apart.TOO_MUCH):
        Budget().diagnose(lambda _: time.sleep(600), no_answer)


@pytest.mark.usefixtures("one_second")
def test_what_all_diagnoses_of_a_submission_may_cost(monkeypatch):
    """When the time is used up, no further exercise is diagnosed."""
    monkeypatch.setattr(apart, "MOST_S", 1.5)
    budget = Budget()
    for said in (apart.TOO_MUCH, "there was no time left"):
        with pytest.raises(Unfinished, match=said):
            budget.diagnose(in_python, no_answer)


def test_parts_are_counted():
    """Numbers and texts in lists, tuples and dicts count as parts; an array is one part."""
    value = {"W": np.zeros((9, 9)), "costs": [1.0] * 5, "more": ({"a": 1}, [[], [2]])}
    exchange = Exchange("f", [({}, {})], [Reply(value), Reply(None, {"x": [1, 2]})])
    few = count_parts([exchange, Exchange("f", [], None, "KeyError")])
    assert 15 <= few <= 25
    long = Exchange("f", [({}, {})] * 9, [Reply([0.0] * 65_000)] * 9)
    with pytest.raises(Unfinished, match=apart.TOO_MUCH):
        Budget().diagnose(lambda _: FOUND, no_answer, [exchange, long])
