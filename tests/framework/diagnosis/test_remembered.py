"""A known mistake is searched for once for all submissions that give the same answers."""

import numpy as np
import pytest

from autograder.diagnosis.diagnose import Diagnosis
from autograder.diagnosis.remembered import Remembered
from autograder.student.functions import Afterwards, Exchange, Reply

FOUND = Diagnosis("The minus sign is missing.", ("sign_missing",))


def made(value=1.0, *, is_accepted=False, looked_at=(), raised=""):
    """Return the record of one call of an exercise."""
    after = Afterwards({"x": np.ones(2)})
    for name in looked_at:
        after[name]
    replies = None if raised else [Reply(np.array([value, 2.0]), after)]
    calls = [({"x": np.ones(2)}, {})]
    return Exchange("probe", calls, replies, raised, is_accepted=is_accepted)


class Search:
    """Counts how often a mistake is searched for; a search may call the student's function."""

    def __init__(self, found=FOUND, *, calls=False):
        self.memory, self.times = Remembered(), 0
        self._found, self._calls = found, calls

    def __call__(self, *exchanges, exercise="probe"):
        """Diagnose the answers of a submission."""
        return self.memory.diagnose(exercise, exchanges, lambda *_, **__: None, self._find)

    def _find(self, ask):
        self.times += 1
        if self._calls:
            ask({}, {})
        return self._found


def test_equal_answers_are_searched_for_once():
    """The second submission gets the same diagnosis."""
    search = Search()
    assert [search(made(), made(3.0)), search(made(), made(3.0))] == [FOUND, FOUND]
    assert search.times == 1


@pytest.mark.parametrize(
    "other", [made(1.0 + 1e-15), made(is_accepted=True), made(looked_at=["x"])]
)
def test_what_differs_in_anything_is_searched_for_anew(other):
    """A digit, a test that passed, or an argument that a test looked at makes a difference."""
    search = Search()
    search(made())
    search(other)
    assert search.times == 2


def test_each_exercise_is_searched_for_by_itself():
    """Two exercises may give the same answers."""
    search = Search()
    search(made())
    search(made(), exercise="other")
    assert search.times == 2


@pytest.mark.parametrize(
    "search",
    [Search(calls=True), Search(None), Search(Diagnosis("It is twice as large."))],
    ids=["with further calls", "nothing", "no known mistake"],
)
def test_what_answers_alone_do_not_decide_is_not_kept(search):
    """Experiments, and what is said of unforeseen mistakes, depend on the student's code too."""
    search(made())
    search(made())
    assert search.times == 2


@pytest.mark.parametrize("other", [made(raised="ValueError"), made(object())])
def test_a_call_without_a_plain_answer_is_searched_for_anew(other):
    """Then the student's code is read as well, or there are no bytes to compare."""
    search = Search()
    search(other)
    search(other)
    assert search.times == 2
