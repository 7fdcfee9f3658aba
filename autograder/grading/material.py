"""What the hidden tests of an assignment work with; it is the same for every submission."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.course.exercises import Exercise, given_exercises
from autograder.course.folder import CourseFolder
from autograder.course.printed import PrintedAnswer, read_printed
from autograder.course.secret import course_secret, submission_seed
from autograder.course.settings import Assignment, Run
from autograder.course.stand_ins import StandIn, read_stand_ins
from autograder.errors import CourseError, UnreadableSubmission
from autograder.misconceptions import Misconception, load_misconceptions
from autograder.reference import Reference
from autograder.sandbox.policy import Isolation
from autograder.submission.cells import Cells, read_submission
from autograder.submission.printed import with_printed
from autograder.submission.stand_ins import without_stand_ins
from autograder.wire.values.libraries import imported_by

PROBES = "probes.py"


@dataclass(frozen=True)
class Mode:
    """How a session judges."""

    isolation: Isolation
    run: Run
    measure: bool = False  # whether to measure how near answers came to being wrong
    reports: bool = True  # whether pytest is told how each test ended


@dataclass(frozen=True)
class Material:
    """An assignment, its exercises, and what answers are compared with."""

    folder: CourseFolder
    assignment: Assignment
    exercises: tuple[Exercise, ...]
    notebook_of: Mapping[str, str]  # by exercise
    stand_ins: Mapping[str, tuple[StandIn, ...]]  # by notebook
    printed: Mapping[str, tuple[PrintedAnswer, ...]]  # by notebook
    reference: Reference
    signatures: dict[str, list[str]]  # by function, the names of its parameters
    misconceptions: list[Misconception]
    handed_out: Mapping[str, Path]  # the files that students get beside the notebooks, by name
    secret: bytes
    given: frozenset[str] = frozenset()  # the exercises whose functions are handed out
    probes: str = ""  # the source of functions that run beside the student's code

    def seed(self, digest: str) -> str:
        """Return the seed for the random inputs of a submission."""
        course, assignment = self.folder.course.course, self.assignment.name
        return submission_seed(self.secret, course, assignment, digest)

    def to_be_judged(self, cells: Cells, notebook: str) -> Cells:
        """Return a submission's notebook without stand-ins, and with its printed answers found."""
        own = without_stand_ins(cells, self.stand_ins[notebook])
        return with_printed(own, self.printed[notebook])


def read_material(
    folder: CourseFolder,
    assignment: Assignment,
    by_notebook: Mapping[str, tuple[Exercise, ...]],
) -> Material:
    """Execute the solution notebooks and read the rest; raises CourseError."""
    sources = folder.source_notebooks(assignment)
    reference = Reference(*sources.values())
    notebook_of = {e.name: name for name, own in by_notebook.items() for e in own}
    known = folder.misconceptions(assignment.name)
    return Material(
        folder=folder,
        assignment=assignment,
        exercises=tuple(e for own in by_notebook.values() for e in own),
        notebook_of=notebook_of,
        stand_ins={notebook: read_stand_ins(path) for notebook, path in sources.items()},
        printed={notebook: read_printed(path) for notebook, path in sources.items()},
        reference=reference,
        signatures=reference.signatures(),
        misconceptions=load_misconceptions(known, list(notebook_of)),
        handed_out=folder.handed_out(assignment),
        secret=course_secret(folder.root),
        given=frozenset().union(
            *(given_exercises(path, by_notebook[name]) for name, path in sources.items())
        ),
        probes=_read_probes(folder.graders(assignment.name) / PROBES),
    )


def _read_probes(path: Path) -> str:
    """Return the source of an assignment's probes; "" if there are none."""
    try:
        source = path.read_text(encoding="utf-8")
        compile(source, str(path), "exec", dont_inherit=True)
    except FileNotFoundError:
        return ""
    except (OSError, SyntaxError, ValueError) as error:
        raise CourseError(f"{path}: cannot be read as Python: {error}") from None
    return source


def read_given_cells(folder: CourseFolder, assignment: Assignment) -> dict[str, list[str]]:
    """Return the code of the handed-out cells, by notebook; none if nothing is released.

    This saves time and decides no mark: many submissions hold these cells word for word.
    """
    return {name: _code(path) for name, path in folder.release_notebooks(assignment).items()}


def read_imports(folder: CourseFolder, assignment: Assignment) -> list[str]:
    """Return the modules that an assignment's own cells and hidden tests import.

    A hidden test may pass a value of a package to a function that does not name it. A call must
    not have to wait until the sandbox has imported it.
    """
    sources = [*folder.source_notebooks(assignment).values()]
    released = [*folder.release_notebooks(assignment).values()]
    texts = [text for path in (*sources, *released) for text in _code(path)]
    for path in sorted(folder.graders(assignment.name).rglob("*.py")):
        with contextlib.suppress(OSError, UnicodeError):  # pytest says so in its place
            texts.append(path.read_text(encoding="utf-8"))
    return list(dict.fromkeys(name for text in texts for name in imported_by(text)))


def _code(path: Path) -> list[str]:
    """Return the code cells of a notebook; none if it cannot be read."""
    try:
        cells = read_submission(path, path.read_bytes())
    except (OSError, UnreadableSubmission):
        return []
    return [text for _, text in cells.code]
