import math
import re

import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.diagnosis.evidence import Case, quiet
from autograder.diagnosis.measure import measure
from autograder.diagnosis.values import ARGUMENT, alike, leaves
from autograder.wire.values import ARRAY_DTYPES, Opaque

NAN = float("nan")
X = np.array([[1.5, -2.25, 3.0], [0.25, 4.75, -5.5]])
LONG = np.hstack([X, X + 0.125, X - 3.5])
OPAQUE = Opaque("set", "{1}")


def case(seen, right, **arguments):
    """Return a call with its answer and the right one."""
    taken, expected = leaves(seen, right), leaves(right, right)
    both = [p for p in expected if p in taken]
    is_right = bool(both) and all(alike(taken[p], expected[p]) for p in both)
    return Case(arguments, {}, taken, expected, not is_right)


def raised(right, **arguments):
    """Return a call that raised."""
    return Case(arguments, {}, None, leaves(right, right), is_wrong=True)


def said(*cases):
    """Return what is said about calls, in lower case, and whether it explains them."""
    with quiet():
        sentences, explained = measure(cases)
    return " ".join(sentences).lower(), explained


def told_of(wrong, right=lambda x: x):
    """Return what is said about a function that is called with two arrays."""
    return said(*(case(wrong(x), right(x), X=x) for x in (X, LONG)))


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        (lambda x: x.tolist(), "list"),
        (lambda x: tuple(map(tuple, x)), "list"),
        (lambda x: x.T, "transposed"),
        (lambda x: x.ravel(), "shape"),
        (lambda x: x[None], "shape"),
        (lambda x: -x, "sign"),
        (lambda x: 0 * x, "zero"),
        (np.trunc, "whole numbers"),
        (lambda x: x.astype(int), "whole numbers"),
        (lambda x: 1 - x, "1 minus"),
        (lambda x: 1 / x, "1 divided by the right value"),
        (lambda x: NAN * x, "nan"),
        (lambda x: np.where(x > 0, x, NAN), "nan"),
        (lambda x: 3 * x, "3 times too large"),
        (lambda x: x / 100, "100 times too small"),
        (lambda x: -10 * x, "the wrong sign and is 10 times too large"),
        (lambda x: x / math.log(2), "base 2"),
        (lambda x: x / math.log(10), "base 10"),
        (lambda x: x * x.shape[1], "too large as `x` has columns"),
        (lambda x: x / x.shape[1], "too small as `x` has columns"),
        (lambda x: -x * x.shape[1], "sign"),
    ],
)
def test_in_which_way(wrong, word):
    """A sentence that is true of all wrong answers is given, and explains them."""
    text, explained = told_of(wrong)
    assert (word in text, explained) == (True, True)


@pytest.mark.parametrize(
    ("wrong", "word"),
    [(lambda x: x * 1.0005, "0.1 %"), (lambda x: x + 0.01, "10 %")],
)
def test_a_vague_word_explains_nothing(wrong, word):
    """The distance may be mentioned, but the search for a reason continues."""
    text, explained = told_of(wrong)
    assert (word in text, explained) == (True, False)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda x: 7 * x,
        lambda x: x**2,
        lambda x: x + 5,
        lambda x: x * (2 if x.shape[1] == 3 else 3),
        lambda x: -x if x.shape[1] == 3 else 2 * x,
        lambda x: x[:, 1:],
        lambda x: (x, x),
        lambda x: "nothing",
        lambda x: OPAQUE,
        lambda x: 10**400,
        lambda x: {"a": x},
    ],
    ids=["7", "2", "+", "differs", "both", "cut", "pair", "text", "object", "huge", "dict"],
)
def test_what_has_no_name(wrong):
    """An unusual factor, or one that differs between calls, is not mentioned."""
    text, explained = told_of(wrong)
    assert ("times" in text, "sign" in text, explained) == (False, False, False)


@pytest.mark.parametrize(
    ("seen", "right", "word"),
    [
        ("2.5", 2.5, "text"),
        ("2.5 ", np.array(2.5), "text"),
        (None, 2.5, "none"),
        (np.array([[2.5]]), 2.5, "shape"),
        ([2.5], 2.5, "list"),
        (-2.5, 2.5, "sign"),
        (0.0, 2.5, "zero"),
        (NAN, 2.5, "nan"),
        (0.4, 2.5, "1 divided by the right value"),
        (True, 0.5, "2 times"),
        (np.array([1.0, 0.0]), np.array([True, False]), "type"),
        (np.array([1, 0]), np.array([True, False]), "type"),
        (np.array([1, 2]), np.array([1.0, 2.0]), "type"),
        (2 - 4j, 1 - 2j, "2 times"),
    ],
)
def test_of_one_answer(seen, right, word):
    """Numbers, booleans and texts have their own forms too."""
    text, explained = said(case(seen, right))
    assert (word in text, explained) == (True, True)


@pytest.mark.parametrize("seen", [[True, True, False], [False, False, True], [True, True, True]])
def test_booleans(seen):
    """Wrong booleans are measured like other values."""
    text, _ = said(case(np.array(seen), np.array([True, False, True])))
    assert "sign" not in text


# -- the answer as a whole ---------------------------------------------------------


def test_none():
    """A function that returns None is told to return something."""
    text, explained = said(case(None, {"a": X}), case(None, {"a": LONG}))
    assert ("return" in text, "none" in text, explained) == (True, True, True)
    assert "end the function with return" not in said(case(None, X), case(-LONG, LONG))[0]


def test_the_same_whatever_comes_in():
    """A constant result is reported if the right results differ."""
    assert "same" in said(case(3.0, 1.0), case(3.0, 2.0))[0]
    assert "same" in said(case({"a": 3.0}, {"a": 1.0}), case({"a": 3.0}, {"a": 2.0}))[0]


@pytest.mark.parametrize(
    "cases",
    [
        [case(3.0, 1.0)],
        [case(3.0, 1.0), case(3.0, 1.0)],
        [case(3.0, 1.0), raised(2.0)],
        [case(3.0, 1.0), case(4.0, 2.0)],
        [case(NAN, 1.0), case(NAN, 2.0)],
        [case(OPAQUE, 1.0), case(OPAQUE, 2.0)],
        [case("a", 1.0), case("a", 2.0)],
        [case({"a": 3.0, "b": "x"}, {"a": n, "b": n}) for n in (1.0, 2.0)],
    ],
    ids=["one call", "no difference", "raised", "differs", "NaN", "object", "text", "partly text"],
)
def test_what_is_no_constant(cases):
    """NaN, objects and single calls do not count as constants."""
    assert "same whatever" not in said(*cases)[0]


@pytest.mark.parametrize("cases", [[], [case(X, X)], [raised(X)], [raised(X), case(X, X)]])
def test_where_no_answer_is_wrong(cases):
    """Exceptions and right answers give no measurement."""
    assert said(*cases) == ("", False)


# -- parts ---------------------------------------------------------------------------


def test_which_parts_are_wrong():
    """The right and the wrong parts are named, and what is true of the wrong ones."""
    right = {"W": X, "b": LONG}
    text, explained = said(case({"W": X, "b": -LONG}, right))
    assert ("right except for the sign" in text, "`b`" in text) == (True, True)
    assert explained is True


def test_parts_with_the_same_mistake_are_told_together():
    """They share one sentence."""
    right = {"W": X, "b": LONG, "c": X + 1}
    text, explained = said(case({"W": -X, "b": -LONG, "c": X + 1}, right))
    assert ("`w` and `b`" in text, "except for the sign" in text, explained) == (True,) * 3


def test_parts_that_are_wrong_in_different_calls():
    """Each part is described by the calls in which it is wrong."""
    right = {"W": X, "b": LONG}
    told = "in some calls `w` and `b` are right except for the sign. in the others they are right."
    cases = case({"W": -X, "b": LONG}, right), case({"W": X, "b": -LONG}, right)
    assert said(*cases) == (told, False)


def test_a_part_is_right_only_where_it_is_there():
    """A part that some answers lack is called neither right nor wrong."""
    right = {"W": X, "b": LONG, "c": X}
    cases = [case({"W": -X, "b": LONG, "c": X}, right), case({"W": -X, "c": X}, right)]
    text, _ = said(*cases)
    assert ("only that is wrong: `c` is right" in text, "`b`" in text) == (True, False)


def test_an_argument_is_no_part_of_the_answer():
    """A changed argument is mentioned separately from the parts."""
    path = (ARGUMENT, "X")
    right = {("W",): X, ("b",): LONG, path: False}
    with quiet():
        seen = {**right, ("W",): -X, path: True}
        sentences, _ = measure([Case({"X": X}, {}, seen, right, is_wrong=True)])
    assert sentences[-1] == "Only that is wrong: `b` is right."


def test_one_part_without_a_name_leaves_it_unexplained():
    """What is known about another part is still reported."""
    text, explained = said(case({"W": -X, "b": X**3}, {"W": X, "b": X}))
    assert ("sign" in text, explained) == (True, False)


def test_parts_that_have_changed_places():
    """Each part has the other's values, in all calls."""
    cases = [case({"W": x + 1, "b": x**2}, {"W": x**2, "b": x + 1}) for x in (X, LONG)]
    assert re.search("places|exchanged", said(*cases)[0])
    cases[1] = case({"W": X, "b": X**3}, {"W": X**2, "b": X + 1})
    assert not re.search("places|exchanged", said(*cases)[0])


def test_values_of_a_pair():
    """A value without a key is named by its place."""
    text, _ = said(case((X, -LONG), (X, LONG)))
    assert ("second" in text, "sign" in text) == (True, True)


@pytest.mark.parametrize(
    "seen", [(X,), (X, X, X), X, {"a": X}, None, [], {}, OPAQUE, (X, {"a": 1, "b": 2})]
)
def test_an_answer_of_another_form(seen):
    """Its parts cannot be compared, so it is not measured; a message describes its form."""
    text, explained = said(case(seen, (X, {"a": X})), case(X, X))
    assert ("times" in text, "sign" in text, explained) == (False, False, False)


def test_an_argument_that_was_changed():
    """The argument is named; the result may be right."""
    path = (ARGUMENT, "X")
    changed = Case({"X": X}, {}, {(): X, path: True}, {(): X, path: False}, is_wrong=True)
    kept = Case({"X": X}, {}, {(): X, path: False}, {(): X, path: False}, is_wrong=False)
    text, _ = said(changed, kept)
    assert ("argument `x`" in text, "changed" in text, "some calls" in text) == (True, True, False)


def test_where_some_calls_are_right():
    """The sentence says first that some calls are right, and leaves the reason open."""
    text, explained = said(case(X, X), case(-LONG, LONG))
    assert ("some calls" in text, "sign" in text, explained) == (True, True, False)


def test_no_more_than_a_few_sentences():
    """A student reads four at most."""
    right = {name: X + i for i, name in enumerate("abcdefg")}
    ways = (np.negative, np.zeros_like, np.transpose, np.ravel, np.trunc, lambda x: 1 - x)
    seen = {name: way(right[name]) for name, way in zip("abcdef", ways, strict=True)}
    with quiet():
        sentences, _ = measure([case({**seen, "g": right["g"]}, right)])
    assert len(sentences) == 4


def test_arguments_that_are_no_matrices():
    """Only matrices have lengths; lists are ignored."""
    odd = {"rows": [[1], [1, 2]], "text": "abc", "none": None, "deep": {"a": [1]}}
    cases = [case(x * x.shape[1], x, **odd, X=x) for x in (X, LONG)]
    assert "`x` has columns" in said(*cases)[0]


# -- whatever comes ----------------------------------------------------------------


VALUES = st.recursive(
    st.sampled_from([None, True, 0, 1.5, -2j, NAN, 10**400, "", "1.5", "nan", b"x", OPAQUE])
    | hnp.arrays(
        st.sampled_from(sorted(ARRAY_DTYPES)), hnp.array_shapes(min_dims=0, max_dims=2, min_side=0)
    ),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.tuples(inner, inner)
        | st.dictionaries(st.sampled_from(["W", "b"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=3), VALUES)
def test_any_answer_can_be_measured(answers, argument):
    """For any answer and any right answer, measuring gives sentences."""
    with quiet():
        cases = [case(seen, right, X=argument, Y=seen) for seen, right in answers]
    text, explained = said(*cases)
    assert explained <= bool(text)


@given(hnp.arrays(st.sampled_from(sorted(ARRAY_DTYPES)), st.sampled_from([(), (2,), (2, 2)])))
def test_any_two_arrays_can_be_measured(array):
    """Arrays of all types can be compared with others of the same shape."""
    with quiet():
        others = [
            np.roll(array, 1),
            array.T,
            array.astype(bool),
            array.astype("c16"),
            array[..., None],
        ]
        assert all(said(case(other, array, X=array))[1] in {True, False} for other in others)
