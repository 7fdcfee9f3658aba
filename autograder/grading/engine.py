"""Grade a class: skip what has not changed, hand out the rest, and store results.

Trusted. It touches no student code and no hidden grader itself; grader processes do.
"""

from __future__ import annotations

import atexit
import concurrent.futures
import itertools
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED
from functools import partial
from pathlib import Path

import msgspec

from autograder import __version__
from autograder.course import secret
from autograder.course.exercises import most_points, read_all_exercises
from autograder.course.fingerprint import fingerprint
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment, Run
from autograder.errors import EngineError
from autograder.grading.pool import grade_one, graders
from autograder.grading.protocol import Ended, HandOut, Job, Spec, failed_twice
from autograder.grading.teams import Shared, as_member, is_member
from autograder.grading.today import today
from autograder.results.brief import Brief, Row, row_of
from autograder.results.by_hand import kept_marks
from autograder.results.format import (
    EngineInfo,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)
from autograder.results.store import ResultStore
from autograder.sandbox.home import sweep
from autograder.sandbox.interpreter import interpreter
from autograder.sandbox.policy import Isolation
from autograder.student.budget import LOADS, OURS_S
from autograder.submission.editions import Editions
from autograder.submission.files import as_text
from autograder.submission.find import SubmissionFile
from autograder.submission.reading import read_all

_MOST_FOLDERS = 1000  # a grader process gets at most so many folders by name
_HANDED_OUT = 64  # submissions that wait in an executor, or whose results wait to be stored
_GRACE_S = 60.0  # seconds beyond a submission's limits before a grader process is given up


class Graded(msgspec.Struct, frozen=True):
    """One submission's result, and whether it was stored before."""

    result: SubmissionResult
    is_new: bool

    def row(self, language: str = "") -> Row:
        """Return what a table tells of it."""
        return row_of(self.result, language, is_new=self.is_new)


class Unchanged(msgspec.Struct, frozen=True):
    """A submission with a stored result that stands; in full it is read only where asked for."""

    brief: Brief
    store: ResultStore
    is_new: bool = False

    def row(self, language: str = "") -> Row:
        """Return what a table tells of it."""
        return row_of(self.brief, language, is_new=False)

    @property
    def result(self) -> SubmissionResult:
        """The result in its file; raises StorageError where that is gone."""
        return self.store.read(self.brief.student)


Marked = Graded | Unchanged
atexit.register(graders.close)


class ClassRun(msgspec.Struct, frozen=True):
    """What to grade, with what, and where the results go."""

    folder: CourseFolder
    assignment: Assignment
    submissions: list[SubmissionFile]
    results: Path
    isolation: Isolation = Isolation.NAMESPACES
    run: Run | None = None  # None: as course.yaml says
    force: bool = False
    measure: bool = False  # how near each test came to the other verdict: for audits only
    posed: Mapping[str, str] = {}  # by student, see Job: for audits only
    only: Mapping[str, str] = {}  # by student, the only exercise to judge: for audits only
    unkept: Collection[str] = ()  # names of students whose results are not stored

    @property
    def mode(self) -> Run:
        """Which statements are executed."""
        return self.run or self.assignment.run

    def spec(self) -> Spec:
        """Return what grader processes are started for."""
        run = self.mode
        root, name = str(self.folder.root), self.assignment.name
        return Spec(root, name, self.isolation, run, self.measure, self._reads(), interpreter())

    def _reads(self) -> tuple[bytes, ...]:
        """Return the folders that contain submissions, except for collected ones."""
        collected = self.folder.submitted().absolute()
        paths = [_place(s.path) for s in self.submissions]
        folders = {path if path.is_dir() else path.parent for path in paths}
        outside = sorted(os.fsencode(f) for f in folders if not f.is_relative_to(collected))
        return tuple(outside) if len(outside) <= _MOST_FOLDERS else (os.path.commonpath(outside),)


def grade_class(
    run: ClassRun,
    executor: concurrent.futures.Executor | None = None,
    jobs: int = 2,
    hand_out: HandOut | None = None,
) -> Iterator[Marked]:
    """Grade submissions, and yield each result once its file is written.

    Any `concurrent.futures.Executor` will do; the default is `jobs` threads, each with a grader
    process. A cluster's `hand_out` replaces both. Raises CourseError or SandboxError if nothing
    can be graded; results that were ready before are stored.
    """
    store = ResultStore(run.results, run.assignment.name)
    store.sweep()
    stamp, now = stamp_of(run), today(run.folder, run.assignment, run.results)
    editions = Editions.of(run.folder, run.assignment)
    todo, stood = [], {}
    for submission in run.submissions:
        known = None if run.force else _unchanged(store, submission, stamp, run, editions)
        if known is None:
            todo.append(submission)
            continue
        stood[submission.path] = submission.student
        is_same = is_member(known.submission, submission)
        if is_same and now.leaves(known, submission.submitted_at()):
            yield Unchanged(known, store)
        else:
            result = store.read(submission.student)
            member = result if is_same else as_member(result, submission)
            current = now.of(member, submission.submitted_at())
            if current != result:
                store.save(current)
            yield Graded(current, is_new=False)
    shared = Shared(todo, stood)
    for submission, student in shared.copies:
        result = now.of(as_member(store.read(student), submission), submission.submitted_at())
        store.save(result)
        yield Graded(result, is_new=True)
    if not shared.leads:
        return
    is_own = executor is None and hand_out is None
    own = concurrent.futures.ThreadPoolExecutor(jobs) if is_own else None
    hand_out = hand_out or partial(_on, executor or own)
    try:
        graded = _grade_all(run, shared.leads, hand_out, stamp)
        for one in itertools.chain.from_iterable(map(shared.of, graded)):
            kept = kept_marks(one, store.brief(one.student))
            result = now.of(kept, one.submission.submitted_at)
            if result.student not in run.unkept:
                store.save(result)
            yield Graded(result, is_new=True)
    finally:
        if own is not None:
            own.shutdown(cancel_futures=True)
            graders.close(run.spec().root)
            sweep()  # remove what killed graders left behind


def _grade_all(
    run: ClassRun,
    todo: list[SubmissionFile],
    hand_out: HandOut,
    stamp: EngineInfo,
) -> Iterator[SubmissionResult]:
    spec, timeout_s = run.spec(), patience_s(run)
    if _is_rehearsed(run, stamp):
        spec = msgspec.structs.replace(spec, rehearse=False)
    for job, end in hand_out(spec, (_job(run, s) for s in todo), timeout_s):
        yield error_result(run, job, stamp, end) if isinstance(end, str) else end


def _job(run: ClassRun, s: SubmissionFile) -> Job:
    path, only = os.fsencode(_place(s.path)), run.only.get(s.student, "")
    posed = run.posed.get(s.student, "")
    folder = os.fsencode(_place(s.folder)) if s.folder else b""
    return Job(s.student, path, s.submitted_at(), folder, posed, only)


def _place(path: Path) -> Path:
    """Return the same absolute path for a submission, however the command line wrote it."""
    return path.parent.resolve() / path.name if ".." in path.parent.parts else path.absolute()


def _on(
    executor: concurrent.futures.Executor | None,
    spec: Spec,
    jobs: Iterable[Job],
    timeout_s: float,
) -> Iterator[Ended]:
    """Let an executor do the jobs."""
    assert executor is not None
    waiting, futures = iter(jobs), dict[concurrent.futures.Future[SubmissionResult], Job]()
    try:
        while True:
            for job in itertools.islice(waiting, _HANDED_OUT - len(futures)):
                futures[executor.submit(grade_one, spec, job, timeout_s)] = job
            if not futures:
                return
            for future in concurrent.futures.wait(futures, return_when=FIRST_COMPLETED).done:
                job = futures.pop(future)
                try:
                    yield job, future.result()
                except EngineError as error:
                    yield job, failed_twice(str(error))
    finally:
        for future in futures:
            future.cancel()


def _is_rehearsed(run: ClassRun, stamp: EngineInfo) -> bool:
    """Return whether a stored result shows that these hidden tests pass on the reference.

    If a test does not pass, every result is an error.
    """
    stored = (known for _, known in ResultStore(run.results, run.assignment.name).every() if known)
    one = next(stored, None)
    return one is not None and (
        one.outcome is SubmissionOutcome.GRADED
        and one.engine.graders_sha256 == stamp.graders_sha256
    )


def patience_s(run: ClassRun) -> float:
    """Return how many seconds a submission may keep a grader process."""
    limits = run.assignment.limits
    exercises = sum(map(len, read_all_exercises(run.folder, run.assignment).values()))
    # The reference's answers have the same limits as the submission itself.
    seconds = len(run.assignment.notebooks) * 2 * limits.total_s + exercises * OURS_S + _GRACE_S
    seconds += LOADS * exercises * limits.load_s  # loads for each exercise
    return seconds * (2 if run.mode is Run.NEEDED else 1)  # it may be judged twice


def stamp_of(run: ClassRun) -> EngineInfo:
    """Return everything that decides marks in this run, apart from the submissions."""
    return EngineInfo(
        version=__version__,
        isolation=run.isolation,
        run=run.mode,
        seed="",
        secret=secret.fingerprint(secret.course_secret(run.folder.root)),
        graders_sha256=fingerprint(run.folder, run.assignment),
    )


def standing(run: ClassRun) -> Callable[[SubmissionFile], Brief | None]:
    """Return what finds a submission's stored result, if grading again could not change it."""
    store = ResultStore(run.results, run.assignment.name)
    stamp, editions = stamp_of(run), Editions.of(run.folder, run.assignment)
    return lambda submission: _unchanged(store, submission, stamp, run, editions)


def _unchanged(
    store: ResultStore,
    submission: SubmissionFile,
    stamp: EngineInfo,
    run: ClassRun,
    editions: Editions,
) -> Brief | None:
    """Return the stored result if grading again could not change it."""
    known = store.brief(submission.student)
    if known is None or known.outcome is SubmissionOutcome.ERROR:
        return None
    then, now = known.engine, stamp
    if (then.version, then.isolation, then.run, then.secret, then.graders_sha256) != (
        *(now.version, now.isolation, now.run, now.secret, now.graders_sha256),
    ) or known.submission.path != as_text(_place(submission.path)):
        return None
    notebooks = run.assignment.notebooks
    read = read_all(submission.path, notebooks, submission.folder, editions)
    is_same = known.submission.sha256 == read.digest and read.troubles <= {*known.notes}
    return known if is_same else None


def error_result(run: ClassRun, job: Job, stamp: EngineInfo, why: str) -> SubmissionResult:
    """Return the result of a submission that we could not grade, and why."""
    exercises = read_all_exercises(run.folder, run.assignment).values()
    return SubmissionResult(
        course=run.folder.course.course,
        assignment=run.assignment.name,
        student=job.student,
        submission=SubmissionInfo(
            as_text(job.file), "", job.submitted_at, as_text(job.own_folder or "")
        ),
        score=0.0,
        max_score=most_points(exercise for own in exercises for exercise in own),
        outcome=SubmissionOutcome.ERROR,
        exercises=[],
        notes=[why],
        engine=stamp,
    )
