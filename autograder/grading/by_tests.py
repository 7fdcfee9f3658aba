"""Judge submissions by hidden tests: one pytest session that runs its items for each of them.

Trusted. The graders are collected once; their items run again for every submission.
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment, Run
from autograder.grading.judgement import Grading
from autograder.grading.material import Material, Mode
from autograder.grading.phases import CURRENT, GRADING, PROBLEM, exercise_of
from autograder.grading.protocol import Job, Spec
from autograder.grading.running import rehearse
from autograder.grading.serving import Judged
from autograder.languages import said_of, say
from autograder.results.format import ExerciseResult, Outcome
from autograder.submission.cells import Cells
from autograder.wire.values.libraries import count_on

# pytest's own plugins that judge nothing: without them a hidden test costs half.
_UNUSED_PLUGINS = (
    *("terminal", "cacheprovider", "faulthandler", "logging", "junitxml", "doctest", "tmpdir"),
    *("threadexception", "unraisableexception", "warnings", "setuponly", "setupplan", "stepwise"),
    *("pastebin", "debugging", "legacypath", "unittest", "nose", "recwarn", "subtests"),
    *("monkeypatch", "freeze_support"),
)
_RAISED = (Outcome.FAILED, Outcome.ERROR)


class TestsJudge:
    """A pytest plugin that replaces the run loop by a loop over jobs."""

    __test__ = False  # pytest: not a test class

    def __init__(
        self,
        spec: Spec,
        folder: CourseFolder,
        assignment: Assignment,
        note_running: Callable[[str], None],
    ) -> None:
        self._root = spec.root
        self._rehearses = spec.rehearse
        mode = Mode(spec.isolation, spec.run, spec.measure, reports=False)
        self._grading = Grading(folder, assignment, mode)
        self._note_running = note_running
        self._graders = str(folder.graders(assignment.name))
        self._items: list[pytest.Item] = []
        self._stash = pytest.Stash()
        self._serve: Callable[[], None] = lambda: None
        self._problem = ""  # a problem with the hidden tests as a whole

    @property
    def facts(self) -> Material:
        """What is judged."""
        return self._grading.material

    @property
    def is_broken(self) -> bool:
        """Whether a hidden test fails on the reference too."""
        return bool(self._grading.broken)

    def run(self, serve: Callable[[], None]) -> str:
        """Serve after collecting the hidden tests; return why that is impossible, or ""."""
        self._serve = serve
        if not self._grading.material.exercises:  # then there are no hidden tests either
            serve()
            return ""
        options = ["--import-mode=importlib", "--assert=plain", "--capture=no", "-c", os.devnull]
        options += ["--rootdir", self._root, "--confcutdir", self._graders]
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # no mark depends on plugins
        options += ["-p", "autograder.grading.plugin"]
        for name in _UNUSED_PLUGINS:
            options += ["-p", f"no:{name}"]
        status = pytest.main([*options, self._graders], plugins=[self])
        if status in {pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED}:
            why = "no hidden graders, or wrong ones; run pytest on them to see why"
            return self._stash.get(PROBLEM, "") or f"{self._graders}: {why}"
        return self._problem

    def pytest_configure(self, config: pytest.Config) -> None:
        """Give the graders' state to the plugin's fixtures."""
        config.stash[GRADING] = self._grading
        self._stash = config.stash

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all items once for each job."""
        if session.testsfailed:
            self._problem = "the hidden graders cannot be collected; run pytest on them to see why"
        else:
            self._items = session.items
            session.config.stash[CURRENT].note_running = self._note_running
            self._serve()
        return True

    def start(self) -> list[Path]:
        """Start the sandboxes that may be needed; return the folders of their cgroups."""
        count_on(tuple(sys.modules))  # that reference and tests import, whatever comes later
        if self._grading.mode.run is Run.NEEDED:
            self._grading.attempts.start_more()
        return self._grading.attempts.cgroups()

    def rehearse(self) -> None:
        """Run the hidden tests on the reference's own answers, unless that is known to work."""
        if self._rehearses and self._items:
            rehearse(self._grading, self._items)

    def wait_until_ready(self) -> None:
        """Wait until submissions can be judged; raises SandboxError."""
        self._grading.attempts.wait_until_ready()

    def judge(
        self, job: Job, cells: Mapping[str, Cells], digest: str, beside: Mapping[str, bytes]
    ) -> Judged:
        """Run all items on a submission."""
        grading = self._grading
        grading.begin(cells, digest, job.only, job.posed, beside)
        grading.subject = grading.subject._replace(lost=job.lost)
        self._run_items()
        exercises = grading.judged()
        told = [*grading.attempts.for_instructor(), *_tripped(exercises, grading.tripped)]
        notes, seed = grading.attempts.notes(), grading.subject.seed
        evidence = grading.evidence()
        grading.attempts.end()
        return Judged(exercises, seed, notes, told, _ours(exercises), evidence)

    def _run_items(self) -> None:
        items = [item for item in self._items if self._grading.judges(exercise_of(item))]
        for item, following in itertools.zip_longest(items, items[1:]):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)

    def close(self) -> None:
        """End the sandboxes."""
        self._grading.attempts.close()


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
