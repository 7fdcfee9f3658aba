"""Grade a class of two with each tool: the attacker, and a student who comes after.

Each tool is used as its documentation says, with its defaults. The course is made once; every run
gets a fresh copy on a separate machine.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

import nbformat
from course import ASSIGNMENT, NOTEBOOK, Course
from machine import Environment, Machine
from nbformat import NotebookNode

ATTACKER, NEXT = "a_attacker", "b_next"


@dataclass(frozen=True)
class Marks:
    """One submission's marks, by exercise; `partial` holds marks below the maximum."""

    full: dict[str, float] = field(default_factory=dict)
    partial: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Graded:
    """The result of one run of a tool: marks, or None if a submission got none."""

    marks: dict[str, Marks | None]
    seconds: float
    stopped: str = ""
    left: tuple[str, ...] = ()
    wrote: tuple[str, ...] = ()
    read_solution: bool = False
    log: str = ""


class Tool(Protocol):
    """A grader whose course is ready."""

    name: str
    environment: Environment
    keep: list[Path]  # folders that it reads in addition to its environment
    variables: dict[str, str]  # variables of its environment
    own: tuple[str, ...]  # folders of the course that belong to the attacker's submission

    def prepare(self, course: Course, work: Path) -> None:
        """Make the course; raises if the tool cannot."""

    @property
    def release(self) -> NotebookNode:
        """The notebook that this tool hands out."""

    def lay_out(self, folder: Path, class_: Mapping[str, NotebookNode]) -> list[list[str]]:
        """Write course and submissions into a folder; return the commands that grade them."""

    def read(self, folder: Path, student: str, points: Mapping[str, float]) -> Marks | None:
        """Read a student's marks from the place where the tool keeps them."""


def grade(
    tool: Tool, course: Course, box: Path, class_: Mapping[str, NotebookNode], timeout_s: float
) -> Graded:
    """Grade a class on a fresh machine, then examine what is there."""
    machine = Machine(box, tool.environment, tool.keep)
    try:
        commands = tool.lay_out(machine.course, class_)
        outcome = machine.run(commands, timeout_s, **tool.variables)
        marks = {student: tool.read(machine.course, student, course.points) for student in class_}
        wrote = machine.written(tool.own)
        _forget_solution(machine.course)
        return Graded(
            marks=marks,
            seconds=outcome.seconds,
            stopped=outcome.stopped,
            left=tuple(outcome.left),
            wrote=tuple(wrote),
            read_solution=machine.holds(course.canary),
            log=outcome.log,
        )
    finally:
        machine.remove()


def _forget_solution(course: Path) -> None:
    """Remove the instructor's own copy, so that any other copy comes from the submission."""
    shutil.rmtree(course / "solutions", ignore_errors=True)


def _write(path: Path, notebook: NotebookNode) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook))  # nbformat's writer fails on lone surrogates


def _run_once(box: Path, tool: Tool, commands: list[list[str]], folder: Path) -> None:
    """Let a tool make its course from a folder's files; the folder then holds the result."""
    machine = Machine(box, tool.environment, tool.keep)
    shutil.copytree(folder, machine.course)
    log = machine.run(commands, 300, **tool.variables).log
    shutil.rmtree(folder)
    shutil.copytree(machine.course, folder)
    machine.remove()
    (folder / "log.txt").write_text(log)


class Backgrade:
    """Backgrade from this checkout, with its own hidden graders."""

    own: tuple[str, ...] = ()

    def __init__(self, root: Path, nbgrader: Nbgrader) -> None:
        self.environment = Environment(Path(sys.executable))
        self.keep = [root]
        self.variables = {"AUTOGRADER_SECRET": "the benchmark's", "PYTHONPATH": str(root)}
        self._root, self._nbgrader = root, nbgrader
        command = [sys.executable, "-m", "autograder", "version"]
        version = subprocess.check_output(command, cwd=root, text=True).strip()
        self.name = f"Backgrade {version}"

    def prepare(self, course: Course, work: Path) -> None:
        """Write the course folder; the release is nbgrader's."""
        self._course = work / "backgrade"
        _write(self._course / "solutions" / ASSIGNMENT / NOTEBOOK, course.source)
        graders = Path("tests", "graders")
        shutil.copytree(self._root / graders, self._course / graders)
        shutil.copy(self._root / "course.yaml", self._course)

    @property
    def release(self) -> NotebookNode:
        """Made by nbgrader from the same source, as `make release` does."""
        return self._nbgrader.release

    def lay_out(self, folder: Path, class_: Mapping[str, NotebookNode]) -> list[list[str]]:
        """Put the submissions into the course's submitted folder."""
        shutil.copytree(self._course, folder)
        for student, notebook in class_.items():
            _write(folder / "submitted" / student / ASSIGNMENT / NOTEBOOK, notebook)
        return [[sys.executable, "-m", "autograder", "grade", ASSIGNMENT, "--jobs", "1"]]

    def read(self, folder: Path, student: str, points: Mapping[str, float]) -> Marks | None:
        """Read the result file."""
        path = folder / "results" / ASSIGNMENT / f"{student}.json"
        if not path.is_file():
            return None
        result = json.loads(path.read_text())
        if result["outcome"] != "graded":
            return None
        marks = {exercise["name"]: exercise["score"] for exercise in result["exercises"]}
        return _split(marks, points)


class Nbgrader:
    """nbgrader, with hidden tests in the source notebook."""

    own = (f"autograded/{ATTACKER}/", f"submitted/{ATTACKER}/")

    def __init__(self, root: Path) -> None:
        self.environment = Environment(Path(sys.executable))
        self.keep: list[Path] = []
        self.variables: dict[str, str] = {}
        self._root = root
        self._command = [sys.executable, "-m", "nbgrader"]
        version = subprocess.check_output([*self._command, "--version"], text=True).strip()
        self.name = f"nbgrader {version.split()[-1]}"

    def prepare(self, course: Course, work: Path) -> None:
        """Make the release and the gradebook from the source notebook."""
        self._course = work / "nbgrader"
        _write(self._course / "solutions" / ASSIGNMENT / NOTEBOOK, course.for_nbgrader())
        shutil.copy(self._root / "nbgrader_config.py", self._course)
        command = [*self._command, "generate_assignment", ASSIGNMENT]
        _run_once(work / "nbgrader-box", self, [command], self._course)

    @cached_property
    def release(self) -> NotebookNode:
        """What `nbgrader generate_assignment` made."""
        return nbformat.read(self._course / "assignments" / ASSIGNMENT / NOTEBOOK, as_version=4)

    def lay_out(self, folder: Path, class_: Mapping[str, NotebookNode]) -> list[list[str]]:
        """Put the submissions into the course's submitted folder."""
        shutil.copytree(self._course, folder)
        for student, notebook in class_.items():
            _write(folder / "submitted" / student / ASSIGNMENT / NOTEBOOK, notebook)
        return [[*self._command, "autograde", ASSIGNMENT]]

    def read(self, folder: Path, student: str, points: Mapping[str, float]) -> Marks | None:
        """Read the gradebook."""
        from nbgrader.api import Gradebook, MissingEntry  # noqa: PLC0415 - starts slowly

        if not (folder / "autograded" / student / ASSIGNMENT / NOTEBOOK).is_file():
            return None  # nbgrader removes the folder of a submission that it cannot grade
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
            try:
                submission = gradebook.find_submission(ASSIGNMENT, student)
            except MissingEntry:
                return None
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            marks = {grade.name: grade.score for grade in grades}
        return _split(marks, points) if marks else None


class Otter:
    """otter-grader, by `otter assign` and `otter run`."""

    own: tuple[str, ...] = ()

    def __init__(self, python: Path) -> None:
        self.environment = Environment(python)
        self.keep: list[Path] = []
        self.variables: dict[str, str] = {}
        self._command = [str(python), "-m", "otter"]
        code = "import importlib.metadata as m; print(m.version('otter-grader'))"
        version = subprocess.check_output([python, "-c", code], text=True).strip()
        self.name = f"otter-grader {version}"

    def prepare(self, course: Course, work: Path) -> None:
        """Make the release and the autograder's zip from a master notebook."""
        self._course = work / "otter"
        _write(self._course / NOTEBOOK, course.for_otter())
        command = [*self._command, "assign", NOTEBOOK, "dist"]
        _run_once(work / "otter-box", self, [command], self._course)

    @cached_property
    def release(self) -> NotebookNode:
        """What `otter assign` made."""
        return nbformat.read(self._course / "dist" / "student" / NOTEBOOK, as_version=4)

    def lay_out(self, folder: Path, class_: Mapping[str, NotebookNode]) -> list[list[str]]:
        """Put the autograder's zip beside the submissions, as in a grading container."""
        folder.mkdir(parents=True)
        (archive,) = (self._course / "dist" / "autograder").glob("*.zip")
        shutil.copy(archive, folder / "autograder.zip")
        commands = []
        for student, notebook in class_.items():
            _write(folder / student / NOTEBOOK, notebook)
            (folder / "results" / student).mkdir(parents=True)
            paths = ["-a", "autograder.zip", "-o", f"results/{student}"]
            commands.append([*self._command, "run", *paths, f"{student}/{NOTEBOOK}"])
        return commands

    def read(self, folder: Path, student: str, points: Mapping[str, float]) -> Marks | None:
        """Read results.json."""
        path = folder / "results" / student / "results.json"
        if not path.is_file():
            return None
        tests = json.loads(path.read_text())["tests"]
        marks = {test["name"]: test["score"] for test in tests if test["name"] in points}
        return _split(marks, points) if marks else None


def _split(marks: Mapping[str, float | None], points: Mapping[str, float]) -> Marks:
    """Separate full marks from partial ones, which only some tools give."""
    full, partial = {}, {}
    for name, mark in marks.items():
        place = partial if mark and 0 < mark < points.get(name, 0) else full
        place[name] = float(mark or 0)
    return Marks(full, partial)
