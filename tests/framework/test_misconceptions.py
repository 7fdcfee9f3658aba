import pytest

from autograder.errors import CourseError
from autograder.misconceptions import load_misconceptions, misconception

HEAD = "import functools\nfrom autograder.misconceptions import misconception\n"


@pytest.fixture
def load(tmp_path):
    """Load one file of misconceptions for the exercises square and cube."""

    def read(text):
        (tmp_path / "misconceptions.py").write_text(HEAD + text)
        return load_misconceptions(tmp_path / "misconceptions", ["square", "cube"])

    return read


def test_what_is_read_of_a_misconception(load):
    """Name, exercise, hint and the use of the reference are read, in the file's order."""
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
    """The file is optional."""
    assert load_misconceptions(tmp_path / "misconceptions", ["square"]) == []


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
    """The message names the file and the mistake, and nobody is graded with it."""
    with pytest.raises(CourseError, match=f"misconceptions.py: .*{said}"):
        load(text)


# -- a folder with a file for each exercise ----------------------------------------------

DOUBLED = HEAD + '@misconception("square")\ndef doubled(x):\n    """It is doubled."""\n'
MINUS = HEAD + '@misconception("cube")\ndef minus(x):\n    """It has the wrong sign."""\n'
SHARED = "def twice(x):\n    return 2 * x\n"


@pytest.fixture
def load_folder(tmp_path):
    """Load a folder of misconceptions for the exercises square and cube."""

    def read(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return load_misconceptions(tmp_path / "misconceptions", ["square", "cube"])

    return read


def test_a_file_for_each_exercise(load_folder):
    """They are in the order of the exercises; each file imports helpers from shared.py."""
    found = load_folder(
        {
            "misconceptions/cube.py": "from .shared import twice as more\n"
            + MINUS
            + "    return -more(x)\n",
            "misconceptions/square.py": "from .shared import twice\n"
            + DOUBLED
            + "    return twice(x)\n",
            "misconceptions/shared.py": SHARED,
        }
    )
    assert [(m.name, m.exercise, m.path.name, m.function(3)) for m in found] == [
        ("doubled", "square", "square.py", 6),
        ("minus", "cube", "cube.py", -6),
    ]


def test_helpers_are_those_of_the_folder(load_folder, tmp_path):
    """Another folder cannot import what one folder shares."""
    load_folder({"misconceptions/shared.py": SHARED})
    other = tmp_path / "other" / "misconceptions"
    other.mkdir(parents=True)
    (other / "cube.py").write_text("from .shared import twice\n")
    with pytest.raises(CourseError, match=r"other/misconceptions/cube\.py: cannot import .*shared"):
        load_misconceptions(other, ["cube"])


def test_what_tools_leave_is_no_file(load_folder):
    """Copies by Jupyter and editors are not read, and neither is text beside the files."""
    left = {
        "misconceptions/.ipynb_checkpoints/cube-checkpoint.py": "def (",
        "misconceptions/.cube.py": "def (",
        "misconceptions/README.md": "The usual ones.",
    }
    assert load_folder(left) == []


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("root.py", "", r"root\.py: 'root' is no exercise; .* square, cube\. .*shared\.py"),
        ("cube/minus.py", MINUS, r"cube/minus\.py: move it into .*misconceptions"),
        ("square.py", MINUS, r"square\.py: minus is a .* of 'cube': move it into cube\.py"),
        ("shared.py", MINUS, r"shared\.py: minus is a .* of 'cube': move it into cube\.py"),
        ("cube.py", "1 / 0", r"cube\.py: ZeroDivisionError"),
        ("cube.py", "x = (", r"cube\.py: SyntaxError: .*line 1"),
        ("shared.py", "1 / 0", r"shared\.py: ZeroDivisionError"),
        ("cube.py", "from .square import doubled", r"cube\.py: cannot import square\.py"),
        (
            "cube.py",
            "from . import shared",
            r"cube\.py: cannot import .*`from \.shared import name`",
        ),
        ("cube.py", "import shared", r"cube\.py: cannot import .*`from \.shared import name`"),
        ("cube.py", "from .shared import thrice", r"cube\.py: ImportError: .*'thrice'"),
        ("../misconceptions.py", MINUS, r"misconceptions\.py: .*shared\.py is there too"),
    ],
)
def test_a_folder_that_is_not_as_it_has_to_be(load_folder, name, text, said):
    """The message names the file, the mistake, and the right place."""
    with pytest.raises(CourseError, match=said):
        load_folder({"misconceptions/shared.py": SHARED, f"misconceptions/{name}": text})
