"""Serve jobs in the grader process: read a submission, have it judged, and make its result.

Trusted. The judge is exchangeable: hidden tests (`by_tests`), or the test cells of adopted
notebooks (`by_cells`). The rest of the result is the same for both.
"""

from __future__ import annotations

import functools
import gc
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

import msgspec

from autograder import __version__
from autograder.course import secret
from autograder.course.exercises import Exercise, most_points
from autograder.course.fingerprint import fingerprint
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import AutograderError, UnreadableSubmission
from autograder.grading.protocol import Done, Job, Spec, Started
from autograder.languages import said_of, say
from autograder.results.format import (
    EngineInfo,
    Evidence,
    ExerciseResult,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)
from autograder.results.languages import as_data
from autograder.results.points import two_digits
from autograder.results.scoring import total
from autograder.sandbox.ours import confine_grader
from autograder.sandbox.policy import Isolation
from autograder.submission.beside import without_handed_out
from autograder.submission.cells import Cells, code_of
from autograder.submission.editions import Editions
from autograder.submission.files import as_text
from autograder.submission.handed_in import HandedIn, language_of
from autograder.submission.origin import Origin, ids_in_file
from autograder.submission.reading import read_all


class Facts(Protocol):
    """What is the same for every submission."""

    @property
    def folder(self) -> CourseFolder:
        """The course."""

    @property
    def assignment(self) -> Assignment:
        """The assignment that is judged."""

    @property
    def exercises(self) -> Sequence[Exercise]:
        """What earns points, in its order."""

    @property
    def handed_out(self) -> Mapping[str, Path]:
        """The files that students get beside the notebooks, by name."""

    @property
    def secret(self) -> bytes:
        """The course's secret."""


class Judged(NamedTuple):
    """The outcome of a submission."""

    exercises: list[ExerciseResult]
    seed: str
    notes: list[str]  # for its student
    for_instructor: list[str]
    ours: Sequence[str] = ()  # notes on errors of ours, if there are any
    evidence: Mapping[str, Evidence] = {}  # by exercise, for the teacher alone


class Judge(Protocol):
    """Judges one submission after another."""

    @property
    def facts(self) -> Facts:
        """What is judged."""

    @property
    def is_broken(self) -> bool:
        """Whether the errors are the course's own, so that another process would fail as well."""

    def start(self) -> list[Path]:
        """Start what cannot be started later; return the folders of the sandboxes' cgroups."""

    def rehearse(self) -> None:
        """Try the tests on the reference; raises CourseError if nothing can be graded."""

    def wait_until_ready(self) -> None:
        """Wait until submissions can be judged; raises SandboxError."""

    def judge(
        self, job: Job, cells: Mapping[str, Cells], digest: str, beside: Mapping[str, bytes]
    ) -> Judged:
        """Judge the notebooks of a submission; `beside` are files that were handed in with them."""

    def close(self) -> None:
        """End the sandboxes."""


class Server:
    """One end of the connection to the engine: jobs come in, and each gets a result."""

    def __init__(self, spec: Spec, judge: Judge, jobs: BinaryIO, answers: BinaryIO) -> None:
        self._spec = spec
        self._judge = judge
        self._jobs = jobs
        self._answers = answers
        facts = judge.facts
        self._graders_sha256 = fingerprint(facts.folder, facts.assignment)

    def say(self, answer: Started | Done) -> None:
        """Write one line to the engine."""
        write(self._answers, answer)

    def serve(self) -> None:
        """Judge each job."""
        try:
            self._confine(self._judge.start())
        except (OSError, AutograderError) as error:
            self.say(Started(f"the grader process cannot be confined: {error}", "SandboxError"))
            return
        try:
            self._judge.rehearse()  # in the meantime the sandbox starts
            self._judge.wait_until_ready()
        except AutograderError as error:
            self.say(Started(str(error), type(error).__name__))
            return
        gc.collect()
        gc.freeze()  # the garbage collector need not look at what was made until now
        self.say(Started())
        for line in self._jobs:
            job = msgspec.json.decode(line, type=Job)
            result, sentences = as_data(self._grade(job))
            self.say(Done(result, sentences, is_broken=self._judge.is_broken))

    def _confine(self, cgroups: list[Path]) -> None:
        """Restrict this process to what it needs from now on; its sandboxes have been started."""
        if self._spec.isolation is Isolation.NONE:
            return
        folder = self._judge.facts.folder
        reads = [Path(os.fsdecode(path)) for path in self._spec.reads]
        home = Path.cwd()
        tempfile.tempdir = str(home)
        confine_grader(folder.root, [folder.submitted(), *reads], home, cgroups)

    def _grade(self, job: Job) -> SubmissionResult:
        start = time.perf_counter()
        facts = self._judge.facts
        notebooks = facts.assignment.notebooks
        editions = Editions.of(facts.folder, facts.assignment)
        if job.carried is not None:
            read = job.carried.reading()
        else:
            read = read_all(job.file, notebooks, job.own_folder, editions)
        files, digest = read.files, read.digest
        others = without_handed_out(read.others, facts.handed_out)
        cells, problems = _read_cells(files)
        notes = [*(problems if read.is_something else ()), *read.missing]
        judged = None
        if cells and read.is_something:
            judged = self._judge.judge(job, cells, digest, others.files)
            notes += [*self._codeless(files, cells), *read.editions, *others.notes, *judged.notes]
        is_read = judged is not None and not problems
        result = self._result(job, digest, notes, judged, is_read=is_read)
        info = msgspec.structs.replace(
            result.submission, language=language_of(files, cells, editions)
        )
        result = msgspec.structs.replace(result, submission=info)
        if result.exercises and all(e.outcome is Outcome.MISSING for e in result.exercises):
            notes = [*self._origin(files, cells), *result.notes]
            result = msgspec.structs.replace(result, notes=notes)
        duration = two_digits(time.perf_counter() - start)
        engine = msgspec.structs.replace(result.engine, duration_s=duration)
        return msgspec.structs.replace(result, engine=engine)

    @functools.cached_property
    def _assignments(self) -> Origin:
        return Origin(self._judge.facts.folder)

    def _origin(self, files: dict[str, HandedIn], cells: dict[str, Cells]) -> Iterator[str]:
        """If a submission has none of the exercises but belongs to another assignment, say so."""
        name, read = self._spec.assignment, [files[n] for n in cells]
        found = [ids_in_file(r.file, r.data, r.member) for r in read if r.file is not None]
        ids = frozenset[str]().union(*found)
        if other := self._assignments.other_than(name, ids):
            told = say("this looks like a submission for {other}, not {assignment}", other=other)
            yield told.filled(assignment=name)
        elif ids and not self._assignments.has_any_of(name, ids):
            told = say("none of its cells is from {assignment}: is it the right file?")
            yield told.filled(assignment=name)

    @functools.cached_property
    def _with_code(self) -> frozenset[str]:
        """The notebooks that have code cells when they are handed out."""
        facts = self._judge.facts
        sources = facts.folder.source_notebooks(facts.assignment).items()
        return frozenset(name for name, path in sources if code_of(path.name, path.read_bytes()))

    def _codeless(self, files: Mapping[str, HandedIn], cells: Mapping[str, Cells]) -> Iterator[str]:
        """Yield a note on each notebook that has lost all its code cells."""
        for name, own in cells.items():
            if files[name].file is not None and not own.code and name in self._with_code:
                told = say("the notebook has no code cells")
                yield said_of(f"{name}.ipynb", told) if len(files) > 1 else told

    def _result(
        self, job: Job, digest: str, notes: list[str], judged: Judged | None, *, is_read: bool
    ) -> SubmissionResult:
        facts = self._judge.facts
        exercises = judged.exercises if judged else []
        score, _ = total(exercises)
        outcome = SubmissionOutcome.GRADED if is_read else SubmissionOutcome.UNREADABLE
        if judged and any(exercise.outcome is Outcome.ERROR for exercise in exercises):
            outcome = SubmissionOutcome.ERROR
            notes = [*notes, *judged.ours]
        return SubmissionResult(
            course=facts.folder.course.course,
            assignment=facts.assignment.name,
            student=job.student,
            submission=SubmissionInfo(
                as_text(job.file), digest, job.submitted_at, as_text(job.own_folder or "")
            ),
            score=score,
            max_score=most_points(facts.exercises),
            outcome=outcome,
            exercises=exercises,
            notes=notes,
            for_instructor=judged.for_instructor if judged else [],
            evidence=dict(judged.evidence) if judged else {},
            engine=EngineInfo(
                version=__version__,
                isolation=self._spec.isolation,
                run=self._spec.run,
                seed=judged.seed if judged else "",
                secret=secret.fingerprint(facts.secret),
                graders_sha256=self._graders_sha256,
            ),
        )


def write(answers: BinaryIO, answer: Started | Done) -> None:
    """Write one line to the engine."""
    answers.write(msgspec.json.encode(answer) + b"\n")
    answers.flush()


def _read_cells(files: dict[str, HandedIn]) -> tuple[dict[str, Cells], list[str]]:
    """Return the code of the notebooks that can be judged, and why others cannot be read."""
    cells, problems = {}, []
    for name, one in files.items():
        try:
            cells[name] = one.cells(name if len(files) > 1 else "")
        except UnreadableSubmission as error:
            problems.append(str(error))
    return cells, list(dict.fromkeys(problems))  # a zip has the same problem for all its notebooks
