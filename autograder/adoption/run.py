"""Adopt a course: find its assignments, lay it out, and try each test cell on its own solution."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from autograder.adoption.autotests import expand, has_autotests
from autograder.adoption.layout import lay_out, rules, write_course
from autograder.adoption.sources import Found, find_assignments
from autograder.course.adopted import Format
from autograder.course.folder import CourseFolder, find_course
from autograder.course.settings import COURSE_FILE, Graders
from autograder.errors import CourseError
from autograder.grading.examination import Examined, Where, examine
from autograder.sandbox.policy import Isolation


class Adopted(NamedTuple):
    """What became of an assignment."""

    name: str
    examined: list[Examined]
    problem: str = ""  # why it cannot be graded as it is

    @property
    def is_whole(self) -> bool:
        """Whether each of its test cells can judge."""
        return not self.problem and all(e.where is not Where.NOWHERE for e in self.examined)

    @property
    def inside(self) -> dict[str, str]:
        """The test cells that must run inside, and why."""
        return {e.question: e.reason for e in self.examined if e.where is Where.INSIDE}


def adopt(root: Path, isolation: Isolation) -> Iterator[Adopted]:
    """Yield what becomes of each assignment of a course; write its course.yaml.

    A course.yaml that is there already is not changed. Raises RequestError if there is nothing.
    """
    is_new = not (root / COURSE_FILE).exists()
    found = find_assignments(root)
    lay_out(root, found)
    folder = find_course(root)
    adopted = []
    for one in found:
        if _is_other(folder, one):
            continue
        adopted.append(_examined(folder, one, isolation))
        yield adopted[-1]
    if is_new:
        write_course(root, found, {one.name: one.inside for one in adopted})


def _is_other(folder: CourseFolder, one: Found) -> bool:
    """Whether a course.yaml that was there has the assignment graded in another way, or not."""
    known = {a.name: a for a in folder.course.assignments}
    return one.name not in known or known[one.name].graders is not Graders.CELLS


def _examined(folder: CourseFolder, one: Found, isolation: Isolation) -> Adopted:
    problem = ""
    try:
        _expand(folder, one)
    except CourseError as error:
        problem = str(error)
    try:
        examined = examine(folder, folder.course.assignment(one.name), isolation)
    except CourseError as error:
        return Adopted(one.name, [], problem or str(error))
    return Adopted(one.name, examined, problem)


def _expand(folder: CourseFolder, one: Found) -> None:
    """Write the tests that the source's AUTOTEST lines stand for."""
    if one.format is not Format.NBGRADER:
        return
    for notebook in one.notebooks:
        source = one.folder / f"{notebook}.ipynb"
        if has_autotests(source):
            expand(folder.root, source, folder.root / "solutions" / one.name / source.name)


def unwritten_rules(folder: CourseFolder, adopted: Adopted) -> list[str]:
    """Return the lines that an assignment lacks in course.yaml for its cells that run inside."""
    known = folder.course.assignment(adopted.name).cells
    missing = {name: why for name, why in adopted.inside.items() if name not in known}
    return rules(missing)
