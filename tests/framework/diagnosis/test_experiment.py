import contextlib
import random

import numpy as np
import pytest

from autograder.diagnosis.evidence import Case, quiet
from autograder.diagnosis.experiment import Experiments, NoAnswer
from autograder.diagnosis.values import alike, leaves
from autograder.execution.arguments import call
from autograder.wire.values import Opaque

X = np.array([[0.5, -1.5, 2.5], [3.5, 0.25, -0.75]])
Y = np.array([[1.0, 0.0, 1.0]])
ONE = {"X": X[:, :1], "Y": Y[:, :1]}
MANY = {"X": X, "Y": Y}


def right(X, Y, rate=2.0):
    """Return the right values: one for each sample, from both arguments."""
    return rate * X.sum(axis=0, keepdims=True) + 0.5 * Y


@pytest.fixture
def findings():
    """Return what experiments find about a function's calls, in lower case."""

    def found(function, *calls, reference=right):
        def ask(arguments, extras):
            try:
                return call(function, arguments, extras)
            except (ArithmeticError, TypeError, ValueError):
                raise NoAnswer from None

        with quiet():
            cases = [case_of(ask, reference, arguments) for arguments in calls]
            cases.sort(key=lambda case: not case.is_wrong)
            experiments = Experiments(cases, reference, ask)
            return " ".join([experiments.default(), *experiments.findings()]).lower()

    return found


def case_of(ask, reference, arguments):
    """Make a call and judge it."""
    value = reference(**arguments)
    expected, seen = leaves(value, value), None
    with contextlib.suppress(NoAnswer):
        seen = leaves(ask(arguments, {}), value)
    same = seen is not None and all(p in seen and alike(seen[p], expected[p]) for p in expected)
    return Case(arguments, {}, seen, expected, not same, form=value)


def keeps_integers(X, Y):
    """Write into an array of the type of X."""
    result = np.zeros_like(X[:1])
    result[:] = right(X, Y)
    return result


def overflows(X, Y):
    """Overflow for large numbers."""
    return right(X, Y) + np.where(np.abs(X).max() > 40, 1.0, 0.0)


def squeezes(X, Y):
    """Drop the only column."""
    return right(X, Y) if X.shape[1] > 1 else right(X, Y) + 1


def first_of_many(X, Y):
    """Use the first column for all of them."""
    return right(X[:, :1], Y[:, :1]) * np.ones(Y.shape)


def first_row(X, Y):
    """Use only the first row."""
    return right(X[:1], Y)


@pytest.mark.parametrize(
    ("function", "calls", "words"),
    [
        (lambda X, Y: right(X, Y) + random.random(), [MANY], ["same arguments"]),
        (
            keeps_integers,
            [{**MANY, "X": np.array([[1, 2, 3]])}, MANY],
            ["integers", "`x`", "float"],
        ),
        (lambda X, Y: right(X, Y) - 4 * (Y.dtype == bool), [{"X": X, "Y": Y > 0}], ["`y`", "bool"]),
        (lambda X, Y, rate=1.0: right(X, Y, rate), [MANY], ["default", "`rate`"]),
        (overflows, [{**MANY, "X": 100 * X}, MANY], ["far from zero", "`x`"]),
        (squeezes, [ONE, MANY], ["`x` has a single column"]),
        (first_of_many, [MANY, ONE], ["right where `x` has a single column"]),
        (first_row, [MANY, {**MANY, "X": X[:1]}], ["right where `x` has a single row"]),
        (lambda X, Y: right(X, 0 * Y), [MANY, ONE], ["depend", "`y`"]),
        (lambda X, Y: 3 + 0 * Y, [MANY, ONE], ["depend", "`x`", "`y`"]),
    ],
    ids=[
        *("random", "integers", "booleans", "default", "large", "one column", "many columns"),
        *("many rows", "ignores one", "ignores both"),
    ],
)
def test_what_a_mistake_hangs_on(findings, function, calls, words):
    """A change that corrects the answer, or wrongly has no effect, is named."""
    text = findings(function, *calls)
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    ("function", "calls"),
    [
        (right, [MANY, ONE]),
        (lambda X, Y: right(X, Y) + 1, [MANY, ONE]),
        (lambda X, Y: right(X, Y) + 1, [{**MANY, "X": np.array([[1, 2, 3]])}, MANY]),
        (lambda X, Y: right(X, Y) + 1, [{**MANY, "X": 100 * X}, MANY]),
        (lambda X, Y, rate=1.0: right(X, Y, rate) + 1, [MANY]),
        (lambda X, Y: right(X, Y) + (X.shape[1] == 1) + (X.shape[1] > 2), [MANY, ONE]),
        (lambda X, Y: -right(X, Y), [MANY, ONE]),
        (lambda X, Y: 1 / 0, [MANY, ONE]),
        (lambda X, Y: Opaque("set", "{1}"), [MANY, ONE]),
        (lambda X, Y: (right(X, Y), Opaque("set", "{1}")), [MANY]),
        (lambda X, Y: None, [MANY, ONE]),
        (lambda X, Y: "text", [MANY]),
        (lambda X, Y: {}, [MANY]),
        (lambda X, Y: (), [MANY]),
        (lambda X, Y: float("nan") * X, [MANY]),
        (lambda X, Y: 10**400, [MANY]),
    ],
    ids=[
        *("right", "other", "integers", "large", "default", "both lengths", "sign", "raises"),
        *("object", "pair", "None", "text", "empty dict", "empty tuple", "NaN", "huge"),
    ],
)
def test_what_hangs_on_nothing_that_is_tried(findings, function, calls):
    """A change that corrects nothing is not mentioned."""
    text = findings(function, *calls)
    words = ("same arguments", "integers", "default", "large", "single")
    assert [word for word in words if word in text] == []


def test_an_empty_answer_is_the_same_twice(findings):
    """An empty dict does not count as a result that changes by itself."""
    function = lambda X, Y: {} if X.shape[1] == 1 else {"sum": X + 1}  # noqa: E731
    assert "same arguments" not in findings(
        function, ONE, MANY, reference=lambda X, Y: {"sum": X + Y}
    )


def test_the_argument_that_is_named_is_the_one_that_was_tried(findings):
    """If two arguments have different lengths, the tried one is named."""

    def total(A, B):
        return A.sum() + B.sum()

    def wrong(A, B):
        return total(A, B) + (B.shape[1] == 1)

    calls = [{"A": np.ones((2, a)), "B": np.full((2, b), 0.5)} for a, b in ((3, 1), (1, 3), (4, 4))]
    text = findings(wrong, *calls, reference=total)
    assert ("`b` has a single column" in text, "`a`" in text) == (True, False)


@pytest.mark.parametrize(
    "arguments",
    [
        {"a": 2.0, "b": 3},
        {"a": 2j, "b": 3.0},
        {"a": True, "b": np.array([True, False])},
        {"a": np.array(2.0), "b": np.zeros((0, 3))},
        {"a": np.array([0.2, 0.7]), "b": 1},
        {"a": np.array([1 + 2j, 3]), "b": np.array([[1, 2]], "u1")},
        {"a": np.array([float("nan"), float("inf")]), "b": np.array([-(2**63)])},
        {"a": np.float16([6e4, 1]), "b": 2.0},
    ],
    ids=["numbers", "complex", "booleans", "empty", "probabilities", "arrays", "odd", "half"],
)
def test_arguments_of_every_kind_can_be_changed(findings, arguments):
    """If a function ignores its arguments, each one is named, whatever its type."""

    def both(a, b):
        return complex(np.sum(a, dtype=complex) * 5 + np.sum(b) + np.size(b))

    text = findings(lambda a, b: -123.25, arguments, reference=both)
    assert ("depend" in text) or not np.isfinite(both(**arguments)) or np.size(arguments["b"]) == 0


def test_what_is_tried_is_of_the_kind_that_was_passed():
    """Integers, labels and probabilities keep their kind, which a function may need."""
    arguments = {
        "n": 3,
        "flags": np.array([True, False]),
        "counts": np.array([2, 7]),
        "labels": np.array([1.0, 0.0]),
        "more": {"chances": np.array([0.25, 0.5]), "rate": 0.75},
    }
    asked = []

    def ask(changed, extras):
        asked.append(changed)
        return -123.25

    def total(n, flags, counts, labels, more):
        first = n + 3 * flags[0] + counts @ [2, 3] + labels[0]
        return float(first + more["chances"] @ [1, 2] + more["rate"])

    with quiet():
        case = case_of(ask, total, arguments)
        text = " ".join(Experiments([case], total, ask).findings())
    assert [name for name in (*arguments, *arguments["more"]) if f"`{name}`" not in text] == [
        "more"
    ]
    once_changed = [a for a in asked if a["counts"].dtype.kind == "i" and a["flags"].dtype == bool]
    assert len(once_changed) >= len(asked) - 1  # in one of them, all integers are tried as floats
    assert {type(a["n"]) for a in asked} == {int}
    assert {type(a["more"]["rate"]) for a in asked} == {float}
    assert all(np.isin(a["labels"], (0.0, 1.0)).all() for a in asked)
    assert all(np.all((p > 0) & (p < 1)) for p in (a["more"]["chances"] for a in asked))


def test_arguments_in_dicts_are_changed_too(findings):
    """An unused entry of a dict is named by its key."""

    def layer(X, parameters):
        return parameters["W"] @ X + parameters["b"]

    arguments = {"X": X, "parameters": {"W": np.ones((2, 2)), "b": np.full((2, 1), 0.75)}}
    text = findings(lambda X, parameters: parameters["W"] @ X, arguments, reference=layer)
    assert ("`b`" in text, "`w`" in text, "`x`" in text) == (True, False, False)


def test_what_was_asked_with_is_not_changed():
    """Experiments work on copies, so the record of the tests stays the same."""
    arguments = {"X": np.full((1, 4), 50), "Y": np.ones((1, 4))}
    before = {name: value.copy() for name, value in arguments.items()}

    def ask(asked, extras):
        return right(**asked) + 1

    with quiet():
        case = case_of(ask, right, arguments)
        list(Experiments([case], right, ask).findings())
    assert all(np.array_equal(arguments[name], before[name]) for name in before)


def test_the_number_of_calls_is_bounded():
    """With any number of arguments, a student's function is called at most some dozens of times."""
    calls = []

    def ask(arguments, extras):
        calls.append(1)
        return -1.0

    names = [f"p{i}" for i in range(60)]
    reference = eval(f"lambda {', '.join(names)}: {' + '.join(names)}")
    with quiet():
        cases = [case_of(ask, reference, dict.fromkeys(names, 1.5))]
        calls.clear()
        list(Experiments(cases, reference, ask).findings())
    assert 2 < len(calls) < 100
