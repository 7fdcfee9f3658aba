"""Keep standings, and the course's folder, as results, extensions and due dates say they are.

One thread does this. Whatever it was doing when it was killed, it does again.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from autograder.course.folder import CourseFolder
from autograder.errors import AutograderError
from autograder.grading.today import Today
from autograder.results.format import SubmissionInfo, SubmissionResult
from autograder.results.store import ResultStore
from autograder.service.bell import Bell
from autograder.service.database.connect import Database, reason
from autograder.service.database.tables import Attempt, Handed, Person, Result, Standing
from autograder.service.live import LiveCourse, Version
from autograder.service.moments import now
from autograder.service.queue.files import unpack_files
from autograder.service.queue.finish import add_result, touch, unpack_result
from autograder.service.standing.choose import Graded, counting
from autograder.service.standing.place import place, remove
from autograder.submission.files import as_text

log = logging.getLogger(__name__)
_LOOK_S = 2.0  # seconds between two looks for what other processes have graded
_TROUBLE_S = 5.0
_MOST = 100  # standings that are settled between two looks at the course's files


class _Due(msgspec.Struct, frozen=True):
    person_id: int
    student: str
    assignment: str
    changes: int


class Keeper:
    """Settles standings that may have changed."""

    def __init__(self, database: Database, course: LiveCourse, bell: Bell) -> None:
        self._database, self._course, self._bell = database, course, bell
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)
        self._version: Version = ()

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is due, and end."""
        self._stopping.set()
        self._bell.ring()
        self._thread.join(10)

    def settle_all(self) -> int:
        """Settle everything that is due now; return how many standings that were.

        One whose files cannot be written is left for later, and does not hold up the others.
        """
        self._look_at_the_course()
        settled, failed = 0, set[_Due]()
        while due := [one for one in self._due(_MOST + len(failed)) if one not in failed]:
            for one in due:
                try:
                    self._settle(one)
                    settled += 1
                except (AutograderError, OSError) as error:
                    log.error("the mark of %s is not in place: %s", one.student, error)  # noqa: TRY400
                    failed.add(one)
        if failed:
            self._stopping.wait(_TROUBLE_S)
        return settled

    def _run(self) -> None:
        while True:
            heard, is_last = self._bell.rings, self._stopping.is_set()
            try:
                self.settle_all()
            except (SQLAlchemyError, AutograderError, OSError) as error:
                why = reason(error) if isinstance(error, SQLAlchemyError) else error
                log.error("marks cannot be put in place now: %s; trying again", why)  # noqa: TRY400
                self._stopping.wait(_TROUBLE_S)
            if is_last:
                return
            self._bell.wait(heard, _LOOK_S)

    def _look_at_the_course(self) -> None:
        """Settle everything again if the course's files have changed: due dates may have."""
        version = self._course.version
        if version != self._version:
            self._version = version
            with self._database.writing() as session:
                touch(session)

    def _due(self, most: int) -> list[_Due]:
        names = [one.name for one in self._course.folder.course.assignments]
        with self._database.reading() as session:
            rows = session.execute(
                sa.select(Standing, Person.name)
                .join(Person, Person.id == Standing.person_id)
                .where(Standing.changes != Standing.placed, Standing.assignment.in_(names))
                .order_by(Standing.last_at.desc())  # who has just handed in waits for nobody
                .limit(most)
            )
            return [_Due(s.person_id, name, s.assignment, s.changes) for s, name in rows]

    def _settle(self, due: _Due) -> None:
        folder = self._course.folder
        assignment = folder.course.assignment(due.assignment)
        rules = self._course.today(due.assignment)
        stored = ResultStore(folder.results(), due.assignment).load(due.student)
        self._adopt(due, stored)
        graded = _graded(self._database, folder, due, rules)
        chosen = counting(graded, assignment.attempts.counts)
        if chosen is not None and chosen.result != stored:
            place(folder, chosen.result, _files(self._database, chosen.attempt_id))
        elif chosen is None:
            remove(folder, due.student, due.assignment)
        with self._database.writing() as session:
            session.execute(
                sa.update(Standing)
                .where(Standing.person_id == due.person_id, Standing.assignment == due.assignment)
                .values(placed=due.changes, **_as_columns(chosen))
            )

    def _adopt(self, due: _Due, stored: SubmissionResult | None) -> None:
        """Take over a result that a command has put in place, as `grade --accept` does."""
        if stored is None or not stored.submission.sha256:
            return
        with self._database.writing() as session:
            attempt = session.scalars(
                sa.select(Attempt)
                .join(Standing, Standing.attempt_id == Attempt.id)
                .where(Standing.person_id == due.person_id, Standing.assignment == due.assignment)
            ).one_or_none()
            if attempt is not None and attempt.sha256 == stored.submission.sha256:
                add_result(session, attempt.id, stored, now())


def _as_columns(chosen: Graded | None) -> dict[str, object]:
    if chosen is None:
        return {"attempt_id": None, "outcome": "", "points": 0.0, "max_score": 0.0}
    result = chosen.result
    return {
        "attempt_id": chosen.attempt_id,
        "outcome": str(result.outcome),
        "points": result.counts,
        "max_score": result.max_score,
    }


def _graded(database: Database, folder: CourseFolder, due: _Due, rules: Today) -> list[Graded]:
    """Return the graded attempts that may count, each with its latest result."""
    with database.reading() as session:
        rows = session.execute(
            sa.select(Attempt.id, Attempt.number, Result.data)
            .join(Result, Result.attempt_id == Attempt.id)
            .where(
                Attempt.person_id == due.person_id,
                Attempt.assignment == due.assignment,
                Attempt.aside == "",
            )
            .order_by(Result.id)
        ).all()
    latest = {number: (attempt, data) for attempt, number, data in rows}
    return [
        Graded(attempt, number, current(folder, rules, unpack_result(data)))
        for number, (attempt, data) in latest.items()
    ]


def current(folder: CourseFolder, rules: Today, result: SubmissionResult) -> SubmissionResult:
    """Return a result with its present lateness, and where its files are on this machine."""
    info = _on_this_machine(folder, result)
    here = msgspec.structs.replace(result, submission=info)
    return rules.of(here, info.submitted_at)


def _on_this_machine(folder: CourseFolder, result: SubmissionResult) -> SubmissionInfo:
    own = folder.submitted() / result.student / result.assignment
    path = Path(result.submission.path)
    here = own if path.name == own.name else own / path.name
    return msgspec.structs.replace(result.submission, path=as_text(here), folder=as_text(own))


def _files(database: Database, attempt: int) -> dict[str, bytes]:
    with database.reading() as session:
        data = session.scalars(sa.select(Handed.data).where(Handed.attempt_id == attempt)).one()
    return unpack_files(data)
