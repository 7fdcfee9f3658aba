import pytest

from autograder.execution.namespace import Namespace
from autograder.execution.statements import read_cells
from autograder.student.absence import unimported, why_absent
from autograder.student.exceptions import Speech
from autograder.submission.cells import Cells

EXERCISES = ("forward", "backward", "initialize_parameters")


def why(*code, function="forward", **about):
    """Return the reason why a function is missing in a notebook of these cells."""
    cells = Cells(list(enumerate(code, 1)), [], **about)
    problems = read_cells(cells.code).problems
    return why_absent(function, cells, problems, Speech(cells.code), EXERCISES)


def test_a_function_that_does_not_parse_is_said_to_be_that():
    """The parser's line and reason are given, and not that nothing was written."""
    told = why("x = 1", "def forward(x)\n    return x\n")
    assert told == "forward does not parse: expected ':' (cell 2, line 1)"


def test_the_mistake_of_a_neighbour_is_not_its_own():
    """Another function that does not parse is not the reason."""
    assert why("def other(x)\n    return x\n") == "forward is not defined"


def test_a_definition_that_raised_is_said_to_have():
    """The exception is given, and not that nothing was written."""
    code = "def register(f):\n    raise KeyError\n@register\ndef forward(x):\n    return x\n"
    cells = Cells([(1, code)], [])
    namespace = Namespace()
    namespace.run(read_cells(cells.code).statements)
    told = why_absent("forward", cells, namespace.problems, Speech(cells.code), EXERCISES)
    assert told == "forward is not defined; what defines it raised KeyError (cell 1, line 4)"


def test_a_cell_that_became_markdown_is_named():
    """A function in a cell of another kind was not run."""
    told = why("x = 1", prose={"Markdown": [(7, "def forward(x):\n    return x")]})
    assert told.startswith("forward is not defined; it stands in cell 7, which is a Markdown cell")


@pytest.mark.parametrize(
    ("function", "written"),
    [
        ("initialize_parameters", "initialize_paramteres"),
        ("initialize_parameters", "initializeParameters"),
        ("forward", "Forward"),
        ("forward", "foward"),
    ],
)
def test_a_misspelt_name_is_named(function, written):
    """A name similar to the right one is given with its place."""
    told = why(f"x = 1\ndef {written}(x):\n    return x", function=function)
    assert told == f"{function} is not defined; is {written} (cell 1, line 2) meant?"


def test_where_names_are_without_number_none_is_meant():
    """Thousands of names are not compared, even if the right one is similar to one of them."""
    several = "\n".join(f"def f{number}(x): pass" for number in range(1000))
    assert why(f"def foward(x): pass\n{several}") == "forward is not defined"


def test_another_exercise_is_no_misspelling():
    """Similar names of exercises are not confused."""
    assert why("def backward(x):\n    return x") == "forward is not defined"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("def f(x):\n    return np.exp(x)", "no cell imports np: write import numpy as np"),
        ("import numpy as np\ndel np", ""),
        ("from numpy import exp", "no cell imports np"),
    ],
)
def test_a_usual_import_that_is_not_there_is_named(code, told):
    """If `np` is undefined and no cell imports it, the message says to import it."""
    said = unimported("NameError: name 'np' is not defined", Cells([(1, code)], []))
    assert (told in said, bool(said)) == (True, bool(told))
