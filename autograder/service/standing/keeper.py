"""Keep standings, and the course's folder, as results, extensions and due dates say they are.

One thread does this. Whatever it was doing when it was killed, it does again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import AutograderError
from autograder.grading.teams import as_member
from autograder.grading.today import Today
from autograder.results.by_hand import with_hand_marks
from autograder.results.format import HandMark, SubmissionInfo, SubmissionResult
from autograder.results.store import ResultStore
from autograder.service.bell import Bell
from autograder.service.database.connect import Database, reason
from autograder.service.database.tables import Attempt, Handed, Person, Result, Standing
from autograder.service.live import LiveCourse, Version
from autograder.service.marking.answers import keep_answers
from autograder.service.marking.given import hand_marks
from autograder.service.marking.questions import questions_of
from autograder.service.moments import now
from autograder.service.people.teams import Team, team_of
from autograder.service.queue.files import unpack_files
from autograder.service.queue.finish import add_result, touch, unpack_result
from autograder.service.standing.choose import Graded, counting
from autograder.service.standing.place import place, remove
from autograder.submission.files import as_text
from autograder.submission.find import SubmissionFile
from autograder.submission.find import Team as TeamOf

log = logging.getLogger(__name__)
_LOOK_S = 2.0  # seconds between two looks for what other processes have graded
_TROUBLE_S = 5.0
_MOST = 100  # standings that are settled between two looks at the course's files


class _Due(msgspec.Struct, frozen=True):
    person_id: int
    student: str
    assignment: str
    changes: int | None  # None: there are none to note as settled


class Keeper:
    """Settles standings that may have changed."""

    def __init__(
        self,
        database: Database,
        course: LiveCourse,
        bell: Bell,
        marked: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`marked` is told of each assignment in which marks of people may have changed."""
        self._database, self._course, self._bell, self._marked = database, course, bell, marked
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
        """Settle the standings of a student's team; the student's own comes last."""
        with self._database.reading() as session:
            team = team_of(session, self._course, due.assignment, due.person_id, due.student)
        for person_id, name in team.members.items():
            if person_id != due.person_id:
                self._settle_one(_Due(person_id, name, due.assignment, None), team)
        self._settle_one(due, team)

    def _settle_one(self, due: _Due, team: Team) -> None:
        folder, rules = self._course.folder, self._course.today(due.assignment)
        assignment = folder.course.assignment(due.assignment)
        stored = ResultStore(folder.results(), due.assignment).load(due.student)
        self._adopt(due, stored)
        chosen = counting(self._graded(due.assignment, team), assignment.attempts.counts)
        if chosen is None:
            remove(folder, due.student, due.assignment)
        else:
            marks = self._marks(folder, assignment, chosen.attempt_id)
            own = current(folder, rules, chosen.result, due.student, team.name, marks)
            chosen = msgspec.structs.replace(chosen, result=own)
            if own != stored:
                place(folder, own, chosen.owner, _files(self._database, chosen.attempt_id))
                if own.by_hand:
                    self._marked(due.assignment)
        with self._database.writing() as session:
            if assignment.teams:
                _count_again(session, due, team)
            _note(session, due, chosen)

    def _marks(
        self, folder: CourseFolder, assignment: Assignment, attempt: int
    ) -> Sequence[HandMark]:
        """Return the marks that people gave for the answers of the attempt that counts."""
        if not (questions := questions_of(folder, assignment)):
            return ()
        keep_answers(self._database, folder, assignment, attempt)
        return hand_marks(self._database, questions, [attempt])[attempt]

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

    def _graded(self, assignment: str, team: Team) -> list[Graded]:
        """Return the graded attempts of a team that may count, each with its latest result."""
        with self._database.reading() as session:
            rows = session.execute(
                sa.select(Attempt.id, Attempt.number, Attempt.person_id, Result.data)
                .join(Result, Result.attempt_id == Attempt.id)
                .where(
                    Attempt.person_id.in_(team.members),
                    Attempt.assignment == assignment,
                    Attempt.aside == "",
                )
                .order_by(Result.id)
            ).all()
        folder, rules = self._course.folder, self._course.today(assignment)
        found = []
        for attempt, number, person_id, data in {row[0]: row for row in rows}.values():
            owner = team.members[person_id]
            result = current(folder, rules, of_owner(data, owner), owner, team.name)
            found.append(Graded(attempt, owner, number, result))
        return found


def _count_again(session: Session, due: _Due, team: Team) -> None:
    """Count the attempts of a team for one of its members, who may have none of their own."""
    # As `hand_in` does, so that the two do not add the same row.
    session.execute(sa.select(Person.id).where(Person.id == due.person_id).with_for_update())
    standing = session.get(Standing, (due.person_id, due.assignment))
    if standing is None:
        standing = Standing(person_id=due.person_id, assignment=due.assignment)
        session.add(standing)
    shared = (Attempt.person_id.in_(team.members), Attempt.assignment == due.assignment)
    number, last_at = sa.func.count(), sa.func.max(Attempt.received_at)
    standing.attempts, standing.last_at = session.execute(
        sa.select(number, last_at).where(*shared)
    ).one()
    session.flush()


def _note(session: Session, due: _Due, chosen: Graded | None) -> None:
    """Note in the database what counts for a student."""
    own = (Standing.person_id == due.person_id, Standing.assignment == due.assignment)
    values = _as_columns(chosen) | ({} if due.changes is None else {"placed": due.changes})
    session.execute(sa.update(Standing).where(*own).values(**values))


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


def of_owner(data: bytes, owner: str) -> SubmissionResult:
    """Return a result that was packed, as that of who handed it in."""
    return msgspec.structs.replace(unpack_result(data), student=owner)


def current(  # noqa: PLR0913, PLR0917 - all that a result depends on
    folder: CourseFolder,
    rules: Today,
    result: SubmissionResult,
    student: str,
    team: str,
    marks: Sequence[HandMark] = (),
) -> SubmissionResult:
    """Return the result of an attempt for a member of a team, with the present lateness.

    `result` is that of who handed it in, `team` is "" for a student who works alone, and `marks`
    are those that people gave. It says where the files are on this machine.
    """
    info = _on_this_machine(folder, result)
    here = msgspec.structs.replace(with_hand_marks(result, marks), submission=info)
    by = TeamOf(team, result.student) if team else None
    own = as_member(here, SubmissionFile(student, Path(info.path), team=by))
    return rules.of(own, info.submitted_at)


def _on_this_machine(folder: CourseFolder, result: SubmissionResult) -> SubmissionInfo:
    own = folder.submitted() / result.student / result.assignment
    path = Path(result.submission.path)
    here = own if path.name == own.name else own / path.name
    return msgspec.structs.replace(result.submission, path=as_text(here), folder=as_text(own))


def _files(database: Database, attempt: int) -> dict[str, bytes]:
    with database.reading() as session:
        data = session.scalars(sa.select(Handed.data).where(Handed.attempt_id == attempt)).one()
    return unpack_files(data)
