"""A diagnosis must be true of all calls: sentences that were once false."""

import numpy as np
import pytest

from autograder.diagnosis.evidence import Case
from autograder.diagnosis.experiment import Experiments
from autograder.diagnosis.measure import measure
from autograder.diagnosis.values import ARGUMENT, listed
from autograder.student.functions import Afterwards


def case(arguments, seen, right):
    """Return a call that returned one number."""
    is_wrong = not np.array_equal(seen, right, equal_nan=True)
    return Case(arguments, {}, {(): seen}, {(): right}, is_wrong)


def batch(rows, columns):
    """Return an argument of some size."""
    return {"X": np.ones((3, columns)), "Y": np.ones((rows, columns))}


def test_a_length_is_the_factor_in_the_right_calls_too():
    """X has three rows in the wrong call, but also in the right ones."""
    cases = [case(batch(1, 7), 6.0, 6.0), case(batch(3, 5), 2.0, 6.0)]
    assert measure(cases) == (["The result is as many times too small as `Y` has rows."], True)


def test_nan_is_not_the_inverse():
    """NaN times anything is NaN."""
    said, _ = measure([case(batch(1, 1), np.nan, 2.0), case(batch(1, 2), 3.0, 3.0)])
    assert said == ["In some calls the result is NaN, at least in part. In the others it is right."]


def rounded(rate):
    """Depend on the rate, but not on every change of it."""
    return float(min(rate, 3.0))


def right(rate):
    """Depend on the rate."""
    return float(rate)


@pytest.mark.parametrize(("function", "is_ignored"), [(rounded, False), (lambda rate: 3.0, True)])
def test_ignored_is_ignored_in_all_calls(function, is_ignored):
    """A capped argument does not count as ignored."""
    cases = [case({"rate": r}, function(r), r) for r in (12.0, 0.5)]
    found = list(Experiments(cases, right, lambda a, _: function(**a)).findings())
    assert found == (["The result does not depend on `rate`, and it should."] if is_ignored else [])


def test_arguments_remember_who_was_looked_at():
    """An argument that no test looks at may change."""
    after = Afterwards({"parameters": 1, "grads": 2})
    assert after.get("grads") == 2
    assert after.looked_at == {"grads"}


def test_parts_of_a_returned_dict():
    """If a dict is the second of two values, its entries are told apart from the first value."""
    paths = [(0,), (1, "Z1"), (1, "A1")]
    assert listed(paths) == "the first returned value, and `Z1` and `A1` in the returned dict"


def test_another_result_is_one_of_another_value():
    """A repeated call does not return what a test saw of the arguments."""
    path = (ARGUMENT, "rate")
    wrong = Case({"rate": 2.0}, {}, {(): 3.5, path: False}, {(): 2.0, path: False}, is_wrong=True)
    assert list(Experiments([wrong], right, lambda a, _: a["rate"] + 1.5).findings()) == []
