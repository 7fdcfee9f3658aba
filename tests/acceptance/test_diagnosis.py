"""Diagnoses as a whole class reads them: one run of the command line."""

import json

import pytest
from courses import ROOT, run

pytestmark = pytest.mark.slow

SOLUTION = ROOT / "solutions" / "shallow_network" / "shallow_network.ipynb"

IMPORTED = "import numpy as np\nfrom numpy.typing import ArrayLike, NDArray"
FORWARD = """
def forward_propagation(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = {A1}
    Z2 = {Z2}
    A2 = {A2}
    return A2, {{"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}}
"""
BACKWARD = """
def backward_propagation(parameters, cache, X, Y):
    m = {m}
    A1 = cache["A1"]
    dZ2 = {dZ2}
    dZ1 = {dZ1}
    gradients = {{
        "dW1": dZ1 @ X.T / m,
        "db1": {db1},
        "dW2": dZ2 @ A1.T / m,
        "db2": dZ2.sum(axis=1, keepdims=True) / m,
    }}
    return {result}
"""
UPDATE = """
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
"""
INITIAL = """
def initialize_parameters(n_x, n_h, n_y):
    draw = np.random.default_rng().standard_normal
    return {{
        "W1": {scale} * draw((n_h, n_x)), "b1": np.zeros((n_h, 1)),
        "W2": {scale} * draw((n_y, n_h)), "b2": {b2},
    }}
"""


def forward(**changes):
    """Return a forward pass with some lines changed."""
    right = {"A1": "np.tanh(Z1)", "A2": "sigmoid(Z2)"}
    right["Z2"] = 'parameters["W2"] @ A1 + parameters["b2"]'
    return FORWARD.format(**right | changes)


def backward(**changes):
    """Return a backward pass with some lines changed."""
    right = {"m": "X.shape[1]", "dZ2": 'cache["A2"] - Y', "result": "gradients"}
    right["dZ1"] = '(parameters["W2"].T @ dZ2) * (1 - A1**2)'
    right["db1"] = "dZ1.sum(axis=1, keepdims=True) / m"
    return BACKWARD.format(**right | changes)


def sigmoid(result):
    """Return a sigmoid with a different last line."""
    return f"def sigmoid(z):\n    {result}"


def cost(*lines):
    """Return a cost with different lines."""
    return "\n    ".join(["def compute_cost(A2, Y):", *lines])


LOSS = "Y * np.log(A2) + (1 - Y) * np.log(1 - A2)"

# What is handed in, the exercise that is wrong, and the names that its diagnosis must have.
NAMED = {
    "mirrored": (sigmoid("return 1 / (1 + np.exp(z))"), ["sigmoid_mirrored"]),
    "without_brackets": (sigmoid("return 1 / 1 + np.exp(-z)"), ["sigmoid_without_brackets"]),
    "overflows": (sigmoid("e = np.exp(z); return e / (e + 1)"), ["sigmoid_overflows"]),
    "math_exp": (
        "import math\n" + sigmoid("return 1 / (1 + math.exp(-z))"),
        ["sigmoid_of_numbers_only"],
    ),
    "not_scaled": (INITIAL.format(scale=1, b2="np.zeros((n_y, 1))"), ["weights_not_scaled"]),
    "one_output": (INITIAL.format(scale=0.01, b2="np.zeros((1, 1))"), ["b2_for_one_output"]),
    "sigmoid_hidden": (forward(A1="sigmoid(Z1)"), ["forward_sigmoid_in_hidden_layer"]),
    "not_activated": (forward(A2="Z2"), ["forward_output_not_activated"]),
    "without_b2": (forward(Z2='parameters["W2"] @ A1'), ["forward_without_b2"]),
    "sum": (cost(f"return -np.sum({LOSS})"), ["cost_is_sum"]),
    "matrix": (
        cost("m = Y.shape[1]", "L = Y @ np.log(A2).T + (1 - Y) @ np.log(1 - A2).T", "return -L/m"),
        ["cost_is_matrix"],
    ),
    "no_minus": (cost(f"return np.mean({LOSS})"), ["cost_without_minus"]),
    "sum_no_minus": (cost(f"return np.sum({LOSS})"), ["cost_is_sum", "cost_without_minus"]),
    "not_averaged": (backward(m="1"), ["backward_not_averaged"]),
    "no_tanh": (backward(dZ1='parameters["W2"].T @ dZ2'), ["backward_without_tanh"]),
    "elementwise": (
        backward(dZ1='parameters["W2"].T * dZ2 * (1 - A1**2)'),
        ["backward_w2_elementwise"],
    ),
    "uphill": (UPDATE.replace("] - ", "] + "), ["update_uphill"]),
    "no_rate": (UPDATE.replace("learning_rate * ", ""), ["update_without_rate"]),
}
# The same, with words that the measurement must contain.
MEASURED = {
    "times_3": (sigmoid("return 3 / (1 + np.exp(-z))"), "3 times too large"),
    "plus_one": (sigmoid("return -1 / (1 + np.exp(-z))"), "sign"),
    "constant": (sigmoid("return np.full(np.shape(z), 0.25)"), "depend"),
    "list": (sigmoid("return (1 / (1 + np.exp(-np.asarray(z)))).tolist()"), "list"),
    "prints": (cost(f"print(-np.mean({LOSS}))"), "return"),
    "base_10": (cost(f"return -np.mean({LOSS.replace('log', 'log10')})"), "base 10"),
    "one_gradient": (backward(db1="3 * dZ1.sum(axis=1, keepdims=True) / m"), "`db1`"),
    "random_cost": (cost(f"return np.random.rand() - np.mean({LOSS})"), "same arguments"),
}
# Only similar to known mistakes: no name may be given.
NEAR = {
    "near_mirrored": sigmoid("return 1 / (1 + 1.01 * np.exp(z))"),
    "near_cost": cost(f"return -np.sum({LOSS}) / (Y.shape[1] + 1)"),
    "near_update": UPDATE.replace("learning_rate * ", "learning_rate ** 2 * "),
    "near_backward": backward(dZ1='(parameters["W2"].T @ dZ2) * (1 - 0.9 * A1**2)'),
    "near_forward": forward(A1="np.tanh(0.9 * Z1)"),
    "near_weights": INITIAL.format(scale=0.02, b2="np.zeros((n_y, 1))"),
    "strings": cost("return 'cost_is_sum'"),
    "objects": sigmoid("return np.array([None, 'x', 10**400, {}], dtype=object)"),
    "nested": backward(result='{k: [[gradients], {"k": None}] for k in gradients}'),
    "wrong_keys": backward(result="{k.upper(): g for k, g in gradients.items()}"),
    "empty": forward()
    + "    \nold = forward_propagation\ndef forward_propagation(X, parameters):\n"
    "    return ()\n",
}
# Where sigmoid comes from, for a class with carry_forward.
IMPORTS = {
    "wrong": ("def sigmoid(z):\n    return z", "sigmoid(Z2)"),
    "missing": ("", "sigmoid(Z2)"),
    "from_nowhere": ("from utils import sigmoid", "sigmoid(Z2)"),
    "as_s": ("from utils import sigmoid as s", "s(Z2)"),
    "package": ("import a.b as c", "c.sigmoid(Z2)"),
    "star": ("from planar_utils import *", "sigmoid(Z2)"),
    "inside": ("", "__import__('utils').sigmoid(Z2)"),
    "alias": ("from utils import sigmoid as s\nact = s", "act(Z2)"),
    "alias_of_missing": ("act = sigmoid", "act(Z2)"),
}
INSIDE = forward().replace("parameters):\n", "parameters):\n    from utils import sigmoid\n")


def notebook(*cells):
    """Return the solution's functions, followed by a student's cells."""
    solution = json.loads(SOLUTION.read_text(encoding="utf-8"))["cells"]
    code = ["".join(cell["source"]) for cell in solution if cell["cell_type"] == "code"]
    functions = [text for text in code if "### BEGIN SOLUTION" in text]
    return as_notebook(IMPORTED, *functions, *cells)


def as_notebook(*cells):
    """Return a notebook of cells of code."""
    made = [{"cell_type": "code", "source": text, "metadata": {}, "outputs": []} for text in cells]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def borrowed(imports, call, body=None):
    """Return a notebook whose sigmoid comes from elsewhere, and otherwise right."""
    without = notebook().replace("def sigmoid(", "def unused(")
    cells = json.loads(without)["cells"]
    texts = [cell["source"] for cell in cells if "def forward_propagation" not in cell["source"]]
    return as_notebook(*texts, imports, body or forward(A2=call))


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Grade the class once; return the results by student."""
    folder = tmp_path_factory.mktemp("class")
    every = {name: notebook(cells) for name, (cells, _) in (NAMED | MEASURED).items()}
    every |= {name: notebook(cells) for name, cells in NEAR.items()}
    every |= {f"carried_{name}": borrowed(*given) for name, given in IMPORTS.items()}
    every["carried_import_inside"] = borrowed("", "", INSIDE)
    for name, text in every.items():
        (folder / f"{name}.ipynb").write_text(text, encoding="utf-8")
    done = run(
        *("autograder", "grade", "shallow_network", folder),
        *("--results", folder / "results", "--json"),
        code=0,
        AUTOGRADER_SECRET="the diagnosed class's",
    )
    results = {result["student"]: result for result in json.loads(done.stdout)}
    assert results.keys() == every.keys()
    return results


def lost(result):
    """Return the exercises that lost marks."""
    return [e for e in result["exercises"] if e["score"] < e["max_score"]]


@pytest.mark.parametrize("student", NAMED)
def test_what_was_foreseen_is_named(graded, student):
    """The diagnosis names the mistake and no other, in the only exercise that lost marks."""
    (exercise,) = lost(graded[student])
    assert sorted(exercise["misconceptions"]) == NAMED[student][1], exercise["diagnosis"]


@pytest.mark.parametrize("student", MEASURED)
def test_what_was_not_foreseen_is_measured(graded, student):
    """The diagnosis says what is true of the answers, without a name."""
    (exercise,) = lost(graded[student])
    assert (exercise["misconceptions"], MEASURED[student][1] in (exercise["diagnosis"] or "")) == (
        *([], True),
    ), exercise["diagnosis"]


@pytest.mark.parametrize("student", NEAR)
def test_what_only_resembles_a_mistake_is_not_named(graded, student):
    """No hint is given that is not true of every call."""
    (exercise,) = lost(graded[student])
    assert exercise["misconceptions"] == [], exercise["diagnosis"]


@pytest.mark.parametrize("how", [*IMPORTS, "import_inside"])
def test_a_helper_that_is_not_there_costs_its_own_points(graded, how):
    """However sigmoid is obtained, the others are judged with the right one."""
    result = graded[f"carried_{how}"]
    exercises = {e["name"]: e["score"] / e["max_score"] for e in result["exercises"]}
    wrong = exercises.pop("sigmoid")
    assert (wrong < 1, set(exercises.values())) == (True, {1.0}), result["notes"]


def test_no_diagnosis_fails(graded):
    """No answer in the class makes the diagnosis fail."""
    notes = [note for result in graded.values() for note in result["notes"]]
    assert [note for note in notes if "diagnosis" in note] == []


def test_a_place_is_told_of_every_function_that_is_there(graded):
    """It is the cell and line of the last definition."""
    places = {e["name"]: e["place"] for e in graded["uphill"]["exercises"]}
    assert places["sigmoid"] == "cell 2, line 1"
    assert places["update_parameters"] == "cell 9, line 2"
