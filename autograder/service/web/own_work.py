"""What a student may see of their own work. Every query here is by the student's own number."""

from __future__ import annotations

import datetime as dt

import msgspec
import sqlalchemy as sa

from autograder.course.settings import Assignment
from autograder.report.feedback import FeedbackView
from autograder.report.held import view_now
from autograder.results.format import SubmissionResult
from autograder.service.database.tables import Attempt, Handed, Result, Standing, State
from autograder.service.moments import now
from autograder.service.people.visits import Visitor
from autograder.service.queue.files import unpack_files
from autograder.service.queue.finish import unpack_result
from autograder.service.standing.keeper import current
from autograder.service.web.door import Asked


class Dates(msgspec.Struct, frozen=True):
    """When an assignment is due for a student."""

    due: dt.datetime | None
    is_extended: bool
    is_over: bool


class OwnAttempt(msgspec.Struct, frozen=True):
    """An attempt of a student's own, with its latest result if it has one."""

    id: int
    number: int
    state: State
    received_at: dt.datetime
    sha256: str
    aside: str
    counts: bool
    turn: int
    result: SubmissionResult | None

    @property
    def is_waiting(self) -> bool:
        """Whether its result is still to come."""
        return self.state in {State.QUEUED, State.RUNNING}


def dates_of(asked: Asked, student: Visitor, assignment: Assignment) -> Dates:
    """Return a student's due date, with an extension."""
    deadlines = asked.site.engine.course.today(assignment.name).deadlines
    deadline = deadlines.of(student.name, assignment, None)
    if deadline is None:
        return Dates(None, is_extended=False, is_over=False)
    return Dates(deadline.due, deadline.is_extended, deadline.due < now())


def attempts_of(
    asked: Asked, student: Visitor, assignment: Assignment, number: int | None = None
) -> list[OwnAttempt]:
    """Return a student's attempts, the newest first; or only the one with a number."""
    latest = sa.select(sa.func.max(Result.id)).where(Result.attempt_id == Attempt.id)
    chosen = (
        sa.select(Attempt, Result.data, Standing.attempt_id)
        .outerjoin(Result, Result.id == latest.correlate(Attempt).scalar_subquery())
        .outerjoin(
            Standing,
            sa.and_(
                Standing.person_id == Attempt.person_id, Standing.assignment == Attempt.assignment
            ),
        )
        .where(Attempt.person_id == student.id, Attempt.assignment == assignment.name)
        .order_by(Attempt.number.desc())
    )
    if number is not None:
        chosen = chosen.where(Attempt.number == number)
    engine = asked.site.engine
    with engine.database.reading() as session:
        rows = session.execute(chosen).all()
    folder, rules = engine.course.folder, engine.course.today(assignment.name)
    return [
        OwnAttempt(
            *(a.id, a.number, State(a.state), a.received_at, a.sha256, a.aside),
            a.id == counting,
            a.turn,
            None if data is None else current(folder, rules, unpack_result(data)),
        )
        for a, data, counting in rows
    ]


def view_of(asked: Asked, assignment: Assignment, result: SubmissionResult) -> FeedbackView:
    """Return what a student may see of a result now, in the language of the page."""
    course = asked.site.engine.course.folder.course
    return view_now(result, course, assignment, now(), asked.catalogue)


def before_in_queue(asked: Asked, attempt: OwnAttempt) -> int:
    """Return how many attempts are graded before this one."""
    comes_first = sa.or_(
        Attempt.state == State.RUNNING,
        sa.and_(
            Attempt.state == State.QUEUED,
            sa.tuple_(Attempt.turn, Attempt.id) < (attempt.turn, attempt.id),
        ),
    )
    with asked.site.engine.database.reading() as session:
        count = sa.select(sa.func.count()).where(comes_first, Attempt.id != attempt.id)
        return session.scalars(count).one()


def files_of(asked: Asked, attempt: OwnAttempt) -> dict[str, bytes]:
    """Return the files of an attempt."""
    with asked.site.engine.database.reading() as session:
        data = session.scalars(sa.select(Handed.data).where(Handed.attempt_id == attempt.id)).one()
    return unpack_files(data)
