"""The answers of attempts that count, taken out of what was handed in.

What was handed in is hostile: an answer is plain text here, of limited length, and shown as such.
"""

from __future__ import annotations

import contextlib
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from autograder.course.cells import grade_id_of
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import UnreadableSubmission
from autograder.service.database.connect import Database
from autograder.service.database.tables import Answer, Attempt, Handed, Person, Standing
from autograder.service.marking.questions import Question, questions_of
from autograder.service.queue.files import read_attempt, unpack_files
from autograder.submission.cells import read_whole_cells

_MOST_CHARS = 50_000
_CUT = "\n[The answer is longer than can be shown here: download the file.]"
Cell = Mapping[str, Any]


def keep_answers(
    database: Database, folder: CourseFolder, assignment: Assignment, attempt: int
) -> None:
    """Keep the answers of an attempt, unless they are kept already."""
    questions = questions_of(folder, assignment)
    with database.reading() as session:
        kept = sa.select(Answer.question).where(Answer.attempt_id == attempt)
        missing = {one.id for one in questions} - set(session.scalars(kept))
        if not missing:
            return
        chosen = (
            sa.select(Person.name, Handed.data)
            .join(Attempt, Attempt.person_id == Person.id)
            .join(Handed, Handed.attempt_id == Attempt.id)
            .where(Attempt.id == attempt)
        )
        student, data = session.execute(chosen).one()
    found = list(_answers(folder, assignment, student, unpack_files(data), questions))
    with database.writing() as session:
        if session.get(Attempt, attempt, with_for_update=True) is None:
            return  # forgotten meanwhile
        for one in found:
            if one.question in missing:
                one.attempt_id = attempt
                session.merge(one)


def ask_for_answers(database: Database, folder: CourseFolder, assignment: Assignment) -> bool:
    """Have the keeper look for answers that are not kept: the source may have new questions.

    Returns whether there are any.
    """
    questions = [one.id for one in questions_of(folder, assignment)]
    kept = sa.select(sa.func.count()).where(
        Answer.attempt_id == Standing.attempt_id, Answer.question.in_(questions)
    )
    lacks = (
        Standing.assignment == assignment.name,
        Standing.attempt_id.is_not(None),
        kept.correlate(Standing).scalar_subquery() < len(questions),
    )
    with database.reading() as session:
        if not questions or not session.scalars(sa.select(sa.exists().where(*lacks))).one():
            return False
    with database.writing() as session:
        session.execute(sa.update(Standing).where(*lacks).values(changes=Standing.changes + 1))
    return True


def _answers(
    folder: CourseFolder,
    assignment: Assignment,
    student: str,
    files: Mapping[str, bytes],
    questions: Sequence[Question],
) -> Iterator[Answer]:
    handed = read_attempt(folder, assignment, student, files).reading.files
    for notebook in dict.fromkeys(question.notebook for question in questions):
        one, cells = handed[notebook], list[Cell]()
        if one.file is not None:
            with contextlib.suppress(UnreadableSubmission):
                one.cells()  # raises unless it can be read
                cells = list(read_whole_cells(one.file, one.data, one.member))
        for question in questions:
            if question.notebook == notebook:
                yield _answer(question, cells)


def _answer(question: Question, cells: Sequence[Cell]) -> Answer:
    text = _after(question, cells) if question.is_task else _last(question, cells)
    is_empty = text.strip() in {"", *(() if question.is_task else question.handed_out)}
    key = key_of("" if is_empty else text, is_code=question.is_code)
    shown = text if len(text) <= _MOST_CHARS else text[:_MOST_CHARS] + _CUT
    return Answer(question=question.id, text=shown, key=key, is_empty=is_empty)


def _last(question: Question, cells: Iterable[Cell]) -> str:
    """Return the text of the cell; if its name occurs twice, the last one counts."""
    texts = [_text(cell) for cell in cells if grade_id_of(cell) == question.name]
    return texts[-1] if texts else ""


def _after(question: Question, cells: Iterable[Cell]) -> str:
    """Return the text of the student's own cells after a task."""
    texts, is_after = list[str](), False
    for cell in cells:
        name = grade_id_of(cell)
        if name in question.known:
            is_after = name == question.name
        elif is_after:
            texts.append(_text(cell))
    return "\n\n".join(filter(str.strip, texts))


def _text(cell: Cell) -> str:
    """Return the text of a cell in a form that every database takes."""
    return str(cell["source"]).replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def key_of(text: str, *, is_code: bool) -> str:
    """Return a key that is equal for answers that differ only in spaces.

    In code, the spaces at the beginning of a line count.
    """
    plain = unicodedata.normalize("NFC", text)
    if is_code:
        lines = (line.expandtabs().rstrip() for line in plain.splitlines())
        plain = "\n".join(filter(None, lines))
    else:
        plain = " ".join(plain.split())
    return hashlib.sha256(plain.encode()).hexdigest()[:32]
