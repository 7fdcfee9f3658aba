import numpy as np
import pytest

from autograder.student.oracle import Oracle, RefusedError
from autograder.wire.messages import Call, Callback

Z = np.linspace(-2.0, 2.5, 6).reshape(2, 3)
SOLUTIONS = {
    "slope": """
def slope(z):
    s = sigmoid(z)
    return s * (1 - s)
""",
    "train": """
def train(w):
    for _ in range(30):
        w = w - 0.5 * sigmoid(w)
    return w
""",
    "silent": """
def silent(z):
    return z
""",
}


def sigmoid(z):
    """Return 1 / (1 + exp(-z))."""
    return 1 / (1 + np.exp(-z))


@pytest.fixture
def oracle(reference_of):
    """Make the oracle for a call of an exercise of SOLUTIONS with Z."""
    reference = reference_of(
        sigmoid="def sigmoid(z):\n    return 1 / (1 + np.exp(-z))", **SOLUTIONS
    )

    def make(exercise, *, is_strict=True):
        oracle = Oracle({"sigmoid": reference.sigmoid}, reference.solve, is_strict=is_strict)
        oracle.begin(Call(exercise), [[{reference.signatures()[exercise][0]: Z}, {}, None]])
        return oracle

    return make


@pytest.mark.parametrize(
    "question",
    [Z, Z.T, Z[:, 1:2], float(Z[0, 0]), Z[::-1] * (1 + 1e-15), -Z, 2 * Z, 1 - Z, 0, np.array(1)],
    ids=["same", "transposed", "a column", "one", "rounded", "negative", "twice", "rest", "0", "1"],
)
def test_the_reference_s_own_questions_are_answered_exactly(oracle, question):
    """Whole arrays or pieces, in any order and shape, are answered any number of times."""
    asked = oracle("slope")
    for _ in range(50):
        value, is_known = asked.answer(Callback("sigmoid"), [question], {})
        assert is_known
        np.testing.assert_allclose(value, sigmoid(question), rtol=1e-12)


@pytest.mark.parametrize("h", [1e-7, 1e-9, 1e-12])
def test_differences_of_close_answers_are_nothing(oracle, h):
    """A question that differs only by rounding gets the same answer."""
    asked = oracle("slope")
    low, high = (asked.answer(Callback("sigmoid"), [Z + d * np.abs(Z)], {})[0] for d in (-h, h))
    assert np.array_equal(low, high)


@pytest.mark.parametrize("exercise", ["slope", "silent"])
def test_other_questions_are_known_to_be_others(oracle, exercise):
    """If no marks depend on them, they are answered exactly, for diagnoses."""
    value, is_known = oracle(exercise, is_strict=False).answer(
        Callback("sigmoid"), [], {"z": Z + 0.1}
    )
    assert not is_known
    np.testing.assert_array_equal(value, sigmoid(Z + 0.1))


def test_where_marks_hang_on_it_other_answers_are_rough(oracle):
    """They have two digits, and their number is about what the reference asks for."""
    asked = oracle("slope")
    value, is_known = asked.answer(Callback("sigmoid"), [Z + 0.1], {})
    assert not is_known
    np.testing.assert_allclose(value, sigmoid(Z + 0.1), rtol=0.06)
    assert np.abs(value - sigmoid(Z + 0.1)).max() > 1e-4
    with pytest.raises(RefusedError):
        [asked.answer(Callback("sigmoid"), [Z + 0.1 * step], {}) for step in range(1, 9)]
    assert asked.answer(Callback("sigmoid"), [Z], {})[1]


def test_what_the_reference_does_not_ask_is_refused(oracle):
    """Numbers that the hidden test passed are an exception."""
    asked = oracle("silent")
    assert asked.answer(Callback("sigmoid"), [Z], {})[1]
    with pytest.raises(RefusedError):
        asked.answer(Callback("sigmoid"), [Z + 0.1], {})


def test_no_step_into_the_complex_plane(oracle):
    """The answer to one complex question would reveal a slope."""
    with pytest.raises(RefusedError):
        oracle("slope").answer(Callback("sigmoid"), [Z + 1e-20j], {})


def test_training_asks_what_it_likes(oracle):
    """If the reference's questions depend on answers, all questions get exact answers."""
    asked = oracle("train")
    w = Z + 0.3
    for _ in range(30):
        w = w - 0.5 * asked.answer(Callback("sigmoid"), [w], {})[0]
    right = Z + 0.3
    for _ in range(30):
        right = right - 0.5 * sigmoid(right)
    np.testing.assert_array_equal(w, right)
    with pytest.raises(RefusedError):
        [asked.answer(Callback("sigmoid"), [w + 0.1 * step], {}) for step in range(100)]


def test_the_reference_is_as_it_was(oracle, reference_of):
    """Looking up its questions leaves the reference's own functions in place."""
    reference = reference_of(sigmoid="def sigmoid(z):\n    return z", **SOLUTIONS)
    before = reference.sigmoid
    asked = Oracle({"sigmoid": before}, reference.solve, is_strict=True)
    asked.begin(Call("slope"), [[{"z": Z}, {}, None]])
    asked.answer(Callback("sigmoid"), [Z], {})
    assert reference.sigmoid is before


def test_without_a_solution_every_question_is_answered():
    """Tests of the sandbox use this."""
    asked = Oracle({"sigmoid": sigmoid}, None, is_strict=True)
    assert asked.answer(Callback("sigmoid"), [0.3], {}) == (sigmoid(0.3), True)
