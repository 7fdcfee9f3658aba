"""A cell that prints its answer is an exercise, at both levels of isolation."""

import json
import os

import pytest

from autograder.audit.submissions import Kind, make_cases, posed_cases
from autograder.course.folder import find_course
from autograder.course.settings import Run
from autograder.errors import CourseError
from autograder.grading.answers import CHANGES, CONSTANTS
from autograder.grading.pool import GraderProcess
from autograder.grading.protocol import Job, Spec
from autograder.reference import Reference
from autograder.sandbox.policy import Isolation

pytestmark = pytest.mark.processes

YAML = """\
course: first
title: First
assignments:
  - {name: first, title: First, limits: {call_s: 0.5, load_s: 1.0}}
"""
TEST = '''
import pytest

from autograder import checks

pytestmark = pytest.mark.exercise("totals")


def test_text(student, reference):
    """The totals are printed"""
    text = student.printed("totals").text
    checks.check_text(text, reference.totals.text, "what the cell prints", ends=False)


def test_value(student, reference):
    """The last line is the sum"""
    checks.check_equal(student.printed("totals").value, reference.totals.value, "the last line")
'''
OTHER = """
import pytest

from autograder import checks

pytestmark = pytest.mark.exercise("double")


def test_it(student):
    checks.check_equal(student.double(4), 8, "the double")
"""
DOUBLE = "def double(x):\n    return 2 * x"
TOTALS = "total = 0\nfor n in [1, 2, 3]:\n    total += double(n)\n    print(n, total)\ntotal"
CHECK = 'print("Are there three lines?")'
KNOWN = '''
from autograder.misconceptions import misconception


@misconception("totals")
def totals_of_single_numbers():
    """Your totals are too small: each number has to be doubled first."""
    for n, total in [(1, 1), (2, 3), (3, 6)]:
        print(n, total)
    return 6
'''


def cell(text, name="totals-printed"):
    """Return the answer cell, as nbgrader names it."""
    meta = {"grade": False, "solution": True, "grade_id": name}
    metadata = {"nbgrader": meta} if name else {}
    return {"cell_type": "code", "source": text, "metadata": metadata, "outputs": []}


@pytest.fixture(scope="module")
def course(tmp_path_factory, as_notebook, as_grade_cell):
    """A course with a function and a cell that prints its answer."""
    root = tmp_path_factory.mktemp("first")
    source, graders = root / "solutions/first/first.ipynb", root / "tests/graders/first"
    for folder in (source.parent, graders):
        folder.mkdir(parents=True)
    check = as_grade_cell("totals", 4) | {"source": CHECK}
    source.write_text(
        as_notebook([DOUBLE, as_grade_cell("double", 2), cell(TOTALS), check, "total = -1"])
    )
    (root / "course.yaml").write_text(YAML)
    (graders / "test_totals.py").write_text(TEST)
    (graders / "test_double.py").write_text(OTHER)
    (source.parent / "misconceptions.py").write_text(KNOWN)
    for name, text in {"by_a_list": TOTALS.replace("[1, 2, 3]", "range(1, 4)")}.items():
        place = source.parent / "variants/totals" / f"{name}.py"
        place.parent.mkdir(parents=True)
        place.write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        yield find_course(root)


_LEVELS = [Isolation.NAMESPACES, pytest.param(Isolation.LANDLOCK, marks=pytest.mark.slow)]


@pytest.fixture(scope="module", params=_LEVELS)
def process(course, request):
    """A grader process for the course."""
    process = GraderProcess(Spec(str(course.root), "first", request.param, Run.NEEDED))
    yield process
    process.close()


@pytest.fixture
def grade(process, tmp_path, as_notebook):
    """Grade a notebook with these cells, or a script."""

    def judged(*cells, script="", **job):
        path = tmp_path / ("ann.py" if script else "ann.ipynb")
        path.write_text(script or as_notebook(cells))
        return process.grade(Job("ann", os.fsencode(path), **job), 60)

    return judged


def of_totals(result):
    """Return the outcomes of the printed exercise, and its first message."""
    (exercise,) = [e for e in result.exercises if e.name == "totals"]
    return [str(t.outcome) for t in exercise.tests], exercise.tests[0].message


def test_a_right_cell_gets_all_points(grade):
    """What the cell printed at its place counts, whatever later cells do."""
    result = grade(DOUBLE, cell(TOTALS), "total = 99\nprint('more')")
    assert (result.score, result.notes) == (6.0, [])


def test_what_counts_is_executed_once(grade):
    """The cell changes a name that another cell made, and prints each change once."""
    before, after = "total = 0", TOTALS.removeprefix("total = 0\n")
    assert grade(DOUBLE, before, cell(after)).score == 6.0


def test_a_wrong_text_fails(grade):
    """The text and the last line are judged apart."""
    wrong = cell(TOTALS.replace("print(n, total)", "print(n, -total)"))
    outcomes, message = of_totals(grade(DOUBLE, wrong))
    assert outcomes == ["failed", "passed"]
    assert message == "what the cell prints is not the text that is asked for"


def test_a_known_mistake_is_named(grade):
    """A known mistake is a function that prints."""
    result = grade(DOUBLE, cell(TOTALS.replace("double(n)", "n")))
    (exercise,) = [e for e in result.exercises if e.name == "totals"]
    assert exercise.misconceptions == ["totals_of_single_numbers"]
    assert exercise.diagnosis.startswith("Your totals are too small")
    assert exercise.place == "cell 2, line 1"
    assert result.evidence["totals"].code == TOTALS.replace("double(n)", "n")


def test_the_cell_is_found_without_its_name(grade):
    """If an editor dropped the name, the check after the cell shows where it is."""
    assert grade(DOUBLE, cell(TOTALS, name=""), CHECK).score == 6.0


def test_a_script_has_a_function(grade):
    """A script has no cells; there a function of that name prints the answer."""
    body = "\n    ".join(TOTALS.replace("\ntotal", "\nreturn total").split("\n"))
    assert grade(script=f"{DOUBLE}\n\ndef totals():\n    {body}\n").score == 6.0


UNWRITTEN = {
    "an empty cell": ([cell("# Your code here")], "totals is not written yet: cell 2 is empty"),
    "a stub": (
        [cell("raise NotImplementedError('Exercise 2: print the totals')")],
        "totals is not written yet",
    ),
    "no cell": ([], "the cell that answers totals is not in the notebook"),
    "another exercise": (
        ["def triple(x):\n    raise NotImplementedError", cell("print(triple(1))")],
        "totals calls a function that is not written yet",
    ),
}


@pytest.mark.parametrize("case", UNWRITTEN)
def test_what_is_not_written_is_missing(grade, case):
    """An unwritten cell costs only its own exercise, and its message says why."""
    cells, told = UNWRITTEN[case]
    result = grade(DOUBLE, *cells)
    assert of_totals(result) == (["missing", "missing"], told)
    assert result.score == 2.0


@pytest.mark.parametrize(
    "value", ["own = []\nown.append(own)", "own = []\nfor _ in range(9999):\n    own = [own]"]
)
def test_a_last_line_without_a_plain_form_costs_itself_alone(grade, value):
    """What the cell printed still counts."""
    result = grade(DOUBLE, cell(f"{TOTALS}\n{value}\nown"))
    assert of_totals(result)[0] == ["passed", "failed"]


def test_an_exception_is_a_crash_with_its_place(grade):
    """A cell that raises shows where, and costs only its own exercise."""
    result = grade(DOUBLE, cell("print(1, 2)\n1 / 0"))
    outcomes, message = of_totals(result)
    assert outcomes == ["crashed", "crashed"]
    assert message == "totals raised ZeroDivisionError: division by zero (cell 2, line 2)"
    assert result.score == 2.0


def test_an_endless_cell_is_a_timeout(grade):
    """A cell that does not end costs only its own exercise."""
    result = grade(DOUBLE, cell("print(1)\nwhile True:\n    pass"))
    assert of_totals(result)[0] == ["timeout", "timeout"]
    assert result.score == 2.0


FORGERIES = {
    "a text that equals everything": """
class Liar(str):
    __hash__ = str.__hash__
    def __eq__(self, other): return True
    def __ne__(self, other): return False
print(Liar("1 2"))
Liar("1 2")
""",
    "another stream": """
import sys
sys.stdout = type("Stream", (), {"write": lambda *_: None, "read_all": lambda _: Liar("x")})()
print("1 2")
""",
    "what keeps the text": """
import sys
class Liar(str):
    def __eq__(self, other): return True
for name, module in list(sys.modules.items()):
    if name.endswith("execution.printed"):
        module.Page.read_all = lambda self: Liar("1 2")
        module.PrintedCell.__call__ = lambda self: Liar("1 2")
print("1 2")
""",
    "the name of the exercise": """
import builtins
class Always:
    def __eq__(self, other): return True
    def __call__(self): return self
builtins.totals = Always()
globals()["totals"] = Always()
print("1 2")
Always()
""",
    "a flood": "for _ in range(10**5):\n    print('x' * 100)",
    "the frames above": """
import sys
frame = sys._getframe()
while frame is not None:
    for name in ("value", "error", "told"):
        frame.f_locals[name] = 12
    frame = frame.f_back
print("1 2")
""",
}


@pytest.mark.parametrize("case", FORGERIES)
def test_forged_output_earns_nothing(grade, case):
    """A cell can claim a text only: nothing that it patches decides what is right."""
    result = grade(DOUBLE, cell(FORGERIES[case]))
    assert set(of_totals(result)[0]) <= {"failed", "crashed"}
    assert result.score == 2.0


def test_a_name_of_another_exercise_makes_it_no_cell(grade):
    """Only the source notebook says which exercises are cells."""
    assert grade(DOUBLE, cell("print(8)", "double-printed"), cell(TOTALS)).score == 6.0


@pytest.mark.slow
def test_no_odd_answer_is_an_error(grade):
    """What an audit puts in place of the text fails, and no constant earns a point."""
    for posed in CHANGES:
        result = grade(DOUBLE, cell(TOTALS), posed=posed)
        outcomes = of_totals(result)[0]
        assert "error" not in outcomes, (posed, result.notes)
        if posed in CONSTANTS:
            assert "passed" not in outcomes, posed


def test_an_audit_hands_in_the_cell(course, grade):
    """Mutants, known mistakes and variants are in the place of the cell, and get what they must."""
    assignment = course.course.assignment("first")
    cases = [case for case in make_cases(course, assignment) if case.exercise == "totals"]
    kinds = {case.kind for case in cases}
    assert kinds == {Kind.MISCONCEPTION, Kind.VARIANT, Kind.MUTANT}
    assert posed_cases(course, assignment)
    for kind in sorted(kinds):
        for case in [case for case in cases if case.kind is kind][:3]:
            result = grade(*cells_of(case.data))
            expected = kind is Kind.VARIANT
            assert (of_totals(result)[0] == ["passed", "passed"]) is expected, case.title


def cells_of(data):
    """Return the cells of a notebook as they are."""
    return json.loads(data)["cells"]


def test_a_grade_cell_without_an_answer_says_how_to_name_one(tmp_path, as_notebook, as_grade_cell):
    """The error names the ID that a cell with a printed answer must have."""
    path = tmp_path / "first.ipynb"
    path.write_text(as_notebook([cell("print(1)", "totals-solution"), as_grade_cell("totals", 1)]))
    with pytest.raises(CourseError, match="give that cell the ID 'totals-printed'"):
        Reference(path)
