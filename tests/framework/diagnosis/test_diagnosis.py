import copy
import re
import warnings

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.diagnosis.diagnose import Inquiry, diagnose
from autograder.diagnosis.experiment import NoAnswer
from autograder.student.functions import Exchange, Reply
from autograder.wire.values import Opaque

X = np.array([[0.5, -1.5, 2.5], [3.5, 0.25, -0.75]])
CALLS = [{"x": X}, {"x": np.array([[2.0, 4.25]])}, {"x": X - 7.125}]
OPAQUE = Opaque("set", "{1}")
NAN = float("nan")


def minus(x, *, reference):
    """Return the result with the wrong sign."""
    return -reference.scale(x)


def one_more(x, *, reference):
    """Return one more than the result."""
    return reference.scale(x) + 1


def all_minus(x, *, reference):
    """Return two parts with the wrong sign."""
    return {name: -part for name, part in reference.pair(x).items()}


@pytest.fixture
def reference(reference_of):
    """A reference with the exercises scale, pair and draw."""
    return reference_of(
        scale="def scale(x):\n    return 2.0 * x",
        pair="def pair(x):\n    return {'W': x + 1.0, 'b': x * x}",
        count="def count(x):\n    return {int(n): n / 2 for n in x[0]}",
        draw="def draw(n):\n    return {'W': np.random.default_rng(0).standard_normal(n)}",
    )


@pytest.fixture
def misconceptions(known):
    """The known mistakes in scale and pair."""
    return known("scale", minus, one_more) + known("pair", all_minus)


@pytest.fixture
def diagnosed(reference, misconceptions, recorded):
    """Diagnose a plain function from its calls; return what is said, and the names."""

    def of(exercise, function, *calls, observe=False):
        def ask(arguments, extras):
            try:
                return function(**copy.deepcopy(arguments))
            except (ArithmeticError, TypeError, ValueError) as error:
                raise NoAnswer from error

        exchanges = [recorded(exercise, function, call, observe=observe) for call in calls or CALLS]
        found = diagnose(exercise, exchanges, reference, misconceptions, Inquiry(ask))
        return None if found is None else (found.text, found.misconceptions)

    return of


def no_answer(arguments, extras):
    """Give no answer."""
    raise NoAnswer


# -- what comes first --------------------------------------------------------------


def test_what_was_foreseen_is_told_in_the_author_s_words(diagnosed):
    """The diagnosis is the author's hint alone, with the misconception's name."""
    assert diagnosed("scale", lambda x: -2.0 * x) == ("hint of minus", ("minus",))


def test_two_that_were_foreseen(diagnosed):
    """Two misconceptions give both hints and both names."""
    text, names = diagnosed("scale", lambda x: 1 - 2.0 * x)
    assert ("hint of minus" in text, "hint of one_more" in text) == (True, True)
    assert set(names) == {"minus", "one_more"}


def test_one_that_was_foreseen_in_a_part(diagnosed):
    """A misconception seen in one part gives the part with the hint."""
    text, names = diagnosed("pair", lambda x: {"W": -x - 1.0, "b": x * x})
    assert ("`W`" in text, "`b`" in text, "hint of all_minus" in text) == (True, False, True)
    assert names == ("all_minus",)


def test_what_was_not_foreseen_is_measured(diagnosed):
    """It has no name, and other exercises' misconceptions are not tried."""
    text, names = diagnosed("scale", lambda x: 6.0 * x)
    assert ("3 times too large" in text, names) == (True, ())
    text, names = diagnosed("pair", lambda x: {"W": x + 1.0, "b": 3 * x * x})
    assert ("3 times too large" in text, names) == (True, ())


COUNTED = [{"x": np.array([[5.0, 7.0]])}, {"x": np.array([[7.0, 9.0, 5.0]])}]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda right: {n: right[n] for n in right if n != 7}, "Some keys are missing"),
        (lambda right: right | {0: 0.0}, "and others too"),
        (lambda right: {n + 1: half for n, half in right.items()}, "Some keys"),
        (lambda right: {str(n): half for n, half in right.items()}, "texts where numbers"),
        (lambda right: {(n, n): half for n, half in right.items()}, "tuples where numbers"),
    ],
)
def test_keys_that_are_no_names(diagnosed, reference, change, told):
    """They are told by their kind and number alone: they may be hidden inputs."""
    count = reference.callable_of("count")
    text, _ = diagnosed("count", lambda x: change(count(x)), *COUNTED)
    assert told in text
    assert re.search(r"[5-9]", text) is None


def test_values_under_numbered_keys_are_compared(diagnosed, reference):
    """An answer with the right keys and wrong values is wrong, and a right one is not."""
    count = reference.callable_of("count")
    text, _ = diagnosed("count", lambda x: {n: -half for n, half in count(x).items()}, *COUNTED)
    assert "key" not in text
    assert diagnosed("count", count, *COUNTED) is None


def test_numbers_as_keys_where_names_are_asked_for(diagnosed):
    """The kind of the keys is told."""
    text, _ = diagnosed("pair", lambda x: {1: x + 1.0, 2: x * x})
    assert text == "The keys of the returned dict are numbers where texts are asked for."


def test_what_cannot_be_measured_is_tried(diagnosed):
    """The function is called again with something changed."""
    text, names = diagnosed("scale", lambda x: 2.0 * x[:1] + 0 * x, *CALLS)
    assert ("single row" in text, names) == (True, ())


def test_a_function_is_not_asked_again_where_its_calls_say_enough(
    reference, misconceptions, recorded
):
    """A foreseen or measured mistake needs no further call."""
    asked = []
    for function in (lambda x: -2.0 * x, lambda x: 6.0 * x, lambda x: 2.0 * x.T):
        exchanges = [recorded("scale", function, call) for call in CALLS]
        diagnose("scale", exchanges, reference, misconceptions, Inquiry(lambda *a: asked.append(a)))
    assert asked == []


@pytest.mark.parametrize("observe", [False, True])
def test_where_a_test_looked_at_the_arguments(diagnosed, observe):
    """Measurements of the result are reported in this case too."""
    assert "3 times" in diagnosed("scale", lambda x: 6.0 * x, observe=observe)[0]


def test_an_argument_that_is_written_into(diagnosed):
    """It is reported if a test looked, and not guessed otherwise."""

    def writes(x):
        y = 2.0 * x
        x *= 0.5
        return y

    assert "argument `x`" in diagnosed("scale", writes, observe=True)[0]
    assert "argument" not in str(diagnosed("scale", writes))


# -- what is no evidence -----------------------------------------------------------


def test_right_calls_have_no_diagnosis(diagnosed):
    """A test may fail for a reason that no call shows."""
    assert diagnosed("scale", lambda x: x + x) is None


def test_no_call_has_no_diagnosis(reference, misconceptions, recorded):
    """Neither no calls nor another exercise's calls give a diagnosis."""
    others = [recorded("pair", lambda x: None, call) for call in CALLS]
    assert diagnose("scale", [], reference, misconceptions, Inquiry(no_answer)) is None
    assert diagnose("scale", others, reference, misconceptions, Inquiry(no_answer)) is None


def test_where_a_call_had_no_answer(reference, misconceptions, recorded):
    """Nothing is said, because the answer is unknown."""
    exchanges = [recorded("scale", lambda x: -2.0 * x, call) for call in CALLS]
    lost = Exchange("scale", [(CALLS[0], {})], None)
    assert (
        diagnose("scale", [*exchanges, lost], reference, misconceptions, Inquiry(no_answer)) is None
    )


def test_calls_that_the_reference_cannot_answer(diagnosed):
    """Without the reference's answer there is nothing to compare with."""
    assert diagnosed("scale", lambda x: 1.0, {"x": "text"}, {"x": None}) is None


def test_several_calls_of_which_one_raised(reference, misconceptions):
    """Nobody knows which one raised: its type counts, and only calls with answers are judged."""
    together = Exchange("scale", [(call, {}) for call in CALLS], None, "ValueError")
    single = Exchange("scale", [(CALLS[0], {})], [Reply(6.0 * X)])
    found = diagnose("scale", [together, single], reference, misconceptions, Inquiry(no_answer))
    assert (found.misconceptions, "times" in found.text) == ((), True)
    alone = diagnose("scale", [together], reference, misconceptions, Inquiry(no_answer))
    assert (alone.misconceptions, "does not fit" in alone.text) == ((), True)


def test_extras_are_for_parameters_without_a_default(reference_of, known):
    """A version gets extra arguments, as a student's function may."""
    reference = reference_of(total="def total(x):\n    return x.sum()")

    def scaled(x, factor):
        return factor * x.sum()

    exchange = Exchange("total", [({"x": X}, {"factor": 5.5})], [Reply(5.5 * X.sum())])
    found = diagnose("total", [exchange], reference, known("total", scaled), Inquiry(no_answer))
    assert found.misconceptions == ("scaled",)


# -- draws -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "words"),
    [(lambda n: None, "None"), (lambda n: {"W": 1 + np.zeros(n)}, ""), (lambda n: {}, "")],
)
def test_of_draws_only_none_is_told(diagnosed, function, words):
    """No random value is right or wrong."""
    found = diagnosed("draw", function, {"n": 5}, {"n": 300})
    assert (found is not None and words in found[0]) is bool(words)


# -- whatever comes ----------------------------------------------------------------


def test_versions_say_nothing_aloud(reference, known, recorded, capfd):
    """Prints and warnings of a misconception are discarded."""

    def loud(x):
        print("hidden input:", x)  # noqa: T201
        warnings.warn("hidden input", stacklevel=1)
        return np.log(-np.ones(1)) * x

    exchanges = [recorded("scale", lambda x: NAN * x, call) for call in CALLS]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = diagnose("scale", exchanges, reference, known("scale", loud), Inquiry(no_answer))
    assert (found.misconceptions, capfd.readouterr()) == (("loud",), ("", ""))


HOSTILE = [
    *(None, True, "text", "nan", b"bytes", OPAQUE, NAN, 1j, 10**400, -(2**63), [], {}, ()),
    *([[1, [2]], [[3.0, "x"]]], {"W": None}, {"W": {"b": {}}}, {"argument": 1, "": 2}),
    *({"W": OPAQUE, "b": [OPAQUE]}, (OPAQUE, X), [X, X[:1]], {"extra": X, "W": X, "b": X}),
    *(np.array(True), np.zeros((0, 3)), np.zeros(3, bool), np.array([NAN, 1j]), X.astype("f2")),
    *(np.zeros((2, 3), bool), X.astype(complex) * 1j, np.zeros((2, 3), "u1"), X.tolist()),
    np.array(["a", None, 10**400], dtype=object),
]


@pytest.mark.parametrize("exercise", ["scale", "pair", "draw"])
@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_no_answer_breaks_a_diagnosis(reference, misconceptions, exercise, value):
    """Whatever a function returns, at first or later, the diagnosis does not fail."""
    calls = [{"n": 5}, {"n": 300}] if exercise == "draw" else CALLS
    exchanges = [Exchange(exercise, [(call, {})], [Reply(value, call)]) for call in calls]
    half = [*exchanges[:1], Exchange(exercise, [(calls[1], {})], None, "KeyError")]
    mixed = [*exchanges[:1], Exchange(exercise, [(calls[0], {})], [Reply(X)])]
    for seen in (exchanges, exchanges[:1], half, mixed):
        found = diagnose(exercise, seen, reference, misconceptions, Inquiry(lambda *_: value))
        assert found is None or (bool(found.text), found.misconceptions) == (True, ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=2), st.booleans())
def test_no_two_answers_break_a_diagnosis(reference, misconceptions, answers, together):
    """Answers of different forms in one exercise do not make the diagnosis fail."""
    calls = [(call, {}) for call in CALLS[:2]]
    replies = [Reply(value) for value in answers]
    if together:
        exchanges = [Exchange("pair", calls, replies)]
    else:
        exchanges = [Exchange("pair", [c], [r]) for c, r in zip(calls, replies, strict=True)]
    found = diagnose("pair", exchanges, reference, misconceptions, Inquiry(lambda *_: answers[0]))
    assert found is None or found.misconceptions == ()


@pytest.mark.parametrize("value", ["8675309", {"W": "8675309"}, {"8675309": X}, ["8675309"]])
def test_what_a_student_wrote_is_not_told(reference, misconceptions, value):
    """Texts and keys of an answer do not reach the diagnosis."""
    exchanges = [Exchange("pair", [(call, {})], [Reply(value)]) for call in CALLS]
    found = diagnose("pair", exchanges, reference, misconceptions, Inquiry(lambda *_: value))
    assert "8675309" not in str(found)


@pytest.mark.parametrize(
    "code",
    [
        "def f(x):\n    return x > 0.5",
        "def f(x):\n    return x * 1j",
        "def f(x):\n    return np.where(x > 0, 'up', 'down')",
        "def f(x):\n    return [str(v) for v in x.ravel()]",
        "def f(x):\n    return 10**400",
        "def f(x):\n    return np.array([None, x], dtype=object)",
        "def f(x):\n    return {}",
        "def f(x):\n    return (x, {'a': (x, x > 0)}, 'text', None)",
        "def f(x):\n    return None",
    ],
    ids=["bool", "complex", "texts", "list", "huge", "objects", "empty", "nested", "None"],
)
def test_exercises_of_every_kind(reference_of, known, code):
    """For right answers of any type, the diagnosis of wrong ones does not fail."""
    reference = reference_of(f=code)

    def same(x, *, reference):
        return reference.f(x)

    for value in [*HOSTILE, X > 2, -X]:
        exchanges = [Exchange("f", [(call, {})], [Reply(value)]) for call in CALLS]
        found = diagnose("f", exchanges, reference, known("f", same), Inquiry(lambda *_: value))  # noqa: B023
        assert found is None or found.misconceptions == ()
