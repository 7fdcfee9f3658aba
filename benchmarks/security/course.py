"""Write the same assignment for each tool: visible checks, hidden tests, points.

The source is the repository's own nbgrader source notebook without the plots and the training,
which take seconds in each run and get no marks from any tool.
"""

from __future__ import annotations

import copy
import json
import re
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
import numpy as np
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_raw_cell

ASSIGNMENT = "shallow_network"
NOTEBOOK = f"{ASSIGNMENT}.ipynb"
_LEFT_OUT = {
    *("plot-flower", "baseline-fit", "baseline-plot"),
    *("collapse-demo", "clouds-demo", "twins-demo"),
}
# nbgrader treats any output on standard error as a failure; the exercises allow warnings.
_ALLOW_WARNINGS = 'warned_before = np.seterr(all="ignore")\n'

# Inputs, then calls. The reference's answers are written into the test as constants.
_NETWORK = """\
hidden_rng = np.random.default_rng(2024)
hidden_parameters = {
    "W1": hidden_rng.normal(0, 0.8, (5, 3)),
    "b1": hidden_rng.normal(0, 0.8, (5, 1)),
    "W2": hidden_rng.normal(0, 0.8, (1, 5)),
    "b2": hidden_rng.normal(0, 0.8, (1, 1)),
}
hidden_X = hidden_rng.normal(0, 1, (3, 7))
hidden_Y = np.array([[1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0]])
hidden_cache = {
    "Z1": hidden_rng.normal(0, 1, (5, 7)),
    "A1": hidden_rng.uniform(-0.9, 0.9, (5, 7)),
    "Z2": hidden_rng.normal(0, 1, (1, 7)),
    "A2": hidden_rng.uniform(0.05, 0.95, (1, 7)),
}
hidden_grads = {
    "d" + name: hidden_rng.normal(0, 1, value.shape) for name, value in hidden_parameters.items()
}
"""
_HIDDEN_CALLS = {
    "sigmoid": [
        "sigmoid(np.array([[-3.1, 0.4, 0.0], [2.7, -12.0, 8.25]]))",
        "sigmoid(-1.7)",
        "sigmoid(np.array([-1000, 3, 1000]))",
    ],
    "forward_propagation": [
        "forward_propagation(hidden_X, hidden_parameters)[0]",
        'forward_propagation(hidden_X, hidden_parameters)[1]["A1"]',
        'forward_propagation(hidden_X, hidden_parameters)[1]["A2"]',
    ],
    "compute_cost": [
        'compute_cost(hidden_cache["A2"], hidden_Y)',
        'compute_cost(hidden_cache["A2"][:, :1], hidden_Y[:, :1])',
    ],
    "backward_propagation": [
        f'backward_propagation(hidden_parameters, hidden_cache, hidden_X, hidden_Y)["{name}"]'
        for name in ("dW1", "db1", "dW2", "db2")
    ],
    "update_parameters": [
        *(f'update_parameters(hidden_parameters, hidden_grads, 0.3)["{n}"]' for n in ("W1", "b1")),
        *(f'update_parameters(hidden_parameters, hidden_grads)["{n}"]' for n in ("W2", "b2")),
    ],
}
# Random, so judged by its properties.
_HIDDEN_INITIALIZE = """\
hidden_start = initialize_parameters(3, 2000, 2)
np.testing.assert_equal(np.shape(hidden_start["W1"]), (2000, 3))
np.testing.assert_equal(np.shape(hidden_start["W2"]), (2, 2000))
np.testing.assert_allclose(hidden_start["b1"], np.zeros((2000, 1)))
np.testing.assert_allclose(hidden_start["b2"], np.zeros((2, 1)))
np.testing.assert_allclose(np.std(hidden_start["W1"]), 0.01, rtol=0.1)
np.testing.assert_allclose(np.std(hidden_start["W2"]), 0.01, rtol=0.1)
"""


@dataclass(frozen=True)
class Course:
    """The assignment, in the form of each tool; `canary` marks each copy of the solution."""

    root: Path  # the repository's checkout
    canary: str = secrets.token_hex(16)

    @cached_property
    def source(self) -> NotebookNode:
        """The nbgrader source notebook, up to its last exercise and without plots."""
        path = self.root / "solutions" / ASSIGNMENT / NOTEBOOK
        notebook = nbformat.read(path, as_version=4)
        last = max(i for i, cell in enumerate(notebook.cells) if is_graded(cell))
        cells = notebook.cells[: last + 1]
        notebook.cells = [c for c in cells if c.metadata.nbgrader.grade_id not in _LEFT_OUT]
        for cell in notebook.cells:
            cell.source = cell.source.removeprefix("import matplotlib.pyplot as plt\n")
            marked = f"### BEGIN SOLUTION\n    # {self.canary}\n"
            cell.source = cell.source.replace("### BEGIN SOLUTION\n", marked)
        return notebook

    @cached_property
    def points(self) -> dict[str, float]:
        """The points of each exercise, in the order of the notebook."""
        marked = [cell.metadata.nbgrader for cell in self.source.cells if is_graded(cell)]
        return {meta.grade_id: float(meta.points) for meta in marked}

    @cached_property
    def solutions(self) -> dict[str, str]:
        """The reference solution's code, by exercise, without its marks."""
        found = {}
        for cell in self.source.cells:
            name = cell.metadata.nbgrader.grade_id.removesuffix("-solution")
            if name in self.points and not is_graded(cell):
                lines = cell.source.splitlines()
                found[name] = "\n".join(
                    line for line in lines if "###" not in line and self.canary not in line
                )
        return found

    @cached_property
    def hidden_tests(self) -> dict[str, str]:
        """The code of the hidden tests, by exercise, as an nbgrader instructor would write it."""
        imports = next(c.source for c in self.source.cells if "import numpy" in c.source)
        known: dict[str, object] = {}
        for code in (imports, *self.solutions.values(), _NETWORK):
            exec(code, known)
        tests = {"initialize_parameters": _HIDDEN_INITIALIZE}
        for name, calls in _HIDDEN_CALLS.items():
            lines = [] if name == "sigmoid" else [_NETWORK.rstrip()]
            for call in calls:
                expected = json.dumps(np.asarray(eval(call, known)).tolist())
                lines.append(
                    f"np.testing.assert_allclose({call}, {expected}, rtol=1e-6, atol=1e-9)"
                )
            tests[name] = "\n".join(lines) + "\n"
        return tests

    def for_nbgrader(self) -> NotebookNode:
        """Return the source notebook with hidden tests in its graded cells."""
        notebook = copy.deepcopy(self.source)
        for cell in filter(is_graded, notebook.cells):
            hidden = self.hidden_tests[cell.metadata.nbgrader.grade_id]
            cell.source = _ALLOW_WARNINGS + cell.source
            cell.source += f"\n### BEGIN HIDDEN TESTS\n{hidden}### END HIDDEN TESTS"
        return notebook

    def for_otter(self) -> NotebookNode:
        """Return a master notebook for `otter assign`: the same cells between its marks."""
        notebook = copy.deepcopy(self.source)
        config = f"# ASSIGNMENT CONFIG\nname: {ASSIGNMENT}\ngenerate: true\nexport_cell: false\n"
        cells = [new_raw_cell(config)]
        for cell in notebook.cells:
            name = cell.metadata.nbgrader.grade_id.removesuffix("-solution")
            del cell.metadata["nbgrader"]
            if name not in self.points or cell.cell_type != "code":
                cells.append(cell)
            elif "### BEGIN SOLUTION" in cell.source:
                cells += self._otter_question(name, cell)
            else:
                cells += self._otter_tests(name, cell)
        notebook.cells = cells
        return notebook

    def _otter_question(self, name: str, cell: NotebookNode) -> list[NotebookNode]:
        points = self.points[name]
        question = f"# BEGIN QUESTION\nname: {name}\npoints: {points:g}\nall_or_nothing: true\n"
        cell.source = cell.source.replace("### ", "# ")
        raw = map(new_raw_cell, (question, "# BEGIN SOLUTION", "# END SOLUTION"))
        begin, begin_solution, end_solution = raw
        return [begin, begin_solution, cell, end_solution]

    def _otter_tests(self, name: str, cell: NotebookNode) -> list[NotebookNode]:
        """Return the visible and the hidden test case.

        The visible one loses its last line, a print. otter's default format would compare the
        printed text with an output stored in the notebook.
        """
        visible = _ALLOW_WARNINGS + re.sub(r"\nprint\([^\n]*\)\s*$", "", cell.source)
        return [
            new_raw_cell("# BEGIN TESTS"),
            new_code_cell(visible),
            new_code_cell(f"# HIDDEN\n{self.hidden_tests[name]}"),
            new_raw_cell("# END TESTS"),
            new_raw_cell("# END QUESTION"),
        ]


def is_graded(cell: NotebookNode) -> bool:
    """Return whether a cell of an nbgrader notebook is graded by its tests."""
    meta = cell.metadata.get("nbgrader", {})
    return bool(meta.get("grade")) and not meta.get("solution")
