import hypothesis.extra.numpy as hnp
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.diagnosis.evidence import quiet
from autograder.diagnosis.values import (
    ARGUMENT,
    alike,
    alike_draws,
    as_numbers,
    compared_paths,
    differing,
    leaves,
    listed,
    name_of,
)
from autograder.wire.values import ARRAY_DTYPES, Opaque

NAN, INF = float("nan"), float("inf")
OPAQUE = Opaque("set", "{1}")

WIRE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(1 << 80), max_value=1 << 80)
    | st.floats()
    | st.complex_numbers()
    | st.text(max_size=5)
    | st.binary(max_size=5)
    | st.builds(Opaque, st.sampled_from(["set", "ndarray"]), st.text(max_size=3))
    | st.sets(st.integers() | st.floats() | st.text(max_size=2), max_size=3)
    | hnp.arrays(
        st.sampled_from(sorted(ARRAY_DTYPES | {"<U2", "|S2"})),
        hnp.array_shapes(min_dims=0, max_dims=3, min_side=0),
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from(["W", "b", "argument", ""]), inner, max_size=3)
    ),
    max_leaves=8,
)


# -- leaves ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "guide", "expected"),
    [
        (1.5, 2.0, {(): 1.5}),
        (None, {"a": 1}, {(): None}),
        ({"a": 1, "b": 2}, {"a": 0, "b": 0}, {("a",): 1, ("b",): 2}),
        ({"a": 1}, {"a": 0, "b": 0}, {("a",): 1}),
        ({"a": 1, "x": [2]}, {"a": 0}, {("a",): 1, ("x",): [2]}),
        ({}, {"a": 0}, {}),
        ({"a": {"b": 1}}, {"a": {"b": 0}}, {("a", "b"): 1}),
        ({"a": {"b": 1}}, {"a": 0}, {("a",): {"b": 1}}),
        ((1, {"a": 2}), (0, {"a": 0}), {(0,): 1, (1, "a"): 2}),
        ([1, 2], (0, 0), {(0,): 1, (1,): 2}),
        ((1, 2, 3), (0, 0), {(0,): 1, (1,): 2, (2,): 3}),
        ((), (0, 0), {}),
        ((1, 2), 0.0, {(): (1, 2)}),
        ({"a": 1}, (0, 0), {(): {"a": 1}}),
        (OPAQUE, {"a": 0}, {(): OPAQUE}),
    ],
)
def test_an_answer_is_taken_apart_as_deep_as_a_right_one(value, guide, expected):
    """An answer's parts are leaves where the right answer has parts too."""
    assert leaves(value, guide) == expected


@given(WIRE, WIRE)
def test_whatever_crossed_the_wire_is_taken_apart(value, guide):
    """Every answer can be taken apart, and only empty containers are lost."""
    found = leaves(value, guide)
    assert all(isinstance(step, str | int) for path in found for step in path)
    assert found or isinstance(value, dict | list | tuple)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), "the result"),
        (("W1",), "`W1`"),
        ((1, "A1"), "`A1`"),
        (("W1", 0), "`W1`"),
        ((0,), "first"),
        ((3,), "fourth"),
        ((9,), "later"),
        ((ARGUMENT, "X"), "argument `X`"),
    ],
)
def test_the_name_of_a_part(path, words):
    """The name is the innermost key, or else which of several values it is."""
    assert words in name_of(path)


def test_names_in_a_sentence():
    """The last of several is joined by `and`."""
    assert listed([("a",), ("b",), ("c",)]) == "`a`, `b` and `c`"
    assert listed([("a",)]) == "`a`"


# -- numbers -----------------------------------------------------------------------


@pytest.mark.parametrize("value", [True, 3, 2.5, 1j, np.float32(1), np.zeros((2, 0)), NAN])
def test_what_is_numbers(value):
    """Numbers of all kinds count, alone and in arrays."""
    assert np.array_equal(as_numbers(value), np.asarray(value), equal_nan=True)


@pytest.mark.parametrize(
    "value",
    [None, "1", b"1", [1.0], {"a": 1}, OPAQUE, 10**400, 1 << 70, np.array(["1"]), np.array([None])],
)
def test_what_is_no_numbers(value):
    """Lists, texts, objects and integers that no array can hold do not count."""
    assert as_numbers(value) is None


ONES = np.ones((2, 2))


@pytest.mark.parametrize(
    ("seen", "made"),
    [
        (1.0, 1.0 + 1e-7),
        (1, 1.0),
        (True, 1.0),
        (np.float32(0.1), 0.1),
        (np.array(2.0), 2),
        (np.float32([0.1, 0.2]), np.array([0.1, 0.2])),
        (np.array([1, 2], "i4"), np.array([1, 2], "u8")),
        (np.array([NAN, INF, 1.0]), np.array([NAN, INF, 1.0])),
        (np.array([1e9, 1.0]), np.array([1e9, 0.0])),  # too small beside the largest
        (np.zeros((0, 3)), np.zeros((0, 3))),
        (np.array([NAN]), np.array([NAN])),
        (10**400, 10**400),
        ("a", "a"),
        (None, None),
        (OPAQUE, {1}),
        (OPAQUE, Opaque("set", "{2}")),
        ([1, [2.0, "x"]], [1, [2.0, "x"]]),
        ({"a": ONES, "b": None}, {"b": None, "a": ONES}),
        (np.array(["a", "b"]), np.array(["a", "b"])),
        (np.array(["a"], "<U1"), np.array(["a"], "<U7")),
        (np.array(["2026-01-31", "NaT"], "M8[D]"), np.array(["2026-01-31", "NaT"], "M8[s]")),
        (np.datetime64("2026-01-31"), np.array("2026-01-31", "M8[D]")),
        ({0.1 + 0.2, 1}, {0.3, 1.0}),
        ({NAN, 1.0}, {float("nan"), 1.0}),
        ({"a", 1}, {1, "a"}),
        ({(0.3, "a")}, {(0.1 + 0.2, "a")}),
        (np.array([None, "b"]), np.array([None, "b"])),
    ],
)
def test_alike(seen, made):
    """Equal values are alike, however computed and in any precision."""
    assert alike(seen, made) is True


@pytest.mark.parametrize(
    ("seen", "made"),
    [
        (1.0, 1.001),
        (np.array([1e9, 1.0]), np.array([1e9, 1e6])),
        (np.array([1, 2]), np.array([1, 3])),
        (np.array([1000000, 2]), np.array([1000001, 2])),
        (np.array([1.0]), np.array([1])),
        (np.array([1]), np.array([True])),
        (np.array([1.0]), 1.0),
        (ONES, np.ones(4)),
        (np.array([NAN, 1.0]), np.array([1.0, NAN])),
        (np.array([INF]), np.array([-INF])),
        (np.array([NAN]), np.array([INF])),
        (NAN, 1.0),
        (1.0, "1.0"),
        ("1.0", 1.0),
        (None, 0.0),
        (10**400, 1.0),
        (10**400, 10**400 + 1),
        ([1.0], np.array([1.0])),
        ([1], (1,)),
        ([1], [1, 2]),
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": 1}, {"a": 2}),
        (OPAQUE, 1.0),
        (OPAQUE, None),
        (1.0, OPAQUE),
        (np.array(["a", "b"]), np.array(["a", "c"])),
        (np.array(["a", "b"]), np.array(["a"])),
        (np.array(["2026-01-31"], "M8[D]"), np.array(["2026-02-01"], "M8[D]")),
        (np.array(["2026-01-31"], "M8[D]"), np.array(["2026-01-31"])),
        ({1, 2}, {1, 3}),
        ({1, 2}, {1}),
        ({"a", 1.5}, {1.25, "a"}),
        ({1}, frozenset({1})),
        ({1}, [1]),
        ("a", b"a"),
    ],
)
def test_not_alike(seen, made):
    """A different value, shape, kind or type is not alike."""
    assert alike(seen, made) is False


@given(WIRE)
def test_every_value_is_alike_to_itself(value):
    """NaN, huge integers and objects are included."""
    with quiet():
        assert alike(value, value) is True


@given(WIRE, WIRE)
def test_any_two_values_can_be_compared(first, second):
    """Comparing any two values from the wire does not fail."""
    with quiet():
        assert {alike(first, second), alike_draws(first, second)} <= {True, False}


# -- draws -------------------------------------------------------------------------


def normal(seed, size=400, scale=1.0):
    """Return normal draws."""
    return scale * np.random.default_rng(seed).standard_normal(size)


@pytest.mark.parametrize(
    ("seen", "made"),
    [
        (normal(1), normal(2)),
        (normal(1, (20, 20)), normal(2, (20, 20))),
        (normal(1, 3), normal(2, 3, 5.0)),  # too few to tell
        (normal(1, (1, 1)), normal(2, (1, 1))),
        (0.3, 0.7),
        (np.zeros((3, 1)), np.zeros((3, 1))),
        (np.repeat(normal(1, (1, 5)), 3, 0), np.repeat(normal(2, (1, 5)), 3, 0)),
        ("text", "text"),
        (np.zeros((0, 3)), np.zeros((0, 3))),
    ],
)
def test_draws_that_may_be_of_one_distribution(seen, made):
    """Other draws from the same distribution are alike, and so are equal constants."""
    assert alike_draws(seen, made)


@pytest.mark.parametrize(
    ("seen", "made"),
    [
        (normal(1), normal(2, scale=2.0)),
        (normal(1), np.abs(normal(2))),
        (normal(1), np.random.default_rng(1).random(400)),
        (normal(1), normal(2, 399)),
        (normal(1, (20, 20)), normal(1, (20, 20)).astype(int)),
        (normal(1, (3, 5)), np.repeat(normal(2, (1, 5)), 3, 0)),
        (normal(1, 5), np.zeros(5)),
        (np.zeros(5), normal(1, 5)),
        (np.ones(5), np.zeros(5)),
        (None, normal(1)),
    ],
)
def test_draws_that_are_not_of_one_distribution(seen, made):
    """Another scale, form, shape or kind, or repeated entries, are not alike."""
    assert not alike_draws(seen, made)


# -- parts to compare --------------------------------------------------------------

A, B, X = ("a",), ("b",), ("x",)


@pytest.mark.parametrize(
    ("seen", "right", "made", "compared"),
    [
        ({A: 1, B: 2}, {A: 1, B: 2}, {A: 1, B: 2}, {A, B}),
        ({A: 1, X: 2}, {A: 1}, {A: 1}, {A}),  # an entry that nobody asked for
        ({A: 1}, {A: 1, B: 2}, {A: 1, B: 2}, {A}),  # one that nobody missed
        ({A: 1}, {A: 1, B: 2}, {A: 1}, {A, B}),
        ({A: 1}, {A: 1}, {A: 1, X: 2}, {A, X}),
        ({(): None}, {A: 1}, {A: 1}, {A, ()}),
        ({}, {A: 1}, {A: 1}, {A}),
        ({(0,): 1}, {(0,): 1, (1,): 2}, {(0,): 1, (1,): 2}, {(0,), (1,)}),
        ({(0,): 1, (1,): 2}, {(0,): 1}, {(0,): 1}, {(0,), (1,)}),
    ],
)
def test_which_parts_are_compared(seen, right, made, compared):
    """All parts are compared except dict entries that only the student has or lacks."""
    assert compared_paths(seen, right, made) == compared


def test_parts_that_differ():
    """Parts differ if only one answer has them, or if their values differ."""
    first, second = {A: 1.0, B: 2.0}, {A: 1.0, B: 3.0, X: 0.0}
    assert differing({A, B, X, ("nobody's",)}, first, second, alike) == {B, X}


@given(WIRE, WIRE, WIRE)
def test_whatever_comes_is_compared(seen, right, made):
    """An answer differs from itself in no part."""
    with quiet():
        taken = [leaves(value, right) for value in (seen, right, made)]
        assert differing(compared_paths(*taken), taken[0], taken[0], alike) == set()


def test_tables_are_compared_by_what_they_hold():
    """Two tables are alike if labels, cells and index are; their types are not all that counts."""
    table = pd.DataFrame({"a": [1, 2], "b": ["x", None]})
    seen, right = (leaves(t, None)[()] for t in (table.astype({"a": float}), table))
    assert alike(seen, right)
    others = table[::-1], table[["b", "a"]], table.assign(a=[1, 3]), table.set_axis([1, 2])
    assert not any(alike(leaves(other, None)[()], right) for other in (*others, table["a"]))
