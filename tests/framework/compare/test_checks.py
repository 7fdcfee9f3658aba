import math
import re
from collections import OrderedDict
from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from autograder.checks import (
    CheckFailed,
    central_differences,
    check_accuracy,
    check_also_right,
    check_array,
    check_arrays,
    check_close,
    check_gradient,
    check_number,
    check_numbers,
    check_pair,
    check_parts,
    check_stable,
    check_that,
    check_unchanged,
    check_values,
    check_vectorized,
    right_parts,
)
from autograder.wire.values import Opaque
from autograder.wire.values.records import Member, NamedTuple, Record

LIAR = Opaque("Liar", "<Liar that equals everything>")
GOOD = np.array([[1.0, 2.0, 3.0]])


def failure(check, *args, **kwargs):
    """Return the message that a check fails with."""
    with pytest.raises(CheckFailed) as caught:
        check(*args, **kwargs)
    return str(caught.value)


def test_a_type_s_name_is_fit_to_print():
    """A class may have any name, but terminal control characters do not reach a message."""
    message = failure(check_number, Opaque("\x1b[31mX\n", ""), "the cost")
    assert message == "the cost is an object of another class; expected one number"


# -- values, whatever they came in -------------------------------------------------


def test_a_number_may_be_wrapped():
    """An array with one entry counts as a number only if a test allows it."""
    assert check_number(np.array([[2.5]]), "db", wrapped=True) == 2.5
    assert "expected one number" in failure(check_number, np.array([2.5]), "db")
    assert "expected one number" in failure(check_number, GOOD, "db", wrapped=True)


@pytest.mark.parametrize("value", [[1, 2, 3], [[1.0], [2.0], [3.0]], GOOD, GOOD.ravel(), (1, 2, 3)])
def test_as_many_numbers_will_do(value):
    """Numbers are accepted in any shape, and in lists."""
    assert np.array_equal(check_numbers(value, "w", (3, 1)), GOOD.T)
    check_values(value, GOOD.T, "w")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (GOOD[:, :2], "w has shape (1, ?); expected (3, 1)"),
        (None, "w is None; expected numbers"),
        ([[1.0], [2.0, 3.0]], "w is list; expected numbers"),
        (LIAR, "w is an object of another class; expected numbers"),
    ],
)
def test_what_is_not_as_many_numbers(value, message):
    """Both checks report other sizes and other things."""
    assert failure(check_numbers, value, "w", (3, 1)) == message
    assert failure(check_values, value, GOOD.T, "w") == message


def test_numbers_are_finite():
    """NaN and infinity are not accepted as numbers."""
    for wrong in (np.nan, np.inf):
        assert "contains" in failure(check_numbers, [wrong], "w", (1,))
        assert "wrong" in failure(check_values, [wrong], [1.0], "w")


def test_parts_that_are_right():
    """Each part is judged by its values; a missing part is wrong."""
    right = {"dw": GOOD, "db": 2.0, "J": 1.0}
    assert right_parts({"dw": GOOD.T, "db": np.array([2.5])}, right) == ["dw"]


def test_only_what_is_right_elsewhere_is_asked_for():
    """A part that is wrong in the usual case costs nothing in others, unless no part is right."""
    right, usual = {"dw": 1.0, "db": 2.0}, {"dw": 1.0, "db": 7.0}
    check_also_right((usual, right), (usual, right), told=" for one")
    wrong = {"dw": 3.0, "db": 7.0}
    message = failure(check_also_right, (usual, right), (wrong, right), told=" for one")
    assert message == "the value of dw for one is wrong"
    message = failure(check_also_right, (wrong, right), (wrong, right), told=" for one")
    assert message == "dw, db: wrong for one, as in general"
    check_also_right((wrong, right), (usual, right), told=" for one")
    check_also_right((wrong, right), (wrong, right), told=" for one", some=False)


# -- numbers ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", [2, 2.0, np.array(2.0), np.array(2, np.int8), np.array(2.0, np.float16), np.float32(2)]
)
def test_every_kind_of_number_will_do(value):
    """int, float, NumPy scalars and 0-d arrays are accepted and returned as float."""
    number = check_number(value, "the cost")
    assert (number, type(number)) == (2.0, float)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (math.nan, "the cost is NaN"),
        (math.inf, "the cost is infinite"),
        (-math.inf, "the cost is infinite"),
        (np.array(math.nan), "the cost is NaN"),
        (10**400, "the cost is infinite"),
        (True, "the cost is bool; expected one number"),
        (np.array(True), "the cost is a NumPy scalar; expected one number"),
        (np.array(1j), "the cost is a NumPy scalar; expected one number"),
        (1j, "the cost is complex; expected one number"),
        (None, "the cost is None; expected one number"),
        ("2.0", "the cost is str; expected one number"),
        ([2.0], "the cost is list; expected one number"),
        (LIAR, "the cost is an object of another class; expected one number"),
        (np.array([2.0]), "the cost is a NumPy array of shape (1,); expected one number"),
        (np.array([[2.0]]), "the cost is a NumPy array of shape (1, 1); expected one number"),
    ],
)
def test_what_is_no_number(value, message):
    """Anything but one finite real number fails, and the message names it."""
    assert failure(check_number, value, "the cost") == message


# -- arrays ----------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_a_float_array_of_the_right_shape(dtype):
    """Any floating dtype is accepted, and the array is returned unchanged."""
    value = GOOD.astype(dtype)
    assert check_array(value, "A", (1, 3)) is value


@pytest.mark.parametrize("value", [2.0, np.array(2.0)])
def test_a_float_is_an_array_of_no_dimensions(value):
    """For the shape (), a Python float is accepted like a 0-d array."""
    array = check_array(value, "A", ())
    assert (array.shape, float(array)) == ((), 2.0)


def with_one(value):
    """Return the good array with one value replaced."""
    array = GOOD.copy()
    array[0, 1] = value
    return array


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "A is None; expected a NumPy array of shape (1, 3)"),
        ([[1.0, 2.0, 3.0]], "A is list; expected a NumPy array of shape (1, 3)"),
        ("[[1, 2, 3]]", "A is str; expected a NumPy array of shape (1, 3)"),
        (2.0, "A is float; expected a NumPy array of shape (1, 3)"),
        (True, "A is bool; expected a NumPy array of shape (1, 3)"),
        (LIAR, "A is an object of another class; expected a NumPy array of shape (1, 3)"),
        (np.array(2.0), "A has shape (); expected (1, 3)"),
        (GOOD[0], "A has shape (3,); expected (1, 3)"),
        (GOOD.T, "A has shape (3, 1); expected (1, 3)"),
        (GOOD[None], "A has shape (1, 1, 3); expected (1, 3)"),
        (np.zeros((1, 0)), "A has shape (1, 0); expected (1, 3)"),
        (GOOD.astype(int), "A has dtype int64; expected floating point numbers"),
        (GOOD > 1, "A has dtype bool; expected floating point numbers"),
        (GOOD * 1j, "A has dtype complex128; expected floating point numbers"),
        (with_one(math.nan), "A contains NaN"),
        (with_one(math.inf), "A contains an infinite value"),
        (with_one(-math.inf), "A contains an infinite value"),
    ],
)
def test_what_is_not_the_array_asked_for(value, message):
    """Type, shape, dtype and finiteness are checked in this order, and the message names them."""
    assert failure(check_array, value, "A", (1, 3)) == message


@pytest.mark.parametrize(
    ("value", "hint"),
    [(GOOD[0], "Keep both dimensions"), (GOOD.T, "transposed"), (GOOD[None], "^$")],
)
def test_a_wrong_shape_has_a_hint_where_there_is_one(value, hint):
    """A lost dimension and a transposed array get a hint."""
    with pytest.raises(CheckFailed) as caught:
        check_array(value, "A", (1, 3))
    assert re.search(hint, caught.value.hint)


def test_the_arrays_of_a_dict():
    """The named arrays are returned; other keys are allowed."""
    value = {"W1": GOOD, "more": "anything"}
    assert list(check_arrays(value, "grads", {"W1": (1, 3)})) == ["W1"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "grads is None; expected a dict"),
        ((GOOD,), "grads is tuple; expected a dict"),
        (LIAR, "grads is an object of another class; expected a dict"),
        (
            Opaque("dict", "{1: 2}"),
            "grads is a dict that is too large, or whose keys are not all texts; expected a dict",
        ),
        ({}, "grads has no key 'W1', 'b1'"),
        ({"W1": GOOD}, "grads has no key 'b1'"),
        ({"W1": GOOD, "b1": GOOD}, 'grads["b1"] has shape (1, ?); expected (1, 1)'),
        ({"W1": None, "b1": 1}, 'grads["W1"] is None; expected a NumPy array of shape (1, 3)'),
    ],
)
def test_what_is_not_the_dict_asked_for(value, message):
    """The message names a missing key or a wrong value."""
    assert failure(check_arrays, value, "grads", {"W1": (1, 3), "b1": (1, 1)}) == message


@pytest.mark.parametrize("value", [(1, 2), [1, 2]])
def test_a_pair(value):
    """A tuple or a list of two is accepted as a pair."""
    assert check_pair(value, ("A2", "cache")) == (1, 2)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "got None; expected the pair (A2, cache)"),
        (GOOD, "got a NumPy array of shape (1, ?); expected the pair (A2, cache)"),
        ("ab", "got str; expected the pair (A2, cache)"),
        ({"a": 1, "b": 2}, "got dict; expected the pair (A2, cache)"),
        (LIAR, "got an object of another class; expected the pair (A2, cache)"),
        ((1, 2, 3), "got more than two values; expected the pair (A2, cache)"),
        ((), "got no value; expected the pair (A2, cache)"),
    ],
)
def test_what_is_no_pair(value, message):
    """Anything else fails, and the message names it."""
    assert failure(check_pair, value, ("A2", "cache")) == message


def test_parts_by_their_names():
    """A tuple or list with the right number of parts is accepted, and nothing else."""
    names = ("J", "dw", "db")
    assert check_parts([1, 2, 3], names) == {"J": 1, "dw": 2, "db": 3}
    assert failure(check_parts, 1.0, names) == "got float; expected the values J, dw, db"
    assert failure(check_parts, (1,), names) == "got another number of values; expected J, dw, db"


# -- values ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actual", "expected"),
    [(1.0, 1.0), (1.0 + 1e-7, 1.0), (1e-10, 0.0), (GOOD * (1 - 1e-7), GOOD), ([1.0], [1.0])],
)
def test_close_values_pass(actual, expected):
    """Values within the tolerance pass."""
    assert check_close(actual, expected, "A") is None


@pytest.mark.parametrize(
    ("actual", "expected", "message"),
    [
        (1.00001, 1.0, "the value of A is wrong, by less than 0.1 %"),
        (1.005, 1.0, "the value of A is wrong, by less than 1 %"),
        (0.95, 1.0, "the value of A is wrong, by less than 10 %"),
        (1.5, 1.0, "the value of A is wrong"),
        (1e-8, 0.0, "the value of A is wrong"),
        (-GOOD, GOOD, "A: all of its 3 values are wrong"),
        (with_one(7.0), GOOD, "A: some of its 3 values are wrong"),
        (with_one(math.nan), GOOD, "A: some of its 3 values are wrong"),
        (with_one(math.nan), with_one(math.nan), "A: some of its 3 values are wrong"),
        (with_one(math.inf), with_one(math.inf), "A: some of its 3 values are wrong"),
        (with_one(math.inf), GOOD, "A: some of its 3 values are wrong"),
        (GOOD.T, GOOD, "A has shape (3, 1); expected (1, 3)"),
        (2.0, GOOD, "A has shape (); expected (1, 3)"),
    ],
)
def test_values_that_are_not_close_fail(actual, expected, message):
    """NaN and infinity never pass, and nothing is broadcast."""
    assert failure(check_close, actual, expected, "A") == message


@pytest.mark.parametrize("actual", [LIAR, None, "1.0", {"a": 1}, [[1], [2, 3]], [LIAR], b"1"])
def test_values_that_cannot_be_compared_fail(actual):
    """A value that is no array of numbers is the student's error, not the grader's."""
    assert failure(check_close, actual, 1.0, "A").startswith("A ")


@pytest.mark.parametrize(
    "check",
    [
        lambda secret: check_close(GOOD * secret, GOOD * 2 * secret, "A"),
        lambda secret: check_close(0.0, secret, "A"),
        lambda secret: check_gradient(
            lambda at: float((at["x"] * secret).sum()), at={"x": GOOD}, analytic={"dx": GOOD}
        ),
        lambda secret: check_unchanged({"x": GOOD}, {"x": GOOD * secret}),
    ],
)
def test_messages_hold_no_expected_value(check):
    """A failure's message reveals nothing of the right answer."""
    with pytest.raises(CheckFailed) as caught:
        check(7.123456)
    assert re.findall(r"\d\.\d|7|14", str(caught.value) + caught.value.hint) == []


HUGE = 10**4900


def kind(value):
    """Return a test's id: pytest would write out all digits of a number."""
    return type(value).__name__


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (HUGE, HUGE),
        (2**63, np.uint64(2**63)),
        (float(2**80), 2**80),
        (Fraction(1, 3), 1 / 3),
        (1 / 3, Fraction(1, 3)),
        ([HUGE, 0.1], [HUGE, 0.1]),
        ([[HUGE, -1], [True, 2.5]], [[HUGE, -1], [1, 2.5]]),
        (np.array([2**62, 3]), [2**62, 3]),
        (True, 1),
    ],
    ids=kind,
)
def test_numbers_of_any_size_that_are_right(actual, expected):
    """Whole numbers and fractions of any size are compared without rounding."""
    assert check_close(actual, expected, "F") is None
    assert check_close(actual, expected, "F", rtol=1e-6) is None


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (HUGE + 1, HUGE),
        (-HUGE, HUGE),
        (1.0, HUGE),
        (math.inf, HUGE),
        (1j, HUGE),
        (HUGE, 1.0),
        (HUGE, 1j),
        (HUGE, np.zeros(())),
        (2**62 + 1, 2**62),
        (10**7 + 1, 10**7),
        (2**63, 2**63 - 1),
    ],
    ids=kind,
)
def test_numbers_of_any_size_that_are_wrong(actual, expected):
    """Whole numbers that differ by one are different at any size, and so is infinity."""
    assert failure(check_close, actual, expected, "F") == "the value of F is wrong"


def test_a_tolerance_for_large_numbers():
    """A requested tolerance applies to whole numbers too."""
    check_close(HUGE + 10**4890, HUGE, "F", rtol=1e-9)
    assert failure(check_close, HUGE + 10**4892, HUGE, "F", rtol=1e-9)


@pytest.mark.parametrize(
    "value", [HUGE, [HUGE, 1.0], [[HUGE], [1, 2]], [HUGE, None], [HUGE, "1"]], ids=kind
)
def test_numbers_of_any_size_elsewhere(value):
    """No check raises another error for a number of any size."""
    right = np.array([1.0, 2.0])
    for check in (
        lambda: check_number(value, "a"),
        lambda: check_array(value, "a", (2,)),
        lambda: check_stable(value, right, "a"),
        lambda: check_accuracy(value, right, 1.0, "a"),
        lambda: check_close(value, right, "a"),
        lambda: check_pair([value], ("a", "b")),
        lambda: check_vectorized({1: 0, 2: HUGE}),
    ):
        with pytest.raises(CheckFailed):
            check()


@pytest.mark.parametrize("of", [3, 7])
def test_what_a_worker_sent_is_not_repeated(of):
    """Messages contain no lengths, counts or names that student code chose."""
    wrong = np.zeros((2, 11))
    wrong.flat[:of] = 1.0
    said = (
        failure(check_array, np.zeros((of, 2)), "A", (2, 11)),
        failure(check_number, np.zeros(of), "A"),
        failure(check_array, np.zeros((1,) * of), "A", (2, 11)) if of > 3 else "",
        failure(check_close, [1.0] * of, [1.0], "A"),
        failure(check_close, wrong, np.zeros((2, 11)), "A"),
        failure(check_pair, [0] * of, ("a", "b")),
        failure(check_number, Opaque(f"Sees{of}", f"{of}"), "A"),
        failure(check_vectorized, {5: 1, 80: 1000 * of}),
        failure(check_accuracy, np.arange(16) < of, np.ones(16, bool), 0.9, "labels"),
    )
    assert str(of) not in "".join(said)


# -- arguments after a call ----------------------------------------------------------


BEFORE = {
    "X": GOOD,
    "parameters": {"W1": GOOD, "b1": np.zeros((1, 1))},
    "layers": [GOOD, (GOOD, None)],
    "rate": 0.1,
    "scalar": np.float64(0.1),
    "name": "relu",
}


def copied(value):
    """Return a value as it comes back over the wire."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(copied, value))
    return np.array(value) if isinstance(value, np.ndarray | np.generic) else value


@pytest.mark.parametrize("name", BEFORE)
def test_arguments_that_stayed(name):
    """Unchanged arguments of every kind pass."""
    assert check_unchanged(copied({name: BEFORE[name]}), {name: BEFORE[name]}) is None


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("X", GOOD + 1),
        ("X", GOOD.astype(np.float32)),
        ("X", GOOD.T),
        ("X", None),
        ("X", LIAR),
        ("parameters", {"W1": GOOD}),
        ("parameters", {"W1": GOOD, "b1": np.ones((1, 1))}),
        ("parameters", {"W1": GOOD, "b1": np.zeros((1, 1)), "more": 1}),
        ("parameters", [GOOD, GOOD]),
        ("layers", [GOOD, (GOOD + 1, None)]),
        ("layers", [GOOD]),
        ("layers", (GOOD, (GOOD, None))),
        ("rate", 0.2),
        ("rate", True),
        ("rate", "0.1"),
    ],
)
def test_arguments_that_changed(name, after):
    """The message names a changed argument, and says nothing else about it."""
    message = failure(check_unchanged, {name: after}, {name: BEFORE[name]})
    assert message == f"the call changed its argument {name}"


def test_an_argument_that_is_gone_has_changed():
    """If a worker sends fewer arguments back, the check fails."""
    assert failure(check_unchanged, {}, {"X": GOOD}) == "the call changed its argument X"


# -- gradients -------------------------------------------------------------------


def cost(at):
    """Return a cost whose gradient is known."""
    return float((at["W"] ** 2).sum() * 3 + np.sin(at["b"]).sum())


POINT = {"W": np.array([[0.5, -1.5]]), "b": np.array([[0.3]])}
GRADIENT = {"dW": 6 * POINT["W"], "db": np.cos(POINT["b"])}


def test_central_differences():
    """The numerical gradient has the shape of its point and the values of the slope."""
    slope = central_differences(lambda x: float((x**2).sum()), np.array([[1.0, -2.0]]))
    assert np.allclose(slope, [[2.0, -4.0]], atol=1e-8)


def test_a_right_gradient_passes():
    """A gradient that equals the cost's slope passes."""
    assert check_gradient(cost, at=POINT, analytic=GRADIENT) is None


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"dW": GRADIENT["dW"] / 2}, "dW: all of its 2 values are wrong"),
        ({"dW": -GRADIENT["dW"]}, "dW: all of its 2 values are wrong"),
        ({"db": GRADIENT["db"] + 1e-3}, "the value of db is wrong, by less than 1 %"),
        ({"dW": GRADIENT["dW"].T}, "dW has shape (2, 1); expected (1, 2)"),
    ],
)
def test_a_wrong_gradient_is_named(wrong, message):
    """A wrong gradient fails, and the message names it."""
    assert failure(check_gradient, cost, at=POINT, analytic=GRADIENT | wrong) == message


def test_the_point_is_left_alone():
    """Checking a gradient does not move the point."""
    point = {name: value.copy() for name, value in POINT.items()}
    check_gradient(cost, at=point, analytic=GRADIENT)
    assert all(np.array_equal(point[name], POINT[name]) for name in POINT)


@pytest.mark.parametrize("condition", [False, 0, None, []])
def test_check_that_fails_with_its_sentence(condition):
    """A condition that does not hold fails with the grader's own words."""
    with pytest.raises(CheckFailed, match=r"^Say this$") as caught:
        check_that(condition, "Say this", "and that")
    assert caught.value.hint == "and that"


def test_check_that_passes():
    """A condition that is true raises nothing."""
    assert check_that(1, "Never said") is None


# -- what is off by a factor -----------------------------------------------------------


@pytest.mark.parametrize(
    ("factor", "hint"),
    [
        (-1, "Every value has the wrong sign; the rest is right."),
        (7, "Every value is 7 times too large; the rest is right."),
        (1 / 10, "Every value is 10 times too small; the rest is right."),
        (
            -1 / 1000,
            "Every value has the wrong sign and is 1000 times too small; the rest is right.",
        ),
        (12, ""),
        (-2, "Every value has the wrong sign and is 2 times too large; the rest is right."),
        (1.5, ""),
        (1e6, ""),
    ],
)
def test_a_whole_factor_is_told(factor, hint):
    """If only a sign or a whole factor is wrong, the hint says so."""
    expected = np.array([[0.5, -2.0, 0.0], [3.25, 1.5, -0.125]])
    with pytest.raises(CheckFailed) as caught:
        check_close(factor * expected, expected, "dW1")
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ([1.0], [0.25]),
        ([1.0, 1.0], [0.25, 0.25]),
        ([1.0, 0.0], [0.25, 0.0]),
        ([1.0, 2.0], [0.25, 0.25]),
        ([1.0, 1.0], [0.25, 0.0]),
        ([np.nan, 1.0], [0.25, 0.5]),
    ],
)
def test_a_factor_that_would_tell_the_answer_is_not_told(actual, expected):
    """With one value, or equal values, the factor would reveal the answer, so no hint gives it."""
    with pytest.raises(CheckFailed) as caught:
        check_close(np.array(actual), np.array(expected), "A")
    assert caught.value.hint == ""


# -- stable formulas, accuracy -----------------------------------------------------------

TINY = np.exp(-np.array([300.0, 600.0]))  # each counts by its own size


@pytest.mark.parametrize("seen", [TINY, TINY * (1 + 1e-9), list(TINY)])
def test_stable_values_pass(seen):
    """Values that are right relative to their own size pass, however small they are."""
    check_stable(seen, TINY, "s")


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (np.zeros(2), "not exact enough"),
        (TINY * [1, 1.001], "not exact enough"),
        (np.array([np.nan, 0]), "s is NaN"),
        (np.array([np.inf, 0]), "s is infinite"),
        (TINY[:1], "expected"),
        (None, "expected numbers"),
    ],
)
def test_unstable_values_fail(seen, said):
    """Lost digits, overflow and anything but such an array fail."""
    with pytest.raises(CheckFailed, match=said):
        check_stable(seen, TINY, "s")


def test_accuracy():
    """The required share passes; a smaller share is reported in percent."""
    labels = np.array([0, 1, 1, 0])
    check_accuracy(np.array([0.0, 1.0, 1.0, 1.0]), labels, 0.75, "the labels")
    with pytest.raises(CheckFailed, match="right for less than 75% of fresh samples, which can be"):
        check_accuracy([1, 0, 1, 0], labels, 0.75, "the labels")


@pytest.mark.parametrize("seen", [None, "0110", np.zeros((4, 1)), [0, 1]])
def test_accuracy_of_what_is_no_prediction(seen):
    """Predictions of another type or shape are reported, not broadcast."""
    with pytest.raises(CheckFailed, match="expected"):
        check_accuracy(seen, np.array([0, 1, 1, 0]), 0.1, "the labels")


@pytest.mark.parametrize(
    "value", [np.array(["a"]), np.array([b"a"]), np.array(["2026-01"], "M8[M]")]
)
def test_arrays_of_other_things_are_said_to_be_that(value):
    """No dtype that a student chose is shown."""
    other = "x is a NumPy array that holds other things than numbers; expected "
    with pytest.raises(CheckFailed, match=f"^{other}floating point numbers$"):
        check_array(value, "x", (1,))
    with pytest.raises(CheckFailed, match=f"^{other}numbers$"):
        check_close(value, np.ones(1), "x")


def test_sets_and_dates_that_a_call_changed_are_found():
    """NaT, the missing date, equals itself."""
    dates = np.array(["2026-01-31", "NaT"], "M8[D]")
    check_unchanged({"d": dates.copy(), "s": {1, "a"}}, {"d": dates, "s": {1, "a"}})
    with pytest.raises(CheckFailed, match="changed its argument s"):
        check_unchanged({"d": dates, "s": {1}}, {"d": dates, "s": {1, 2}})


# -- values of other types -------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (np.ma.array([1.0, 2.0], mask=[0, 1]), "MaskedArray"),
        (np.array([1.0, 2.0], object), "holds other things than numbers"),
        (np.zeros(2, [("SMUGGLED", "f8")]), "holds other things than numbers"),
        (NamedTuple.of("SMUGGLED", ["x"], ["1.0"]), "tuple"),
        (Record("SMUGGLED", ["x"], [1.0]), "an object of another class"),
        (Member("SMUGGLED", "x", 1.0), "an object of another class"),
        (OrderedDict(SMUGGLED=1), "dict"),
        (date(2026, 1, 31), "date"),
        (np.str_("SMUGGLED"), "str"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_number_stays_none(value, told):
    """Masked arrays and arrays of objects are no arrays of numbers; nothing chosen is repeated."""
    for check in (
        lambda: check_array(value, "A", (2,)),
        lambda: check_close(value, [1.0, 2.0], "A"),
        lambda: check_values(value, [1.0, 2.0], "A"),
    ):
        with pytest.raises(CheckFailed) as raised:
            check()
        assert "SMUGGLED" not in str(raised.value)
        assert told in str(raised.value)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_a_scalar_of_numpy_is_as_good_as_an_array_without_axes(kind):
    """Whichever a function returns."""
    assert check_array(kind(0.5), "cost", ()).shape == ()
    check_unchanged({"x": kind(0.5)}, {"x": np.array(0.5, kind)})


def test_masks_and_tables_are_compared_as_a_whole():
    """To see whether a call changed them."""
    pd = pytest.importorskip("pandas")
    masked, table = np.ma.array([1, 2], mask=[0, 1]), pd.DataFrame({"a": [1.0, np.nan]})
    check_unchanged({"m": masked.copy(), "t": table.copy()}, {"m": masked, "t": table})
    for name, other in (("m", np.ma.array([1, 2])), ("t", table.fillna(0)), ("t", [1])):
        with pytest.raises(CheckFailed, match="changed its argument"):
            check_unchanged({"m": masked, "t": table, name: other}, {"m": masked, "t": table})
