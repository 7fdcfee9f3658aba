"""A name is the student's where a solution cell gives it, or a cell computes it from such names."""

from notebooks import checked, code, solution, write

from autograder.adopted.owners import segments
from autograder.course.adopted import read_plan


def owners(tmp_path, *cells):
    """Return the segments of a notebook, as names: given, late, the student's, imported."""
    found = segments(read_plan(write(tmp_path / "a.ipynb", *cells)))
    return [
        (
            sorted(name for s in one.given for name in s.binds),
            sorted(name for s in one.late for name in s.binds),
            sorted(one.students),
            sorted(one.imported),
        )
        for one in found
    ]


def test_solutions_and_what_is_computed_from_them_are_the_students(tmp_path):
    """Through functions as well; a function alone that uses them is the instructor's."""
    found = owners(
        tmp_path,
        code("data = [1]\ndef helper():\n    return f(data)"),
        solution("s", "def f(x):\n    return x"),
        code("value = helper()\nother = len(data)"),
        checked("t", "assert value"),
    )
    assert found == [(["data", "helper", "other"], [], ["f", "value"], [])]


def test_what_a_solution_changes_is_the_students(tmp_path):
    """By an item, a method or a call; modules and functions are not data."""
    found = owners(
        tmp_path,
        code("import numpy as np\na, b, c, d = {}, [], [], 1\nmodel = np.zeros(1)"),
        solution("s", "a['k'] = 1\nb.sort()\nnp.random.shuffle(c)\nhistory = model.fit(d)"),
        checked("t", "assert a"),
    )
    assert found[0][2] == ["a", "b", "c", "history", "model"]


def test_a_name_may_change_hands(tmp_path):
    """It is the instructor's again where a cell of the instructor's binds it anew."""
    found = owners(
        tmp_path,
        solution("s", "x = 1"),
        checked("t1", "assert x == 1"),
        code("x = 2"),
        checked("t2", "assert x == 2"),
    )
    assert [(one[0], one[2]) for one in found] == [([], ["x"]), (["x"], [])]


def test_imports_of_a_solution_are_modules_of_ours(tmp_path):
    """If the student has imported them too."""
    found = owners(tmp_path, solution("s", "import math\nx = math.pi"), checked("t", "assert x"))
    assert found == [(["math"], [], ["x"], ["math"])]


def test_what_uses_names_of_test_cells_comes_late(tmp_path):
    """It is executed anew for each submission."""
    found = owners(
        tmp_path,
        checked("t1", "seen = 1\nassert seen"),
        code("twice = seen * 2"),
        checked("t2", "assert twice == 2"),
    )
    assert found[1][:2] == ([], ["twice"])
