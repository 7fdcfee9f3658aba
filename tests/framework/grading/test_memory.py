import random

import numpy as np
import pytest

from autograder.course.secret import SEEDS, submission_seed
from autograder.course.settings import Run as Extent
from autograder.grading.memory import Memory, Run, Transcript
from autograder.grading.pool import GraderProcess
from autograder.grading.protocol import Job, Spec
from autograder.results.format import Outcome, TestResult
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.student.errors import StudentCrashed
from autograder.student.forks import Context
from autograder.student.functions import Student
from autograder.submission.files import sha256

pytestmark = pytest.mark.processes

PROBE = Context("probe")
# Tells how often it was called, too.
COUNTING = """
calls = 0
def probe(x):
    global calls
    calls += 1
    return [{value}, calls] if x >= 0 else calls
"""
PASSED = TestResult("test_probe.py::test", "It is right", Outcome.PASSED, 1.0)

ONCE = '''
import pytest

pytestmark = pytest.mark.exercise("square")
runs = []


def test_first(student):
    """Right as long as nobody has run it but the rehearsal"""
    runs.append(student.square(2.0))
    assert len(runs) <= 2
'''


@pytest.fixture(scope="module")
def sandbox():
    """One warm sandbox for the whole module."""
    sandbox = Sandbox(make_policy(Isolation.NAMESPACES))
    yield sandbox
    sandbox.close()


def ask(callee, *arguments, record=None):
    """Call a student's function several times, as a hidden test does."""
    student = Student(callee, {"probe": ["x"]}, PROBE, record)
    return [student.probe(x) for x in arguments]


def remember(memory, attempt, *arguments):
    """Run a test that makes these calls, and keep it."""
    transcript, record = Transcript(attempt, []), []
    ask(transcript, *arguments, record=record)
    assert transcript.is_complete
    memory.keep("seed", "test", Run(tuple(transcript.steps), record, PASSED, transcript.size))


def test_same_answers_have_the_same_verdict(attempt_in, sandbox):
    """Where every answer is one that came before, a test need not run, and its calls are told."""
    memory = Memory()
    remember(memory, attempt_in(sandbox, COUNTING.format(value="x")), 1, 2)
    run = memory.recall(
        *("seed", "test"), attempt_in(sandbox, COUNTING.format(value="1 * x")), PROBE
    )
    assert isinstance(run, Run)
    assert (run.result, [made.function for made in run.record]) == (PASSED, ["probe", "probe"])


def test_another_answer_has_no_verdict_yet(attempt_in, sandbox):
    """A test runs with the first answer that is new; what has come by then is not asked again."""
    memory = Memory()
    remember(memory, attempt_in(sandbox, COUNTING.format(value="x")), 1, 2, 3)
    attempt = attempt_in(sandbox, COUNTING.format(value="min(x, 1)"))
    given = memory.recall("seed", "test", attempt, PROBE)
    assert ask(Transcript(attempt, given), 1, 2, 3) == [[1, 1], [1, 2], [1, 3]]


def test_other_calls_get_no_old_answers(attempt_in, sandbox):
    """Answers to calls that a test does not make this time are left aside."""
    memory = Memory()
    remember(memory, attempt_in(sandbox, COUNTING.format(value="x")), 1, 2)
    attempt = attempt_in(sandbox, COUNTING.format(value="min(x, 1)"))
    given = memory.recall("seed", "test", attempt, PROBE)
    assert ask(Transcript(attempt, given), 1, 5) == [[1, 1], [1, 3]]


def test_the_same_answer_to_another_question_is_another_run(attempt_in, sandbox):
    """Two runs of a test that asks something new each time are not taken for one."""
    memory, code = Memory(), "1 if x < 5 else {}"
    remember(memory, attempt_in(sandbox, COUNTING.format(value=code.format(7))), 1, 6)
    remember(memory, attempt_in(sandbox, COUNTING.format(value=code.format(8))), 2, 5)
    attempt = attempt_in(sandbox, COUNTING.format(value=code.format(7)))
    given = memory.recall("seed", "test", attempt, PROBE)
    assert ask(Transcript(attempt, given), 2, 5) == [[1, 1], [7, 2]]


def test_each_seed_and_test_is_remembered_by_itself(attempt_in, sandbox):
    """Nothing is asked for another seed or another test."""
    memory = Memory()
    attempt = attempt_in(sandbox, COUNTING.format(value="x"))
    remember(memory, attempt, 1)
    assert memory.recall("other", "test", attempt, PROBE) == []
    assert memory.recall("seed", "other", attempt, PROBE) == []
    assert ask(attempt, 1) == [[1, 2]]


def test_several_right_answers_are_remembered(attempt_in, sandbox):
    """Answers that are rounded in another way have runs of their own."""
    memory, roundings = Memory(), ["0.1 + 0.2", "0.3"]
    for value in roundings:
        remember(memory, attempt_in(sandbox, COUNTING.format(value=value)), 1, 2)
    for value in roundings:
        attempt = attempt_in(sandbox, COUNTING.format(value=value))
        assert isinstance(memory.recall("seed", "test", attempt, PROBE), Run)


def test_an_exception_is_raised_again_and_not_remembered(attempt_in, sandbox):
    """Where a call that came before has no answer now, the test that runs learns it at once."""
    memory = Memory()
    remember(memory, attempt_in(sandbox, COUNTING.format(value="x")), 1)
    attempt = attempt_in(sandbox, COUNTING.format(value="1 / 0"))
    transcript = Transcript(attempt, memory.recall("seed", "test", attempt, PROBE))
    with pytest.raises(StudentCrashed, match="ZeroDivisionError"):
        ask(transcript, 1)
    assert not transcript.is_complete
    assert ask(attempt, -1) == [2]


@pytest.mark.parametrize("draw", [random.random, np.random.random])
def test_who_draws_from_a_global_generator_is_not_remembered(attempt_in, sandbox, draw):
    """A test whose reference draws there decides what later tests draw, and so has to run."""
    transcript = Transcript(attempt_in(sandbox, COUNTING.format(value="x")), [])
    ask(transcript, draw())
    assert not transcript.is_complete


def test_what_is_measured_is_not_remembered(attempt_in, sandbox):
    """Time is never the same."""
    attempt = attempt_in(sandbox, "def probe(x):\n    return x")
    transcript = Transcript(attempt, [])
    Student(transcript, {"probe": ["x"]}, PROBE).probe.cost([1], [2])
    assert not transcript.is_complete


def test_large_runs_are_not_remembered(attempt_in, sandbox):
    """Memory is bounded, whatever is asked or answered."""
    memory, attempt = Memory(), attempt_in(sandbox, "def probe(x):\n    return x")
    transcript = Transcript(attempt, [])
    ask(transcript, np.ones(100_000))
    memory.keep("seed", "test", Run(tuple(transcript.steps), [], PASSED, transcript.size))
    assert memory.recall("seed", "test", attempt, PROBE) == []


def test_a_class_has_its_tests_run_once_for_each_seed(make_course, submit):
    """The second student with the same inputs and the same answers costs no run of the test."""
    course = make_course(graders={"test_square.py": ONCE})
    spec = Spec(str(course.root), "powers", Isolation.NAMESPACES, Extent.NEEDED)
    by_seed = {}
    for number in range(SEEDS + 1):
        cell = f"def square(x):\n    return x * x  # {number}"
        path = submit(f"{number}.ipynb", cell)
        seed = submission_seed(b"a secret for tests", "tiny", "powers", sha256(path.read_bytes()))
        by_seed.setdefault(seed, []).append(path)
    pair = next(paths for paths in by_seed.values() if len(paths) > 1)
    grader = GraderProcess(spec)
    try:
        results = [grader.grade(Job(p.stem, bytes(p)), 60.0) for p in pair[:2]]
    finally:
        grader.close()
    outcomes = [[e.tests[0].outcome for e in r.exercises if e.tests] for r in results]
    assert outcomes == [[Outcome.PASSED], [Outcome.PASSED]]
    assert results[0].engine.seed == results[1].engine.seed
