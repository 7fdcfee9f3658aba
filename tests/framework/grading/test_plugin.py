import os

import pytest
import yaml  # noqa: F401 - pytester forgets what a session imports first; yaml breaks then

from autograder.course.settings import Run
from autograder.diagnosis.experiment import OutOfTimeError
from autograder.errors import CourseError
from autograder.grading import judgement, plugin
from autograder.grading.phases import GRADING
from autograder.grading.pool import GraderProcess
from autograder.grading.protocol import Job, Spec
from autograder.results.format import Outcome
from autograder.sandbox.policy import Isolation

pytestmark = pytest.mark.processes

pytest_plugins = ["pytester"]

RIGHT = "def square(x):\n    return x * x", "def cube(x):\n    return x * x * x"
CALLS_SQUARE = "def cube(x):\n    return square(x) * x"

MISCONCEPTIONS = '''\
from autograder.misconceptions import misconception


@misconception("square")
def doubled(x):
    """It is doubled."""
    return x + x


@misconception("square")
def stops(x):
    """It stops."""
    raise KeyError


@misconception("cube")
def minus(x, *, reference):
    """Its sign is wrong."""
    return -reference.cube(x)
'''


class Seen:
    """The results of a submission's hidden tests."""

    def __init__(self, exercises, notes):
        self.exercises = {exercise.name: exercise for exercise in exercises}
        self.notes = notes

    def outcomes(self):
        """Return each exercise's outcome and score."""
        return {name: (str(e.outcome), e.score) for name, e in self.exercises.items()}

    def diagnosis(self, exercise):
        """Return an exercise's diagnosis, and the names of its misconceptions."""
        found = self.exercises[exercise]
        return found.diagnosis, found.misconceptions

    def tests(self, exercise):
        """Return an exercise's results by the test's name."""
        return {test.id.partition("::")[2]: test for test in self.exercises[exercise].tests}


class Spy:
    """Notes what a session judged, and in which order its tests ran."""

    def __init__(self):
        self.order = []
        self.seen = None

    def pytest_runtest_logreport(self, report):
        """Note a test that ran."""
        if report.when == "call":
            self.order.append(report.nodeid.rpartition("/")[2])

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session):
        """Note what was judged."""
        if GRADING in session.config.stash:
            grading = session.config.stash[GRADING]
            self.seen = Seen(grading.judged(), grading.attempts.notes())


@pytest.fixture
def run(pytester):
    """Run a course's hidden graders with plain pytest; return its result and the spy's notes."""

    def session(course, *options):
        spy = Spy()
        arguments = ["-c", "/dev/null", "--rootdir", course.root, "-p", "no:cacheprovider"]
        arguments += ["--import-mode=importlib", course.graders("powers"), *options]
        result = pytester.runpytest_inprocess(*map(str, arguments), plugins=[spy])
        return result, spy

    return session


@pytest.fixture(scope="module")
def grader(tmp_path_factory, write_tiny_course):
    """A grader process for the tiny course: the plugin, with many submissions in a session."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        course = write_tiny_course(tmp_path_factory.mktemp("tiny") / "course")
        course.misconceptions("powers").with_suffix(".py").write_text(MISCONCEPTIONS)
        process = GraderProcess(Spec(str(course.root), "powers", Isolation.NAMESPACES, Run.NEEDED))
    yield process
    process.close()


@pytest.fixture
def judge(grader, submit):
    """Judge a notebook of these cells."""
    return judge_with(grader, submit)


@pytest.fixture
def judge_in(submit):
    """Return how one grader process judges notebooks of these cells in a course."""
    processes = []

    def start(course, run=Run.NEEDED):
        spec = Spec(str(course.root), "powers", Isolation.NAMESPACES, run)
        processes.append(GraderProcess(spec))
        return judge_with(processes[-1], submit)

    yield start
    for process in processes:
        process.close()


def judge_with(process, submit):
    """Return how a grader process judges a notebook of these cells."""

    def judged(*cells):
        result = process.grade(Job("ann", os.fsencode(submit("nb.ipynb", *cells))), 30)
        return Seen(result.exercises, result.notes)

    return judged


# -- outcomes --------------------------------------------------------------------


def test_a_right_submission_earns_everything(judge):
    """All hidden tests pass, and exercises carry their points."""
    assert judge(*RIGHT).outcomes() == {"square": ("passed", 4.0), "cube": ("passed", 6.0)}


@pytest.mark.parametrize(
    ("cell", "outcome"),
    [
        ("def square(x):\n    return x + x", "failed"),
        ("def square(x):\n    return x.tolist()", "failed"),
        ("def square(x):\n    pass", "failed"),
        ("def square(x):\n    return x * y", "crashed"),
        ("def square():\n    return 1", "crashed"),
        ("import os\ndef square(x):\n    os._exit(0)", "crashed"),
        ("import sys\ndef square(x):\n    sys.exit(0)", "crashed"),
        ("import os, signal\ndef square(x):\n    os.kill(os.getpid(), signal.SIGKILL)", "crashed"),
        ("def square(x):\n    raise ValueError", "crashed"),
        ("def square(x):\n    while True:\n        pass", "timeout"),
        ("def square(x):\n    raise NotImplementedError('write square')", "missing"),
        ("unrelated = 1", "missing"),
        ("square = 3", "missing"),
        ("def square(x):\n    return x * * x", "missing"),
    ],
)
def test_outcomes(judge, cell, outcome):
    """Each kind of mistake has its outcome, earns nothing, and leaves the other exercise alone."""
    assert judge(cell, RIGHT[1]).outcomes() == {"square": (outcome, 0.0), "cube": ("passed", 6.0)}


@pytest.mark.parametrize(
    "cell",
    [
        "import os\nos._exit(3)\ndef square(x):\n    return x",
        "raise SystemExit\ndef square(x): return x",
    ],
    ids=["not needed", "SystemExit"],
)
def test_code_beside_the_functions_is_not_run(judge, cell):
    """A cell that would end the interpreter costs nothing if no exercise needs it."""
    assert judge(cell, RIGHT[1]).outcomes()["cube"] == ("passed", 6.0)


def test_needed_code_that_ends_the_interpreter_is_a_crash(judge):
    """If the functions need it, nothing can be judged, and a note says why."""
    spy = judge("import os\nk = os._exit(3)", "def square(x):\n    return x * k", RIGHT[1])
    assert {outcome for outcome, _ in spy.outcomes().values()} == {"crashed"}
    assert spy.notes == ["the notebook's own code ended the interpreter"]


def test_needed_code_that_does_not_end_is_interrupted(judge):
    """It affects only what needs it, with the outcome timeout and not missing."""
    never = "def never():\n    while True: pass\nk = never()"
    spy = judge(never, "def square(x):\n    return x * k * x", RIGHT[1])
    assert spy.outcomes() == {"square": ("timeout", 0.0), "cube": ("passed", 6.0)}
    assert "StatementTimeout: the statement ran longer than it may" in " ".join(spy.notes)


def test_needed_code_that_catches_its_end_is_loaded_once(judge):
    """It would not end in a second load either, whatever else is executed there."""
    never = (
        "from itertools import count\ndef never():\n    while True:\n        try:\n"
        "            for _ in count(): pass\n        except BaseException: pass\nk = never()"
    )
    matters = "exec('')"
    spy = judge(never, "def square(x):\n    return x * k", RIGHT[1], matters)
    assert {outcome for outcome, _ in spy.outcomes().values()} == {"timeout"}
    assert spy.notes == ["the notebook's own code did not end in time"]


def test_a_grader_s_own_bug_is_an_error(make_course, run, submit, graders):
    """An exception in a hidden test is our error, and students read nothing about it."""
    broken = (
        graders["test_cube.py"] + "\n\ndef test_broken(student):\n    '''Broken'''\n    1 / 0\n"
    )
    course = make_course(graders=graders | {"test_cube.py": broken})
    _, spy = run(course, "--submission", submit("nb.ipynb", *RIGHT))
    test = spy.seen.tests("cube")["test_broken"]
    assert (spy.seen.outcomes()["cube"], test.outcome, test.message) == (
        *(("error", 3.0), Outcome.ERROR),
        "the grader itself failed; this is not the student's fault",
    )


TRIPS = """

def test_trips(student):
    '''Trips'''
    value = student.square(np.array([1.5]))
    sum(range(len(value[0])) if isinstance(value, list) else [])
"""
ODD = ("return [x[0]]", "return ['ab']", "return []", "return [[x]]")


def test_a_test_that_an_answer_trips_is_failed(make_course, judge_in, graders):
    """An exception that the reference's own answer does not cause is a wrong answer."""
    trips = graders | {"test_square.py": graders["test_square.py"] + TRIPS}
    judge = judge_in(make_course(graders=trips))
    for body, outcome in zip(ODD, ("failed", "passed", "failed", "passed"), strict=True):
        seen = judge(f"def square(x):\n    {body}", RIGHT[1])
        test = seen.tests("square")["test_trips"]
        assert (test.outcome, seen.outcomes()["cube"]) == (outcome, ("passed", 6.0)), body
        if outcome == "failed":
            assert test.message == "the answer cannot be compared with the right one"


@pytest.mark.slow
@pytest.mark.parametrize("when", ["setup", "teardown"])
def test_a_fixture_s_bug_is_an_error(make_course, run, submit, graders, when):
    """A grader's broken fixture is our error as well."""
    lines = ["1 / 0", "yield"] if when == "setup" else ["yield", "1 / 0"]
    fixture = "\n\n@pytest.fixture(autouse=True)\ndef broken():\n    " + "\n    ".join(lines) + "\n"
    changed = graders | {"test_cube.py": graders["test_cube.py"] + fixture}
    _, spy = run(make_course(graders=changed), "--submission", submit("nb.ipynb", *RIGHT))
    assert spy.seen.outcomes() == {"square": ("passed", 4.0), "cube": ("error", 0.0)}


def test_an_exercise_without_tests_is_an_error(make_course, run, submit, graders):
    """An exercise that no hidden test judges is our mistake, not a zero."""
    course = make_course(graders={"test_square.py": graders["test_square.py"]})
    _, spy = run(course, "--submission", submit("nb.ipynb", *RIGHT))
    assert spy.seen.outcomes() == {"square": ("passed", 4.0), "cube": ("error", 0.0)}


# -- what a student may read -----------------------------------------------------------


def test_a_plain_assert_shows_no_values(judge):
    """The message of a bare `assert` is a fixed sentence, whatever its values were."""
    spy = judge("def square(x):\n    return abs(x) * 0 + 7.125", RIGHT[1])
    test = spy.tests("square")["test_of_a_negative_number"]
    assert (test.outcome, test.message, test.hint) == (
        *(Outcome.FAILED, "the answer is not what was asked for", ""),
    )


def test_titles_are_first_lines_of_docstrings(judge):
    """A student reads only the docstring's first line."""
    titles = {name: test.title for name, test in judge(*RIGHT).tests("square").items()}
    assert titles == {
        "test_values": "Each element is squared",
        "test_of_a_negative_number": "A square is not negative",
    }


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("def square(x):\n    return [1]",
         "the square is list; expected a NumPy array of shape (2, 3)"),
        ("def square(x):\n    return x[0]", "the square has shape (3,); expected (2, 3)"),
        ("def square(x):\n    return x", "the square: all of its 6 values are wrong"),
        ("x = 1\ndef square(x):\n    y = 2\n    return y / 0",
         "square raised ZeroDivisionError: division by zero (cell 1, line 4)"),
        ("import os\ndef square(x):\n    os._exit(0)", "square ended the Python process"),
        ("def square(x):\n    raise NotImplementedError", "square is not written yet"),
        ("", "square is not defined"),
    ],
)  # fmt: skip
def test_messages(judge, cell, message):
    """A message says what was found and where, and nothing about the right answer."""
    assert judge(cell, RIGHT[1]).tests("square")["test_values"].message == message


def test_what_student_code_says_stays_on_one_line(judge):
    """Control characters and line breaks in an error's text do not reach a report."""
    spy = judge("def square(x):\n    raise ValueError('a\\nb\\x1b[31m\\0c\\u202e' + 'd' * 999)")
    message = spy.tests("square")["test_values"].message
    assert (message.isprintable(), len(message) < 300) == (True, True)


# -- weights, order, seeds ---------------------------------------------------------------


def test_weights(judge):
    """A test of weight 3 beside one of weight 1 is three quarters of the points."""
    spy = judge("import numpy as np\ndef square(x):\n    return np.where(x == -2.5, 0, x * x)")
    assert spy.outcomes()["square"] == ("failed", 3.0)


MARKED = '''
import pytest

pytestmark = pytest.mark.exercise("square")


@pytest.mark.needs_value
@pytest.mark.parametrize("what", ["one", "two"])
def test_called(student, what):
    """Square of {what} can be called"""
    student.square(1.0)


def test_value(student):
    """Two squared is four"""
    assert student.square(2.0) == 4.0
'''


@pytest.mark.slow
def test_a_test_that_needs_a_value(make_course, run, submit):
    """Its mark is in the result and its parameters in its title; alone it earns nothing."""
    course = make_course(graders={"test_square.py": MARKED})
    _, spy = run(course, "--submission", submit("nb.ipynb", "def square(x):\n    return 0.0"))
    tests = spy.seen.exercises["square"].tests
    assert [(t.title, t.outcome.value, t.needs_value) for t in tests] == [
        ("Square of one can be called", "passed", True),
        ("Square of two can be called", "passed", True),
        ("Two squared is four", "failed", False),
    ]
    assert spy.seen.outcomes()["square"] == ("failed", 0.0)


def test_order_is_that_of_the_exercises(run, course, submit):
    """Tests of earlier exercises run first, whatever their files are called, and pytest passes."""
    result, spy = run(course, "--submission", submit("nb.ipynb", *RIGHT))
    assert result.ret == pytest.ExitCode.OK
    assert spy.order == [
        "test_square.py::test_values",
        "test_square.py::test_of_a_negative_number",
        "test_cube.py::test_values",
    ]


SHOW = '''
import numpy as np
import pytest

pytestmark = pytest.mark.exercise("{exercise}")


@pytest.mark.parametrize("n", [1, 2])
def test_shown(rng, n, student):
    """Shown"""
    from autograder.checks import check_that
    check_that(False, str(rng.random()))
'''


def drawn(seen):
    """Return the random numbers that hidden tests got for a submission."""
    return [test.message for e in seen.exercises.values() for test in e.tests]


def test_random_inputs(make_course, judge_in, monkeypatch):
    """A regrade gets the same inputs; another submission, test, exercise or secret does not."""
    shown = {f"test_{name}.py": SHOW.format(exercise=name) for name in ("square", "cube")}
    course = make_course(graders=shown)
    judge = judge_in(course, Run.ALL)
    one, again, changed = (drawn(judge(*RIGHT, *more)) for more in ((), (), ["# changed"]))
    monkeypatch.setenv("AUTOGRADER_SECRET", "another secret")
    assert one == again
    assert len({*one, *changed, *drawn(judge_in(course, Run.ALL)(*RIGHT))}) == 12


# -- carrying errors forward ---------------------------------------------------------------


@pytest.mark.parametrize(
    "square",
    [
        "def square(x):\n    return x + x",
        "def square(x):\n    raise NotImplementedError",
        "def square(x):\n    return x / 'a'",
        "",
        "def square(x):\n    while True:\n        pass",
    ],
    ids=["failed", "missing", "crashed", "not defined", "timeout"],
)
def test_an_error_is_paid_for_once(judge, square):
    """A function that uses a wrong one is judged with the right one in its place."""
    spy = judge(square, CALLS_SQUARE)
    assert spy.outcomes()["cube"] == ("passed", 6.0)
    assert [test.carried_forward for test in spy.tests("cube").values()] == [True]
    assert [test.carried_forward for test in spy.tests("square").values()] == [False, False]


def test_the_reference_is_no_oracle(judge):
    """An answer made from questions that the reference does not ask earns nothing."""
    spy = judge(
        "def square(x):\n    return None",
        "def cube(x):\n    step = square(x + 1) - square(x)\n    return square(x) * (step - 1) / 2",
    )
    assert spy.outcomes() == {"square": ("failed", 0.0), "cube": ("failed", 0.0)}


def test_a_right_function_may_ask_in_other_words(judge):
    """It may ask element by element, twice, or about the negative."""
    spy = judge(
        "def square(x):\n    return None",
        "def cube(x):\n    square(x)\n    y = np.empty_like(x)\n"
        "    for i in np.ndindex(x.shape):\n        y[i] = square(-x[i]) * x[i]\n    return y",
        "import numpy as np",
    )
    assert spy.outcomes() == {"square": ("failed", 0.0), "cube": ("passed", 6.0)}


def test_a_function_s_own_error_is_not_carried(judge):
    """A function that is wrong itself stays wrong with the right helper."""
    spy = judge("def square(x):\n    return x + x", "def cube(x):\n    return square(x) + x")
    assert (spy.outcomes()["cube"], spy.tests("cube")["test_values"].carried_forward) == (
        *(("failed", 0.0), False),
    )


@pytest.mark.slow
def test_nothing_is_carried_where_no_marks_were_lost(make_course, run, submit, graders):
    """A helper that passes its own tests is not replaced, even if it caused the failure."""
    lenient = graders["test_square.py"].replace("reference.square(x)", "student.square(x)")
    lenient = lenient.partition("def test_of_a_negative")[0]
    course = make_course(graders=graders | {"test_square.py": lenient})
    path = submit("nb.ipynb", "def square(x):\n    return x + x", CALLS_SQUARE)
    _, spy = run(course, "--submission", path)
    assert spy.seen.outcomes() == {"square": ("passed", 4.0), "cube": ("failed", 0.0)}


A_CLASS = """
import numpy as np
class square:
    def __init__(self, side):
        self.side = side
    def area(self):
        return self.side * self.side
"""
DIFFERENCES = """
def cube(x):
    slope = (square(x + 1).area() - square(x - 1).area()) / 2
    return slope * x * x / 2
"""


@pytest.mark.slow
def test_an_error_in_a_class_is_paid_for_once(make_course, judge_in, graders):
    """The reference's class replaces a wrong one, and is no oracle either."""
    of_an_object = 'student.square.use(x, steps=[("area",)])["area"]'
    uses = graders["test_square.py"].replace("student.square(x)", of_an_object)
    uses = uses.replace("reference.square(x)", "x * x").partition("def test_of_a_negative")[0]
    cube = "def cube(x):\n    return square(x).area() * x\n"
    changes = {"test_square.py": uses}
    judge = judge_in(make_course(graders=graders | changes, square=A_CLASS, cube=cube))
    wrong = A_CLASS.replace("self.side * self.side", "None")
    for answer, outcome in {
        cube: ("passed", 6.0),
        "def cube(x):\n    s = square(x)\n    return s.side * s.area()": ("passed", 6.0),
        "def cube(x):\n    return square(x).area() + x": ("failed", 0.0),
        DIFFERENCES: ("failed", 0.0),
    }.items():
        outcomes = judge(wrong, answer).outcomes()
        assert outcomes == {"square": ("failed", 0.0), "cube": outcome}, answer


@pytest.mark.slow
def test_carrying_forward_can_be_switched_off(make_course, run, submit):
    """With this setting every error counts wherever it shows."""
    settings = (
        "course: c\ntitle: C\nassignments:\n- {name: powers, title: P, carry_forward: false}\n"
    )
    path = submit("nb.ipynb", "def square(x):\n    return x + x", CALLS_SQUARE)
    _, spy = run(make_course(yaml=settings), "--submission", path)
    assert spy.seen.outcomes()["cube"] == ("failed", 0.0)


def test_plain_pytest_carries_forward_as_well(run, course, submit):
    """One submission judged with plain pytest gets the same marks as in a class; pytest fails."""
    path = submit("nb.ipynb", "def square(x):\n    return x + x", CALLS_SQUARE)
    result, spy = run(course, "--submission", path)
    assert spy.seen.outcomes() == {"square": ("failed", 0.0), "cube": ("passed", 6.0)}
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(passed=1, failed=2)


def test_a_carried_judgement_leaves_no_trace(judge):
    """The next test sees the student's own functions again."""
    spy = judge("calls = []\ndef square(x):\n    return x + x", CALLS_SQUARE, "def other(): pass")
    assert spy.outcomes() == {"square": ("failed", 0.0), "cube": ("passed", 6.0)}


def test_a_function_cannot_call_its_own_reference(judge):
    """Only earlier exercises are called back; a student cannot ask for others."""
    spy = judge(
        "def square(x):\n    return x + x",
        "def cube(x):\n    import gc, types\n"
        "    from autograder.wire.frames import send, receive\n"
        "    from autograder.wire import messages as m\n"
        "    remote = square.__closure__ or ()\n"
        "    for cell in remote:\n"
        "        if hasattr(cell.cell_contents, 'fileno'):\n"
        "            send(cell.cell_contents, m.Callback('cube'), [[x], {}])\n"
        "            answer, value = receive(cell.cell_contents, m.Answer)\n"
        "            if answer.ok:\n"
        "                return value\n"
        "    return x\n",
    )
    assert spy.outcomes()["cube"] == ("failed", 0.0)


# -- diagnoses -------------------------------------------------------------------------


def test_what_went_wrong_is_named(judge):
    """The result has the author's hint, its name, and the function's place."""
    spy = judge("y = 1\ndef square(x):\n    return 2 * x", RIGHT[1])
    assert spy.diagnosis("square") == ("It is doubled.", ["doubled"])
    assert spy.exercises["square"].place == "cell 1, line 2"


def test_what_is_right_has_a_place_and_no_diagnosis(judge):
    """The place of every function is given."""
    spy = judge(*RIGHT)
    assert [spy.diagnosis(name) for name in ("square", "cube")] == [(None, [])] * 2
    assert [e.place for e in spy.exercises.values()] == ["cell 1, line 1", "cell 2, line 1"]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("return 3 * x * x", "3 times too large"),
        ("return -x * x", "sign"),
        ("return (x * x).tolist()", "list"),
        ("x * x", "return"),
    ],
)
def test_what_was_not_foreseen_is_measured(judge, body, word):
    """Such a diagnosis names no misconception."""
    text, names = judge(f"def square(x):\n    {body}", RIGHT[1]).diagnosis("square")
    assert (word in text, names) == (True, [])


def test_an_exception_may_have_been_foreseen(judge):
    """The same type in the same calls is recognized; another type is explained."""
    named = judge("def square(x):\n    return {}['x']", RIGHT[1]).diagnosis("square")
    other = judge("def square(x):\n    return [][1]", RIGHT[1]).diagnosis("square")
    assert named == ("It stops.", ["stops"])
    assert ("not there" in other[0], other[1]) == (True, [])


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "def square(x):\n    raise NotImplementedError",
        "def square(x):\n    while True: pass",
        "import os\ndef square(x):\n    os._exit(1)",
        "k = []\ndef square(x):\n    k.append(1)\n    while k[1:]: pass\n    return x + x",
    ],
    ids=["not defined", "missing", "timeout", "ended", "timeout later"],
)
def test_what_gave_no_answer_has_no_diagnosis(judge, cell):
    """Nothing is guessed."""
    assert judge(cell, RIGHT[1]).diagnosis("square") == (None, [])


def test_a_diagnosis_is_of_one_exercise_and_one_submission(judge):
    """Neither an earlier exercise nor an earlier student is diagnosed again."""
    spy = judge(RIGHT[0], "def cube(x):\n    return -(x**3)")
    assert (spy.diagnosis("square"), spy.diagnosis("cube")) == (
        (None, []),
        ("Its sign is wrong.", ["minus"]),
    )
    assert judge(*RIGHT).diagnosis("cube") == (None, [])


@pytest.mark.parametrize("square", ["return x + x", "raise KeyError"])
def test_an_error_that_was_paid_for_is_not_in_the_diagnosis(judge, square):
    """The diagnosis uses the calls that were made with the right helper."""
    cube = "def cube(x):\n    return -square(x) * x"
    spy = judge(f"def square(x):\n    {square}", cube)
    told = "Its sign is wrong. Here the tests used a right square, not yours."
    assert spy.diagnosis("cube") == (told, ["minus"])


def test_experiments_are_made_with_the_right_helper(judge):
    """A function is called again in the same way as by the last test."""
    cube = "def cube(x):\n    return square(x) * 0 + 1.5"
    spy = judge("def square(x):\n    raise ValueError", cube)
    assert "depend" in spy.diagnosis("cube")[0]
    assert spy.tests("cube")["test_values"].carried_forward is False


def test_what_passes_with_the_right_helper_has_no_diagnosis(judge):
    """The error is reported where it was made."""
    spy = judge("def square(x):\n    return x + x", CALLS_SQUARE)
    assert (spy.diagnosis("square")[1], spy.diagnosis("cube")) == (["doubled"], (None, []))


def test_experiments_change_nothing_that_is_judged_later(judge):
    """Each exercise is judged in a process of its own."""
    cells = "calls = []", "def square(x):\n    calls.append(1)\n    return x * x + len(calls)"
    spy = judge(*cells, "def cube(x):\n    return x**3 + len(calls)")
    assert spy.outcomes()["cube"] == ("passed", 6.0)
    assert "same arguments" in spy.diagnosis("square")[0]


@pytest.mark.slow
def test_a_diagnosis_that_fails_costs_nothing(run, course, submit, monkeypatch):
    """A note tells the instructor, and all marks stay the same."""

    def fails(*_):
        raise ZeroDivisionError("hidden input")

    monkeypatch.setattr(judgement, "diagnose", fails)
    path = submit("nb.ipynb", "def square(x):\n    return x + x", RIGHT[1])
    _, spy = run(course, "--submission", path)
    assert spy.seen.outcomes() == {"square": ("failed", 0.0), "cube": ("passed", 6.0)}
    assert spy.seen.notes == ["square: the diagnosis itself failed with ZeroDivisionError"]


@pytest.mark.slow
def test_a_diagnosis_takes_none_of_the_submission_s_time(make_course, run, submit, monkeypatch):
    """However long it takes, later exercises keep their time."""

    def long(*given):
        with pytest.raises(OutOfTimeError):
            given[-1]({"x": "for ever"}, {})

    monkeypatch.setattr(judgement, "diagnose", long)
    limits = "{call_s: 2, total_s: 1.5}"
    text = f"course: c\ntitle: C\nassignments:\n- {{name: powers, title: P, limits: {limits}}}\n"
    square = "def square(x):\n    while x == 'for ever': pass\n    return x + x"
    path = submit("nb.ipynb", square, RIGHT[1])
    _, spy = run(make_course(yaml=text), "--submission", path)
    assert spy.seen.outcomes()["cube"] == ("passed", 6.0)


@pytest.mark.slow
def test_a_loop_is_not_run_again_for_each_exercise_that_calls_it(make_course, run, submit):
    """Exercises that use a function without end are judged with the reference's at once."""
    limits = "{call_s: 0.6, total_s: 1.1}"  # in which it could not be called twice
    text = f"course: c\ntitle: C\nassignments:\n- {{name: powers, title: P, limits: {limits}}}\n"
    path = submit("nb.ipynb", "def square(x):\n    while True: pass", RIGHT[1])
    _, spy = run(make_course(yaml=text), "--submission", path)
    assert spy.seen.outcomes() == {"square": ("timeout", 0.0), "cube": ("passed", 6.0)}
    assert [test.carried_from for test in spy.seen.exercises["cube"].tests] == [["square"]]


def test_a_hidden_test_that_asks_for_no_student(make_course, run, submit, graders):
    """Without a function call there is nothing to diagnose."""
    lone = graders["test_square.py"].partition("@pytest.mark.weight")[0]
    lone += "def test_nothing(reference):\n    'Nothing'\n    assert reference.square(2) == 5\n"
    course = make_course(graders=graders | {"test_square.py": lone})
    _, spy = run(course, "--submission", submit("nb.ipynb", *RIGHT))
    assert spy.seen.outcomes() == {"square": ("failed", 0.0), "cube": ("passed", 6.0)}


def test_misconceptions_that_cannot_be_read_are_a_usage_error(run, course, submit):
    """The message names the file."""
    course.misconceptions("powers").with_suffix(".py").write_text(
        MISCONCEPTIONS.replace('"cube"', '"cub"')
    )
    result, _ = run(course, "--submission", submit("nb.ipynb", *RIGHT))
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*misconceptions.py: minus is a misconception of 'cub'*"])


# -- as a command ----------------------------------------------------------------------


def test_without_a_submission_it_says_what_is_missing(run, course):
    """The error for a missing --submission names the option."""
    result, _ = run(course)
    result.stdout.fnmatch_lines(["*hidden graders need --submission NOTEBOOK*"])
    assert result.ret != pytest.ExitCode.OK


def test_a_marker_for_an_unknown_exercise_is_a_usage_error(make_course, run, submit, graders):
    """The error for a misspelt exercise lists the existing ones."""
    wrong = graders["test_square.py"].replace('exercise("square")', 'exercise("sqare")')
    course = make_course(graders=graders | {"test_square.py": wrong})
    result, _ = run(course, "--submission", submit("nb.ipynb", *RIGHT))
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*which the source notebook has not*square, cube*"])


@pytest.mark.parametrize("marker", ["exercise()", "exercise(3)"])
def test_a_marker_without_a_name_is_wrong(pytester, marker):
    """It names no exercise either."""
    item = pytester.getitem(f"import pytest\n@pytest.mark.{marker}\ndef test_func(): pass")
    with pytest.raises(CourseError, match=r"which the source notebook has not; .*: square, cube"):
        plugin._exercise(item, {"square": 0, "cube": 1})


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"{", "*nb.ipynb: not valid JSON*"), (None, "*nb.ipynb: not a regular file*")],
)
def test_a_submission_that_cannot_be_read_is_a_usage_error(run, course, submit, content, message):
    """A path without a notebook is reported without a traceback."""
    path = submit("nb.ipynb")
    path.write_bytes(content) if content else path.unlink()
    result, _ = run(course, "--submission", path)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([message])


def test_a_reference_that_fails_is_a_usage_error(run, course, submit):
    """A mistake in the solution notebook is reported with its place."""
    source = course.source_notebook("powers")
    source.write_text(source.read_text().replace("def square(x)", "def square(x=nothing)"))
    result, _ = run(course, "--submission", submit("nb.ipynb", *RIGHT))
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*powers.ipynb: cell 1, line 3: NameError: *nothing*"])


def test_tests_that_are_not_hidden_are_left_alone(pytester):
    """The plugin does nothing to an ordinary test."""
    pytester.makepyfile("def test_ordinary():\n    assert True\n")
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)
