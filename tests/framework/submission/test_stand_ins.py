"""What remains of a notebook when its stand-ins are taken out."""

import json
from pathlib import Path

import pytest

from autograder.course.stand_ins import StandIn
from autograder.submission.cells import Cells, read_submission
from autograder.submission.stand_ins import without_stand_ins

ROUGH = """\
if not is_written(square, 2.0):

    def square(x):
        # Three digits are enough for a figure.
        return np.float16(x * x)

    print("A rough stand-in for `square` is in use from here on. It earns no points.")"""
DEFINITION = ROUGH.partition("\n\n")[2].partition("\n\n")[0]
STAND_IN = StandIn("square-stand_in", ROUGH)
CHANGED = (
    "Cell 1 is the stand-in for square. It was changed, and it is not graded; write your answer in "
    "the cell of the exercise."
)
PASTED = "Cell 1 holds the stand-in for square. It earns no points, and it was not run."


def left(*cells, name=""):
    """Return the remaining code and notes of cells; the first cell may have a name."""
    code = list(enumerate(cells, 1))
    found = without_stand_ins(Cells(code, [], names={1: name}), [STAND_IN])
    return [text for _, text in found.code], [str(note) for note in found.notes]


def test_the_exercise_and_the_definitions_of_a_stand_in():
    """Its name says for which exercise it is, and its code how it defines it."""
    assert (STAND_IN.exercise, list(STAND_IN.definitions())) == ("square", [DEFINITION])
    assert (StandIn("helper", ROUGH).exercise, list(StandIn("a", "if").definitions())) == ("", [])


def test_a_cell_of_its_name_is_left_out():
    """If unchanged, it gets no note; other cells keep their numbers."""
    assert left(ROUGH, "x = 1", name="square-stand_in") == (["x = 1"], [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("def square(x):\n    return x * x", id="an answer"),
        pytest.param(ROUGH.replace("not is_written(square, 2.0)", "True"), id="without its if"),
        pytest.param(ROUGH.replace("float16", "float32"), id="better"),
    ],
)
def test_a_cell_of_its_name_with_something_else(text):
    """It is left out too, and its author is told why."""
    assert left(text, name="square-stand_in") == ([], [CHANGED])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ROUGH, id="as it was"),
        pytest.param(f"\n\n{ROUGH}  \n", id="with blank lines"),
        pytest.param(ROUGH.replace("\n\n", "\n").replace("\n", "\r\n"), id="other line ends"),
        pytest.param(ROUGH.replace("    ", "\t"), id="other indentation"),
    ],
)
def test_its_lines_are_enough(text):
    """Without a name it is recognized by its lines, and all of it is removed."""
    (code,), notes = left(text)
    assert (code.strip(), notes) == ("pass", [])


def test_in_a_script():
    """In a script, which has no cells, the lines around it stay, with their numbers."""
    script = f"a = 1\n\n# %%\n{ROUGH}\n\n# %%\nb = 2\n{ROUGH}"
    (code,), notes = left(script)
    lines = code.split("\n")
    assert [line for line in lines if line] == ["a = 1", "# %%", "pass", "# %%", "b = 2", "pass"]
    assert (lines.index("b = 2"), notes) == (script.split("\n").index("b = 2"), [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join(line[4:] for line in DEFINITION.split("\n")), id="its function"),
        pytest.param(ROUGH.replace("not is_written(square, 2.0)", "True"), id="without its if"),
    ],
)
def test_its_function_as_an_answer(text):
    """Its definition does not run, with or without the `if`; the author is told."""
    (code,), notes = left(text)
    assert ("def square" in code, notes) == (False, [PASTED])
    compile(code, "cell", "exec")


@pytest.mark.parametrize(
    "text",
    [
        "def square(x):\n    return np.float16(x * x)",
        ROUGH.replace("float16", "float64"),
        f"{DEFINITION}\n        x = 1",
        "def square(x):\n    return x * x",
    ],
)
def test_code_that_is_no_stand_in(text):
    """Code that differs from a stand-in in some line stays."""
    assert left(text) == ([text], [])


def test_thousands_of_lines_that_begin_like_it_take_no_time():
    """A hostile notebook cannot make the search slow; each stand-in gives one note."""
    text = (DEFINITION + "\n") * 20_000 + "    def square(x):\n" * 100_000
    (code,), notes = left(text)
    assert (code.count("pass"), notes) == (20_000, [PASTED])


def test_the_names_of_cells():
    """The name in nbgrader counts, or else the cell's id; anything but a text is ignored."""
    cells = [
        {
            "cell_type": "code",
            "source": "1",
            "id": "a",
            "metadata": {"nbgrader": {"grade_id": "g"}},
        },
        {"cell_type": "code", "source": "2", "id": "b", "metadata": {}},
        {"cell_type": "code", "source": "3", "id": 3, "metadata": {"nbgrader": {"grade_id": []}}},
        {"cell_type": "code", "source": "4"},
    ]
    data = json.dumps({"cells": cells}).encode()
    assert read_submission(Path("a.ipynb"), data).names == {1: "g", 2: "b"}
