"""Read and run every assignment as instructors and students do, in a Jupyter kernel.

`autograder release` verifies what holds for any course (test_release.py). These tests verify what
this course promises. To add an assignment, add its name and points to `POINTS` and `QUESTIONS`.
"""

import itertools
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

from autograder.course.folder import find_course
from autograder.release.imports import import_mistakes

COURSE = Path(__file__).parents[2]
PACKAGES = find_course(COURSE).course.packages

# Per assignment its exercises in their order, with the points of each.
POINTS = {
    "vectorization": {
        "as_column": 5,
        "broadcast_shape": 10,
        "standardize": 10,
        "squared_distances": 10,
        "weighted_sums": 10,
        "graph_forward": 5,
        "graph_backward": 10,
        "activation": 10,
        "activation_slope": 10,
        "merge_linear_layers": 10,
    },
    "logistic_regression": {
        "sigmoid": 6,
        "loss": 8,
        "gradients_of_one": 12,
        "propagate_loop": 8,
        "propagate": 14,
        "check_gradient": 12,
        "gradient_descent": 12,
        "predict": 4,
        "standardize": 8,
        "LogisticRegression": 10,
        "flatten": 6,
    },
    "shallow_network": {
        "sigmoid": 10,
        "initialize_parameters": 5,
        "forward_propagation": 10,
        "compute_cost": 10,
        "neuron_backward": 10,
        "backward_propagation": 15,
        "update_parameters": 10,
    },
    "gradient_descent": {
        "mean_squared_error": 5,
        "linear_gradients": 10,
        "cross_entropy_loss": 8,
        "logistic_gradients": 7,
        "minibatches": 12,
        "one_hot": 5,
        "initialize_parameters": 5,
        "forward_propagation": 8,
        "backward_propagation": 12,
        "update_parameters": 6,
        "train": 12,
    },
    "autodiff": {
        "numerical_gradient": 8,
        "gradient_check": 10,
        "topological_order": 8,
        "unbroadcast": 10,
        "binary_backward": 10,
        "unary_backward": 8,
        "matmul_backward": 8,
        "reduce_backward": 8,
        "Graph": 14,
        "engine_gradients": 8,
        "hand_gradients": 8,
    },
    "training_well": {
        "softmax": 6,
        "softmax_cross_entropy": 14,
        "initialize_parameters": 8,
        "momentum_step": 6,
        "adam_step": 12,
        "scheduled_rate": 6,
        "add_l2": 8,
        "dropout": 8,
        "EarlyStopping": 6,
        "batchnorm_forward": 10,
        "batchnorm_backward": 12,
        "confusion_matrix": 4,
    },
}
# The same for the questions that a person marks.
QUESTIONS = {
    "vectorization": {"rank_one_question": 5, "times_question": 5},
    "logistic_regression": {"rates_question": 5, "xor_question": 5},
    "shallow_network": {"symmetry_question": 5, "boundary_question": 5},
    "gradient_descent": {"rates_question": 5, "compare_question": 5},
    "autodiff": {"step_question": 5, "backwards_question": 5},
    "training_well": {"curves_question": 5, "project": 15},
}


def notebook_path(folder, assignment):
    """Return the path of an assignment's notebook in the course."""
    return COURSE / folder / assignment / f"{assignment}.ipynb"


def code_cells(notebook):
    """Return the code cells in their order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def grade_cells(notebook):
    """Return the cells of visible checks in their order."""
    return [cell for cell in code_cells(notebook) if cell.metadata.nbgrader.grade]


def answer_cells(notebook):
    """Return the cells in which a student answers a question, in order."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    return [cell for cell in cells if cell.metadata.nbgrader.grade]


def printed_by(notebook, cell_id):
    """Return what a cell of an executed notebook has printed."""
    (cell,) = [cell for cell in notebook.cells if cell.id == cell_id]
    return "".join(output.get("text", "") for output in cell.outputs)


@pytest.fixture(scope="module", params=POINTS)
def assignment(request):
    """Each assignment in turn."""
    return request.param


@pytest.fixture(scope="module")
def source(assignment):
    """The instructor's notebook, with solutions."""
    return nbformat.read(notebook_path("solutions", assignment), as_version=4)


@pytest.fixture(scope="module")
def release(assignment):
    """The committed notebook for students."""
    return nbformat.read(notebook_path("assignments", assignment), as_version=4)


@pytest.fixture(scope="module")
def runs(source, release, tmp_path_factory):
    """Both notebooks after they ran, the students' one without stopping at errors."""
    from autograder.release.kernel import run_notebooks  # noqa: PLC0415 - slow tests alone need Jupyter

    return [ran.notebook for ran in run_notebooks([source, release], tmp_path_factory.mktemp("x"))]


@pytest.fixture(scope="module")
def run_source(runs):
    """The instructor's notebook after it ran."""
    return runs[0]


@pytest.fixture(scope="module")
def run_release(runs):
    """The students' notebook after it ran, with nothing written in it."""
    return runs[1]


def test_source_holds_no_outputs(source):
    """The source carries no output and no execution count."""
    for cell in code_cells(source):
        assert (cell.outputs, cell.execution_count) == ([], None), cell.id


def test_points(assignment, source, release):
    """The grade cells are the exercises, in order, with their points, and each id occurs once."""
    for notebook in (source, release):
        ids = [cell.metadata.nbgrader.grade_id for cell in notebook.cells]
        assert len(set(ids)) == len(ids)
        found = {
            cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points
            for cell in grade_cells(notebook)
        }
        assert list(found.items()) == list(POINTS[assignment].items())


def test_questions(assignment, source, release):
    """The questions have their points; each has a model answer, which is not released."""
    for notebook in (source, release):
        found = {cell.id: cell.metadata.nbgrader.points for cell in answer_cells(notebook)}
        assert list(found.items()) == list(QUESTIONS[assignment].items())
    for cell in answer_cells(source):
        assert cell.source.startswith("### BEGIN SOLUTION\n"), cell.id
    assert {cell.source for cell in answer_cells(release)} == {"YOUR ANSWER HERE"}


def test_stated_points(assignment, source):
    """The introduction and the headings state the points that the cells carry."""
    tests, person = sum(POINTS[assignment].values()), sum(QUESTIONS[assignment].values())
    introduction, *others = [cell.source for cell in source.cells if cell.cell_type == "markdown"]
    for told in (f"by tests ({tests} points)", f"by a person ({person} points)"):
        assert told in introduction
    assert f"{tests + person} points in all" in introduction
    headings = re.findall(
        r"^#+ (?:Exercise|Question) \d+: .* \((\d+) points(?:, \d+ minutes)?\)$",
        "\n".join(others),
        re.MULTILINE,
    )
    assert sum(map(int, headings)) == tests + person


def test_only_solutions_are_open(release):
    """A grade cell follows its solution cell, and everything but the solutions is locked."""
    cells = release.cells
    for before, cell in itertools.pairwise(cells):
        if cell in grade_cells(release):
            assert before.metadata.nbgrader.grade_id == f"{cell.id}-solution"
    for cell in cells:
        assert cell.metadata.nbgrader.locked != cell.metadata.nbgrader.solution, cell.id


def test_imports(assignment, source, release):
    """course.yaml lists everything that a student must install, and Pyodide has all of it."""
    for notebook in (source, release):
        beside = notebook_path("solutions", assignment).parent
        assert list(import_mistakes(notebook, beside, PACKAGES)) == []
    assert PACKAGES == ["numpy", "matplotlib", "scikit-learn"]


@pytest.mark.slow
def test_solution_runs(run_source):
    """The solution runs without stderr output, and passes every visible check."""
    for cell in code_cells(run_source):
        assert [o for o in cell.outputs if o.get("name") == "stderr"] == [], cell.id
    for cell in grade_cells(run_source):
        assert printed_by(run_source, cell.id) == f"{cell.id}: ok, all visible checks passed\n"


@pytest.mark.slow
def test_untouched_release_says_what_to_write(run_release):
    """In an untouched release each check names the unwritten exercise or method."""
    from autograder.release.kernel import error_of  # noqa: PLC0415

    errors = [error_of(cell) for cell in grade_cells(run_release)]
    assert [(error.ename, error.evalue.partition(".")[0]) for error in errors] == [
        ("NotImplementedError", f"Exercise {number}: write {cell.id}")
        for number, cell in enumerate(grade_cells(run_release), start=1)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("assignment", ["shallow_network"], indirect=True)
def test_network_wins_where_the_line_fails(run_source):
    """On the flower data a line is no better than chance, and the network finds the petals."""
    line, network = re.findall(r"([\d.]+)% of the points", printed_by(run_source, "train"))
    assert 45 < float(line) < 55
    assert float(network) > 90


@pytest.mark.slow
@pytest.mark.parametrize("assignment", ["autodiff"], indirect=True)
def test_both_networks_read_digits(run_source):
    """The engine and the formulas by hand agree, and read 96 % of the held-out digits."""
    differences = re.findall(r"differ by ([\d.e-]+) of", printed_by(run_source, "digits"))
    assert len(differences) == 6
    assert max(map(float, differences)) < 1e-13
    engine, by_hand = re.findall(r"([\d.]+)%", printed_by(run_source, "digits-plot"))
    assert float(engine) == float(by_hand) > 96


def run_check(notebook, exercise, answer, edit):
    """Run one exercise's visible check after `answer`, with the solution's other exercises.

    `answer` is a function's source, or None to change the solution by `edit` (old, new).
    """
    cells = {cell.id: cell.source for cell in code_cells(notebook)}
    solution = cells[f"{exercise}-solution"]
    if edit is not None:
        assert edit[0] in solution
        answer = solution.replace(*edit)
    names = {}
    exec(cells["imports"], names)
    for name in POINTS["shallow_network"]:
        exec(answer if name == exercise else cells[f"{name}-solution"], names)
    with np.errstate(all="ignore"):
        exec(cells[exercise], names)


# Correct answers in other styles, seen in real notebooks.
ACCEPTED = {
    "sigmoid as in the text": "def sigmoid(z): return 1 / (1 + np.exp(-np.asarray(z)))",
    "sigmoid through tanh": "def sigmoid(z): return 0.5 * (1 + np.tanh(0.5 * np.asarray(z)))",
    "sigmoid in two halves": """
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return np.where(z < 0, np.exp(z) / (1 + np.exp(z)), 1 / (1 + np.exp(-z)))""",
    "initialize_parameters with the global generator": """
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(2)
    return {"W2": np.random.randn(n_y, n_h) * 0.01, "b2": np.zeros(shape=(n_y, 1)),
            "W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros(shape=(n_h, 1))}""",
    "initialize_parameters without a seed": """
def initialize_parameters(n_x, n_h, n_y):
    rng = np.random.default_rng()
    return dict(W1=rng.normal(0, 0.01, (n_h, n_x)), b1=np.zeros((n_h, 1)),
                W2=rng.normal(0, 0.01, (n_y, n_h)), b2=np.zeros((n_y, 1)))""",
    "forward_propagation with its shape asserted": """
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    Z1 = np.add(np.dot(W1, X), b1)
    A1 = np.tanh(Z1)
    Z2 = np.matmul(W2, A1) + b2
    A2 = sigmoid(Z2)
    assert A2.shape == (1, X.shape[1])
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "note": "extra"}""",
    "forward_propagation with a short cache": """
def forward_propagation(X, parameters):
    A1 = np.tanh(parameters["W1"] @ X + parameters["b1"])
    A2 = sigmoid(parameters["W2"] @ A1 + parameters["b2"])
    return A2, {"A1": A1, "A2": A2}""",
    "compute_cost squeezed to a 0-d array": """
def compute_cost(A2, Y, parameters=None):
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    return np.squeeze(-np.sum(logprobs, axis=1, keepdims=True) / Y.shape[1])""",
    "compute_cost as a NumPy scalar": """
def compute_cost(A2, Y):
    cost = -np.mean(np.log(np.where(Y, A2, 1 - A2)))
    assert isinstance(cost, float)
    return cost""",
    "compute_cost by matrix products": """
def compute_cost(A2, Y):
    A2 = np.clip(A2, 1e-12, 1 - 1e-12)
    cost = -(np.dot(np.log(A2), Y.T) + np.dot(np.log(1 - A2), (1 - Y).T)) / Y.shape[1]
    return cost.item()""",
    "backward_propagation from Z1 and with the biases read": """
def backward_propagation(parameters, cache, X, Y):
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    m = Y.shape[1]
    dZ2 = sigmoid(cache["Z2"]) - Y
    dZ1 = np.multiply(np.dot(W2.T, dZ2), 1 - np.power(np.tanh(cache["Z1"]), 2))
    return {"dZ1": dZ1, "dZ2": dZ2,
            "dW2": np.dot(dZ2, cache["A1"].T) / m, "db2": np.mean(dZ2, 1).reshape(b2.shape),
            "dW1": np.dot(dZ1, X.T) / m, "db1": np.sum(dZ1, 1).reshape(-1, 1) / m}""",
    "update_parameters in place": """
def update_parameters(parameters, grads, learning_rate=1.2):
    for name in parameters:
        parameters[name] -= learning_rate * grads["d" + name]
    return parameters""",
    "update_parameters on a deep copy": """
import copy
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = copy.deepcopy(parameters["W1"]) - learning_rate * grads["dW1"]
    b1 = copy.deepcopy(parameters["b1"]) - learning_rate * grads["db1"]
    W2 = copy.deepcopy(parameters["W2"]) - learning_rate * grads["dW2"]
    b2 = copy.deepcopy(parameters["b2"]) - learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}""",
}

# Mistakes seen in real notebooks: a change to the solution, and a word of the check's message.
REFUSED = {
    "sigmoid with the trap": (
        "1.0, decay) / (1.0 + decay)",
        "np.exp(z), np.exp(z)) / (1 + np.exp(z))",
        "NaN",
    ),
    "sigmoid with its sign lost": ("z >= 0", "z < 0", "ln 3"),
    "sigmoid without return": ("return np", "return; np", "return line"),
    "sigmoid for integers": (
        "return np.where(z >= 0, 1.0, decay) / (1.0 + decay)",
        "return (z > 0) + 0",
        "1/2",
    ),
    "initialize_parameters with weights not scaled": ("0.01 * ", "", "times 0.01"),
    "initialize_parameters from the wrong distribution": (
        "standard_normal",
        "random",
        "standard deviation",
    ),
    "initialize_parameters with twins": ("rng.standard_normal(", "np.ones(", "twins"),
    "initialize_parameters for one output only": ("(n_y, 1)", "(1, 1)", "(2, 1)"),
    "initialize_parameters transposed": ("(n_h, n_x)", "(n_x, n_h)", "(4, 3)"),
    "forward_propagation with b2 for b1": ('parameters["b1"]', 'parameters["b2"]', "Z1"),
    "forward_propagation with tanh on the output": ("sigmoid(Z2)", "np.tanh(Z2)", "A2"),
    "forward_propagation without tanh": ("np.tanh(Z1)", "Z1", "A1"),
    "forward_propagation without the cache": (
        'return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}',
        "return A2",
        "two things",
    ),
    "compute_cost without its minus sign": ("-log_likelihood", "log_likelihood", "minus"),
    "compute_cost summed, not averaged": ("log_likelihood / m", "log_likelihood", "on paper"),
    "compute_cost as a matrix": (
        "float(-log_likelihood / m)",
        "np.array([[-log_likelihood / m]])",
        "one number",
    ),
    "compute_cost clipped hard": ("np.log(A2)", "np.log(A2 + 1e-4)", "paper"),
    "backward_propagation without keepdims": (", keepdims=True", "", "shape"),
    "backward_propagation not averaged": ("dZ1 @ X.T / m", "dZ1 @ X.T", "dW1"),
    "backward_propagation with db the sum of everything": (
        "dZ1.sum(axis=1, keepdims=True)",
        "dZ1.sum(keepdims=True)",
        "db1",
    ),
    "backward_propagation without the slope of tanh": (" * (1 - A1**2)", "", "dW1"),
    "backward_propagation for one output only": ('W2"].T @ dZ2', 'W2"].T * dZ2', "broadcast"),
    "backward_propagation that writes into the cache": (
        'dZ2 = cache["A2"] - Y',
        'dZ2 = cache["A2"]; dZ2 -= Y',
        "changed A2",
    ),
    "update_parameters uphill": (" - learning_rate", " + learning_rate", "should become"),
    "update_parameters without the learning rate": ("learning_rate * ", "", "should become"),
    "update_parameters with another default": (
        "float = 1.2",
        "float = 0.01",
        "without a learning rate",
    ),
}


@pytest.mark.parametrize("assignment", ["shallow_network"], indirect=True)
@pytest.mark.parametrize("case", ACCEPTED)
def test_visible_checks_accept(source, case):
    """A visible check accepts a correct answer in another style."""
    run_check(source, case.split()[0], ACCEPTED[case], edit=None)


@pytest.mark.parametrize("assignment", ["shallow_network"], indirect=True)
@pytest.mark.parametrize("case", REFUSED)
def test_visible_checks_refuse(source, case):
    """A visible check refuses a common mistake and says what it saw."""
    old, new, said = REFUSED[case]
    with pytest.raises((AssertionError, ValueError), match=re.escape(said)):
        run_check(source, case.split()[0], None, edit=(old, new))
