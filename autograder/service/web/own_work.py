"""What a student may see of their own work.

Every query here is by the student's own number, or by those of the student's team.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from autograder.course.settings import Assignment
from autograder.report.feedback import FeedbackView
from autograder.report.held import view_now
from autograder.results.format import HandMark, SubmissionResult
from autograder.service.database.tables import (
    Attempt,
    Handed,
    Person,
    Result,
    Standing,
    State,
)
from autograder.service.marking.answers import keep_answers
from autograder.service.marking.given import hand_marks
from autograder.service.marking.questions import questions_of
from autograder.service.moments import now
from autograder.service.people.teams import team_of
from autograder.service.people.visits import Visitor
from autograder.service.queue.files import unpack_files
from autograder.service.standing.keeper import current, of_owner
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
    by: str  # who of the team handed it in; "" for the student
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
    """Return the attempts of a student, or of the student's team, the newest first.

    If a number is given, return only those with this number; the first one is the right one.
    """
    engine = asked.site.engine
    latest = sa.select(sa.func.max(Result.id)).where(Result.attempt_id == Attempt.id)
    chosen = (
        sa.select(Attempt, Person, Result.data, Standing.attempt_id)
        .join(Person, Person.id == Attempt.person_id)
        .outerjoin(Result, Result.id == latest.correlate(Attempt).scalar_subquery())
        .outerjoin(
            Standing,
            sa.and_(Standing.person_id == student.id, Standing.assignment == Attempt.assignment),
        )
        .where(Attempt.assignment == assignment.name)
        # Who changes the team may have a number twice.
        .order_by(Attempt.number.desc(), Attempt.person_id != student.id, Attempt.id.desc())
    )
    if number is not None:
        chosen = chosen.where(Attempt.number == number)
    with engine.database.reading() as session:
        team = team_of(session, engine.course, assignment.name, student.id, student.name)
        rows = session.execute(chosen.where(Attempt.person_id.in_(team.members))).all()
    folder, rules = engine.course.folder, engine.course.today(assignment.name)

    if number is not None and rows and rows[0][2] is not None:
        keep_answers(engine.database, folder, assignment, rows[0][0].id)
    marks = _marks(asked, assignment, [(a.id, counting) for a, _, _, counting in rows])

    def shown(attempt: int, data: bytes | None, owner: str) -> SubmissionResult | None:
        made = None if data is None else of_owner(data, owner)
        own = marks.get(attempt, ())
        return made and current(folder, rules, made, student.name, team.name, own)

    return [
        OwnAttempt(
            *(a.id, a.number, State(a.state), a.received_at, a.sha256, a.aside),
            a.id == counting,
            a.turn,
            "" if owner.id == student.id else owner.full_name or owner.name,
            shown(a.id, data, owner.name),
        )
        for a, owner, data, counting in rows
    ]


def _marks(
    asked: Asked, assignment: Assignment, attempts: Sequence[tuple[int, int | None]]
) -> dict[int, Sequence[HandMark]]:
    """Return the marks of people by attempt.

    Older attempts than the one that counts have none, unless somebody marked them.
    """
    engine = asked.site.engine
    questions = questions_of(engine.course.folder, assignment)
    found = hand_marks(engine.database, questions, [attempt for attempt, _ in attempts])
    return {
        attempt: found[attempt]
        for attempt, counting in attempts
        if attempt in found
        and (attempt >= (counting or 0) or any(m.score is not None for m in found[attempt]))
    }


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
