"""Stand-ins in what students hand in: they earn nothing, and cost nobody a mark."""

import os

import pytest

from autograder.course.folder import find_course
from autograder.course.settings import Run
from autograder.grading.pool import GraderProcess
from autograder.grading.protocol import Job, Spec
from autograder.sandbox.policy import Isolation

pytestmark = pytest.mark.processes

START = """\
import numpy as np

def is_written(function, *arguments):
    try:
        return function(*arguments) is not None
    except Exception:
        return False
"""
ROUGH = """\
if not is_written({0}, 2.0):
    def {0}(x):
        return np.float16({1})

    print("A rough stand-in for `{0}` is in use from here on. It earns no points.")
"""
STUB = 'def {0}(x):\n    raise NotImplementedError("Exercise: write {0}")'
RIGHT = {
    "square": "def square(x):\n    return x * x",
    "cube": "def cube(x):\n    return square(x) * x",
}
STAND_INS = {
    "square": ROUGH.format("square", "x * x"),
    "cube": ROUGH.format("cube", "square(x) * x"),
}
FULL = {"square": ("passed", 4.0), "cube": ("passed", 6.0)}
NONE = {"square": ("missing", 0.0), "cube": ("missing", 0.0)}


def stand_in(name, source=None, **changes):
    """Return a stand-in's cell as it was handed out, with some changes."""
    meta = {"grade_id": f"{name}-stand_in", "grade": False, "solution": False, "locked": True}
    made = {"cell_type": "code", "source": source or STAND_INS[name], "outputs": []}
    made["metadata"] = {"nbgrader": meta, "tags": ["stand-in"]}
    return {**made, **changes}


def without_if(name):
    """Return a stand-in's code without its `if`."""
    lines = STAND_INS[name].split("\n")[1:]
    return "\n".join(line[4:] for line in lines)


@pytest.fixture(scope="module", params=list(Run))
def judge(request, tmp_path_factory, write_tiny_course, as_notebook, as_grade_cell):
    """Judge a submission in a course with stand-ins; return its marks and notes."""
    place = tmp_path_factory.mktemp(f"tiny-{request.param}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        root = write_tiny_course(place / "course").root
        exercises = [
            cell
            for name, points in (("square", 4), ("cube", 6))
            for cell in (RIGHT[name], as_grade_cell(name, points), stand_in(name))
        ]
        source = find_course(root).source_notebook("powers")
        source.write_text(as_notebook([START, *exercises]))
        grader = GraderProcess(Spec(str(root), "powers", Isolation.NAMESPACES, request.param))

    def judged(*cells, script=""):
        path = place / ("nb.py" if script else "nb.ipynb")
        path.write_text(script or as_notebook([START, *cells]))
        result = grader.grade(Job("ann", os.fsencode(path)), 60)
        return {e.name: (str(e.outcome), e.score) for e in result.exercises}, result

    yield judged
    grader.close()


def test_right_answers_beside_stand_ins(judge):
    """A right answer keeps its marks, in whatever form a stand-in comes back."""
    by_name = [RIGHT["square"], stand_in("square"), RIGHT["cube"], stand_in("cube")]
    forced = [*RIGHT.values(), *(stand_in(name, without_if(name)) for name in RIGHT)]
    nameless = [*RIGHT.values(), *map(without_if, RIGHT)]
    by_id = [*RIGHT.values(), stand_in("cube", "cube = None", id="cube-stand_in", metadata={})]
    for cells in (by_name, forced, nameless, by_id):
        assert judge(*cells)[0] == FULL
    assert judge(script="\n\n# %%\n".join([START, *nameless]))[0] == FULL


def test_a_release_as_it_was_handed_out(judge):
    """Nothing is written, so stand-ins are in use, and no exercise has an answer."""
    cells = [c for name in RIGHT for c in (STUB.format(name), stand_in(name))]
    assert judge(*cells)[0] == NONE
    nameless = [c for name in RIGHT for c in (STUB.format(name), STAND_INS[name])]
    assert judge(*nameless)[0] == NONE
    assert judge(script="\n\n# %%\n".join([START, *nameless]))[0] == NONE


def test_a_stand_in_as_the_answer(judge):
    """A pasted stand-in earns nothing, and its author is told."""
    marks, result = judge(*map(without_if, RIGHT))
    assert marks == NONE
    assert "Cell 2 holds the stand-in for square. It earns no points, and it was not run." in (
        result.notes
    )


def test_an_answer_in_the_cell_of_a_stand_in(judge):
    """It is not graded, and its author is told where to write it."""
    marks, result = judge(stand_in("square", RIGHT["square"]), RIGHT["cube"])
    assert (marks["square"], result.notes[0]) == (
        ("missing", 0.0),
        (
            "Cell 2 is the stand-in for square. It was changed, and it is not graded; write your "
            "answer in the cell of the exercise."
        ),
    )


def test_errors_are_carried_forward_past_stand_ins(judge):
    """An exercise that uses one with a stand-in is judged with the reference in its place."""
    cells = [STUB.format("square"), stand_in("square"), RIGHT["cube"], stand_in("cube")]
    marks, result = judge(*cells)
    assert marks == {"square": ("missing", 0.0), "cube": ("passed", 6.0)}
    assert all(test.carried_forward for test in result.exercises[1].tests)


def test_whether_an_exercise_is_written_is_not_asked(judge):
    """A wrong answer without end is not called for its stand-in, so it costs no other mark."""
    endless = "def cube(x):\n    while True:\n        pass"
    marks, _ = judge(RIGHT["square"], stand_in("square"), endless, stand_in("cube"))
    assert marks == {"square": ("passed", 4.0), "cube": ("timeout", 0.0)}


def test_where_an_answer_stands(judge):
    """An exercise's place is that of the student's own function."""
    _, result = judge(RIGHT["square"], stand_in("square"), RIGHT["cube"], STAND_INS["cube"])
    assert [e.place for e in result.exercises] == ["cell 2, line 1", "cell 4, line 1"]
