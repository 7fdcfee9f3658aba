"""One submission's verdicts: what is carried forward, judged again and diagnosed."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from autograder.course.exercises import Exercise, read_all_exercises
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment, Run
from autograder.diagnosis import apart
from autograder.diagnosis.diagnose import Diagnosis, Inquiry, diagnose
from autograder.diagnosis.experiment import Ask, NoAnswer, OutOfTimeError
from autograder.diagnosis.remembered import Remembered
from autograder.diagnosis.source import source_of
from autograder.grading import rehearsal
from autograder.grading.evidence import code_of, fingerprint
from autograder.grading.material import Mode, read_given_cells, read_imports, read_material
from autograder.grading.memory import Memory
from autograder.grading.trial import Footing, Trial
from autograder.grading.verdicts import Verdicts
from autograder.languages import join_sentences, listing, said_of, say
from autograder.results.format import Evidence, ExerciseResult, Outcome, TestResult
from autograder.results.scoring import judge_exercise
from autograder.sandbox.policy import SLOW_TABLES, make_policy
from autograder.student.call_limit import CallLimit
from autograder.student.errors import (
    BENEATH,
    StudentError,
    StudentTimeout,
)
from autograder.student.forks import Context
from autograder.student.functions import Student
from autograder.student.notebook import Attempt
from autograder.student.objects import can_be_remote
from autograder.student.questions import Question
from autograder.student.submission import Attempts
from autograder.submission.cells import Cells, place_of
from autograder.wire.messages import Manner


class Subject(NamedTuple):
    """What is judged now: a submission, or a change of the reference's answers.

    If `only` is set, no other exercise is judged, and this one gets no diagnosis.
    """

    cells: Mapping[str, Cells]  # by notebook, if it can be judged
    seed: str
    only: str = ""
    posed: str = ""  # in an audit, the change's name; see `rehearsal`
    lost: Collection[str] = ()  # exercises whose answers kept a grader process busy to its end


class Grading:
    """What one pytest session judges: an assignment's material and the current submission."""

    def __init__(self, folder: CourseFolder, assignment: Assignment, mode: Mode) -> None:
        self.mode = mode
        by_notebook = read_all_exercises(folder, assignment)
        policy = make_policy(mode.isolation, folder.handed_out(assignment), folder.root)
        given = read_given_cells(folder, assignment)
        imports = read_imports(folder, assignment)
        warm = policy.with_imports(imports)
        # Few needed statements use other slow packages, but many of the skipped ones do.
        policy = policy.with_imports(imports, SLOW_TABLES) if mode.run is Run.NEEDED else warm
        self.attempts = Attempts(policy, by_notebook, assignment.limits, given, warm)
        try:
            self.material = read_material(folder, assignment, by_notebook)
        except BaseException:
            self.attempts.close()
            raise
        reference = self.material.reference
        self.attempts.call_limit = CallLimit(reference.solve, reference.load_s)
        self.memory = Memory()
        self._remembered = Remembered()
        self.broken: dict[str, str] = {}  # hidden tests with errors of ours, and what they raised
        self._is_carrying = assignment.carry_forward
        self._clear(Subject({}, ""))

    def _clear(self, subject: Subject) -> None:
        """Forget the previous submission."""
        self.subject = subject
        self.verdicts: dict[str, Verdicts] = {}  # by exercise
        self.tripped: dict[str, str] = {}  # hidden tests that raised, and what
        self._diagnoses: dict[str, Diagnosis | None] = {}
        self._budget = apart.Budget()  # the time for diagnoses

    def begin(
        self,
        cells: Mapping[str, Cells],
        digest: str,
        only: str = "",
        posed: str = "",
        beside: Mapping[str, bytes] | None = None,
    ) -> None:
        """Make a submission, given by its notebooks, the current one; end the one before.

        Exercises of a notebook that is missing there are not judged. `beside` are files that the
        notebooks find in their working folder.
        """
        own = {n: self.material.to_be_judged(c, n) for n, c in cells.items()}
        self._clear(Subject(own, self.material.seed(digest), only, posed))
        self.attempts.begin(own, self.mode.run, self.subject.seed, beside or {})

    def begin_rehearsal(self) -> None:
        """Judge the reference next."""
        self._clear(Subject({}, self.material.seed("rehearsal")))

    @property
    def may_remember(self) -> bool:
        """Whether a hidden test need not run if it was answered in the same way before."""
        return not (self.mode.measure or self.mode.reports or self.subject.posed)

    def judges(self, exercise: str) -> bool:
        """Return whether an exercise of the current submission is to be judged, and can be."""
        if self.subject.only not in {"", exercise}:
            return False
        notebook = self.material.notebook_of.get(exercise)
        return notebook is None or notebook in self.subject.cells

    def context(self, exercise: str, footing: Footing) -> Context:
        """Return the context for the calls of an exercise's tests."""
        if not footing.is_carried:
            return Context(exercise)
        reference = self.material.reference
        names = filter(self._stands_in, sorted(reference.builds_on(exercise)))
        functions = tuple((name, reference.callable_of(name)) for name in names)
        return Context(exercise, functions, reference.solve, footing is Footing.STRICT)

    def may_carry_forward(self, exercise: str, result: TestResult) -> bool:
        """Return whether an earlier error, already paid for, may have caused this result.

        What is handed out earns nothing by calling a function that is not written.
        """
        hopeless = (Outcome.PASSED, Outcome.ERROR, Outcome.MISSING)
        is_beneath = result.message.endswith(BENEATH) and exercise not in self.material.given
        is_hopeless = result.outcome in hopeless and not is_beneath
        return not is_hopeless and any(map(self._stands_in, self._to_carry(exercise)))

    def starts_carried(self, exercise: str) -> bool:
        """Return whether an exercise uses one that ran out of time and would do so again."""
        return any(self._stands_in(n) and self._timed_out(n) for n in self._to_carry(exercise))

    def _to_carry(self, exercise: str) -> list[str]:
        """Return the earlier exercises that the reference may replace when this one is judged."""
        if self.subject.only or not self._is_carrying:
            return []
        attempt = self.attempts.opened(exercise)
        is_defined = attempt is not None and exercise in attempt.defined
        return self.paid_for(exercise) if is_defined else []

    def _timed_out(self, exercise: str) -> bool:
        verdicts = self.verdicts.get(exercise, Verdicts())
        return any(test.outcome is Outcome.TIMEOUT for test in verdicts.tests)

    def _stands_in(self, name: str) -> bool:
        return can_be_remote(self.material.reference.callable_of(name))

    def paid_for(self, exercise: str) -> list[str]:
        """Return the exercises that this one uses and that lost marks of their own."""
        builds_on = self.material.reference.builds_on(exercise)
        names = [e.name for e in self.material.exercises if e.name in builds_on]
        return [name for name in names if self._lost_marks(name)]

    def cut_short(self, exercise: str, result: TestResult) -> TestResult:
        """Turn a failure into a timeout if the notebook was not loaded to its end."""
        attempt = self.attempts.opened(exercise)
        is_lost = result.outcome in {Outcome.FAILED, Outcome.CRASHED}
        if attempt is None or exercise not in attempt.cut_short or not is_lost:
            return result
        why = say("a statement that it depends on did not end in time")
        return msgspec.structs.replace(result, outcome=Outcome.TIMEOUT, message=why, hint="")

    def _lost_marks(self, exercise: str) -> bool:
        """Return whether an exercise lost marks, or was not judged in this session."""
        verdicts = self.verdicts.get(exercise)
        return verdicts is None or any(t.outcome is not Outcome.PASSED for t in verdicts.tests)

    def judged(self) -> list[ExerciseResult]:
        """Return the current submission's result for each exercise that can be judged."""
        return [self._judged(e) for e in self.material.exercises if self.judges(e.name)]

    def _judged(self, exercise: Exercise) -> ExerciseResult:
        verdicts = self.verdicts.get(exercise.name, Verdicts())
        result = judge_exercise(exercise.name, exercise.points, verdicts.tests)
        diagnosis = self._diagnoses.get(exercise.name)
        notebook = self.material.notebook_of[exercise.name]
        return msgspec.structs.replace(
            result,
            diagnosis=diagnosis.text if diagnosis else None,
            misconceptions=list(diagnosis.misconceptions) if diagnosis else [],
            place=place_of(exercise.name, self.subject.cells[notebook]),
            notebook=notebook,
            is_bonus=exercise.is_bonus,
            run=Run.ALL if verdicts.is_whole else self.mode.run,
        )

    def end_test(self, exercise: str, counts: Trial, last: Trial) -> None:
        """Keep a test's result, from the run that counts, and the calls of its last run."""
        verdicts = self.verdicts.setdefault(exercise, Verdicts())
        if last.footing.is_carried or not self._is_carrying or not self.paid_for(exercise):
            # Otherwise another exercise may have caused the wrong answers.
            is_accepted = counts.result.outcome is Outcome.PASSED
            verdicts.records += [
                made._replace(is_accepted=is_accepted)
                for made in last.record
                if made.manner is not Manner.PROBE  # it calls no function of the exercise alone
            ]
        if counts.result.outcome is not Outcome.PASSED:
            verdicts.is_settled &= self._called_only_stubs(exercise, last)
        verdicts.tests.append(counts.result)
        if counts.reason and counts.result.outcome is not Outcome.PASSED:
            verdicts.reasons[counts.result.id] = counts.reason
        verdicts.calls.append(counts.calls)

    def _called_only_stubs(self, exercise: str, trial: Trial) -> bool:
        """Return whether a run of a test ended at a stub or at nothing, and called no more.

        No statement of the notebook can change how it ends.
        """
        attempt, record = self.attempts.opened(exercise), trial.record
        if attempt is None or trial.result.outcome is not Outcome.MISSING:
            return False
        unwritten = attempt.unwritten | attempt.absent
        stubs = [m.function in unwritten and m.manner is not Manner.PROBE for m in record]
        return bool(stubs) and all(stubs)

    def may_judge_again(self, exercise: str) -> bool:
        """Return whether a skipped statement may have cost an exercise marks."""
        verdicts, attempt = self.verdicts[exercise], self.attempts.opened(exercise)
        # An audit judges the source's notebooks, of which nothing is skipped.
        is_audit = self.mode.measure or self.subject.posed
        if is_audit or attempt is None or not verdicts.lost_marks or verdicts.is_settled:
            return False
        return self.attempts.has_more(exercise)

    def diagnose(self, exercise: str) -> None:
        """Find out which mistake caused an exercise's wrong answers."""
        is_wrong = self._is_wrong(exercise)
        attempt = self.attempts.opened(exercise)
        if is_wrong and self.subject.posed:
            self._try_to_diagnose(exercise)
        # Without an attempt, no test asked for the student.
        if is_wrong and attempt is not None and not self.subject.only:
            with attempt.at_our_expense():
                self._diagnoses[exercise] = self._diagnose(exercise, attempt)

    def _diagnose(self, exercise: str, attempt: Attempt) -> Diagnosis | None:
        records, material = self.verdicts[exercise].records, self.material
        source = source_of(exercise, self.subject.cells[material.notebook_of[exercise]].code)

        def work(ask: Ask) -> Diagnosis | None:
            inquiry = Inquiry(ask, functools.partial(ask, without_asserts=True), source)
            known = material.misconceptions
            return diagnose(exercise, records, material.reference, known, inquiry)

        try:
            ask = self._ask(exercise, attempt)
            find = functools.partial(self._budget.diagnose, work, exchanges=records)
            found = self._remembered.diagnose(exercise, records, ask, find)
        except apart.Unfinished as why:  # no mark depends on a diagnosis
            attempt.notes.append(said_of(exercise, str(why)))
            return None
        paid = self.paid_for(exercise) if self._is_carrying else []
        if found is None or not paid:
            return found
        instead = say("Here the tests used a right {names}, not yours.", names=listing(paid))
        return dataclasses.replace(found, text=join_sentences([found.text, instead]))

    def keep_answers(self, exercise: str, questions: Callable[[], tuple[Question, ...]]) -> None:
        """Keep the fingerprint of an exercise's answers, if there are wrong ones."""
        attempt = self.attempts.opened(exercise)
        is_kept = not (self.mode.measure or self.mode.reports or self.subject.only)
        if not is_kept or attempt is None or not self._is_wrong(exercise):
            return
        if exercise not in self.memory.common:
            self.memory.common[exercise] = questions()
        with attempt.at_our_expense():
            where = self._context_of_last(exercise)
            asked = self.memory.common[exercise]
            self.verdicts[exercise].answers = fingerprint(asked, self.attempts, where)

    @contextlib.contextmanager
    def common_inputs(self) -> Iterator[None]:
        """Have the hidden tests draw the inputs that are the same for every submission."""
        own = self.subject
        self.subject = own._replace(seed=self.material.seed("common"))
        try:
            yield
        finally:
            self.subject = own

    def _is_wrong(self, exercise: str) -> bool:
        """Return whether there is a wrong answer, and none of its tests is an error of ours."""
        outcomes = {test.outcome for test in self.verdicts[exercise].tests}
        is_wrong = outcomes & {Outcome.FAILED, Outcome.CRASHED}
        return bool(is_wrong) and Outcome.ERROR not in outcomes

    def evidence(self) -> dict[str, Evidence]:
        """Return what a teacher may learn of each exercise of the current submission."""
        kept = {}
        for exercise in self.material.exercises:
            name = exercise.name
            cells = self.subject.cells.get(self.material.notebook_of[name])
            code = code_of(name, cells) if cells and self.judges(name) else ""
            verdicts = self.verdicts.get(name, Verdicts())
            if code or verdicts.reasons:
                kept[name] = Evidence(verdicts.answers, code, verdicts.reasons)
        return kept

    def _try_to_diagnose(self, exercise: str) -> None:
        """Find out whether the diagnosis itself fails on posed answers."""
        verdicts, material = self.verdicts[exercise], self.material
        known, inquiry = material.misconceptions, Inquiry(_no_answer)
        try:
            diagnose(exercise, verdicts.records, material.reference, known, inquiry)
        except Exception as error:  # noqa: BLE001 - that is what is asked
            how = rehearsal.told(error, Path(__file__).parent.parent)
            first = verdicts.tests[0]
            verdicts.tests[0] = msgspec.structs.replace(first, outcome=Outcome.ERROR)
            self.tripped[first.id] = say("{exception}, in the diagnosis", exception=how)

    def _context_of_last(self, exercise: str) -> Context:
        """Return the context in which an exercise's last test was judged."""
        is_carried = self._is_carrying and self.paid_for(exercise)
        return self.context(exercise, Footing.CARRIED if is_carried else Footing.OWN)

    def _ask(self, exercise: str, attempt: Attempt) -> Ask:
        """Return a function that calls the student's function once more, as the last test did."""
        context = self._context_of_last(exercise)

        def ask(
            arguments: dict[str, Any], extras: dict[str, Any], *, without_asserts: bool = False
        ) -> Any:
            if not attempt.has_time():
                raise OutOfTimeError
            where = context._replace(without_asserts=without_asserts)
            function = getattr(Student(self.attempts, self.material.signatures, where), exercise)
            try:
                return function(**arguments, extras=extras)
            except StudentTimeout as error:
                raise OutOfTimeError from error
            except StudentError as error:
                raise NoAnswer from error

        return ask


def _no_answer(_: Any, __: Any) -> Any:
    """Replace a student's function that does not exist."""
    raise NoAnswer
