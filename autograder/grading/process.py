"""The grader process: one pytest session that judges many submissions.

Trusted, and a separate process, so that the engine survives whatever happens here. It collects
the hidden graders once. Then it reads jobs from standard input, one JSON line each, runs the
collected items again for every job, and answers each with one line that holds the
SubmissionResult.
"""

from __future__ import annotations

import gc
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import msgspec
import pytest

from autograder import __version__
from autograder.course import secret
from autograder.course.fingerprint import fingerprint
from autograder.course.folder import find_course
from autograder.course.settings import Run
from autograder.errors import AutograderError, UnreadableSubmission
from autograder.grading.judgement import Grading
from autograder.grading.lifeline import end_with, own_streams
from autograder.grading.material import Mode
from autograder.grading.protocol import Done, Job, Spec, Started
from autograder.grading.running import GRADING, PROBLEM, exercise_of, rehearse
from autograder.languages import said_of, say
from autograder.results.format import (
    EngineInfo,
    ExerciseResult,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)
from autograder.results.languages import settled
from autograder.results.points import sum_of, two_digits
from autograder.results.scoring import total
from autograder.sandbox.interpreter import adopt
from autograder.sandbox.ours import confine_grader
from autograder.sandbox.policy import Isolation
from autograder.submission.beside import without_handed_out
from autograder.submission.cells import Cells
from autograder.submission.editions import Editions
from autograder.submission.files import as_text
from autograder.submission.handed_in import HandedIn, language_of
from autograder.submission.origin import Origin, ids_in_file
from autograder.submission.reading import read_all

# pytest's own plugins that judge nothing: without them a hidden test costs half.
_UNUSED_PLUGINS = (
    *("terminal", "cacheprovider", "faulthandler", "logging", "junitxml", "doctest", "tmpdir"),
    *("threadexception", "unraisableexception", "warnings", "setuponly", "setupplan", "stepwise"),
    *("pastebin", "debugging", "legacypath", "unittest", "nose", "recwarn", "subtests"),
    *("monkeypatch", "freeze_support"),
)
_RAISED = (Outcome.FAILED, Outcome.ERROR)


class ClassGrader:
    """A pytest plugin that replaces the run loop by a loop over jobs."""

    def __init__(self, spec: Spec, jobs: BinaryIO, answers: BinaryIO) -> None:
        self._spec = spec
        self._jobs = jobs
        self._answers = answers
        folder = find_course(Path(spec.root))
        assignment = folder.course.assignment(spec.assignment)
        mode = Mode(spec.isolation, spec.run, spec.measure, reports=False)
        self.grading = Grading(folder, assignment, mode)
        self._stash = pytest.Stash()
        self._graders_sha256 = fingerprint(folder, assignment)
        self._catalogues = folder.catalogues()  # now, because no file can be opened later

    def say(self, answer: Started | Done) -> None:
        """Write one line to the engine."""
        self._answers.write(msgspec.json.encode(answer) + b"\n")
        self._answers.flush()

    def pytest_configure(self, config: pytest.Config) -> None:
        """Give the graders' state to the plugin's fixtures."""
        config.stash[GRADING] = self.grading
        self._stash = config.stash

    @property
    def problem(self) -> str:
        """What is wrong with the hidden tests as a whole; "" if nothing is."""
        return self._stash.get(PROBLEM, "")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all items once for each job."""
        if session.testsfailed:
            why = "the hidden graders cannot be collected; run pytest on them to see why"
            self.say(Started(why, "CourseError"))
        else:
            self.serve(session.items)
        return True

    def serve(self, items: list[pytest.Item]) -> None:
        """Judge each job by these hidden tests; there are none if humans give all marks."""
        try:
            if self.grading.mode.run is Run.NEEDED:
                self.grading.attempts.start_more()
            self._confine()
        except (OSError, AutograderError) as error:
            self.say(Started(f"the grader process cannot be confined: {error}", "SandboxError"))
            return
        if self._spec.rehearse and items:
            rehearse(self.grading, items)  # in the meantime the sandbox starts
        try:
            self.grading.attempts.wait_until_ready()
        except AutograderError as error:
            self.say(Started(str(error), type(error).__name__))
            return
        gc.collect()
        gc.freeze()  # the garbage collector need not look at what was collected by pytest
        self.say(Started())
        for line in self._jobs:
            job = msgspec.json.decode(line, type=Job)
            result = self._grade(items, job)
            self.say(Done(result, is_broken=bool(self.grading.broken)))

    def _confine(self) -> None:
        """Restrict this process to what it needs from now on; its sandboxes have been started."""
        if self._spec.isolation is Isolation.NONE:
            return
        folder = self.grading.material.folder
        reads = [Path(os.fsdecode(path)) for path in self._spec.reads]
        home = Path.cwd()
        tempfile.tempdir = str(home)
        confine_grader(
            folder.root, [folder.submitted(), *reads], home, self.grading.attempts.cgroups()
        )

    def _grade(self, items: list[pytest.Item], job: Job) -> SubmissionResult:
        start = time.perf_counter()
        notebooks = self.grading.material.assignment.notebooks
        editions = Editions.of(self.grading.material.folder, self.grading.material.assignment)
        if job.carried is not None:
            read = job.carried.reading()
        else:
            read = read_all(job.file, notebooks, job.own_folder, editions)
        files, digest = read.files, read.digest
        others = without_handed_out(read.others, self.grading.material.handed_out)
        cells, problems = _read_cells(files)
        notes = [*problems, *read.missing] if read.is_something else read.missing
        is_judged = bool(cells) and read.is_something
        if is_judged:
            self.grading.begin(cells, digest, job.only, job.posed, others.files)
            notes = [*notes, *read.editions, *others.notes]
            _run_items(items, self.grading)
            notes += self.grading.attempts.notes()
        is_read = is_judged and not problems
        result = self._result(job, digest, notes, is_judged=is_judged, is_read=is_read)
        info = msgspec.structs.replace(
            result.submission, language=language_of(files, cells, editions)
        )
        result = msgspec.structs.replace(result, submission=info)
        self.grading.attempts.end()
        if result.exercises and all(e.outcome is Outcome.MISSING for e in result.exercises):
            notes = [*self._origin(files, cells), *result.notes]
            result = msgspec.structs.replace(result, notes=notes)
        duration = two_digits(time.perf_counter() - start)
        engine = msgspec.structs.replace(result.engine, duration_s=duration)
        return settled(msgspec.structs.replace(result, engine=engine), self._catalogues)

    def _origin(self, files: dict[str, HandedIn], cells: dict[str, Cells]) -> Iterator[str]:
        """If a submission has none of the exercises but belongs to another assignment, say so."""
        folder, name = self.grading.material.folder, self._spec.assignment
        read = [files[n] for n in cells]
        found = [ids_in_file(r.file, r.data, r.member) for r in read if r.file is not None]
        if other := Origin(folder).other_than(name, frozenset[str]().union(*found)):
            told = say("this looks like a submission for {other}, not {assignment}", other=other)
            yield told.filled(assignment=name)

    def _result(
        self, job: Job, digest: str, notes: list[str], *, is_judged: bool, is_read: bool
    ) -> SubmissionResult:
        grading, material = self.grading, self.grading.material
        exercises = grading.judged() if is_judged else []
        told = grading.attempts.for_instructor() if is_judged else []
        score, _ = total(exercises)
        outcome = SubmissionOutcome.GRADED if is_read else SubmissionOutcome.UNREADABLE
        if any(exercise.outcome is Outcome.ERROR for exercise in exercises):
            outcome = SubmissionOutcome.ERROR
            notes = [*notes, *_ours(exercises)]
        return SubmissionResult(
            course=material.folder.course.course,
            assignment=material.assignment.name,
            student=job.student,
            submission=SubmissionInfo(
                as_text(job.file), digest, job.submitted_at, as_text(job.own_folder or "")
            ),
            score=score,
            max_score=sum_of(exercise.points for exercise in material.exercises),
            outcome=outcome,
            exercises=exercises,
            notes=notes,
            for_instructor=[*told, *_tripped(exercises, grading.tripped)],
            engine=EngineInfo(
                version=__version__,
                isolation=self._spec.isolation,
                run=self._spec.run,
                seed=grading.subject.seed if is_judged else "",
                secret=secret.fingerprint(material.secret),
                graders_sha256=self._graders_sha256,
            ),
        )


def _ours(exercises: list[ExerciseResult]) -> list[str]:
    """Return a note on each error of ours, for whoever corrects the grader."""
    every = [test for e in exercises for test in e.tests if test.outcome is Outcome.ERROR]
    why = say("the grader itself failed; run pytest on it with --submission")
    notes: list[str] = [said_of(test.id, why) for test in every]
    empty = [e.name for e in exercises if not e.tests]
    unmarked = say("no hidden test is marked {mark}")
    return notes + [said_of(e, unmarked.filled(mark=f"exercise({e!r})")) for e in empty]


def _tripped(exercises: list[ExerciseResult], how: Mapping[str, str]) -> list[str]:
    """Return a line for each hidden test that raised over an answer: which error, and where."""
    tests = [test for e in exercises for test in e.tests if test.id in how]
    tripped = (test for test in tests if test.outcome in _RAISED)
    return [
        say("{test}: {outcome}: it raised {exception}", test=t.id, outcome=t.outcome).filled(
            exception=how[t.id]
        )
        for t in tripped
    ]


def _read_cells(files: dict[str, HandedIn]) -> tuple[dict[str, Cells], list[str]]:
    """Return the code of the notebooks that can be judged, and why others cannot be read."""
    cells, problems = {}, []
    for name, one in files.items():
        try:
            cells[name] = one.cells(name if len(files) > 1 else "")
        except UnreadableSubmission as error:
            problems.append(str(error))
    return cells, list(dict.fromkeys(problems))  # a zip has the same problem for all its notebooks


def _run_items(every: list[pytest.Item], grading: Grading) -> None:
    items = [item for item in every if grading.judges(exercise_of(item))]
    for item, following in itertools.zip_longest(items, items[1:]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def main() -> None:
    """Serve jobs from standard input until it closes."""
    end_with(int(sys.argv[1]))
    jobs, answers = own_streams()
    sys.path.insert(0, os.getcwd())  # noqa: PTH109 - the engine's Home: handed-out modules
    spec = msgspec.json.decode(jobs.readline(), type=Spec)
    if spec.python is not None:
        adopt(spec.python)
    if spec.secret is not None:
        secret.adopt(spec.secret)
    try:
        plugin = ClassGrader(spec, jobs, answers)
    except Exception as error:  # noqa: BLE001 - a process border: nobody reads a traceback here
        name = type(error).__name__
        if isinstance(error, AutograderError):
            started = Started(str(error), name)
        else:
            started = Started(f"a grader process failed: {name}: {error}", "EngineError")
        answers.write(msgspec.json.encode(started) + b"\n")
        answers.flush()
        return
    graders = str(plugin.grading.material.folder.graders(spec.assignment))
    options = ["--import-mode=importlib", "--assert=plain", "--capture=no", "-c", os.devnull]
    options += ["--rootdir", spec.root, "--confcutdir", graders]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # no mark may depend on installed plugins
    options += ["-p", "autograder.grading.plugin"]
    for name in _UNUSED_PLUGINS:
        options += ["-p", f"no:{name}"]
    try:
        if not plugin.grading.material.exercises:  # then there are no hidden tests either
            plugin.serve([])
            return
        status = pytest.main([*options, graders], plugins=[plugin])
        if status in {pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED}:
            why = f"{graders}: no hidden graders, or wrong ones; run pytest on them to see why"
            plugin.say(Started(plugin.problem or why, "CourseError"))
    finally:
        plugin.grading.attempts.close()


if __name__ == "__main__":
    main()
