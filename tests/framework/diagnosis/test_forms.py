"""Names for shapes and for misnamed entries, exceptions in words, and qualities of numbers."""

import numpy as np
import pytest

from autograder.diagnosis.evidence import Case, Evidence, Outcome
from autograder.diagnosis.exceptions import always_raises, meaning
from autograder.diagnosis.qualities import QUALITIES
from autograder.diagnosis.shapes import misnamed, shapes
from autograder.diagnosis.values import alike, leaves
from autograder.student.functions import Exchange

SIZES = [(3, 5), (4, 2), (6, 7)]


def cases_of(seen, right, *calls):
    """Return the calls of two functions; the first is the student's."""
    return [
        Case(
            call,
            {},
            leaves(seen(**call), right(**call)),
            leaves(right(**call), right(**call)),
            True,
        )
        for call in calls
    ]


def made(n_x, n_h):
    """Return what is asked for."""
    return {"W": np.ones((n_h, n_x)), "b": np.zeros((n_h, 1))}


CALLS = [{"n_x": n_x, "n_h": n_h} for n_x, n_h in SIZES]


def test_a_shape_is_named_by_the_sizes_that_went_in():
    """Both shapes are given in the names of the arguments."""
    found = shapes(
        cases_of(lambda n_x, n_h: {**made(n_x, n_h), "W": np.ones((n_h, n_h))}, made, *CALLS)
    )
    assert found == ["`W` has the shape (n_h, n_h); it should be (n_h, n_x)."]


def test_a_shape_is_named_by_rows_and_columns():
    """Sizes of arrays are named by rows and columns."""
    calls = [{"X": np.ones(shape)} for shape in SIZES]
    found = shapes(
        cases_of(lambda X: X.sum(axis=0), lambda X: X.sum(axis=1, keepdims=True), *calls)
    )
    assert found == ["The result has the shape (columns of X,); it should be (rows of X, 1)."]


@pytest.mark.parametrize(
    ("seen", "calls"),
    [
        (made, CALLS),
        (lambda n_x, n_h: {**made(n_x, n_h), "W": np.ones((n_h, n_h))}, CALLS[:1]),
        (lambda n_x, n_h: {**made(n_x, n_h), "W": np.ones((8, n_x))}, CALLS),
        (lambda n_x, n_h: {"b": 1.0}, CALLS),
        (lambda n_x, n_h: None, CALLS),
    ],
    ids=["right", "called once", "a size of its own", "missing", "None"],
)
def test_what_has_no_shape_to_name(seen, calls):
    """A size that went in only once or never gives no name; missing parts have no shape."""
    assert [said for said in shapes(cases_of(seen, made, *calls)) if "`W`" in said] == []


def test_parts_that_are_no_numbers_have_no_shape():
    """If a right part is a list of several lengths, nothing is said about its shape."""
    ragged = [[1.0, 2.0], [3.0]]
    cases = [Case(call, {}, {(): 1.0}, {(): ragged}, True) for call in CALLS]
    assert shapes(cases) == []


def test_an_entry_under_another_name():
    """The entry is called by its right name, never by the student's."""
    seen = cases_of(lambda n_x, n_h: {"w8675309": np.ones((n_h, n_x))}, made, *CALLS)
    assert misnamed(seen, alike) == ["What should be called `W` is there, but under another name."]


@pytest.mark.parametrize(
    "seen",
    [made, lambda n_x, n_h: {"w": np.full((n_h, n_x), 2.0)}, lambda n_x, n_h: [1, 2]],
    ids=["right", "another value", "no dict"],
)
def test_no_entry_under_another_name(seen):
    """An entry that is missing under every name is not reported as misnamed."""
    assert misnamed(cases_of(seen, made, *CALLS), alike) == []


def evidence(*raised):
    """Return evidence of calls that raised, or not."""
    seen = [Outcome([], name) for name in raised]
    exchanges = [Exchange("f", [], None, name) for name in raised]
    return Evidence(exchanges, seen, [], [], None, any_kind=False, draws=False)


@pytest.mark.parametrize(
    ("raised", "words"),
    [
        (("KeyError", "KeyError"), "key that is not there"),
        (("", "IndexError"), "not there"),
        (("KeyError", "TypeError"), ""),
        (("8675309",), ""),
        (("",), ""),
    ],
)
def test_an_exception_in_words(raised, words):
    """If all failing calls share one known exception type, it is explained."""
    said = meaning(evidence(*raised))
    assert (words in said, bool(said)) == (True, bool(words))


@pytest.mark.parametrize(("raised", "always"), [(("A", "B"), True), (("A", ""), False)])
def test_whether_every_call_raises(raised, always):
    """One call with an answer is enough for no."""
    assert always_raises(evidence(*raised)) is always


RIGHT = np.array([0.25, 0.5, 1.0])


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (np.full(3, 0.4), "one number"),
        (RIGHT + 0.125, "same amount"),
        (RIGHT * 1.7, "same factor"),
        (RIGHT * [1, -1, 1], "negative"),
        (RIGHT * 1.1 + RIGHT**2, "above 1"),
        (RIGHT * [0.9, 0.7, 0.8], "too small"),
    ],
)
def test_a_quality_of_wrong_numbers(seen, words):
    """Of several qualities that hold, the first one is reported."""
    call = Case({}, {}, {}, {}, is_wrong=True)
    assert words in next(said for said, is_so in QUALITIES if is_so(seen, RIGHT, call))


@pytest.mark.parametrize(
    "seen", [RIGHT[:2], None, "text", np.array([np.nan, 0.5, 1.0]), RIGHT * [1, 0.9, 0.8], [1.0]]
)
def test_no_quality(seen):
    """Another shape, a non-number, or errors in both directions give no quality."""
    call = Case({}, {}, {}, {}, is_wrong=True)
    assert [said for said, is_so in QUALITIES if is_so(seen, RIGHT, call)] == []
