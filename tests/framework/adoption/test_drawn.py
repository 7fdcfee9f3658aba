"""Test cells find the figures that they find in a kernel."""

import pytest
from notebooks import checked, code, solution, write

from autograder.adoption.run import adopt
from autograder.grading.examination import Where
from autograder.sandbox.policy import Isolation

pytestmark = pytest.mark.processes

FIRST = [
    code("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"),
    solution("one", "plt.plot([1, 2, 3])\nplt.title('mine')\nkept = plt.gca()"),
    checked("kept", "assert len(kept.get_lines()) == 1"),
]
OPEN = checked("open", "assert plt.gca().get_title() == 'mine' and len(plt.gcf().axes) == 1")
DRAWN = [
    solution("two", "def draw():\n    plt.plot([4, 5])\ndraw()"),
    checked("drawn", "plt.close('all')\ndraw()\nassert len(plt.gca().get_lines()) == 1"),
]


def places(folder, *cells):
    """Return where each test cell of a notebook judges."""
    write(folder / "source/all/all.ipynb", *cells)
    (one,) = adopt(folder, Isolation.NAMESPACES)
    return {cell.question: (cell.where, cell.reason) for cell in one.examined}


def test_each_cell_begins_without_figures(tmp_path):
    """What the last cell drew is still the current figure of a test that asks for it."""
    told = places(tmp_path, *FIRST, OPEN, *DRAWN)
    assert told == dict.fromkeys(("kept", "open", "drawn"), (Where.OUTSIDE, ""))


def test_figures_of_an_interactive_notebook_stay(tmp_path):
    """There, cells draw on what earlier ones drew."""
    both = checked("both", "assert len(kept.get_lines()) == 2")
    told = places(tmp_path, code("%matplotlib notebook"), *FIRST[:2], both)
    assert told == {"both": (Where.OUTSIDE, "")}
