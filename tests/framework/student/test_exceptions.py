import numpy as np
import pytest

from autograder.student.exceptions import Speech

MATMUL = (
    "ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0, "
    "with gufunc signature (n?,k),(k,m?)->(n?,m?) (size 3 is different from 4)"
)
NOTEBOOK = [
    (2, "def forward(X, parameters):\n    Z1 = parameters['W1'] @ X  # note\n    return Z1 + b1")
]


@pytest.fixture
def speech():
    """What may be said of a notebook."""
    return Speech(NOTEBOOK)


def said_of(speech, code):
    """Return what is said about the exception that code raises."""
    with pytest.raises(Exception) as caught:
        exec(code, {"np": np, "X": np.ones((3, 4))})
    return speech.exception(type(caught.value).__name__, str(caught.value))


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("b1", "NameError: name 'b1' is not defined"),
        ("{}['W1']", "KeyError: 'W1'"),
        ("X @ X", MATMUL),
        ("X + np.ones((2, 4))",
         "ValueError: operands could not be broadcast together with shapes (3,4) (2,4)"),
        ("np.dot(X, X)", "ValueError: shapes (3,4) and (3,4) not aligned: 4 (dim 1) != 3 (dim 0)"),
        ("X.reshape(5, 5)", "ValueError: cannot reshape array of size 12 into shape (5,5)"),
        ("None + 1.5", "TypeError: unsupported operand type(s) for +: 'NoneType' and 'float'"),
        ("X[9]", "IndexError: index 9 is out of bounds for axis 0 with size 3"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("(lambda: 1)(2)", "TypeError"),
        ("int('0.7316042')", "ValueError: invalid literal for int() with base 10"),
        ("float('x0.7316042')", "ValueError: could not convert string to float"),
        ("np.linalg.inv(np.zeros((2, 2)))", "LinAlgError: Singular matrix"),
        ("exec('def forward(X, parameters): pass'); forward(X)",
         "TypeError: forward() missing 1 required positional argument: 'parameters'"),
    ],
)  # fmt: skip
def test_sentences_of_python_s_own_are_told(speech, code, told):
    """Sentences of Python and NumPy are shown, with the notebook's names and small numbers."""
    assert said_of(speech, code) == told


@pytest.mark.parametrize(
    "text",
    [
        "0.7316042",
        "my input is [[0.7316042]]",
        "name 'x_7316042' is not defined",
        "'x7316042'",
        "index \u0667\u0663\u0661 is out of bounds for axis 0 with size 3 7316",
        "index 7316042 is out of bounds for axis 0 with size 3",
        "operands could not be broadcast together with shapes (731604,2) (1,1)",
        "operands could not be broadcast together with shapes (7,3,1,6,0,4,2) (1,1)",
        "'a7316042' object has no attribute 'Z1'",
        "module 'Z1' has no attribute 'a7316042'",
        "Z1() missing 2 required positional arguments: 'X' and 'a7316042'",
    ],
)
def test_texts_that_carry_something_are_not(speech, text):
    """Long numbers and words that are not in the notebook are not repeated."""
    told = speech.exception("ValueError", text)
    assert ("7316" in told, told.isascii()) == (False, True)


def test_what_follows_a_sentence_is_not_told(speech):
    """Only the sentence is shown."""
    assert speech.exception("ZeroDivisionError", "division by zero 0.7316042") == (
        "ZeroDivisionError: division by zero"
    )


@pytest.mark.parametrize("name", ["x7316042", "", "a b", "0.73"])
def test_types_of_its_own_making_are_not_named(speech, name):
    """A class that is not in the notebook may be named after an input."""
    assert speech.exception(name, "") == "an exception of its own making"


def test_classes_of_the_notebook_are_not_named_either():
    """A notebook may contain a thousand classes, one for each message."""
    speech = Speech([(1, "class Trouble(Exception): pass")])
    assert speech.exception("Trouble", "") == "an exception of its own making"


def test_a_notebook_of_very_many_words_has_none_to_tell():
    """A thousand names could spell anything; comments do not count."""
    code = "b1\n" + "\n".join(f"# word{i}" for i in range(2000))
    assert Speech([(1, code)]).exception("NameError", "name 'b1' is not defined") == (
        "NameError: name 'b1' is not defined"
    )
    code = code.replace("# ", "")
    assert Speech([(1, code)]).exception("NameError", "name 'b1' is not defined") == "NameError"


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ({7}, "IndexError: index 7 is out of bounds for axis 0 with size 3"),
        ({8}, "IndexError: index ? is out of bounds for axis ? with size ?"),
        (None, "IndexError: index 7 is out of bounds for axis 0 with size 3"),
    ],
)
def test_only_numbers_of_the_call_are_told(speech, numbers, told):
    """Except for the smallest, a number must be a size in the call's arguments."""
    text = "index 7 is out of bounds for axis 0 with size 3"
    numbers = None if numbers is None else frozenset(numbers)
    assert speech.exception("IndexError", text, numbers) == told


@pytest.mark.parametrize(
    ("cell", "line", "place"),
    [(2, 3, "cell 2, line 3"), (2, 4, ""), (2, 0, ""), (1, 1, ""), (2, 10**9, "")],
)
def test_places_are_the_notebook_s(speech, cell, line, place):
    """A place that does not exist is not shown."""
    assert speech.place(cell, line) == place


def test_what_did_not_parse_is_quoted_from_our_own_copy(speech):
    """The line is looked up here, and not trusted."""
    assert (speech.line(2, 1), speech.line(9, 9)) == ("def forward(X, parameters):", "")
