"""A class: its results of one assignment, and what is odd about the files as a whole.

Result files are ours. The names and the code in them come from students.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from autograder.course.extensions import read_extensions
from autograder.course.folder import CourseFolder
from autograder.course.roster import ROSTER_FILE, Student, read_roster
from autograder.course.settings import Assignment
from autograder.errors import RequestError
from autograder.grading.today import today
from autograder.results.format import Outcome, SubmissionOutcome, SubmissionResult
from autograder.results.store import ResultStore
from autograder.text import counted, listed, printable

FEW = 10  # results: of fewer, shares and correlations say little


class Classroom(msgspec.Struct, frozen=True):
    """The results of a class, and who of the course has none."""

    assignment: str
    results: tuple[SubmissionResult, ...]  # by name
    absent: tuple[str, ...] = ()  # on the roster, and handed in nothing
    strangers: tuple[str, ...] = ()  # have a result, and are not on the roster
    ungraded: tuple[str, ...] = ()  # have handed in, and have no result
    extended: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()  # what each person is called, in any form
    doubts: tuple[str, ...] = ()  # sentences about the files

    @property
    def graded(self) -> tuple[SubmissionResult, ...]:
        """The results that are marks."""
        return self.ended(SubmissionOutcome.GRADED)

    def ended(self, outcome: SubmissionOutcome) -> tuple[SubmissionResult, ...]:
        """Return the results with an outcome."""
        return tuple(result for result in self.results if result.outcome is outcome)


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
        raise RequestError(
            f"no results of {assignment.name} in {store.folder}; grade first, or pass --results"
        )
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


def doubts(known: Classroom) -> list[str]:
    """Return a sentence for each thing that makes the numbers of a class doubtful."""
    return [*_of_engines(known), *_of_people(known), *_of_size(known), *_of_exercises(known)]


def _of_engines(known: Classroom) -> list[str]:
    judged = known.graded
    told = []
    if len(versions := sorted({result.engine.version for result in judged})) > 1:
        told.append(
            f"The results come from {len(versions)} versions of Backgrade "
            f"({listed(versions)}): grade again, so that all are judged alike."
        )
    elif (n := len({result.engine.graders_sha256 for result in judged})) > 1:
        told.append(
            f"The results come from {n} states of the hidden tests, the solution or course.yaml: "
            "grade again, so that all are judged alike."
        )
    if n := sum(not r.evidence and not _is_empty(r) for r in judged):
        told.append(
            f"{counted(n, 'result')} {'keeps' if n == 1 else 'keep'} no evidence of wrong answers, "
            "as earlier versions kept none: grade again with --force, so that equal mistakes are "
            "found."
        )
    if SubmissionOutcome.ERROR in {result.outcome for result in known.results}:
        names = [r.student for r in known.ended(SubmissionOutcome.ERROR)]
        told.append(
            f"{counted(len(names), 'submission')} could not be graded, and count nowhere here; "
            f"grade again: {listed(names)}."
        )
    return told


def _of_people(known: Classroom) -> list[str]:
    told = []
    if known.ungraded:
        told.append(
            f"Half a class: {counted(len(known.ungraded), 'student')} handed in and "
            f"{'has' if len(known.ungraded) == 1 else 'have'} no result yet; run autograder "
            f"grade {known.assignment}."
        )
    if known.strangers:
        told.append(
            f"{counted(len(known.strangers), 'result')} of nobody on the roster "
            f"{'counts' if len(known.strangers) == 1 else 'count'} here too: "
            f"{listed(known.strangers)}."
        )
    return told


def _of_size(known: Classroom) -> list[str]:
    n = len(known.graded)
    if n >= FEW:
        return []
    if n == 0:
        return ["Nothing was graded, so there are no marks to report on."]
    if n == 1:
        return ["This is a class of one: there is nobody to compare with."]
    return [f"Only {n} submissions were graded: shares say little, and correlations are left out."]


def _of_exercises(known: Classroom) -> list[str]:
    judged: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for result in known.graded:
        for exercise in result.exercises:
            judged[exercise.name] += 1
            answered[exercise.name] += exercise.outcome is not Outcome.MISSING
    told = [f"Nobody answered {printable(name)}." for name in judged if not answered[name]]
    if partial := [name for name, n in judged.items() if n < len(known.graded)]:
        told.append(
            f"Some results lack exercises that others have, so they were not judged alike: "
            f"{listed(partial)}; grade again."
        )
    return told


def _is_empty(result: SubmissionResult) -> bool:
    return all(exercise.outcome is Outcome.MISSING for exercise in result.exercises)


def exercise_names(results: Iterable[SubmissionResult]) -> list[str]:
    """Return the names of all exercises, in the order of the course."""
    return list(dict.fromkeys(e.name for result in results for e in result.exercises))


def titles_of(results: Iterable[SubmissionResult]) -> dict[str, str]:
    """Return the titles of exercises that have one for people."""
    return {e.name: e.title for result in results for e in result.exercises if e.title}


def students_of(results: Collection[SubmissionResult]) -> tuple[str, ...]:
    """Return the students' names."""
    return tuple(result.student for result in results)
