"""Put accepted results in place, so that a command that was killed can be completed.

The journal says what is to be in place. It is written before the first result changes, and
removed when results, record and gradebook are complete. Each step may be repeated.
"""

from __future__ import annotations

import hashlib

import msgspec

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import StorageError
from autograder.files import json_bytes
from autograder.grading.today import today
from autograder.languages import say
from autograder.regrade.log import Line, add_lines
from autograder.regrade.places import Places, digest_of, write
from autograder.results.brief import Row, row_of
from autograder.results.format import SubmissionResult
from autograder.results.points import points_text


class Step(msgspec.Struct, frozen=True):
    """One result that is to be in place."""

    student: str
    before: str  # a hash of the file to replace, "" if there is none
    after: str
    is_kept: bool
    line: Line | None  # None if neither marks nor verdicts change


class Journal(msgspec.Struct, frozen=True):
    """An accepted regrade."""

    when: str
    steps: list[Step]

    @property
    def lines(self) -> list[Line]:
        """The record of it."""
        return [step.line for step in self.steps if step.line is not None]


def read_journal(places: Places) -> Journal | None:
    """Return the regrade that was accepted and is not complete, if there is one."""
    try:
        return msgspec.json.decode(places.journal.read_bytes(), type=Journal)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError as error:
        raise StorageError(f"{places.journal}: {error}; move it away, and run again") from None


def write_journal(places: Places, journal: Journal) -> None:
    """Accept a regrade: from here on it will be completed."""
    write(places.journal, json_bytes(journal))


def put_in_place(
    folder: CourseFolder, assignment: Assignment, places: Places, journal: Journal
) -> list[str]:
    """Put each result in place and add to the record; return who was graded meanwhile instead.

    Their results are newer than the regrade, and stay.
    """
    overtaken = []
    for step in journal.steps:
        path = places.live.path(step.student)
        present = digest_of(path)
        if present == step.before:
            data = content(folder, assignment, places, step.student, is_kept=step.is_kept)
            if hashlib.sha256(data).hexdigest() != step.after:
                raise StorageError(
                    f"{places.preview.path(step.student)}: changed since it was accepted; remove "
                    f"{places.journal}, and preview again"
                )
            write(path, data)
        elif present != step.after:
            overtaken.append(step.student)
    done = [line for line in journal.lines if line.change.student not in overtaken]
    add_lines(places.record, journal.when, done)
    return overtaken


def content(
    folder: CourseFolder, assignment: Assignment, places: Places, student: str, *, is_kept: bool
) -> bytes:
    """Return the bytes of the file that is to be in place."""
    if not is_kept:
        return places.preview.path(student).read_bytes()
    before, after = places.live.read(student), places.preview.read(student)
    told = say(
        "A later grading came to {points} of {most} points; the earlier mark was kept.",
        points=points_text(after.score),
        most=points_text(after.max_score),
    )
    kept = msgspec.structs.replace(
        before,
        submission=after.submission,
        engine=after.engine,  # or the next grading would not leave it
        for_instructor=[*before.for_instructor, told],
    )
    return json_bytes(today(folder, assignment).of(kept, after.submission.submitted_at))


def rows(places: Places, journal: Journal) -> list[Row]:
    """Return the rows of the results in place; `is_new` says whose marks have changed."""
    lines = [line for line in journal.lines if not line.kept]
    marked = {line.change.student for line in lines if line.change.is_marked_anew}
    results = (places.live.read(step.student) for step in journal.steps)
    return [row_of(result, is_new=result.student in marked) for result in results]


def complete(places: Places, journal: Journal) -> None:
    """Remove what the regrade needed."""
    for step in journal.steps:
        places.preview.path(step.student).unlink(missing_ok=True)
    places.journal.unlink()


def is_kept(before: SubmissionResult | None, after: SubmissionResult) -> bool:
    """Return whether keeping the best keeps the earlier result of the same submission."""
    return (
        before is not None
        and before.submission.sha256 == after.submission.sha256
        and before.score > after.score
    )
