from datetime import date

import numpy as np
import pytest

from autograder.checks import (
    CheckFailed,
    check_choice,
    check_equal,
    check_set,
    check_text,
    check_type,
)
from autograder.wire.values import Opaque


def failure(check, *args, **kwargs):
    """Return message and hint that a check fails with."""
    with pytest.raises(CheckFailed) as caught:
        check(*args, **kwargs)
    return str(caught.value), caught.value.hint


# -- any plain value -----------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, 3, 2.5, 1j, "text", b"bytes", [], (), set(), {}, 10**40, date(2030, 1, 2)),
        *([1, "a", None], (1, (2, [3])), {"a": [1, 2], 3: {"b"}}, frozenset({1})),
        *(np.arange(3), np.array(["a", "b"]), np.array([1.0, np.nan]), float("nan"), float("inf")),
        np.array([1, "a", None], dtype=object),
    ],
)
def test_a_value_equals_itself(value):
    """Any plain value passes where it is expected, also inside a container."""
    check_equal(value, value, "v")
    check_equal({"k": [value]}, {"k": [value]}, "v")


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (3.0, 3),
        (np.int64(3), 3),
        (np.float32(0.5), 0.5),
        ([1.0, np.int8(2)], [1, 2]),
        (np.str_("a"), "a"),
        (np.bool_(True), True),
        (0.1 + 0.2, 0.3),
        (np.array(["a"]), np.array(["a"], "U9")),
    ],
)
def test_kinds_of_numbers_and_texts_do_not_matter(actual, expected):
    """Numbers are numbers, whoever made them; NumPy's texts are texts."""
    check_equal(actual, expected, "v")


@pytest.mark.parametrize(
    ("actual", "expected", "message", "hint"),
    [
        (True, 1, "v is bool; expected a number", ""),
        (1, True, "v is int; expected True or False", ""),
        ("3", 3, "v is str; expected a number", ""),
        ((1, 2), [1, 2], "v is tuple; expected a list", ""),
        (Opaque("Liar", ""), [1], "v is an object of another class; expected a list", ""),
        (0, None, "v is int; expected None", ""),
        (4, 3, "the value of v is wrong", ""),
        (float("nan"), 3, "the value of v is wrong", ""),
        ("Bern", "Basel", "v is not the text that is asked for", ""),
        ("BERN", "Bern", "v is not the text", "upper and lower case"),
        ([2, 1], [1, 2], "v has the right entries in another order", ""),
        ([1], [1, 2], "v has too few entries", ""),
        ([], [1, 2], "v is empty", ""),
        (["1", "2"], [1, 2], "v[0] is str; expected a number", "texts where numbers belong"),
        ([1, 2], ["1", "2"], "v[0] is int; expected a text", "numbers where texts belong"),
        ([-1.0, -2.0], [1, 2], "v: all of its 2 values are wrong", "wrong sign"),
        ([0] * 20, ["a"] * 20, "an entry of v is int; expected a text", "texts belong"),
        ({"a": [1, (2, 4)]}, {"a": [1, (2, 3)]}, "v['a'][1]: most of its 2 values are wrong", ""),
        ({"A": 1}, {"a": 1}, "v lacks some of the keys, and has others", "upper and lower case"),
        ({1: 1}, {1: 1, 2: 2, 3: 3}, "v lacks two of the keys", ""),
        ({1, 2}, {1}, "v has one too many of the elements", ""),
        (np.zeros((2, 3)), np.zeros((3, 2)), "v has shape (2, 3); expected (3, 2)", ""),
        (np.array([1.0, 5]), np.array([np.nan, 5]), "v", ""),
        (np.array(["a", "c"]), np.array(["a", "b"]), "some values of v are wrong", ""),
        (date(2030, 1, 3), date(2030, 1, 2), "v is wrong", ""),
    ],
)
def test_where_a_value_is_wrong(actual, expected, message, hint):
    """The message has the path to what is wrong, and the hint what it may be."""
    told = failure(check_equal, actual, expected, "v")
    assert message in told[0]
    assert hint in told[1]
    assert bool(hint) == bool(told[1])


def test_no_expected_value_is_told():
    """No message has an expected key, entry or text that the student lacks."""
    hidden = {"secret": "hidden", "other": ["hidden", 4711]}
    for answer in ({}, {"secret": "x"}, {"secret": "HIDDEN", "other": []}, [1], {"a": 1, "b": 2}):
        told = " ".join(failure(check_equal, answer, hidden, "v"))
        assert "hidden" not in told
        assert "4711" not in told
        assert "other" not in told.replace("others", "").replace("another", "") or "other" in answer


def test_elements_in_any_order():
    """A set may come as list, tuple or array; other elements fail, and their number is vague."""
    for answer in ({1, 2}, [2, 1, 2], (1, 2), np.array([2, 1]), frozenset({1, 2})):
        check_set(answer, {1, 2}, "s")
    assert (
        failure(check_set, [1, 2, 3, [4]], [1, 2], "s")[0] == "s has two too many of the elements"
    )
    assert failure(check_set, ["1", "2"], [1, 2], "s")[1].startswith("There are texts")
    assert failure(check_set, [" a"], ["a"], "s")[1] == "They differ only in spaces around them."
    assert failure(check_set, 5, [1], "s")[0] == "s is int; expected a set"


# -- types -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (1, int),
        (np.int64(1), int),
        (1, float),
        (np.float32(1), float),
        (True, bool),
        (None, None),
        (["a"], list[str]),
        ({"a": 1}, dict[str, float]),
        ((1, "a"), tuple[int, str]),
        ((1, 2, 3), tuple[int, ...]),
        (None, int | None),
        ([1, None], list[int | None]),
        (np.bool_(True), bool),
        (np.str_("a"), str),
        (np.zeros(2), np.ndarray),
    ],
)
def test_types_as_annotations(value, kind):
    """A value of the type passes."""
    check_type(value, kind, "v")


@pytest.mark.parametrize(
    ("value", "kind", "message"),
    [
        (True, int, "v is bool; expected int"),
        (1.0, int, "v is float; expected int"),
        ("1", int | None, "v is str; expected int or None"),
        ([1, "a"], list[int], "an entry of v is str; expected int"),
        ({1: 1}, dict[str, int], "a key of v is int; expected str"),
        ((1, 2), tuple[int, str], "v[1] is int; expected str"),
        ((1,), tuple[int, str], "v has too few entries"),
        (Opaque("int", ""), int, "v is int; expected int"),
    ],
)
def test_where_a_type_is_wrong(value, kind, message):
    """The message says what it is, and where."""
    assert failure(check_type, value, kind, "v")[0] == message


# -- texts -----------------------------------------------------------------------------


def test_what_a_text_may_differ_in():
    """Case, spaces and line ends are forgiven only as asked."""
    right = "Mean: 3\nMax: 5\n"
    for seen, switch in (
        ("mean: 3\nMAX: 5\n", "case"),
        ("Mean:  3 Max: 5", "spaces"),
        ("\nMean: 3 \r\nMax: 5", "ends"),
    ):
        check_text(seen, right, "t", **{switch: False})
        assert failure(check_text, seen, right, "t")[0] == "t is not the text that is asked for"


@pytest.mark.parametrize(
    ("seen", "hint"),
    [
        ("mean: 3\nmax: 5\nsum: 8", "It differs only in upper and lower case."),
        ("Mean:3\nMax: 5\n\nSum: 8", "It differs only in spaces and line ends."),
        ("Mean 3\nMax 5\nSum 8", "It differs only in punctuation."),
        ("Max: 5\nMean: 3\nSum: 8", "The lines are right, but in another order."),
        ("Mean: 4\nMax: 5\nSum: 8", "The words are right, but a number among them is not."),
        ("Mean: 3\nMax: 5\nTotal 8", "All lines but one are right."),
        ("nothing", ""),
    ],
)
def test_how_a_text_differs(seen, hint):
    """The hint says what the only difference is, and never the text."""
    assert failure(check_text, seen, "Mean: 3\nMax: 5\nSum: 8", "t")[1] == hint


def test_no_text():
    """Another type, and an empty text, are named."""
    assert failure(check_text, 3, "a", "t")[0] == "t is int; expected a text"
    assert failure(check_text, " ", "a", "t")[0] == "t is empty"


# -- choices -----------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["b", " B)", "(b)", "b.", ["b"], {"B"}, np.array(["b"])])
def test_one_choice(answer):
    """Case, brackets, full stops and containers do not count."""
    check_choice(answer, "b", "question 1", choices="abcd")


@pytest.mark.parametrize("answer", ["a, c", "C a", "a and c", ["c", "A)"], {"a", "c"}, ("a", "c")])
def test_several_choices(answer):
    """Several labels come in any order, as a text or in a container."""
    check_choice(answer, {"a", "c"}, "question 2")


def test_choices_that_are_numbers_or_words():
    """Numbers may come as text; labels of several words are not taken apart."""
    for answer in (2, 2.0, "2", "2)", np.int64(2)):
        check_choice(answer, 2, "q")
    check_choice("newton's  METHOD", "Newton's method", "q")
    check_choice(True, True, "q")


@pytest.mark.parametrize(
    ("answer", "expected", "message"),
    [
        ("a", "b", "q is not the right choice"),
        (["a", "b"], "b", "q is not the right choice"),
        ("a", {"a", "b"}, "q are not the right choices"),
        ("z", "b", "q is none of the choices"),
        ("", "b", "q is empty"),
        ({"a": 1}, "b", "q is dict; expected the label of a choice"),
        (None, "b", "q is None; expected the label of a choice"),
        (True, 1, "q is none of the choices"),
        ({10**4900}, "b", "q is none of the choices"),
    ],
)
def test_wrong_choices(answer, expected, message):
    """A wrong choice is told apart from what is no choice; the right one is not told."""
    assert failure(check_choice, answer, expected, "q", choices=["a", "b", 1])[0] == message
