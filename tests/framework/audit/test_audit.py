import ast
import io
import json

import msgspec
import pytest
from rich.console import Console

from autograder.audit.equivalent import Equivalent, read_equivalent
from autograder.audit.mutants import Mutant, mutants_of
from autograder.audit.page import audit_page
from autograder.audit.report import make_report
from autograder.audit.run import audited as fingerprint_of
from autograder.audit.submissions import Case, Kind, as_student_code, make_cases
from autograder.audit.table import audit_tables
from autograder.course.stand_ins import read_stand_ins
from autograder.errors import CourseError
from autograder.results.format import (
    EngineInfo,
    ExerciseResult,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
    TestResult,
)
from autograder.submission.cells import Cells
from autograder.submission.stand_ins import without_stand_ins

CELL = '''\
LIMIT: int = 3


def square(x: int | None, power: int = 2) -> int | None:
    """Return x * x."""
    ### BEGIN SOLUTION
    return x**power  # never x * 2
    ### END SOLUTION
    raise NotImplementedError("Exercise 1: write square")


def cube(x):
    return square(x) * x
'''

# -- mutants -------------------------------------------------------------------------


def changes(cell, exercise="square", exercises=("square", "cube")):
    """Return the changed lines of each mutant, before and after, without spaces."""
    every = mutants_of(cell, exercise, exercises)
    return [(m.before.replace(" ", ""), m.after.replace(" ", "")) for m in every]


def test_mutants_are_of_code_that_counts():
    """Constants, defaults and results change; annotations, texts and other exercises do not."""
    before = {line for line, _ in changes(CELL)}
    assert before == {
        "LIMIT:int=3",
        "defsquare(x:int|None,power:int=2)->int|None:",
        "returnx**power#neverx*2",
    }


def test_mutants_compile_and_differ():
    """Every mutant compiles, and no two are the same code."""
    texts = [ast.unparse(ast.parse(m.text)) for m in mutants_of(CELL, "square", ["square"])]
    assert len(texts) == len(set(texts)) > 20


def test_an_answer_to_a_question_has_a_mutant():
    """A text that is assigned to a variable becomes another one; texts in functions stay."""
    (mutant,) = mutants_of('answer = "b"', "answer", ["answer"])
    assert ast.unparse(ast.parse(mutant.text)) == "answer = 'another answer'"
    assert not mutants_of('def f():\n    answer = "b"', "f", ["f"])


def test_default_values_are_mutated():
    """A default moves up and down."""
    after = [a for b, a in changes("def f(rate=1):\n    return rate\n", "f", ["f"])]
    assert after == ["deff(rate=2):", "deff(rate=0):"]


@pytest.mark.parametrize(
    ("code", "mutated"),
    [
        ("A @ B", {"A*B"}),
        ("A.T", {"A"}),
        ("A.T @ B", {"A@B", "A.T*B"}),
        ("s(A, axis=0)", {"s(A)", "s(A,axis=1)", "s(A,axis=-1)"}),
        ("s(axis=a, keepdims=k)", {"s(keepdims=k)", "s(axis=a)"}),
        ("np.exp(A)", {"(A)"}),
        ("s(A, B)", set()),
    ],
)
def test_mistakes_of_numerical_code(code, mutated):
    """Mutants forget a product, a transpose, an argument or a call."""
    found = changes(f"def f(A):\n    return {code}\n", "f", ["f"])
    assert {after.removeprefix("return") for _, after in found} == mutated


@pytest.mark.parametrize(
    ("code", "mutated"),
    [
        ("answer = t.mean().abs()", {"answer=t.abs()", "answer=t.mean()"}),
        ("answer = t['a'].mean()", {"answer=t['a']"}),
        ("answer = t", set()),
        ("answer = t.mean() + t.max()", {"answer=t.mean()-t.max()"}),
    ],
)
def test_what_nothing_else_changes_is_changed(code, mutated):
    """A table loses a method, if there are no other mutants."""
    found = {after for _, after in changes(code, "answer", ["answer"])}
    assert found >= mutated
    assert "answer=t" not in found
    assert bool(found) == bool(mutated)


def test_mutant_shows_its_change():
    """A mutant has its lines before and after, and a diff without file names."""
    mutant = Mutant("f", "def f(x):\n    return x + 1\n", "def f(x):\n    return x - 1\n")
    assert (mutant.before, mutant.after) == ("return x + 1", "return x - 1")
    assert mutant.diff().splitlines() == [
        *("@@ -1,2 +1,2 @@", " def f(x):", "-    return x + 1", "+    return x - 1"),
    ]


# -- submissions -----------------------------------------------------------------------

MISCONCEPTIONS = {
    "shared": """\
FACTOR = 10


def scaled(reference, x):
    return FACTOR * reference.square(x)
""",
    "square": '''\
from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.misconceptions import misconception

if TYPE_CHECKING:
    from somewhere import Number

from .shared import scaled as tenfold


@misconception("square")
def too_large(x: Number, *, reference) -> Number:
    """It is ten times too large."""
    return tenfold(reference, x)
''',
    "cube": '''\
from autograder.misconceptions import misconception

from .shared import FACTOR


@misconception("cube")
def minus(x, *, reference):
    """It has the wrong sign."""
    return -reference.cube(x) + (FACTOR - 10) * reference.square(x)
''',
}


@pytest.fixture
def audited(course):
    """The tiny course with two misconceptions, a variant and a release."""
    known = course.misconceptions("powers")
    known.mkdir()
    for name, text in MISCONCEPTIONS.items():
        (known / f"{name}.py").write_text(text)
    variant = course.variants("powers") / "square" / "by_power.py"
    variant.parent.mkdir(parents=True)
    variant.write_text("def square(x):\n    return x**2\n")
    release = course.root / "assignments" / "powers" / "powers.ipynb"
    release.parent.mkdir(parents=True)
    release.write_text('{"cells": []}')
    return course


def cases_of(folder):
    """Return the cases of the tiny course."""
    return make_cases(folder, folder.course.assignment("powers"))


def execute(case):
    """Run the cells of a case as a notebook does, and return its names."""
    names = {}
    for cell in json.loads(case.data)["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    return names


def test_all_kinds_are_handed_in(audited):
    """Reference, release, misconceptions and variants come first, then the mutants."""
    every = cases_of(audited)
    assert [case.title for case in every if case.mutant is None] == [
        "reference",
        "release",
        "misconception too_large of square",
        "misconception minus of cube",
        "variant by_power of square",
    ]
    assert {case.exercise for case in every if case.mutant} == {"square", "cube"}


def test_a_stand_in_is_the_answer(audited, as_notebook):
    """A stand-in works as if nothing else were written, in lines that grading does not know."""
    source = audited.source_notebook("powers")
    cells = json.loads(source.read_text())["cells"]
    code = (
        "try:\n    square(1)\nexcept NotImplementedError:\n    def square(x):\n        return 1.5"
    )
    given = {"cell_type": "code", "source": code, "outputs": [], "id": "square-stand_in"}
    source.write_text(as_notebook([*cells, {**given, "metadata": {"tags": ["stand-in"]}}]))
    cases = cases_of(audited)
    (case,) = (case for case in cases if case.kind is Kind.STAND_IN)
    assert (case.title, execute(case)["square"](3)) == ("stand-in of square", 1.5)
    (stand_in,) = read_stand_ins(source)
    cells = Cells(list(enumerate(json_code(case), 1)), [])
    assert without_stand_ins(cells, [stand_in]) == cells
    assert all(code not in json_code(other) for other in cases if other.kind is Kind.MUTANT)


def test_a_page_is_of_code_not_of_text(audited, as_notebook):
    """The fingerprint of an audit changes with the solution's code, not with its text."""
    source = audited.source_notebook("powers")
    cells = json.loads(source.read_text())["cells"]
    before = fingerprint_of(audited, "powers")
    source.write_text(as_notebook([*cells, {"cell_type": "markdown", "source": "Well done."}]))
    assert fingerprint_of(audited, "powers") == before
    cells[0]["source"] += "\n# more"
    source.write_text(as_notebook(cells))
    assert fingerprint_of(audited, "powers") != before


def json_code(case):
    """Return the code cells of a case."""
    return ["".join(cell["source"]) for cell in json.loads(case.data)["cells"]]


def test_cases_are_the_same_every_time(audited):
    """Two audits hand in the same bytes."""
    assert cases_of(audited) == cases_of(audited)


def test_misconception_is_in_place(audited):
    """A misconception replaces its exercise, has its helpers, and leaves other exercises right."""
    by_name = {case.name: execute(case) for case in cases_of(audited) if case.name}
    assert by_name["too_large"]["square"](3) == 90
    assert by_name["minus"]["cube"](2) == -8
    assert by_name["minus"]["square"](3) == 9


def test_misconception_reads_as_a_students():
    """It has the exercise's name, and no decorator, annotations or parameter reference."""
    function = ast.parse(
        "@misconception('cube')\n"
        "def minus(x: int, *, scale=2, reference) -> int:\n"
        "    return -reference.cube(x) * helper(reference)\n"
    ).body[0]
    assert as_student_code(function, "cube", ["square", "cube"]) == (
        "def cube(x, *, scale=2):\n    return -_reference_cube(x) * helper(_reference)"
    )


def test_variant_comes_last(audited):
    """A variant is the last cell, after the whole reference."""
    (case,) = [case for case in cases_of(audited) if case.kind is Kind.VARIANT]
    assert execute(case)["cube"](2) == 8
    assert json.loads(case.data)["cells"][-1]["source"] == "def square(x):\n    return x**2\n"


def test_variant_of_no_exercise(audited):
    """A variant in a folder that is named after no exercise is the author's mistake."""
    (audited.variants("powers") / "square").rename(audited.variants("powers") / "sqare")
    with pytest.raises(CourseError, match=r"'sqare' is no exercise; there are: square, cube"):
        cases_of(audited)


# -- equivalent mutants ----------------------------------------------------------------

ENTRY = Equivalent("square", "return x * x", "return x ** 2", "The same number.")


def test_equivalent_matches_without_spaces():
    """An entry matches a mutant with the same changed lines, whatever their spaces are."""
    mutant = Mutant("square", "    return x*x", "    return x  **  2")
    assert ENTRY.matches(mutant)
    assert not ENTRY.matches(msgspec.structs.replace(mutant, exercise="cube"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {exercise: square, before: a, after: b}", r"required field `reason` - at `\$\[0\]`"),
        ("- {exercise: root, before: a, after: b, reason: c}", r"\[0\]\.exercise: 'root' is no"),
        ("- {exercise: square, before: a, after: b, reason: ''}", r"at `\$\[0\]\.reason`"),
        ("{", r"^equivalent_mutants\.yaml: "),
    ],
)
def test_errors_in_equivalent_mutants(course, text, said):
    """An error message says what is wrong in the file, and where."""
    path = course.root / "solutions" / "powers" / "equivalent_mutants.yaml"
    path.write_text(text)
    with pytest.raises(CourseError, match=said):
        read_equivalent(course, "powers", ["square", "cube"])


def test_no_equivalent_mutants(course):
    """Without a file nothing is equivalent."""
    assert read_equivalent(course, "powers", ["square"]) == []


# -- the report --------------------------------------------------------------------------

PASSED, FAILED, MISSING = Outcome.PASSED, Outcome.FAILED, Outcome.MISSING
MUTANT = Mutant("square", "return x * x", "return x ** 2")


def exercise(title, *outcomes, misconceptions=(), closeness=0.0):
    """Return an exercise's result with tests a, b, ... of these outcomes."""
    tests = [
        TestResult(name, name, outcome, closeness=closeness)
        for name, outcome in zip("abc", outcomes, strict=False)
    ]
    passed = sum(outcome is PASSED for outcome in outcomes)
    worst = next((o for o in outcomes if o is not PASSED), PASSED)
    return ExerciseResult(
        title, passed, len(outcomes), worst, None, list(misconceptions), "", tests
    )


def result(*exercises, outcome=SubmissionOutcome.GRADED, notes=()):
    """Return a submission's result."""
    return SubmissionResult(
        course="tiny",
        assignment="powers",
        student="00000",
        submission=SubmissionInfo("", ""),
        score=sum(e.score for e in exercises),
        max_score=sum(e.max_score for e in exercises),
        outcome=outcome,
        exercises=list(exercises),
        notes=list(notes),
        engine=EngineInfo("", "", "", "", "", ""),
    )


RIGHT = (
    (Case(Kind.REFERENCE, b""), result(exercise("square", PASSED, PASSED), exercise("cube"))),
    (Case(Kind.RELEASE, b""), result(exercise("square", MISSING, MISSING))),
    (Case(Kind.MUTANT, b"", "cube", mutant=MUTANT), result(exercise("cube", FAILED))),
)


def report_of(*judged, equivalent=(), first=RIGHT):
    """Return the report on a right reference and release, and on more submissions."""
    return make_report("powers", "0" * 16, [*first, *judged], equivalent)


def problems(*judged):
    """Return what is wrong with the last of some submissions."""
    return report_of(*judged).checked[-1].problems


def misconception(*exercises):
    """Return a judged misconception of square, called known."""
    return Case(Kind.MISCONCEPTION, b"", "square", "known"), result(*exercises)


def test_clean_report():
    """The report on a right reference and release is clean."""
    assert report_of(mutant_with(FAILED, PASSED)).is_clean


def test_no_mutant():
    """An exercise without any mutant is reported, and the report is not clean."""
    report = report_of()
    assert (report.unmutated, report.is_clean) == (["square"], False)
    assert "- No mutant of square: nothing is known of its tests" in audit_page(report)
    assert "no mutant of square" in printed(report)


def test_reference_without_full_marks():
    """A test that the reference fails is reported."""
    wrong = (Case(Kind.REFERENCE, b""), result(exercise("square", PASSED, FAILED)))
    report = report_of(first=(wrong, *RIGHT[1:]))
    assert report.checked[0].problems == ["square: b: failed: "]
    assert not report.is_clean


def test_release_with_marks():
    """An exercise that is not missing in the release is reported."""
    marked = (Case(Kind.RELEASE, b""), result(exercise("square", PASSED, FAILED)))
    (said,) = report_of(first=(RIGHT[0], marked, RIGHT[2])).checked[-1].problems
    assert said == "square: failed with 1 of 2 points, where missing with 0 is expected"


def test_no_release():
    """Without a release the report is not clean."""
    report = report_of(first=(RIGHT[0], RIGHT[2]))
    assert not report.is_clean
    assert "run autograder release" in report.checked[-1].problems[0]


@pytest.mark.parametrize(
    ("named", "said"),
    [(["known"], []), ([], ["not named"]), (["other"], ["named other"])],
)
def test_misconception_is_named(named, said):
    """A misconception that is caught must be named, and only by its own name."""
    caught = misconception(exercise("square", FAILED, PASSED, misconceptions=named))
    assert problems(caught) == said


def test_misconception_that_is_not_caught():
    """One that earns full marks in its exercise, or loses marks elsewhere, is reported."""
    missed = misconception(exercise("square", PASSED), exercise("cube", FAILED))
    assert problems(missed) == [
        "not caught: square has full marks",
        "loses marks in cube as well",
    ]


def test_variant_that_is_rejected():
    """A variant without full marks is reported, with the tests that it fails."""
    rejected = (Case(Kind.VARIANT, b"", "square", "v"), result(exercise("square", PASSED, FAILED)))
    assert problems(rejected) == ["square: b: failed: "]


def mutant_with(*outcomes, closeness=0.0):
    """Return a judged mutant of square."""
    judged = result(exercise("square", *outcomes, closeness=closeness))
    return Case(Kind.MUTANT, b"", "square", mutant=MUTANT), judged


def test_survivor():
    """A mutant that passes all tests is a survivor, and the report names the closest test."""
    report = report_of(mutant_with(PASSED, PASSED, closeness=0.123), mutant_with(FAILED, PASSED))
    square = report.mutants[0]
    assert (square.mutants, square.caught) == (2, 1)
    (survivor,) = square.survivors
    assert (survivor.before, survivor.after) == ("return x * x", "return x ** 2")
    assert (survivor.closest, survivor.closeness) == ("a", 0.1)
    assert not report.is_clean


def test_survivor_that_no_test_saw():
    """If no test measured an error, no test is the closest."""
    report = report_of(mutant_with(PASSED, PASSED))
    assert report.mutants[0].survivors[0].closest == ""
    assert "no test saw any difference" in audit_page(report)


def test_equivalent_survivor():
    """A survivor that is equivalent does not count, and the report gives its reason."""
    report = report_of(mutant_with(PASSED, PASSED), equivalent=[ENTRY])
    assert report.is_clean
    assert report.mutants[0].survivors == []
    assert report.mutants[0].equivalent[0].reason == "The same number."
    assert "| square | `return x * x` | `return x ** 2` | The same number. |" in audit_page(report)


def test_stale_entry():
    """An entry about a mutant that is caught is stale, and the report is not clean."""
    report = report_of(mutant_with(FAILED, PASSED), equivalent=[ENTRY])
    assert report.stale == [ENTRY]
    assert not report.is_clean


def test_what_a_test_is_good_for():
    """For each test, the report counts the mutants that fail it, and those that fail only it."""
    report = report_of(
        mutant_with(FAILED, PASSED),
        mutant_with(FAILED, FAILED),
        misconception(exercise("square", PASSED, FAILED)),
    )
    counts = [
        (t.id, t.mutants, t.mutants_alone, t.misconceptions, t.misconceptions_alone)
        for t in report.tests
    ]
    assert counts == [("a", 2, 1, 0, 0), ("b", 1, 0, 1, 1)]


def posed(kind, name, *exercises, told=()):
    """Return a posed answer, judged."""
    judged = result(*exercises)
    return Case(kind, b"", name=name), msgspec.structs.replace(judged, for_instructor=list(told))


def printed(report):
    """Return what the terminal shows for a report."""
    console = Console(width=180, record=True, file=io.StringIO())
    for part in audit_tables(report):
        console.print(part)
    return console.export_text()


def test_constants():
    """The report says what each constant earns; together they may earn 2 % of all points."""
    half = exercise("square", PASSED, FAILED)
    none = exercise("square", FAILED, FAILED)
    mutants = mutant_with(FAILED, PASSED)
    few = report_of(mutants, posed(Kind.CONSTANT, "zeros", none))
    assert (few.nothing.points, few.is_clean) == (0, True)
    constants = [posed(Kind.CONSTANT, "zeros", none), posed(Kind.CONSTANT, "ones", half)]
    many = report_of(mutants, *constants)
    (square,) = many.nothing.earned
    assert (square.points, square.most, many.is_clean) == ({"zeros": 0, "ones": 1}, 1, False)
    said = "constants earn 1 of 2 points (50.0%), where at most 2% is right"
    assert said in audit_page(many)
    assert said in printed(many)


def test_stand_ins():
    """The report says what each stand-in earns; none may earn more than 2 % of its exercise."""
    case = Case(Kind.STAND_IN, b"", "square")
    poor = report_of(mutant_with(FAILED, PASSED), (case, result(exercise("square", FAILED))))
    (one,) = poor.nothing.stand_ins
    assert (one.exercise, one.points, poor.is_clean) == ("square", 0, True)
    rich = report_of(
        mutant_with(FAILED, PASSED), (case, result(exercise("square", PASSED, FAILED)))
    )
    assert (rich.generous[0].points, rich.is_clean) == (1, False)
    said = "as the answer to square it earns 1 of 2 points, where at most 2% is right"
    assert said in audit_page(rich)
    assert said in printed(rich)


def test_odd_answers():
    """Tests that raise an error over odd answers are reported; `error` is our own fault."""
    told = ["t.py::a: failed: it raised ValueError in t.py, line 3"]
    odd = [posed(Kind.ODD, name, told=told) for name in ("None", "a text")]
    report = report_of(mutant_with(FAILED, PASSED), *odd)
    (one,) = report.nothing.tripped
    assert (one.test, one.answers, report.is_clean) == ("t.py::a", ["None", "a text"], True)
    assert "2 odd answers to every test: no error; 1 tests raise" in audit_page(report)
    assert "ValueError in t.py, line 3: None, a text" in printed(report)
    case, _ = posed(Kind.ODD, "bytes")
    failed = result(outcome=SubmissionOutcome.ERROR, notes=["t.py::a: the grader itself failed"])
    assert report_of((case, failed)).errors == [
        "odd answer bytes: t.py::a: the grader itself failed"
    ]


def test_what_each_mistake_fails():
    """The report lists the tests that each mistake fails, and mistakes that cost all tests."""
    report = report_of(
        misconception(exercise("square", FAILED, FAILED)),
        mutant_with(FAILED, FAILED),
        mutant_with(PASSED, FAILED),
        mutant_with(PASSED, PASSED),
    )
    assert [(one.name, one.tests, one.is_all) for one in report.caught][:3] == [
        *(("", ["a"], True), ("known", ["a", "b"], True), ("", ["a", "b"], True)),
    ]
    (square,) = report.at_once
    assert (square.mistakes, square.mutants, square.of_mutants) == (["known"], 1, 2)
    assert "| square | known | all 2 |" in audit_page(report)
    assert "| square | 2 | 1 of 1 | 1 of 2 | known |" in audit_page(report)
    assert "one mistake costs all tests of" in printed(report)


def test_error_of_ours():
    """A submission that could not be graded is listed, and counts for nothing else."""
    case, _ = mutant_with()
    failed = result(outcome=SubmissionOutcome.ERROR, notes=["the grader itself failed"])
    report = report_of((case, failed))
    assert report.errors == ["mutant of square: the grader itself failed"]
    assert report.mutants[0].mutants == 0
    assert not report.is_clean
