"""Write what people marked into nbgrader's gradebook, as if they had done so in formgrader.

It takes seconds and much memory to load nbgrader, so this runs in a process of its own:
`autograder marks`.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.gradebook.record import record
from autograder.gradebook.write import Given
from autograder.grading.engine import Graded
from autograder.results.store import ResultStore
from autograder.service.database.connect import Database
from autograder.service.database.tables import BookMark
from autograder.service.marking.book import NOTHING, Line, read_book
from autograder.service.marking.questions import questions_of


class Written(msgspec.Struct, frozen=True):
    """What became of the marks of an assignment."""

    marks: int
    elsewhere: tuple[str, ...]  # students who have other marks from formgrader
    left_out: tuple[str, ...]  # sentences


def write_book(folder: CourseFolder, database: Database, assignment: Assignment) -> Written:
    """Bring an assignment's marks into the gradebook; raises GradebookError."""
    questions = questions_of(folder, assignment)
    pending = read_book(database, folder, assignment, questions).pending
    given: dict[str, dict[tuple[str, str], Given]] = {}
    for line in pending:
        cell = line.question.notebook, line.question.name
        given.setdefault(line.student, {})[cell] = Given(*line.ours, line.before, line.waits)
    left_out: tuple[str, ...] = ()
    if pending:
        store = ResultStore(folder.results(), assignment.name)
        results = (store.load(student) for student in given)
        graded = (Graded(one, is_new=False) for one in results if one is not None)
        left_out = record(folder, assignment, graded, given).left_out
    book = read_book(database, folder, assignment, questions)
    _remember(database, assignment.name, book.lines)
    names = {line.student for line in book.elsewhere().values()}
    done = len(pending) - len(book.pending)
    return Written(done, tuple(sorted(names)), left_out)


def _remember(database: Database, assignment: str, lines: Iterable[Line]) -> None:
    """Note what the gradebook has of us."""
    with database.writing() as session:
        for line in lines:
            if line.is_there and line.ours != (line.before or NOTHING):
                own = line.person, assignment, line.question.id
                row = session.get(BookMark, own) or BookMark(
                    person_id=own[0], assignment=own[1], question=own[2]
                )
                row.points, row.comment = line.ours
                session.add(row)
