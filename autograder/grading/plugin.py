"""The pytest plugin: options, markers and fixtures of hidden tests."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from autograder.course.folder import CourseFolder, find_course
from autograder.course.settings import Assignment, Run
from autograder.errors import AutograderError, CourseError, UnreadableSubmission
from autograder.grading import rehearsal
from autograder.grading.formula_texts import guard
from autograder.grading.judgement import Grading
from autograder.grading.material import Mode
from autograder.grading.phases import CURRENT, GRADING, PROBLEM, Current, exercise_of
from autograder.grading.running import judge_next, test_id
from autograder.grading.trial import Footing
from autograder.reference import Reference
from autograder.sandbox.home import Home
from autograder.sandbox.levels import choose_isolation
from autograder.sandbox.policy import AUTO, Isolation
from autograder.student.forks import Context
from autograder.student.functions import Student
from autograder.submission.beside import Beside, without_handed_out
from autograder.submission.cells import Cells
from autograder.submission.editions import Editions
from autograder.submission.reading import read_all


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options for grading one submission with plain pytest."""
    group = parser.getgroup("autograder", "hidden graders")
    group.addoption("--submission", type=Path, help="notebook, script or folder to judge")
    group.addoption("--isolation", choices=[AUTO, *Isolation], default=AUTO)
    group.addoption("--run", choices=list(Run), help="overrides course.yaml")


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers and the fixtures."""
    config.stash[CURRENT] = Current()
    config.pluginmanager.register(Fixtures(config))
    config.addinivalue_line("markers", "exercise(name): the exercise that a hidden test judges")
    config.addinivalue_line("markers", "weight(n): a hidden test's share of its exercise's points")
    config.addinivalue_line("markers", "needs_value: counts only beside a passed test without it")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Refuse settings that pytest found beside a submission: a student may have written them.

    pytest looks for settings beside every path on its command line, also beside --submission
    PATH.
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
    """Sort hidden tests by the order of their exercises, so that errors are paid for first."""
    hidden = [item for item in items if item.get_closest_marker("exercise")]
    path = config.getoption("submission")
    if path is None and GRADING not in config.stash:
        return
    if not hidden:
        raise pytest.UsageError("no hidden graders here: no test is marked exercise(...)")
    guard()
    try:
        if GRADING not in config.stash:
            config.stash[GRADING] = _grading_of(config, hidden[0].path, path)
        order = {e.name: i for i, e in enumerate(config.stash[GRADING].material.exercises)}
        items.sort(key=lambda item: order.get(_exercise(item, order), -1))
    except AutograderError as error:
        config.stash[PROBLEM] = str(error)
        raise pytest.UsageError(str(error)) from None


def _grading_of(config: pytest.Config, grader: Path, submission: Path) -> Grading:
    folder = find_course(grader.parent)
    assignment = folder.course.assignment(grader.parent.name)
    editions = Editions.of(folder, assignment)
    cells, digest, others = _read(submission, assignment.notebooks, editions)
    asked = config.getoption("isolation")
    isolation = choose_isolation()[0] if asked == AUTO else Isolation(asked)
    _enter_home(config, folder, assignment)
    run = Run(config.getoption("run") or assignment.run)
    grading = Grading(folder, assignment, Mode(isolation, run))
    config.add_cleanup(grading.attempts.close)
    others = without_handed_out(others, grading.material.handed_out)
    grading.begin(cells, digest, beside=others.files)
    return grading


def _enter_home(config: pytest.Config, folder: CourseFolder, assignment: Assignment) -> None:
    """Run the reference in a folder like that of students' notebooks, until the session ends."""
    here, path = Path.cwd(), list(sys.path)
    home = Home((str(place), name) for name, place in folder.handed_out(assignment).items())
    config.add_cleanup(home.close)
    config.add_cleanup(lambda: sys.path.__setitem__(slice(None), path))
    config.add_cleanup(lambda: os.chdir(here))
    home.enter()


def _read(
    submission: Path, notebooks: Sequence[str], editions: Editions
) -> tuple[dict[str, Cells], str, Beside]:
    folder = submission if submission.is_dir() else None
    read = read_all(submission, notebooks, folder, editions)
    if not read.is_something:
        raise UnreadableSubmission(*read.missing)
    return {name: one.cells() for name, one in read.files.items()}, read.digest, read.others


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


def _grading(config: pytest.Config) -> Grading:
    if GRADING not in config.stash:
        raise pytest.UsageError("hidden graders need --submission NOTEBOOK")
    return config.stash[GRADING]


@pytest.fixture(scope="session")
def reference(request: pytest.FixtureRequest) -> Reference:
    """The solution's functions and classes, as attributes; AttributeError for any other name."""
    return _grading(request.config).material.reference


class Fixtures:
    """Fixtures that are made anew for each hidden test.

    None of them asks for pytest's `request`, which takes longer than the fixture itself.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._current = config.stash[CURRENT]

    @pytest.fixture
    def student(self) -> Student:
        """The student's functions, as attributes; each call goes to the sandbox.

        A call returns plain data. It raises StudentMissing, StudentCrashed or StudentTimeout if
        there is no answer. A test lets these pass, and they become its outcome. See `Function`
        for the ways to call.
        """
        grading, current = _grading(self._config), self._current
        assert current.item is not None
        exercise, material = exercise_of(current.item), grading.material
        is_rehearsed = current.footing is Footing.REHEARSED
        if is_rehearsed or grading.subject.posed:
            posed = "" if is_rehearsed else grading.subject.posed
            own = rehearsal.Rehearsal(material.reference, posed)
            where = Context(exercise)
            return Student(own, material.signatures, where, current.record, material.probes)
        grading.attempts.of(exercise)  # loading is not charged to a call
        context = grading.context(exercise, current.footing)
        callee = current.transcript or grading.attempts
        return Student(callee, material.signatures, context, current.record, material.probes)

    @pytest.fixture
    def rng(self) -> np.random.Generator:
        """A NumPy random generator, the same for the same submission, test and course secret."""
        seed = _grading(self._config).subject.seed
        assert self._current.item is not None
        digest = hashlib.sha256(f"{seed} {test_id(self._current.item)}".encode()).digest()
        return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16])))


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Judge a hidden test; pytest itself runs all others."""
    if item.get_closest_marker("exercise") is None or GRADING not in item.config.stash:
        return None
    judge_next(item.config.stash[GRADING], item, nextitem)
    return True
