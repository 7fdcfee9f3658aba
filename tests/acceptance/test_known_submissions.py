"""How the cases in tests/submissions are read, and the notebooks that they become."""

import json

import pytest
from known_submissions import attacks, sample_class

BASE = '''"""Right, and with the honest sigmoid.

exercises: {compute_cost: failed, others: passed}
points: {compute_cost: 3}
"""

# %% [markdown]
# # A title
#
# and *text*

# %%
import numpy as np


# %% honest: sigmoid
CONTINUED = 1

# %% [generated]
[f"x{i} = {i}" for i in range(2)]
'''
OTHER = '''"""As the first, but for a cell in another's place and a new one before it.

based on: base
outcome: unreadable
"""

# %% new
before = 1

# %% c1
instead = 2
'''


@pytest.fixture
def cases(tmp_path):
    """Two named cases of an aim, with the file that they share."""
    aim = tmp_path / "aim"
    aim.mkdir()
    (tmp_path / "honest.py").write_text("# %% sigmoid\ndef sigmoid(z):\n    return z\n")
    (aim / "base.py").write_text(BASE)
    (aim / "other.py").write_text(OTHER)
    return {case.name: case for case in attacks(tmp_path)}


def cells_of(case):
    """Return the id and source of each cell of a case's notebook."""
    return [(c["id"], "".join(c["source"])) for c in json.loads(case.content())["cells"]]


def test_each_marker(cases):
    """Text, code, cells of another file with more code after them, and generated cells are read."""
    assert cells_of(cases["base"]) == [
        ("title", "# Shallow network"),
        ("text1", "# A title\n\nand *text*"),
        ("c0", "import numpy as np\n"),
        ("c1", "def sigmoid(z):\n    return z\n\n\nCONTINUED = 1"),
        ("c2", "x0 = 0"),
        ("c3", "x1 = 1"),
    ]


def test_a_case_based_on_another(cases):
    """A cell with the same name is replaced; a new one is inserted before the file's next one."""
    named = [("new", "before = 1"), ("c1", "instead = 2")]
    assert cells_of(cases["other"])[2:4] == named


def test_what_a_case_must_get(cases):
    """`others` are the exercises that are not named; ungraded cases have no outcomes."""
    outcomes = cases["base"].outcomes
    assert (len(outcomes), outcomes["compute_cost"], outcomes["sigmoid"]) == (7, "failed", "passed")
    assert outcomes["neuron_backward"] == "missing"  # added after the class was made
    assert (cases["base"].expected["points"], cases["other"].outcomes) == ({"compute_cost": 3}, {})


def test_a_case_without_a_docstring(tmp_path):
    """The error for a file without expectations names the file."""
    (tmp_path / "aim").mkdir()
    (tmp_path / "aim" / "bare.py").write_text("x = 1\n")
    with pytest.raises(ValueError, match=r"bare\.py: begins with no docstring"):
        attacks(tmp_path)


def test_make_grade_grades_whole_scripts():
    """In the class of `make grade`, each case is complete, so its script can be graded."""
    files = [case.path for case in sample_class("shallow_network") if case.path.is_file()]
    assert len(files) > 50
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    taken = ("\nbased on:", "\n# %% honest:", "\n# %% [generated]")
    assert [path for path, text in texts.items() if any(mark in text for mark in taken)] == []
