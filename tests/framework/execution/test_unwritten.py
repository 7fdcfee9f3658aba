"""Which exercises are still the stubs that were handed out, whatever else a notebook does."""

import pytest

from autograder.execution.statements import read_cells, read_given
from autograder.execution.unwritten import absent_exercises, unwritten_exercises

STUB = 'def probe(x):\n    """Square x."""\n    raise NotImplementedError("Exercise 1")'
CLASS = (
    "class probe:\n    '''A net.'''\n    def __init__(self, rate=0.1):\n"
    "        raise NotImplementedError\n    def fit(self, X):\n        self.X = X"
)
GIVEN = (
    STUB,
    CLASS,
    "def probe(x):\n    y = 0  # your code\n    return y",
    "def probe(x):\n    if x:\n        raise NotImplementedError\n    return 1",
    "def probe(x):\n    raise NotImplementedError(print(x))",
    "class probe:\n    def fit(self):\n        raise NotImplementedError",
    "class probe(Net):\n    def __init__(self):\n        raise NotImplementedError",
    "@wraps\ndef probe(x):\n    raise NotImplementedError",
)


def unwritten(*cells):
    """Return whether `probe` is still a stub in a notebook of these cells."""
    notebook = read_cells(enumerate(cells, 1), read_given(GIVEN))
    return unwritten_exercises(notebook.statements, ["probe", "other"]) == ["probe"]


@pytest.mark.parametrize("stub", [STUB, CLASS])
def test_a_stub_that_was_handed_out_is_unwritten(stub):
    """A function is, and a class none of whose objects can be made."""
    assert unwritten("import numpy as np", stub, "def other(x):\n    return probe(x) + 1\nother(2)")


@pytest.mark.parametrize("given", GIVEN[2:])
def test_code_that_does_anything_else_is_written(given):
    """What was handed out may do something before it raises, or raise only sometimes."""
    assert not unwritten(given)


DEFINED = {
    "later": "def probe(x):\n    return x",
    "earlier, in a condition": "if True:\n    probe = abs",
    "as a global": "def define():\n    global probe\n    probe = abs\ndefine()",
    "by import": "from helper import probe",
    "by a star import": "from helper import *",
    "by its name in a dict": "globals()['probe'] = abs",
    "in the module": "import __main__\n__main__.probe = abs",
    "in any module": "import sys, json\nsetattr(json, 'probe', abs)",
    "through exec": "exec('probe = abs')",
    "in its code": "probe.__code__ = (lambda x: x).__code__",
    "in its class": "probe.__init__ = lambda self: None",
    "as another exception": "NotImplementedError = ValueError",
}


@pytest.mark.parametrize("cell", DEFINED.values(), ids=DEFINED)
def test_what_may_define_it_again_is_enough(cell):
    """An exercise that some other statement may define is called, as any other."""
    assert not unwritten(STUB, cell)


def test_a_stub_that_was_changed_is_called():
    """Only the instructor's own text is known to raise."""
    assert not unwritten(STUB.replace("Exercise 1", "exercise 1"))


def absent(*cells):
    """Return whether nothing in a notebook of these cells can define `probe`."""
    notebook = read_cells(enumerate(cells, 1))
    return absent_exercises(notebook.statements, cells, ["probe", "other"]) == ["probe"]


def test_a_name_that_no_cell_has_is_absent():
    """What other names do cannot define it, nor can a longer name."""
    assert absent("import numpy as np", "def other(x):\n    return probes(x)\nother(2)")


@pytest.mark.parametrize("cell", DEFINED.values(), ids=DEFINED)
def test_a_name_that_a_cell_has_is_not_absent(cell):
    """A statement with the name may define it, and so may one that hides what it defines."""
    is_there = cell == DEFINED["as another exception"]
    assert absent("def other(x):\n    return 1", cell) == is_there


def test_a_name_in_a_text_is_not_absent():
    """A text may be what something else executes."""
    assert not absent("other = 'def probe(x): return x'")
