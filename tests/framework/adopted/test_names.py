"""The namespace of test cells has the instructor's names, and the student's as they are used."""

import pytest

from autograder.adopted.given import Executor, new_names
from autograder.execution.statements import read_cells
from autograder.student.errors import StudentMissing


class Notebook:
    """A student's names."""

    def __init__(self, **values):
        self.values = values
        self.asked = []

    @property
    def defined(self):
        """The names that have a value."""
        return frozenset(self.values)

    def value(self, name):
        """Return a value, and note that it was asked for."""
        self.asked.append(name)
        if name not in self.values:
            raise StudentMissing(f"{name} is not there")
        return self.values[name]


@pytest.fixture
def run():
    """Execute code where these are the student's names; return the namespace."""

    def execute(code, notebook, students=()):
        names = new_names()
        names.students = {*students}
        names.turn_to(notebook)
        executor = Executor(names)
        for statement in read_cells([(1, code)]).statements:
            executor.run(statement)
        return names

    return execute


def test_only_names_that_are_used_are_asked_for(run):
    """Once each, also from inside a function and a comprehension."""
    notebook = Notebook(x=2, y=3)
    names = run("def f():\n    return x\nz = [x + f() for _ in range(3)]", notebook)
    assert (names["z"], notebook.asked) == ([4, 4, 4], ["x"])


def test_a_name_that_is_not_there_is_a_name_error(run):
    """As in a kernel; that it is one of the student's is noted."""
    names = run("try:\n    x\nexcept NameError:\n    kind = 1", Notebook(), ["x"])
    assert (names["kind"], names.absent, names.why_absent("x")) == (1, {"x"}, "x is not there")


def test_globals_has_the_students_names(run):
    """`in`, `get`, `dir` and indexing see them."""
    code = (
        "a = 'x' in globals(), 'y' in globals(), globals()['x'], globals().get('y', 5)\nb = dir()"
    )
    names = run(code, Notebook(x=2))
    assert names["a"] == (True, False, 2, 5)
    assert "x" in names["b"]


def test_builtins_are_the_instructors(run):
    """A student's `len` is not asked for, unless the source's solution defines one."""
    notebook = Notebook(len=lambda _: 0, sum=lambda _: 9)
    names = run("a = len([1, 2]), sum([1])", notebook, ["sum"])
    assert names["a"] == (2, 9)
