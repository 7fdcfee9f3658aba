"""Stubs are not called: what they do is known, and no skipped statement can matter to them."""

from pathlib import Path

import pytest

from autograder.course.settings import Run as Extent
from autograder.grading.memory import Memory, Run, Transcript
from autograder.grading.pool import GraderProcess
from autograder.grading.protocol import Job, Spec
from autograder.results.format import Outcome, TestResult
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.sandbox.usage import tree
from autograder.student.errors import StudentMissing
from autograder.student.forks import Context
from autograder.student.functions import Student

pytestmark = pytest.mark.processes

STUB = "def probe(x):\n    raise NotImplementedError"
ANNOTATED = "def probe(x: NDArray):\n    raise NotImplementedError"
SQUARE, CUBE = (f"def {name}(x):\n    raise NotImplementedError" for name in ("square", "cube"))
PLOT = "import sys\nprint(square(2), file=sys.stderr)"  # it could matter to an exercise
MISSING = TestResult("test_probe.py::test", "It is right", Outcome.MISSING, 1.0)


@pytest.fixture(scope="module")
def sandbox():
    """One warm sandbox for the whole module; the stub was handed out."""
    sandbox = Sandbox(make_policy(Isolation.NAMESPACES), [STUB, ANNOTATED])
    yield sandbox
    sandbox.close()


def call(callee, record=None):
    """Call the exercise as a hidden test does."""
    return Student(callee, {"probe": ["x"]}, Context("probe"), record).probe(3)


def test_a_stub_is_missing_without_a_call(attempt_in, sandbox):
    """A test learns at once that it is not written."""
    attempt = attempt_in(sandbox, STUB)
    assert attempt.unwritten == {"probe"}
    with pytest.raises(StudentMissing, match="probe is not written yet") as missing:
        call(attempt)
    assert missing.value.is_known


def test_a_stub_whose_definition_fails_is_told_as_before(attempt_in, sandbox):
    """If the definition was not executed, the notebook says why there is no such function."""
    attempt = attempt_in(sandbox, ANNOTATED)
    assert attempt.unwritten == frozenset()
    with pytest.raises(StudentMissing, match="NameError"):
        call(attempt)


def test_a_module_from_beside_the_notebook_may_define_it(attempt_in, sandbox):
    """Such modules were not read, so the stub is called."""
    sandbox.beside = {"helper.py": b"import __main__\n__main__.probe = abs"}
    try:
        attempt = attempt_in(sandbox, STUB, "import helper")
        assert attempt.unwritten == frozenset()
        with pytest.raises(StudentMissing) as missing:
            call(attempt)
        assert not missing.value.is_known
    finally:
        sandbox.beside = {}


def test_a_test_that_met_a_stub_need_not_run_again(attempt_in, sandbox):
    """The next submission with the same stub gets the same verdict."""
    memory, record = Memory(), []
    transcript = Transcript(attempt_in(sandbox, STUB), [])
    with pytest.raises(StudentMissing):
        call(transcript, record)
    assert transcript.is_complete
    memory.keep("seed", "test", Run(tuple(transcript.steps), record, MISSING, transcript.size))
    found = memory.recall("seed", "test", attempt_in(sandbox, STUB), Context("probe"))
    assert isinstance(found, Run)
    assert found.result is MISSING
    own = attempt_in(sandbox, "def probe(x):\n    return x")
    assert call(Transcript(own, memory.recall("seed", "test", own, Context("probe")))) == 3


def interpreters(grader):
    """Return how many processes of a grader process have imported NumPy."""
    maps = [Path(f"/proc/{pid}/maps").read_text() for pid in tree(grader._process.pid)]
    return sum("_multiarray_umath" in text for text in maps)


def test_an_untouched_notebook_is_not_loaded_again(make_course, submit, as_notebook):
    """No skipped statement can matter to stubs; as soon as one is written, it may."""
    course = make_course()
    release = course.root / "assignments" / "powers" / "powers.ipynb"
    release.parent.mkdir(parents=True)
    release.write_text(as_notebook([SQUARE, CUBE, PLOT]))
    grader = GraderProcess(Spec(str(course.root), "powers", Isolation.NAMESPACES, Extent.NEEDED))

    def graded(*cells):
        result = grader.grade(Job("ann", bytes(submit("nb.ipynb", *cells))), 60.0)
        return [exercise.outcome for exercise in result.exercises]

    try:
        assert graded(SQUARE, CUBE, PLOT) == [Outcome.MISSING, Outcome.MISSING]
        before = interpreters(grader)
        assert graded("def square(x):\n    return 1", CUBE, PLOT)[0] == Outcome.FAILED
        assert interpreters(grader) == before + 1  # the second sandbox is in use now
    finally:
        grader.close()


def test_an_absent_exercise_loads_nothing_again(make_course, submit, as_notebook):
    """No skipped statement can define a name that the notebook does not have."""
    course = make_course()
    grader = GraderProcess(Spec(str(course.root), "powers", Isolation.NAMESPACES, Extent.NEEDED))

    def graded(*cells):
        result = grader.grade(Job("ann", bytes(submit("nb.ipynb", *cells))), 60.0)
        return {exercise.name: exercise.outcome for exercise in result.exercises}

    right = "def square(x):\n    return x * x"
    try:
        before = interpreters(grader)
        assert graded(right, PLOT) == {"square": Outcome.PASSED, "cube": Outcome.MISSING}
        assert interpreters(grader) == before
        bound = "square.__globals__['cu' + 'be'] = lambda x: x * x * x"
        assert graded(right, bound) == {"square": Outcome.PASSED, "cube": Outcome.PASSED}
    finally:
        grader.close()
