"""Test cells run outside where cells before them need files that student code writes."""

import pytest
from notebooks import checked, code, solution, write

from autograder.adoption.run import adopt
from autograder.adoption.sources import find_assignments
from autograder.grading.examination import Where
from autograder.sandbox.policy import Isolation

CELLS = [
    code("import numpy as np"),
    solution("save", "np.save('kept.npy', np.array([1, 2, 3]))"),
    checked(
        "reads",
        "from numpy.testing import assert_array_equal\nlimit = 3\n"
        "def within(values):\n    return len(values) <= limit\n"
        "kept = np.load('kept.npy')\nassert len(kept) == limit",
    ),
    code("kept = np.load('kept.npy')\ntotal = int(kept.sum())"),
    checked("computed", "assert total == 6 and within(kept)\nassert_array_equal(kept, [1, 2, 3])"),
]


@pytest.mark.processes
def test_what_follows_a_file_of_the_students_runs_outside(tmp_path):
    """A name that the grader process cannot compute is fetched from the sandbox.

    Imports, functions and constants of a test cell that runs inside are there for later ones.
    """
    write(tmp_path / "source/all/all.ipynb", *CELLS)
    (one,) = adopt(tmp_path, Isolation.NAMESPACES)
    assert {cell.question: cell.where for cell in one.examined} == {
        "reads": Where.INSIDE,
        "computed": Where.OUTSIDE,
    }


def test_files_for_students_alone_are_handed_out(tmp_path):
    """An otter master names them apart from the files that its tests need."""
    config = "# ASSIGNMENT CONFIG\nfiles: [data.csv]\nstudent_files: [helper.py, missing.py]"
    raw = {"cell_type": "raw", "metadata": {}, "source": config}
    write(tmp_path / "hw.ipynb", raw)
    for name in ("data.csv", "helper.py", "other.py"):
        (tmp_path / name).touch()
    (found,) = find_assignments(tmp_path)
    assert found.files == ("data.csv", "helper.py")
