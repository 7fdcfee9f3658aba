"""Hidden graders of the class Graph.

A program is a list of steps, each with the name of a method and its arguments. It is taken with
an object of the student's class, and with one of the reference's.
"""

import numpy as np
import pytest

from autograder.checks import (
    check_array,
    check_number,
    check_numbers,
    check_that,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("Graph")

CLOSE = {"rtol": 1e-8, "atol": 1e-11}
SEEN = ("values", "gradients")
LISTS = say("Each node that is added adds an entry to all four lists.")
PARENTS = say("Each entry is a tuple or a list of node numbers; that of a leaf is empty.")


@pytest.fixture
def take(student, reference):
    """Take a program's steps; return the student's answers, and the lists that are right."""

    def call(*steps, ask=SEEN):
        answers = student.Graph.use(steps=[*steps, *((name,) for name in ask)])
        graph = reference.Graph()
        for name, *arguments in steps:
            getattr(graph, name)(*arguments)
        return answers, {name: list(getattr(graph, name)) for name in ask}

    return call


def entries(value, nodes):
    """Return a list of values or gradients, which must have an entry for each of so many nodes."""
    check_that(isinstance(value, list | tuple), "values or gradients are not a list", LISTS)
    check_that(len(value) == nodes, "a list does not have an entry for each node", LISTS)
    return value


def check_list(answers, right, name):
    """Check the entries of a list of arrays."""
    for seen, expected in zip(entries(answers[name], len(right[name])), right[name], strict=True):
        check_values(seen, expected, "the value or gradient of a node", **CLOSE)


@pytest.fixture
def chain(rng):
    """Make a program in which every value is used once, and its last node."""
    steps = [
        ("leaf", rng.normal(0, 1, (2, 3))),
        ("leaf", rng.normal(0, 1, (3, 4))),
        ("apply", "matmul", [0, 1]),
        ("leaf", rng.normal(0, 1, (2, 1))),
        ("apply", "add", [2, 3]),
        ("apply", "tanh", [4]),
        ("apply", "column_sum", [5]),
        ("apply", "softplus", [6]),
        ("apply", "mean", [7]),
    ]
    return steps, 8


@pytest.fixture
def diamond(rng):
    """Make a program of numbers in which values are used several times, and its last node."""
    a, b = rng.uniform(0.5, 1.5, 2).tolist()
    steps = [
        ("leaf", a),
        ("leaf", b),
        ("apply", "multiply", [0, 1]),
        ("apply", "add", [0, 2]),
        ("apply", "divide", [3, 2]),
        ("apply", "exp", [4]),
        ("apply", "subtract", [5, 3]),
        ("apply", "multiply", [6, 2]),
    ]
    return steps, 7


@pytest.mark.weight(2)
def test_values(take, chain, diamond):
    """Each node has its value: a leaf what was passed, the others what the operation makes"""
    for steps, _ in (chain, diamond):
        check_list(*take(*steps, ask=("values",)), "values")


@pytest.mark.weight(3)
def test_gradients(take, chain):
    """The gradients of all nodes are right if each value is used once"""
    steps, last = chain
    check_list(*take(*steps, ("backward", last)), "gradients")


@pytest.mark.weight(3)
def test_used_again(take, diamond):
    """The gradients of all nodes are right if values are used several times"""
    steps, last = diamond
    check_list(*take(*steps, ("backward", last)), "gradients")


@pytest.mark.weight(1.5)
def test_used_twice_at_once(take, rng):
    """Right too if both parents of a node are the same one"""
    x = rng.normal(0, 1, (2, 3))
    steps = [("leaf", x), ("apply", "multiply", [0, 0]), ("apply", "add", [1, 1])]
    answers, right = take(*steps, ("apply", "sum", [2]), ("backward", 3))
    check_list(answers, right, "gradients")


@pytest.mark.weight(1.5)
def test_shared_array(take, rng):
    """Right too if a sum hands the same array to two parents, of which one is used again"""
    a, b = rng.normal(0, 1, (2, 2, 3))
    steps = [("leaf", a), ("leaf", b), ("apply", "exp", [0]), ("apply", "add", [0, 1])]
    steps += [("apply", "add", [2, 3]), ("apply", "sum", [4]), ("backward", 5)]
    check_list(*take(*steps), "gradients")


@pytest.mark.needs_value
@pytest.mark.weight(2)
def test_added_up(student, diamond):
    """A second call of backward adds the same once more: all gradients are twice as large"""
    steps, last = diamond
    once, twice = ("backward", last), ("gradients",)
    answers = student.Graph.use(steps=[*steps, once, twice, once, twice])
    seen = entries(answers["gradients"], last + 1)
    first = [check_number(gradient, "a gradient", wrapped=True) for gradient in seen]
    check_that(any(first), "all gradients are zero")
    check_values(answers["gradients 2"], 2 * np.array(first), "the gradients", **CLOSE)


@pytest.mark.weight(1.5)
def test_from_two_nodes(take, diamond):
    """After calls for two nodes the gradients are the sum of both"""
    steps, last = diamond
    check_list(*take(*steps, ("backward", 4), ("backward", last)), "gradients")


@pytest.mark.weight(1.5)
def test_from_the_middle(take, diamond):
    """From a node in the middle, later nodes keep the gradient that they had"""
    steps, _ = diamond
    check_list(*take(*steps, ("backward", 4)), "gradients")


@pytest.mark.weight(1.5)
def test_zero(take, chain):
    """After zero_gradients a walk gives what it gives in a new graph"""
    steps, last = chain
    walk = ("backward", last)
    check_list(*take(*steps, walk, ("zero_gradients",), walk), "gradients")


@pytest.mark.needs_value
def test_zeros(take, chain, diamond):
    """Gradients are zeros in the shapes of the values, at first and after zero_gradients"""
    for steps, last in (chain, diamond):
        for walked in ([], [("backward", last), ("zero_gradients",)]):
            answers, right = take(*steps, *walked)
            check_list(answers, right, "gradients")
            for gradient, value in zip(answers["gradients"], right["values"], strict=True):
                check_that(np.shape(gradient) == np.shape(value), "a gradient has another shape")


@pytest.mark.needs_value
@pytest.mark.weight(1.5)
def test_table(student, chain, diamond):
    """The lists operations and parents say where each node comes from"""
    for steps, _ in (chain, diamond):
        answers = student.Graph.use(steps=[*steps, ("operations",), ("parents",)])
        seen = answers["operations"]
        are_names = isinstance(seen, list) and all(isinstance(name, str) for name in seen)
        operations = [step[1] if step[0] == "apply" else "" for step in steps]
        check_that(are_names and seen == operations, "the list of operations is wrong")
        seen = answers["parents"]
        are_groups = isinstance(seen, list) and all(isinstance(p, list | tuple) for p in seen)
        check_that(are_groups, "the list of parents is wrong", PARENTS)
        groups = [[check_number(p, "the number of a parent") for p in group] for group in seen]
        right = [step[2] if step[0] == "apply" else [] for step in steps]
        check_that(groups == right, "the list of parents is wrong", PARENTS)


@pytest.mark.needs_value
def test_numbers(student, chain):
    """Each new node's number comes back: 0, 1, 2 and so on, in each graph"""
    steps, _ = chain
    for _ in range(2):
        answers = student.Graph.use(steps=steps)
        seen, made = [], {"leaf": 0, "apply": 0}
        for name, *_ in steps:
            made[name] += 1
            times = made[name]
            answer = answers[name if times == 1 else f"{name} {times}"]
            seen.append(check_number(answer, "the number of a node"))
        check_that(seen == list(range(len(steps))), "the nodes are not numbered 0, 1, 2, ...")


@pytest.mark.needs_value
def test_values_stay(take, chain):
    """A walk backwards leaves all values as they were"""
    steps, last = chain
    walks = [("backward", last), ("zero_gradients",), ("backward", last)]
    (before, right), (after, _) = (take(*steps, *w, ask=("values",)) for w in ([], walks))
    both = (entries(answers["values"], last + 1) for answers in (before, after))
    for first, second, value in zip(*both, right["values"], strict=True):
        numbers = check_numbers(first, "a value before the walk", np.shape(value))
        check_values(second, numbers, "a value after the walk")


@pytest.mark.needs_value
def test_floats(student, rng):
    """A leaf of integers becomes an array of floats, and so does its gradient"""
    steps = [("leaf", rng.integers(1, 5, (2, 3))), ("apply", "sum", [0]), ("backward", 1)]
    answers = student.Graph.use(steps=[*steps, ("values",), ("gradients",)])
    check_array(entries(answers["values"], 2)[0], "the value of a leaf", (2, 3))
    check_array(entries(answers["gradients"], 2)[0], "the gradient of a leaf", (2, 3))
