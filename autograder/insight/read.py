"""Read a class: its result files, the roster, extensions, and what lies in submitted/.

Result files are ours. The names and the code in them come from students.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from autograder.course.extensions import read_extensions
from autograder.course.folder import CourseFolder
from autograder.course.roster import ROSTER_FILE, Student, read_roster
from autograder.course.settings import Assignment
from autograder.errors import RequestError
from autograder.grading.today import today
from autograder.insight.classroom import Classroom
from autograder.insight.doubts import doubts
from autograder.results.format import SubmissionResult
from autograder.results.store import ResultStore
from autograder.text import listed


def read_classroom(folder: CourseFolder, assignment: Assignment, store: ResultStore) -> Classroom:
    """Read a class's results; raises RequestError if there are none of this assignment."""
    results, foreign = [], []
    now = today(folder, assignment, store.folder.parent)
    for path, result in store.every():
        if result is None or result.assignment != assignment.name:
            foreign.append(path.name)
        else:
            results.append(now.late(result))
    if not results:
        raise store.none_yet()
    results.sort(key=lambda result: result.student)
    there = [result.student for result in results]
    students, doubt = _roster(folder.root)
    on_it = {student.id for student in students}
    ungraded = sorted(_handed_in(folder.submitted(), assignment.name, results) - set(there))
    known = Classroom(
        assignment.name,
        tuple(results),
        absent=tuple(s for s in sorted(on_it - set(there)) if s not in ungraded),
        strangers=tuple(name for name in there if on_it and name not in on_it),
        ungraded=tuple(ungraded),
        extended=_extended(folder, assignment, there),
        names=_names(there, students),
    )
    told = [*doubt, *_file_doubts(foreign), *doubts(known)]
    return msgspec.structs.replace(known, doubts=tuple(told))


def _roster(root: Path) -> tuple[list[Student], list[str]]:
    if not (root / ROSTER_FILE).is_file():
        return [], []
    try:
        roster = read_roster(root / ROSTER_FILE)
        return roster.students, [f"{problem}." for problem in roster.problems]
    except RequestError as error:
        return [], [f"The roster was not used: {error}"]


def _handed_in(submitted: Path, assignment: str, results: Iterable[SubmissionResult]) -> set[str]:
    """Return who has a folder in the course's submitted/; nobody if no result is of it.

    The course may have been graded elsewhere, on another machine.
    """
    tails = ((f"/{submitted.name}/{r.student}/{assignment}/", r.submission.path) for r in results)
    if not submitted.is_dir() or not any(tail in Path(path).as_posix() for tail, path in tails):
        return set()
    return {path.name for path in submitted.iterdir() if (path / assignment).is_dir()}


def _extended(
    folder: CourseFolder, assignment: Assignment, students: Iterable[str]
) -> tuple[str, ...]:
    if assignment.due is None:
        return ()
    names = [one.name for one in folder.course.assignments]
    given = read_extensions(folder.root, names, folder.course.zone)
    deadlines = ((s, given.deadline(s, assignment.name, assignment.due)) for s in students)
    return tuple(student for student, due in deadlines if due is not None and due.is_extended)


def _names(there: Sequence[str], students: Iterable[Student]) -> tuple[tuple[str, ...], ...]:
    by_id = {s.id: (s.id, s.first, s.last, s.email) for s in students}
    return tuple(tuple(filter(None, by_id.get(name, (name,)))) for name in there)


def _file_doubts(foreign: Sequence[str]) -> list[str]:
    if not foreign:
        return []
    return [f"Not a result file of this assignment, so left out: {listed(foreign)}."]
