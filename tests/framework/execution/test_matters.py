"""Which skipped statements could matter: known harmless ones are not run."""

import pytest

from autograder.execution.matters import with_what_could_matter
from autograder.execution.namespace import KNOWN_NAMES
from autograder.execution.statements import read_cells, select

IMPORTS = "import numpy as np\nimport matplotlib.pyplot as plt"
EXERCISE = "def f(x):\n    return np.tanh(x)"
TRAIN = """
def train(X, Y, steps=10_000):
    w, costs = np.zeros((2, 1)), []
    for i in range(steps):
        A = f(w.T @ X)
        w -= X @ (A - Y).T
        costs.append(float(np.mean(A)))
        if i % 100 == 0:
            print(f"{i}: {costs[-1]:.3f}")
    return {"w": w, "costs": costs}
"""
NET = """
class Net:
    def __init__(self, rate=0.1):
        self.rate = rate
        self.costs = []
    def fit(self, X, Y):
        self.w = train(X, Y)["w"] * self.rate
        self.costs.append(1)
        return self
"""
DATA = "rng = np.random.default_rng(0)\nX, Y = rng.normal(size=(2, 9)), np.ones((1, 9))"


def added(*cells):
    """Return the lines that are run besides what f needs, with all cells read as one."""
    code = "\n".join(cells)
    statements = read_cells([(1, code)]).statements
    needed = select(statements, ["f"], KNOWN_NAMES)
    more = [s for s in with_what_could_matter(statements, needed) if s not in needed.statements]
    return [code.splitlines()[s.line - 1] for s in more]


@pytest.mark.parametrize(
    "harmless",
    [
        "print(f(2), np.round(np.pi, 2))",
        "assert np.allclose(f(np.zeros(3)), 0), 'f(0) is 0'",
        "fig, axes = plt.subplots(1, 2)\nfor ax in axes:\n    ax.plot(X[0], f(X[1]))\nplt.show()",
        "model = train(X, Y)\nplt.plot(model['costs'])\nmodel['w'][0] = 3",
        "nets = [Net(r).fit(X, Y) for r in (0.1, 0.2)]\nprint(len(nets[0].costs))",
        "for function in (f, np.tanh):\n    print(function(0.5))",
        "grid = np.array([[f(u + v) for u in range(9)] for v in range(9)])\ngrid[0] = 1",
        "with np.errstate(all='ignore'):\n    print(np.log(0.0))",
        "np.random.seed(0)\nnoise = np.random.randn(3)",
        "try:\n    print(undefined)\nexcept NameError as error:\n    print(error)",
        "import pandas as pd, os\ntable = pd.DataFrame({'a': [1]}).describe()",
        "%timeit f(3)",
        "best = max(range(3), key=lambda k: -f(k))",
    ],
)
def test_what_is_harmless_is_not_run(harmless):
    """Plots, prints, checks, training and unshared values are not run."""
    assert added(IMPORTS, EXERCISE, TRAIN, NET, DATA, harmless) == []


@pytest.mark.parametrize(
    ("shared", "statement"),
    [
        ("T = [1]", "print(T)"),
        ("import os\nT = os.environ\nE = T", "E.update(a='1')"),
        ("def T(x, seen=[]):\n    seen.append(x)", "T(1)"),
        ("from helper import T", "print(T(1))"),
        ("class T:\n    made = []", "T().made.append(1)"),
    ],
)
def test_what_uses_something_shared_is_run(shared, statement):
    """Such a statement could change what the exercise uses."""
    exercise = "def f(x):\n    return T"
    assert added(IMPORTS, exercise, shared, statement)[-1:] == [statement]


def test_draws_are_run_where_a_set_generator_is_drawn_from():
    """Draws and seeds are run if a seeded generator is used; without a seed, any state is right."""
    exercise = "def f(x):\n    return np.random.rand()"
    seed, draw, own = "np.random.seed(1)", "noise = np.random.rand()", "print(np.ones(3))"
    assert added(IMPORTS, exercise, seed, draw, own) == [seed, draw]
    assert added(IMPORTS, exercise, draw, own) == []


def test_draws_are_not_run_where_the_exercise_sets_the_generator():
    """Earlier draws make no difference then."""
    exercise = "def f(x):\n    np.random.seed(2)\n    return np.random.rand()"
    assert added(IMPORTS, exercise, "np.random.seed(1)", "noise = np.random.rand()") == []


def test_what_runs_brings_along_what_it_depends_on():
    """The names that it uses are needed like the exercise's."""
    cells = ("start = 5", "T = []", "U = T", "U.append(start)")
    more = added("def f(x):\n    return T", "other = 1", *cells)
    assert more == ["start = 5", "U = T", "U.append(start)"]


def test_all_is_run_where_names_cannot_be_followed():
    """With exec, for example, no syntax tree shows the names."""
    cells = ("other = 1", "exec('f = lambda x: other')", "print(3)")
    assert added(*cells) == list(cells)
