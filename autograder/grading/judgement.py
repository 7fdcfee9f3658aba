"""One submission's verdicts: what is carried forward, judged again and diagnosed."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from autograder.course.exercises import Exercise, read_all_exercises
from autograder.course.folder import CourseFolder
from autograder.course.secret import course_secret, submission_seed
from autograder.course.settings import Assignment, Run
from autograder.diagnosis import apart
from autograder.diagnosis.diagnose import Diagnosis, Inquiry, diagnose
from autograder.diagnosis.experiment import Ask, NoAnswer, OutOfTimeError
from autograder.diagnosis.source import source_of
from autograder.grading import rehearsal
from autograder.grading.verdicts import Calls, Verdicts
from autograder.misconceptions import load_misconceptions
from autograder.reference import Reference
from autograder.results.format import ExerciseResult, Outcome, TestResult
from autograder.results.scoring import judge_exercise
from autograder.sandbox.policy import Isolation, make_policy
from autograder.student.errors import (
    BENEATH,
    StudentError,
    StudentTimeout,
)
from autograder.student.forks import Context
from autograder.student.functions import Exchange, Student
from autograder.student.notebook import Attempt
from autograder.student.objects import can_stand_in
from autograder.student.submission import Attempts
from autograder.submission.cells import Cells, place_of


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
            how = rehearsal.told(error, Path(__file__).parent.parent)
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
