import ast

import numpy as np
import pytest

from autograder.insight.anonymous import Words, screen_for
from autograder.insight.skeleton import Refused, skeleton_of
from autograder.insight.sources import Solution

SOURCE = """
def sigmoid(z):
    pass
def cost(A2, Y, rate=0.5):
    pass
"""
FUNCTIONS = {node.name: node.args for node in ast.parse(SOURCE).body}
SOLUTION = Solution(Words(), FUNCTIONS, frozenset(), {"np": "import numpy as np"})


def made(*codes, exercise="cost", people=()):
    """Return the skeleton of the mistake `m` that these codes make."""
    return skeleton_of(codes, exercise, "m", SOLUTION, screen_for(people, SOLUTION.words))


def test_names_and_texts():
    """Parameters get the reference's names, and comments, texts and annotations go."""
    code = '''
@cached
def cost(a2, labels: np.ndarray, rate=3, *, loud=object()) -> float:
    """By Ada."""
    # mine
    ada: int = 2
    if loud:
        "nothing else"
    return np.sum(a2 * labels) / rate * ada
'''
    skeleton = made(code, people=[("Ada",)])
    assert skeleton.code.split("\n") == [
        "def m(A2, Y, rate=3, *, loud=None):",
        "    name_1 = 2",
        "    if loud:",
        "        pass",
        "    return np.sum(A2 * Y) / rate * name_1",
    ]
    assert skeleton.imports == ("import numpy as np",)
    assert skeleton.lacking == ()


def test_a_local_name_that_a_parameter_gets():
    """A variable of the student's is renamed where a parameter has its name now."""
    skeleton = made("def cost(p, q):\n    Y = p + 1\n    return Y * q")
    names = {}
    exec(skeleton.code, names)
    assert names["m"](2, 5) == 15
    assert skeleton.code.startswith("def m(A2, Y):\n    Y_ = ")


def test_the_solutions_functions_are_asked_from_the_reference():
    """Other exercises are the reference's, and a recursion hands the reference on."""
    skeleton = made("def cost(A2, Y):\n    return sigmoid(A2) if Y else cost(A2, 1)")
    assert skeleton.code == (
        "def m(A2, Y, *, reference):\n"
        "    return reference.sigmoid(A2) if Y else m(A2, 1, reference=reference)"
    )


def test_the_code_that_needs_least_is_taken():
    """Of a group's codes it is the one whose names are all there, and a lambda will do."""
    lambdas = "cost = lambda A, y: math.exp(A) - y"
    skeleton = made("def cost(a, y):\n    return helper(a)", "cost = 3", lambdas)
    assert skeleton.code == "def m(A2, Y):\n    return math.exp(A2) - Y"
    assert skeleton.imports == ("import math",)
    assert made("def cost(a, y):\n    return helper(a)").lacking == ("helper",)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("return open(A2)", "open"),
        ("return np.load(A2)", "load"),
        ("import os", "os"),
        ("from subprocess import run", "subprocess"),
        ("return ().__class__", "__class__"),
        ("import numpy.ctypeslib", "ctypeslib"),
        ("return __import__('os')", "__import__"),
    ],
)
def test_code_that_could_do_more_than_calculate_is_refused(body, reason):
    """A known mistake runs beside the hidden tests, so such code is left to a person."""
    with pytest.raises(Refused, match=reason):
        made(f"def cost(A2, Y):\n    {body}")


@pytest.mark.parametrize("code", ["", "def cost(:", "cost = 3", "(" * 9000, "x" + "[0" * 5000])
def test_code_that_is_no_function_is_refused(code):
    """What cannot be parsed, or defines no function, has a reason."""
    with pytest.raises(Refused):
        made(code)


def test_it_answers_as_the_student_does():
    """Nested functions, loops and handlers are the same after the names have changed."""
    code = """
def cost(p, q, r=2):
    def Y(A2):
        nonlocal total
        total += A2
        return total
    total = 0
    for rate in [v for v in p]:
        Y(rate)
    try:
        return total / q + r
    except ZeroDivisionError as A2:
        return type(A2).__name__ if False else -1
"""
    names = {"np": np}
    exec(made(code.replace("type(A2).__name__ if False else ", "")).code, names)
    assert [names["m"]([1, 2, 3], q) for q in (2, 0)] == [5.0, -1]


def test_a_class_becomes_a_function_that_makes_an_object():
    """It has the constructor's parameters, under the reference's names."""
    code = '''
class cost:
    """Ada's."""

    def __init__(self, p, q=2, *, rate=3):
        # mine
        self.total = sigmoid(p) * q + rate

    def twin(self):
        return cost(self.total)
'''
    skeleton = made(code)
    assert skeleton.code.split("\n") == [
        "def m(A2, Y=2, *, rate=3, reference):",
        "",
        "    class cost:",
        "",
        "        def __init__(self, A2, Y=2, *, rate=3):",
        "            self.total = reference.sigmoid(A2) * Y + rate",
        "",
        "        def twin(self):",
        "            return cost(self.total)",
        "    return cost(A2, Y, rate=rate)",
    ]
    with pytest.raises(Refused, match="its class has no __init__"):
        made("class cost:\n    total = 3")


def test_a_variable_becomes_a_function_that_returns_it():
    """All of its cell comes before; a cell that does not set it is refused."""
    skeleton = made("rates = [1, 2]\nbest = max(rates) + np.pi\n", exercise="best")
    assert skeleton.code.split("\n") == [
        "def m():",
        "    rates = [1, 2]",
        "    best = max(rates) + np.pi",
        "    return best",
    ]
    assert skeleton.imports == ("import numpy as np",)
    with pytest.raises(Refused, match="does not define it"):
        made("print(best)", exercise="best")
