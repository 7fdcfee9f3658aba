"""Whom of a graded class a known mistake would name.

The audit grades once more, into a place of its own, the submissions of the class with wrong
answers that had no name when the class was graded, if something has changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from autograder.course.fingerprint import fingerprint
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import RequestError
from autograder.results.format import Outcome, SubmissionResult
from autograder.results.store import ResultStore
from autograder.submission.editions import Editions
from autograder.submission.find import SubmissionFile, find_submissions
from autograder.text import counted

_WRONG = {Outcome.FAILED, Outcome.CRASHED}

Unnamed = Mapping[str, Mapping[str, str]]  # by student and exercise, the answers' fingerprints


class NamedInClass(msgspec.Struct, frozen=True):
    """The students of a class whom a known mistake would name, and the group that they are of."""

    mistake: str
    exercise: str
    students: list[str]
    missed: list[str]  # answered like one of them, and would not be named
    groups: int  # how many different answers they gave

    @property
    def sentence(self) -> str:
        """Say whether it is a whole group, and nobody else."""
        who, missed = counted(len(self.students), "student"), len(self.missed)
        whole = f"{missed} who answered alike are left out" if missed else "all who answered so"
        others = "nobody else" if self.groups == 1 else f"with {self.groups} different answers"
        return f"would name {who} of your class: {whole}, and {others}"


def unnamed_in_class(folder: CourseFolder, assignment: Assignment) -> Unnamed:
    """Return the wrong answers without a name, from results that are not up to date."""
    present, found = fingerprint(folder, assignment), {}
    for _, result in ResultStore(folder.results(), assignment.name).every():
        if result is not None and result.engine.graders_sha256 != present:
            found[result.student] = dict(_unnamed(result))
    return {student: own for student, own in found.items() if own}


def _unnamed(result: SubmissionResult) -> Iterator[tuple[str, str]]:
    for exercise in result.exercises:
        kept = result.evidence.get(exercise.name)
        is_unnamed = exercise.outcome in _WRONG and not exercise.misconceptions
        if is_unnamed and kept is not None and kept.answers:
            yield exercise.name, kept.answers


def submissions_of(
    folder: CourseFolder, assignment: Assignment, unnamed: Unnamed
) -> list[SubmissionFile]:
    """Return the submissions of these students, as far as they are in the course."""
    submitted, editions = folder.submitted(), Editions.of(folder, assignment)
    if not unnamed or not submitted.is_dir():
        return []
    try:
        every = find_submissions(
            [submitted], assignment.name, submitted, assignment.notebooks, editions
        )
    except RequestError:  # there is none
        return []
    return [one for one in every if one.student in unnamed]


def named_in_class(unnamed: Unnamed, results: Iterable[SubmissionResult]) -> list[NamedInClass]:
    """Return whom each known mistake names now, the largest group first."""
    named: dict[tuple[str, str], list[str]] = {}
    graded = []
    for result in results:
        graded.append(result.student)
        for exercise in result.exercises:
            for mistake in exercise.misconceptions:
                if exercise.name in unnamed[result.student]:
                    named.setdefault((mistake, exercise.name), []).append(result.student)
    found = [
        _named(mistake, exercise, sorted(students), {s: unnamed[s] for s in graded})
        for (mistake, exercise), students in named.items()
    ]
    return sorted(found, key=lambda one: -len(one.students))


def _named(mistake: str, exercise: str, students: list[str], unnamed: Unnamed) -> NamedInClass:
    groups = {unnamed[student][exercise] for student in students}
    alike = {student for student, own in unnamed.items() if own.get(exercise) in groups}
    return NamedInClass(mistake, exercise, students, sorted(alike - {*students}), len(groups))
