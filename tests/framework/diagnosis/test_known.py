from types import SimpleNamespace

import numpy as np
import pytest

from autograder.diagnosis.diagnose import Inquiry, diagnose
from autograder.diagnosis.evidence import gather
from autograder.diagnosis.known import explain
from autograder.wire.values import Seed

SCALE = "def scale(x):\n    return 2.0 * x\n"
PAIR = "def pair(x):\n    y = scale(x)\n    return {'up': y + 1.0, 'down': 1.0 - y, 'same': y}\n"
CALLS = [{"x": np.array([1.0, 2.0, 4.0])}, {"x": np.array([[-3.0, 5.0]])}, {"x": np.array(0.5)}]


def minus(x, *, reference):
    """Return the result with the wrong sign."""
    return -reference.scale(x)


def one_more(x, *, reference):
    """Return one more than the result."""
    return reference.scale(x) + 1


def tripled(x):
    """Use another factor."""
    return 3.0 * x


def right(x, *, reference):
    """Return the right value: by an author's mistake, this is no misconception."""
    return reference.scale(x)


def stops(x, *, reference):
    """Raise for arrays of two axes."""
    if np.ndim(x) == 2:
        raise ValueError("no matrix")
    return reference.scale(x)


def writes(x, *, reference):
    """Write into the argument."""
    y = reference.scale(x)
    x *= 0.0
    return y


def up_swapped(x, *, reference):
    """Return one part with the wrong sign."""
    return {**reference.pair(x), "up": -reference.pair(x)["up"]}


def down_doubled(x, *, reference):
    """Return another part with a wrong factor."""
    return {**reference.pair(x), "down": 2 * reference.pair(x)["down"]}


def both_tripled(x, *, reference):
    """Return two parts with a wrong factor."""
    y = reference.pair(x)
    return {**y, "up": 3 * y["up"], "down": 3 * y["down"]}


def keys(parts):
    """Return the keys in the paths of parts."""
    if isinstance(parts, str):
        return (parts,)
    return tuple(key for part in parts for key in keys(part))


@pytest.fixture
def reference(reference_of):
    """A reference with the exercises scale and pair."""
    return reference_of(scale=SCALE, pair=PAIR)


@pytest.fixture
def names(reference, recorded, known):
    """Return the names of the misconceptions that explain a function's calls, and the parts."""

    def found(exercise, function, *versions, calls=CALLS, observe=False):
        exchanges = [recorded(exercise, function, call, observe=observe) for call in calls]
        evidence = gather(exercise, exchanges, reference)
        explanation = explain(evidence, known(exercise, *versions), reference)
        if explanation is None:
            return None
        return [m.name for m in explanation.misconceptions], keys(explanation.parts)

    return found


SCALES = (minus, one_more, tripled, right, stops)


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (lambda x: -2.0 * x, "minus"),
        (lambda x: 2.0 * x + 1.0, "one_more"),
        (lambda x: x + x + x, "tripled"),
    ],
)
def test_a_misconception_that_makes_the_same_of_every_call(names, function, name):
    """A misconception with the same answers is named, and no other one."""
    assert names("scale", function, *SCALES) == ([name], ())


def minus_of_vectors_only(x):
    """Return the wrong sign for one axis."""
    return -2.0 * x if np.ndim(x) == 1 else 2.0 * x


@pytest.mark.parametrize(
    "function",
    [
        lambda x: 2.0 * x,
        lambda x: -2.01 * x,
        minus_of_vectors_only,
        lambda x: (-2.0 * x).tolist(),
        lambda x: None,
        lambda x: {"a": -2.0 * x},
        lambda x: float("nan") * x,
    ],
    ids=["right", "near", "some calls", "list", "None", "dict", "NaN"],
)
def test_what_only_resembles_a_misconception(names, function):
    """A difference in any call means no explanation; right answers get none either."""
    assert names("scale", function, *SCALES) is None


def raises(error, x):
    """Raise for two axes."""
    if np.ndim(x) == 2:
        raise error
    return 2.0 * x


def test_the_same_exceptions(names):
    """A version that raises explains a function that raises the same type in the same calls."""
    assert names("scale", lambda x: raises(ValueError(3), x), *SCALES) == (["stops"], ())
    assert names("scale", lambda x: raises(TypeError(), x), *SCALES) is None
    assert names("scale", lambda x: raises(ValueError(), np.ones((1, 1))), *SCALES) is None


def in_a_tuple(x, *, reference):
    """Wrap the result."""
    return (reference.scale(x),)


def by_name(x, *, reference):
    """Look a part up in the result by name."""
    return reference.scale(x)["y"]


def test_exceptions_alone_are_not_two_mistakes(names):
    """Two combined mistakes do not explain a function that always raises."""
    versions = (in_a_tuple, by_name)
    assert names("scale", lambda x: by_name(x, reference=TUPLES), *versions) is None


TUPLES = SimpleNamespace(scale=lambda x: (2.0 * x,))


def test_a_version_that_cannot_be_called_is_passed_over(names):
    """An author's version that fails without reason explains nothing and does no harm."""

    def fails(x):
        raise KeyError

    def needs_more(x, y):
        return -2.0 * x

    assert names("scale", lambda x: -2.0 * x, fails, needs_more, minus) == (["minus"], ())


def test_the_first_of_the_file_that_explains_all(names):
    """Of equal versions, the first one in the author's file is named."""

    def opposite(x):
        return -2.0 * x

    assert names("scale", lambda x: x * -2.0, opposite, minus) == (["opposite"], ())


def test_what_is_done_to_an_argument(names):
    """A version that writes into an argument explains a function that does so, if a test looked."""

    def function(x):
        y = 2.0 * x
        x *= 0.5
        return y

    assert names("scale", function, *SCALES, writes, observe=True) == (["writes"], ())
    assert names("scale", function, *SCALES, writes) is None
    assert names("scale", lambda x: 2.0 * x, *SCALES, writes, observe=True) is None


def test_one_mistake_in_another_s_result(names):
    """A version that runs with another one as its reference explains two mistakes at once."""
    found, parts = names("scale", lambda x: -2.0 * x + 1.0, minus, one_more)
    assert (set(found), parts) == ({"minus", "one_more"}, ())


def test_two_that_can_be_combined_in_two_ways_are_two(names):
    """The order does not matter if both orders give the same."""

    def halved(x, *, reference):
        return reference.scale(x) / 2

    found, _ = names("scale", lambda x: -x, minus, halved)
    assert set(found) == {"minus", "halved"}


def test_a_choice_of_pairs_is_no_explanation(names):
    """If two different pairs explain the calls, neither is named."""

    def one_less(x, *, reference):
        return reference.scale(x) - 1

    def also_minus(x, *, reference):
        return 0.0 - reference.scale(x)

    assert names("scale", lambda x: -2.0 * x - 1.0, minus, also_minus, one_less) is None
    assert set(names("scale", lambda x: -2.0 * x - 1.0, minus, one_less)[0]) == {
        "minus",
        "one_less",
    }


def pair(x, up=1.0, down=1.0):
    """Return the parts of the exercise pair, each with its factor."""
    return {"up": up * (2 * x + 1), "down": down * (1 - 2 * x), "same": 2.0 * x}


@pytest.mark.parametrize(
    ("factors", "expected"),
    [
        ({"up": -1}, (["up_swapped"], ())),
        ({"down": 2}, (["down_doubled"], ())),
        ({"up": 3, "down": 3}, (["both_tripled"], ())),
        ({"up": -1, "down": 2}, (["up_swapped", "down_doubled"], ())),
        ({"up": 3}, (["both_tripled"], ("up",))),
        ({"up": -1, "down": 3}, (["up_swapped", "both_tripled"], ("down",))),
        ({"up": 7, "down": 2}, None),
        ({"up": 7}, None),
        ({}, None),
    ],
    ids=str,
)
def test_parts_of_an_answer(names, factors, expected):
    """Two misconceptions for different parts are both named; one for some of its parts, with these.

    A part that nobody explains leaves everything unexplained.
    """
    versions = (up_swapped, down_doubled, both_tripled)
    assert names("pair", lambda x: pair(x, **factors), *versions) == expected


def test_an_answer_without_parts_is_not_explained_in_part(names):
    """A mistake does not explain parts that are missing."""

    def alone(x, *, reference):
        return reference.pair(x)["up"]

    assert names("pair", lambda x: {}, alone) is None
    assert names("pair", lambda x: x, alone) is None
    assert names("pair", lambda x: 2 * x + 1, alone) == (["alone"], ())


def test_entries_more_and_less(names):
    """Extra entries, and missing ones that no test needed, do not hide a mistake."""
    more = names("pair", lambda x: {**pair(x, up=-1), "extra": object()}, up_swapped)
    less = names("pair", lambda x: {"up": -1 - 2.0 * x, "down": 1 - 2.0 * x}, up_swapped)
    assert (more, less) == ((["up_swapped"], ()), (["up_swapped"], ()))


def test_an_entry_that_is_left_out_may_be_the_mistake(names):
    """A version that leaves an entry out explains an answer without it; no pair does."""

    def no_down(x, *, reference):
        return {"up": reference.pair(x)["up"]}

    seen = []

    def counted(x, *, reference):
        seen.append(x)
        return reference.pair(x)

    assert names("pair", lambda x: {"up": 2 * x + 1}, no_down) == (["no_down"], ())
    assert names("pair", lambda x: {"other": x}, counted, up_swapped, down_doubled) is None
    assert len(seen) == len(CALLS)


def test_draws_are_compared_as_draws(reference_of, recorded, known):
    """A version that draws from another distribution explains draws from it."""
    code = "def draw(n):\n    return np.random.default_rng(0).standard_normal(n)"
    reference = reference_of(draw=code)

    def uniform(n):
        return np.random.default_rng().random(n)

    def scaled(n, *, reference):
        return 10 * reference.draw(n)

    def named(function):
        exchanges = [recorded("draw", function, {"n": n}) for n in (3, 500)]
        evidence = gather("draw", exchanges, reference)
        found = explain(evidence, known("draw", uniform, scaled), reference)
        return found and [m.name for m in found.misconceptions]

    rng = np.random.default_rng(5)
    assert named(lambda n: rng.normal(0, 10, n)) == ["scaled"]
    assert named(lambda n: rng.uniform(0, 1, n)) == ["uniform"]
    assert named(lambda n: rng.normal(0, 1, n)) is None
    assert named(lambda n: rng.normal(0, 3, n)) is None


def test_draws_from_a_seed_that_was_passed_are_compared_as_values_first(
    reference_of, recorded, known
):
    """The values of the draws count, because their distribution alone would not decide."""
    reference = reference_of(deal="def deal(n, rng):\n    return rng.permutation(n) + 0.0")

    def sorted_out(n, rng):
        return np.arange(float(n))

    def backwards(n, rng, *, reference):
        return reference.deal(n, rng)[::-1]

    def named(function):
        calls = [recorded("deal", function, {"n": n, "rng": Seed(n)}) for n in (5, 300)]
        found = diagnose(
            "deal", calls, reference, known("deal", sorted_out, backwards), Inquiry(None)
        )
        return found and found.misconceptions

    assert named(lambda n, rng: np.arange(n) * 1.0) == ("sorted_out",)
    assert named(lambda n, rng: np.flip(rng.permutation(n) * 1.0)) == ("backwards",)
    assert named(lambda n, rng: rng.permutation(n) * 1.0) is None


def all_characters(text):
    """Count other characters among the letters."""
    return set(text.lower())


def in_upper_case(text):
    """Return the letters in upper case."""
    return {c.upper() for c in text if c.isalpha()}


def letters_as_they_are(text):
    """Return the letters unchanged: this is no known misconception."""
    return {c for c in text if c.isalpha()}


def test_a_known_mistake_of_a_set_is_named(reference_of, recorded, known):
    """Sets are compared by their elements, in any order."""
    code = "def letters(text):\n    return {c.lower() for c in text if c.isalpha()}\n"
    reference = reference_of(letters=code)
    for wrong, name in (
        (all_characters, "all_characters"),
        (letters_as_they_are, None),
    ):
        exchanges = [
            recorded("letters", wrong, {"text": text}) for text in ("Hello, World", "a 1 B")
        ]
        evidence = gather("letters", exchanges, reference)
        explanation = explain(evidence, known("letters", all_characters, in_upper_case), reference)
        assert (explanation and explanation.misconceptions[0].name) == name
