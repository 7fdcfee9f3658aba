"""Collect an assignment: from sources to nbgrader's tree, with the outcome for each file.

A file that cannot be collected is reported in one sentence, and the rest continues.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import msgspec

from autograder.collect.choose import (
    Choice,
    WrongAssignment,
    choose,
    grouped,
    read_works,
    refuse_another,
)
from autograder.collect.commits import Commits
from autograder.collect.deposit import Attempt, Conflict, Done, Tree
from autograder.collect.exports import Piece, pieces
from autograder.collect.others import read_beside
from autograder.collect.sources import Found, Moment, Problem, Told, look_into
from autograder.collect.times import Clock
from autograder.course.folder import CourseFolder
from autograder.course.roster import UNKNOWN, Roster
from autograder.course.settings import Assignment
from autograder.errors import UnreadableSubmission
from autograder.submission.editions import Editions
from autograder.submission.origin import Origin
from autograder.text import listed, printable


class Row(msgspec.Struct, frozen=True):
    """The outcome for one attempt."""

    student: str
    where: str
    moment: Moment
    done: Done
    is_late: bool = False


class Report(msgspec.Struct, frozen=True):
    """The outcome of a run."""

    rows: list[Row]
    problems: list[str]

    def count(self, *done: Done) -> int:
        """Return how many attempts had one of these outcomes."""
        return sum(row.done in done for row in self.rows)

    def witnessed(self, told: Told) -> int:
        """Return how many of the times have this origin."""
        return sum(row.moment.told is told for row in self.rows)

    @property
    def zones_assumed(self) -> int:
        """The number of times that had no zone."""
        return sum(not row.moment.zone_is_known for row in self.rows)


class Collection(msgspec.Struct, frozen=True):
    """What to collect, and how."""

    folder: CourseFolder
    assignment: Assignment
    roster: Roster
    clock: Clock
    is_dry: bool = False
    received: dt.datetime | None = None  # the UTC time of all files, if the instructor gives it
    believes_commits: bool = False  # whether a commit's time counts, although a student can set it


def collect(collection: Collection, sources: list[Path]) -> Report:
    """Bring every submission in the sources into the course's submitted/.

    Raises RequestError for a source that does not exist, before anything is written.
    """
    name = collection.assignment.name
    problems = list(collection.roster.problems)
    with ExitStack() as stack:
        looked = [list(look_into(source, collection.clock, stack)) for source in sources]
        commits = stack.enter_context(Commits())
        handed_in: list[Piece] = []
        for items in looked:
            problems += [str(item) for item in items if isinstance(item, Problem)]
            files = [item for item in items if isinstance(item, Found)]
            handed_in += pieces(files, name, collection.roster, collection.clock)
        timed = [_timed(piece, collection, commits) for piece in handed_in]
        by_student, unclear = _by_student(timed, collection)
        rows, failed = _deposit(by_student, collection)
    return Report(rows, problems + unclear + failed)


def _timed(piece: Piece, collection: Collection, commits: Commits) -> Piece:
    """Give a file the time that the instructor gave, or its commit's time if that counts."""
    if collection.received is not None:
        return msgspec.structs.replace(piece, moment=Moment(collection.received, Told.RECEIVED))
    clone = piece.found.clone if collection.believes_commits else None
    utc = commits.time(clone) if clone is not None else None
    return piece if utc is None else msgspec.structs.replace(piece, moment=Moment(utc, Told.COMMIT))


def _by_student(
    handed_in: Iterable[Piece], collection: Collection
) -> tuple[dict[str, list[Choice]], list[str]]:
    """Return each student's attempts, and sentences on files that cannot be assigned or used."""
    others = {a.name for a in collection.folder.course.assignments} - {collection.assignment.name}
    editions = Editions.of(collection.folder, collection.assignment)
    found: dict[str, list[Choice]] = {}
    problems = []
    for together in grouped(handed_in):
        mine = [p for p in together if not others & set(p.found.parts[1:-1])]
        if not mine:
            continue  # in nbgrader's <student>/<another assignment>/
        students = collection.roster.members(mine[0].claim)
        chosen = choose(mine, collection.assignment, editions)
        if isinstance(students, str):
            problems.append(_whose(mine[0], students))
        elif isinstance(chosen, str):
            who = listed(student.id for student in students)
            problems.append(f"{mine[0].found.where}: {who} handed in {chosen}")
        else:
            for student in students:
                found.setdefault(student.id, []).append(chosen)
    return found, problems


def _whose(piece: Piece, why: str) -> str:
    shown = f"{piece.found.where}: whose is it? {printable(piece.claim.shown)!r}: {why}; "
    if why == UNKNOWN:
        of_group = "; of a group, say who is in it in a column group"
        is_moodle_s = piece.submission[1] == "moodle"
        return (
            f"{shown}add the student, or what the export calls them, to the roster"
            f"{of_group if is_moodle_s else ''}"
        )
    return shown + "make the roster tell them apart"


def _deposit(
    by_student: dict[str, list[Choice]], collection: Collection
) -> tuple[list[Row], list[str]]:
    """Put each student's attempts in, the oldest first."""
    assignment = collection.assignment
    tree = Tree(collection.folder, assignment, is_dry=collection.is_dry)
    origin = Origin(collection.folder)
    rows, problems = [], []
    for student, attempts in sorted(by_student.items()):
        for choice in _last_of_each_time(attempts):
            try:
                works = read_works(choice)
                refuse_another(origin, assignment.name, works.values())
                beside = read_beside(choice.pieces, choice.beside)
                done = tree.deposit(student, Attempt(choice.moment.utc, works, beside.files))
            except (Conflict, WrongAssignment, UnreadableSubmission) as error:
                problems.append(_told(choice, student, str(error)))
            except OSError as error:
                problems.append(_told(choice, student, f"cannot be written: {error.strerror}"))
            else:
                rows.append(Row(student, choice.where, choice.moment, done, choice.is_late))
                problems += [_told(choice, student, note) for note in beside.notes]
    return rows, problems


def _last_of_each_time(attempts: list[Choice]) -> list[Choice]:
    """Return attempts in order; of those with the same time, only the highest number."""
    ordered = sorted(attempts, key=lambda choice: choice.order)
    last = {choice.moment.utc: choice.order for choice in ordered}
    return [choice for choice in ordered if choice.order == last[choice.moment.utc]]


def _told(choice: Choice, student: str, why: str) -> str:
    return f"{choice.where}: of {printable(student)}: {why}"
