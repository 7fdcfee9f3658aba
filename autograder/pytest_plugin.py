"""The pytest plugin: fixtures and markers for hidden graders, and their verdicts.

Trusted. Works in two ways with the same code: `pytest tests/graders/<assignment>
--submission nb.ipynb` judges one submission; the grader process (grader.py)
sets one submission after another on the same session.

A test that fails is judged once more with the exercises it builds on bound to
the reference's functions, provided one of those lost marks itself: the error
has been paid for.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import inspect
import os
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np
import pytest

from autograder import rehearsal
from autograder.attempt import (
    BENEATH,
    Attempt,
    StudentCrashed,
    StudentError,
    StudentMissing,
    StudentTimeout,
)
from autograder.attempts import Attempts
from autograder.beside import Beside, read_beside, without_handed_out
from autograder.checks import CheckFailed
from autograder.closeness import closeness
from autograder.course import (
    Assignment,
    CourseFolder,
    Exercise,
    Run,
    find_course,
    read_all_exercises,
)
from autograder.diagnosis import apart
from autograder.diagnosis.diagnose import Diagnosis, Inquiry, diagnose
from autograder.diagnosis.experiment import Ask, NoAnswer, OutOfTimeError
from autograder.diagnosis.source import source_of
from autograder.errors import AutograderError, CourseError, UnreadableSubmission
from autograder.forks import Context
from autograder.handed_in import digest_of, read_files, why_nothing
from autograder.misconceptions import load_misconceptions
from autograder.objects import can_stand_in
from autograder.reference import Reference
from autograder.results import (
    ExerciseResult,
    Outcome,
    TestResult,
    judge_exercise,
    two_digits,
)
from autograder.sandbox.home import Home
from autograder.sandbox.levels import choose_isolation
from autograder.sandbox.policy import AUTO, Isolation, make_policy
from autograder.secret import course_secret, submission_seed
from autograder.student import Exchange, Student
from autograder.submission import Cells, place_of
from autograder.verdicts import Calls, Verdicts, chosen

_OUTCOME_OF: tuple[tuple[type[BaseException], Outcome], ...] = (
    (StudentMissing, Outcome.MISSING),
    (StudentTimeout, Outcome.TIMEOUT),
    (StudentCrashed, Outcome.CRASHED),
    (AssertionError, Outcome.FAILED),
)

_INCOMPARABLE = "the answer cannot be compared with the right one"
_INCOMPARABLE_HINT = "Hold its type, its shape and its parts against what the text asks for."


# Where a test was judged again: an error of ours, as the first verdict may be too low, and
# what is this exercise's own mistake, as the first one may speak of an earlier exercise's.
_SAID_OF_THE_SECOND = (Outcome.ERROR, Outcome.FAILED, Outcome.CRASHED)


class Grading:
    """What one pytest session judges: an assignment's graders and the current submission."""

    def __init__(self, folder: CourseFolder, assignment: Assignment, isolation: Isolation) -> None:
        self.folder = folder
        self.assignment = assignment
        self.isolation = isolation
        self.run = assignment.run
        self.measure = False
        self.problem = ""  # with the hidden graders as a whole
        self.handed_out = folder.handed_out(assignment)
        by_notebook = read_all_exercises(folder, assignment)
        self.exercises = [e for own in by_notebook.values() for e in own]
        self.notebook_of = {e.name: name for name, own in by_notebook.items() for e in own}
        policy = make_policy(isolation, self.handed_out, folder.root)
        self.attempts = Attempts(policy, by_notebook, assignment.limits)
        try:
            self.reference = Reference(*folder.source_notebooks(assignment).values())
            known = folder.misconceptions(assignment.name)
            self.misconceptions = load_misconceptions(known, list(self.notebook_of))
        except BaseException:
            self.attempts.close()
            raise
        self.signatures = self.reference.signatures()
        self.secret = course_secret(folder.root)
        self.seed = ""
        self.only = ""
        self.reports = True  # whether pytest is told how each test ended
        self.cells: Mapping[str, Cells] = {}  # by notebook, of those that can be judged
        self.verdicts: dict[str, Verdicts] = {}  # by exercise
        self.diagnoses: dict[str, Diagnosis | None] = {}
        self.budget = apart.Budget()  # of the diagnoses
        self.carrying = False
        self.is_strict = False  # whether what the reference does not ask itself is answered roughly
        self.carried = False  # whether the last run of a test was with errors taken away
        self.broken: dict[str, str] = {}  # hidden tests that are ours to mend, and how they trip
        self.rehearses = False  # whether the reference stands in the student's place
        self.posed = ""  # in an audit, which change of the reference's answers stands there
        self.tripped: dict[str, str] = {}  # hidden tests that the current answers trip, and how
        self.record: list[Exchange] = []  # what the test that runs calls
        self.items: list[pytest.Item] = []  # the tests of the exercise that is judged

    def begin(
        self,
        cells: Mapping[str, Cells],
        digest: str,
        only: str = "",
        posed: str = "",
        beside: Mapping[str, bytes] | None = None,
    ) -> None:
        """Make a submission the current one, by its notebooks; the one before is ended.

        The exercises of a notebook that is not among them are not judged. With `only`, no
        other exercise is, and it gets a verdict without a diagnosis. With `posed`, a change of
        the reference's answers is judged and no submission; see `rehearsal`. `beside` are
        files that the notebooks find where they run.
        """
        self.only, self.posed = only, posed
        self.cells = cells
        self.seed = submission_seed(
            self.secret, self.folder.course.course, self.assignment.name, digest
        )
        self.attempts.begin(cells, self.run, self.seed, beside or {})
        self.verdicts, self.diagnoses, self.items, self.tripped = {}, {}, [], {}
        self.budget = apart.Budget()

    def rehearse(self, items: Sequence[pytest.Item]) -> None:
        """Run all hidden tests on the reference's own answers; see `broken`."""
        self.seed = submission_seed(
            self.secret, self.folder.course.course, self.assignment.name, "rehearsal"
        )
        own = [item for item in items if item.get_closest_marker("exercise")]
        for item, following in zip(own, [*own[1:], None], strict=True):
            error = _rehearsed(self, item, following)
            if error is not None and _outcome(error) is Outcome.ERROR:
                graders = self.folder.graders(self.assignment.name)
                self.broken[_test_id(item)] = rehearsal.told(error, graders)

    def judges(self, exercise: str) -> bool:
        """Return whether an exercise of the current submission is to be judged, and can be."""
        if self.only not in {"", exercise}:
            return False
        notebook = self.notebook_of.get(exercise)
        return notebook is None or notebook in self.cells

    def context(self, exercise: str) -> Context:
        """Return where calls of a test for an exercise go."""
        if not self.carrying:
            return Context(exercise)
        names = filter(self._stands_in, sorted(self.reference.builds_on(exercise)))
        functions = tuple((name, getattr(self.reference, name)) for name in names)
        return Context(exercise, functions, self.reference.solve, self.is_strict)

    def may_carry_forward(self, exercise: str, result: TestResult) -> bool:
        """Return whether an error that was paid for may have caused this result."""
        hopeless = (Outcome.PASSED, Outcome.ERROR, Outcome.MISSING)
        is_hopeless = result.outcome in hopeless and not result.message.endswith(BENEATH)
        if self.only or not self.assignment.carry_forward or is_hopeless:
            return False
        attempt = self.attempts.opened(exercise)
        if attempt is None or exercise not in attempt.defined:
            return False
        return any(map(self._stands_in, self.paid_for(exercise)))

    def _stands_in(self, name: str) -> bool:
        return can_stand_in(getattr(self.reference, name))

    def paid_for(self, exercise: str) -> list[str]:
        """Return the exercises which an exercise builds on that lost marks of their own."""
        builds_on = self.reference.builds_on(exercise)
        return [e.name for e in self.exercises if e.name in builds_on and self._lost_marks(e.name)]

    def cut_short(self, exercise: str, result: TestResult) -> TestResult:
        """Return a lost test as one without time where the notebook was not loaded to its end."""
        attempt = self.attempts.opened(exercise)
        is_lost = result.outcome in {Outcome.FAILED, Outcome.CRASHED}
        if attempt is None or exercise not in attempt.cut_short or not is_lost:
            return result
        why = "a statement that it depends on did not end in time"
        return msgspec.structs.replace(result, outcome=Outcome.TIMEOUT, message=why, hint="")

    def _lost_marks(self, exercise: str) -> bool:
        """Return whether an exercise lost marks, or was not judged in this session."""
        verdicts = self.verdicts.get(exercise)
        return verdicts is None or any(t.outcome is not Outcome.PASSED for t in verdicts.tests)

    def judged(self) -> list[ExerciseResult]:
        """Return the current submission's result for each exercise that can be judged."""
        return [self._judged(e) for e in self.exercises if self.judges(e.name)]

    def _judged(self, exercise: Exercise) -> ExerciseResult:
        verdicts = self.verdicts.get(exercise.name, Verdicts())
        result = judge_exercise(exercise.name, exercise.points, verdicts.tests)
        diagnosis = self.diagnoses.get(exercise.name)
        return msgspec.structs.replace(
            result,
            diagnosis=diagnosis.text if diagnosis else None,
            misconceptions=list(diagnosis.misconceptions) if diagnosis else [],
            place=place_of(exercise.name, self.cells[self.notebook_of[exercise.name]]),
            notebook=self.notebook_of[exercise.name],
            run=Run.ALL if verdicts.is_whole else self.run,
        )

    def end_test(self, exercise: str, result: TestResult, calls: Calls) -> None:
        """Keep a test's result, and what it called."""
        verdicts = self.verdicts.setdefault(exercise, Verdicts())
        if not self.assignment.carry_forward or self.carried or not self.paid_for(exercise):
            # Else wrong answers may be another exercise's fault.
            is_accepted = result.outcome is Outcome.PASSED
            verdicts.records += [made._replace(is_accepted=is_accepted) for made in self.record]
        verdicts.tests.append(result)
        verdicts.calls.append(calls)
        self.record = []

    def may_judge_again(self, exercise: str) -> bool:
        """Return whether a skipped statement may have cost an exercise marks."""
        attempt = self.attempts.opened(exercise)
        is_audit = self.measure or self.posed  # its notebooks are the source's, and it skips none
        if is_audit or attempt is None or not self.verdicts[exercise].lost_marks:
            return False
        return self.attempts.has_more(exercise)

    def diagnose(self, exercise: str) -> None:
        """Find out which mistake an exercise's wrong answers come from."""
        verdicts = self.verdicts[exercise]
        outcomes = {test.outcome for test in verdicts.tests}
        is_wrong = outcomes & {Outcome.FAILED, Outcome.CRASHED} and Outcome.ERROR not in outcomes
        attempt = self.attempts.opened(exercise)
        if is_wrong and self.posed:
            self._try_to_diagnose(exercise)
        # Without an attempt no test has asked for the student.
        if is_wrong and attempt is not None and not self.only:
            with attempt.at_our_expense():
                self.diagnoses[exercise] = self._diagnose(exercise, attempt)

    def _diagnose(self, exercise: str, attempt: Attempt) -> Diagnosis | None:
        records = self.verdicts[exercise].records
        source = source_of(exercise, self.cells[self.notebook_of[exercise]].code)

        def work(ask: Ask) -> Diagnosis | None:
            inquiry = Inquiry(ask, functools.partial(ask, without_asserts=True), source)
            return diagnose(exercise, records, self.reference, self.misconceptions, inquiry)

        try:
            found = self.budget.diagnose(work, self._ask(exercise, attempt), records)
        except apart.Unfinished as why:  # no mark hangs on it, so none is lost
            attempt.notes.append(f"{exercise}: {why}")
            return None
        paid = self.paid_for(exercise) if self.assignment.carry_forward else []
        if found is None or not paid:
            return found
        instead = f"Here the tests used a right {' and '.join(paid)}, not yours."
        return dataclasses.replace(found, text=f"{found.text} {instead}")

    def _try_to_diagnose(self, exercise: str) -> None:
        """Find out whether the diagnosis of posed answers fails itself."""
        inquiry, verdicts = Inquiry(_no_answer), self.verdicts[exercise]
        try:
            diagnose(exercise, verdicts.records, self.reference, self.misconceptions, inquiry)
        except Exception as error:  # noqa: BLE001 - that is what is asked
            how = rehearsal.told(error, Path(__file__).parent)
            first = verdicts.tests[0]
            verdicts.tests[0] = msgspec.structs.replace(first, outcome=Outcome.ERROR)
            self.tripped[first.id] = f"{how}, in the diagnosis"

    def _ask(self, exercise: str, attempt: Attempt) -> Ask:
        """Return how to call the student's function once more, as the last test did."""
        self.carrying = self.assignment.carry_forward and bool(self.paid_for(exercise))
        context = self.context(exercise)
        self.carrying = False

        def ask(
            arguments: dict[str, Any], extras: dict[str, Any], *, without_asserts: bool = False
        ) -> Any:
            if not attempt.has_time():
                raise OutOfTimeError
            where = context._replace(without_asserts=without_asserts)
            function = getattr(Student(self.attempts, self.signatures, where), exercise)
            try:
                return function(**arguments, extras=extras)
            except StudentTimeout as error:
                raise OutOfTimeError from error
            except StudentError as error:
                raise NoAnswer from error

        return ask


def _no_answer(_: Any, __: Any) -> Any:
    """Call no student's function: there is none."""
    raise NoAnswer


GRADING = pytest.StashKey[Grading]()
_FIXTURES = pytest.StashKey["Fixtures"]()


# -- options and collection -------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options for grading one submission with plain pytest."""
    group = parser.getgroup("autograder", "hidden graders")
    group.addoption("--submission", type=Path, help="notebook, script or folder to judge")
    group.addoption("--isolation", choices=[AUTO, *Isolation], default=AUTO)
    group.addoption("--run", choices=list(Run), help="overrides course.yaml")


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers and the fixtures."""
    config.stash[_FIXTURES] = Fixtures(config)
    config.pluginmanager.register(config.stash[_FIXTURES])
    config.addinivalue_line("markers", "exercise(name): the exercise that a hidden test judges")
    config.addinivalue_line("markers", "weight(n): a hidden test's share of its exercise's points")
    config.addinivalue_line("markers", "needs_value: counts only beside a passed test without it")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Refuse settings that pytest found beside a submission: they may be its student's.

    It looks for them beside every path on its command line, from --submission PATH too.
    """
    told = early_config.known_args_namespace
    settings = early_config.inipath
    if told.submission is None or settings is None or told.inifilename is not None:
        return
    graders = [Path(name.partition("::")[0]).resolve() for name in told.file_or_dir]
    if not all(path.is_relative_to(settings.resolve().parent) for path in graders):
        raise pytest.UsageError(
            f"{settings}: pytest would take its settings from here, beside what a student "
            f"handed in; write --submission={told.submission}, with the sign of equality"
        )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put hidden tests in the order of their exercises, so that errors are paid for first."""
    hidden = [item for item in items if item.get_closest_marker("exercise")]
    path = config.getoption("submission")
    if path is None and GRADING not in config.stash:
        return
    if not hidden:
        raise pytest.UsageError("no hidden graders here: no test is marked exercise(...)")
    try:
        if GRADING not in config.stash:
            config.stash[GRADING] = _grading_of(config, hidden[0].path, path)
        order = {e.name: i for i, e in enumerate(config.stash[GRADING].exercises)}
        items.sort(key=lambda item: order.get(_exercise(item, order), -1))
    except AutograderError as error:
        if GRADING in config.stash:
            config.stash[GRADING].problem = str(error)
        raise pytest.UsageError(str(error)) from None


def _grading_of(config: pytest.Config, grader: Path, submission: Path) -> Grading:
    folder = find_course(grader.parent)
    assignment = folder.course.assignment(grader.parent.name)
    cells, digest, others = _read(submission, assignment.notebooks)
    asked = config.getoption("isolation")
    isolation = choose_isolation()[0] if asked == AUTO else Isolation(asked)
    _enter_home(config, folder, assignment)
    grading = Grading(folder, assignment, isolation)
    config.add_cleanup(grading.attempts.close)
    if config.getoption("run"):
        grading.run = Run(config.getoption("run"))
    others = without_handed_out(others, grading.handed_out)
    grading.begin(cells, digest, beside=others.files)
    return grading


def _enter_home(config: pytest.Config, folder: CourseFolder, assignment: Assignment) -> None:
    """Have the reference run where students' notebooks do, until the session ends."""
    here, path = Path.cwd(), list(sys.path)
    home = Home((str(place), name) for name, place in folder.handed_out(assignment).items())
    config.add_cleanup(home.close)
    config.add_cleanup(lambda: sys.path.__setitem__(slice(None), path))
    config.add_cleanup(lambda: os.chdir(here))
    home.enter()


def _read(submission: Path, notebooks: Collection[str]) -> tuple[dict[str, Cells], str, Beside]:
    files = read_files(submission, list(notebooks))
    if all(one.file is None for one in files.values()):
        raise UnreadableSubmission(why_nothing(submission, list(notebooks)))
    cells = {name: one.cells() for name, one in files.items()}
    others = read_beside(submission, list(notebooks), submission if submission.is_dir() else None)
    return cells, digest_of(files, others.files), others


def _exercise(item: pytest.Item, known: dict[str, int]) -> str:
    marker = item.get_closest_marker("exercise")
    if marker is None:
        return ""
    if not marker.args or marker.args[0] not in known:
        raise CourseError(
            f"{item.nodeid}: marked exercise{marker.args!r}, which the source notebook has not; "
            f"its exercises are: {', '.join(known)}"
        )
    return str(marker.args[0])


# -- fixtures --------------------------------------------------------------------


def _grading(config: pytest.Config) -> Grading:
    if GRADING not in config.stash:
        raise pytest.UsageError("hidden graders need --submission NOTEBOOK")
    return config.stash[GRADING]


@pytest.fixture(scope="session")
def reference(request: pytest.FixtureRequest) -> Reference:
    """The functions of the solution notebooks."""
    return _grading(request.config).reference


class Fixtures:
    """Fixtures that each hidden test has anew, for the one that runs.

    None asks for pytest's `request`: that takes longer than the fixture itself.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self.item: pytest.Item | None = None

    @pytest.fixture
    def student(self) -> Student:
        """The student's functions; calls go to the sandbox."""
        grading = _grading(self._config)
        assert self.item is not None
        exercise = exercise_of(self.item)
        if grading.rehearses or grading.posed:
            posed = "" if grading.rehearses else grading.posed
            own = rehearsal.Rehearsal(grading.reference, posed)
            record = None if grading.rehearses else grading.record
            return Student(own, grading.signatures, Context(exercise), record)
        grading.attempts.of(exercise)  # what loading it takes is not a call's
        context = grading.context(exercise)
        return Student(grading.attempts, grading.signatures, context, grading.record)

    @pytest.fixture
    def rng(self) -> np.random.Generator:
        """A random generator, the same for the same submission, test and course secret."""
        seed = _grading(self._config).seed
        assert self.item is not None
        digest = hashlib.sha256(f"{seed} {_test_id(self.item)}".encode()).digest()
        return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16])))


# -- verdicts --------------------------------------------------------------------


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Judge a hidden test; and after an exercise's last one, again with what was skipped."""
    if item.get_closest_marker("exercise") is None or GRADING not in item.config.stash:
        return None
    grading = item.config.stash[GRADING]
    exercise = exercise_of(item)
    grading.items.append(item)
    _judge(grading, item, nextitem)
    if nextitem is None or exercise_of(nextitem) != exercise:
        _end_exercise(grading, exercise, nextitem)
    return True


def _end_exercise(grading: Grading, exercise: str, nextitem: pytest.Item | None) -> None:
    """Judge an exercise that lost marks again, diagnose it, and tell pytest of its tests."""
    items, grading.items = grading.items, []
    needed = grading.verdicts[exercise]
    if grading.may_judge_again(exercise):
        grading.verdicts[exercise] = Verdicts(is_whole=True)
        with grading.attempts.with_more():
            for item, following in zip(items, [*items[1:], nextitem], strict=True):
                _judge(grading, item, following)
        grading.verdicts[exercise] = chosen(needed, grading.verdicts[exercise])
    verdicts = grading.verdicts[exercise]
    if verdicts.is_whole:
        with grading.attempts.with_more():
            grading.attempts.take(exercise)
            grading.diagnose(exercise)
    else:
        grading.diagnose(exercise)
    if grading.reports:
        for item, calls in zip(items, verdicts.calls, strict=True):
            _report(item, calls)


def _judge(grading: Grading, item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Judge a hidden test, and once more with errors that were paid for taken away."""
    exercise = exercise_of(item)
    closeness.begin(measure=grading.measure)
    start = time.perf_counter()
    grading.record, grading.carried = [], False
    calls, result = _run(item, nextitem)
    if grading.may_carry_forward(exercise, result):
        again, second = _run_again(item, nextitem, grading)
        if second.outcome is Outcome.PASSED:
            origin = grading.paid_for(exercise)
            calls = again
            result = msgspec.structs.replace(second, carried_forward=True, carried_from=origin)
        elif second.outcome in _SAID_OF_THE_SECOND:  # what is recorded is of that run too
            calls, result = again, second
    duration = two_digits(time.perf_counter() - start)
    result = grading.cut_short(exercise, result)
    measured = msgspec.structs.replace(result, duration_s=duration, closeness=closeness.largest)
    grading.end_test(exercise, measured, calls)


def _run(item: pytest.Item, nextitem: pytest.Item | None) -> tuple[Calls, TestResult]:
    """Run a hidden test through pytest's hooks; return how its phases ended, and the verdict."""
    grading = item.config.stash[GRADING]
    if how := grading.broken.get(_test_id(item)):
        return [], _error_of_ours(item, how)
    calls = _phases(item, nextitem)
    error = _first_error(calls)
    result = _result(item, error)
    if result.outcome is not Outcome.ERROR or error is None:
        return calls, result
    how = rehearsal.told(error, grading.folder.graders(grading.assignment.name))
    if not rehearsal.may_be_theirs(error) or _rehearsed(grading, item, nextitem) is not None:
        return calls, _error_of_ours(item, how)
    grading.tripped[result.id] = how
    return calls, msgspec.structs.replace(
        result, outcome=Outcome.FAILED, message=_INCOMPARABLE, hint=_INCOMPARABLE_HINT
    )


def _rehearsed(
    grading: Grading, item: pytest.Item, nextitem: pytest.Item | None
) -> BaseException | None:
    """Run a hidden test on the reference's own answers to the same calls; return what it raised."""
    with rehearsal.same_random_numbers():
        grading.rehearses = True
        try:
            return _first_error(_phases(item, nextitem))
        finally:
            grading.rehearses = False


def _phases(item: pytest.Item, nextitem: pytest.Item | None) -> list[pytest.CallInfo[None]]:
    """Run a hidden test through pytest's hooks; return how its phases ended."""
    item.config.stash[_FIXTURES].item = item
    item._initrequest()  # type: ignore[attr-defined] # noqa: SLF001 - fresh fixtures
    hook = item.ihook
    calls = [_phase("setup", lambda: hook.pytest_runtest_setup(item=item))]
    if calls[0].excinfo is None:
        calls.append(_phase("call", lambda: hook.pytest_runtest_call(item=item)))
    calls.append(
        _phase("teardown", lambda: hook.pytest_runtest_teardown(item=item, nextitem=nextitem))
    )
    return calls


def _first_error(calls: Sequence[pytest.CallInfo[None]]) -> BaseException | None:
    return next((call.excinfo.value for call in calls if call.excinfo is not None), None)


def _run_again(
    item: pytest.Item, nextitem: pytest.Item | None, grading: Grading
) -> tuple[list[pytest.CallInfo[None]], TestResult]:
    """Run a hidden test with errors that were paid for taken away.

    If it passes with answers to questions that the reference does not ask itself, it has to
    pass once more without: differences of such answers may be what the exercise asks for.
    """
    attempt = grading.attempts.opened(exercise_of(item))
    assert attempt is not None
    grading.carrying, grading.carried, grading.record = True, True, []
    attempt.asked_elsewhere = False
    try:
        calls, result = _run(item, nextitem)
        if result.outcome is Outcome.PASSED and attempt.asked_elsewhere:
            grading.is_strict, grading.record = True, []
            calls, result = _run(item, nextitem)
    finally:
        grading.carrying = grading.is_strict = False
    return calls, result


def _phase(
    when: Literal["setup", "call", "teardown"], call: Callable[[], None]
) -> pytest.CallInfo[None]:
    return pytest.CallInfo.from_call(call, when, reraise=(KeyboardInterrupt, pytest.exit.Exception))


def _report(item: pytest.Item, calls: Calls) -> None:
    """Tell pytest of a test that ran, as its own protocol does; a class has nobody to tell."""
    hook, where = item.ihook, {"nodeid": item.nodeid, "location": item.location}
    hook.pytest_runtest_logstart(**where)
    for call in calls:
        report = hook.pytest_runtest_makereport(item=item, call=call)
        hook.pytest_runtest_logreport(report=report)
    hook.pytest_runtest_logfinish(**where)


def exercise_of(item: pytest.Item) -> str:
    """Return the exercise that a hidden test judges, "" of another test."""
    marker = item.get_closest_marker("exercise")
    return str(marker.args[0]) if marker else ""


def _error_of_ours(item: pytest.Item, how: str) -> TestResult:
    item.config.stash[GRADING].tripped[_test_id(item)] = how
    message = "the grader itself failed; this is not the student's fault"
    return msgspec.structs.replace(_result(item, None), outcome=Outcome.ERROR, message=message)


def _outcome(error: BaseException | None) -> Outcome:
    if error is None:
        return Outcome.PASSED
    return next((o for kind, o in _OUTCOME_OF if isinstance(error, kind)), Outcome.ERROR)


def _result(item: pytest.Item, error: BaseException | None) -> TestResult:
    weight = item.get_closest_marker("weight")
    outcome, message, hint = _outcome(error), "", ""
    if error is not None and outcome is not Outcome.ERROR:
        hint = getattr(error, "hint", "")
        if isinstance(error, AssertionError) and not isinstance(error, CheckFailed):
            message = "the answer is not what was asked for"  # an assert may show its values
        else:
            message = str(error)
    return TestResult(
        id=_test_id(item),
        title=_title(item),
        outcome=outcome,
        weight=float(weight.args[0]) if weight else 1.0,
        message=message,
        hint=hint,
        needs_value=item.get_closest_marker("needs_value") is not None,
    )


def _test_id(item: pytest.Item) -> str:
    return f"{item.path.name}::{item.name}"


def _title(item: pytest.Item) -> str:
    """Return the first line of a test's docstring, `{name}` being its parameter `name`."""
    text = inspect.getdoc(getattr(item, "function", None)) or item.name
    title = text.strip().splitlines()[0]
    for name, value in getattr(getattr(item, "callspec", None), "params", {}).items():
        title = title.replace(f"{{{name}}}", str(value))
    return title
