import pytest

from autograder.errors import CourseError
from autograder.misconceptions import load_misconceptions, misconception

HEAD = "import functools\nfrom autograder.misconceptions import misconception\n"


@pytest.fixture
def load(tmp_path):
    """Load a file of misconceptions of the exercises square and cube."""

    def read(text):
        path = tmp_path / "misconceptions.py"
        path.write_text(HEAD + text)
        return load_misconceptions(path, ["square", "cube"])

    return read


def test_what_is_read_of_a_misconception(load):
    """Name, exercise, hint and whether it asks for the reference, in the order of the file."""
    found = load(
        '@misconception("cube")\n'
        "def minus(x, *, reference):\n"
        '    """It has\n    the wrong sign.\n\n    Look at it."""\n'
        "    return -reference.cube(x)\n"
        '@misconception("square")\n'
        "def doubled(x):\n"
        '    """It is doubled."""\n'
        "    return helper(x)\n"
        "def helper(x):\n"
        '    """This one is no misconception."""\n'
        "    return 2 * x\n"
    )
    assert [(m.name, m.exercise, m.hint, m.wants_reference) for m in found] == [
        ("minus", "cube", "It has the wrong sign. Look at it.", True),
        ("doubled", "square", "It is doubled.", False),
    ]
    assert found[1].function(4) == 8


def test_a_marked_function_is_still_itself():
    """The mark changes nothing that a caller sees."""

    def doubled(x):
        return 2 * x

    assert misconception("square")(doubled) is doubled


def test_no_file_is_no_misconception(tmp_path):
    """An author need not foresee anything."""
    assert load_misconceptions(tmp_path / "misconceptions.py", ["square"]) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def (", "SyntaxError"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import no_such_module", "ModuleNotFoundError"),
        ('@misconception("sqare")\ndef f(x):\n    """H."""', "'sqare'.*square, cube"),
        ('@misconception("cube")\ndef f(x):\n    return x', "f has no docstring"),
        ('@misconception("cube")\ndef f(x):\n    """ \n """', "f has no docstring"),
        ('f = misconception("cube")(functools.partial(max, 0))', "not a function"),
    ],
    ids=["syntax", "fails", "import", "exercise", "no hint", "empty hint", "no function"],
)
def test_a_file_that_is_not_as_it_has_to_be(load, text, said):
    """The author reads which file it is and what is wrong, and nobody is graded with it."""
    with pytest.raises(CourseError, match=f"misconceptions.py: .*{said}"):
        load(text)
