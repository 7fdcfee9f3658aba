"""Put an attempt into the queue, if the assignment's rules allow another one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from autograder.course.settings import Assignment, Counts
from autograder.languages import say_n
from autograder.service.database.connect import Database
from autograder.service.database.tables import Attempt, Handed, Person, Standing, State
from autograder.service.queue.files import pack_files

_HOUR = dt.timedelta(hours=1)


class Refused(Exception):
    """An attempt that is not taken; the text is for its student."""


class TooMany(Refused):
    """There were too many attempts already."""

    def __init__(self, why: str, again_at: dt.datetime | None = None) -> None:
        super().__init__(why)
        self.again_at = again_at  # None for never


class HandIn(msgspec.Struct, frozen=True):
    """What a student hands in."""

    person_id: int
    assignment: Assignment
    files: Mapping[str, bytes]
    sha256: str  # of the submission, as results have it
    mates: tuple[int, ...] = ()  # the others of the student's team, who share the attempts

    @property
    def everybody(self) -> list[int]:
        """Whose attempts these are."""
        return sorted({self.person_id, *self.mates})


def hand_in(database: Database, handed: HandIn, now: dt.datetime) -> int:
    """Return the number of the new attempt; the last one's if it has the same content.

    Raises TooMany. The attempt is on disk when this returns.
    """
    size, packed = sum(map(len, handed.files.values())), pack_files(handed.files)
    assignment = handed.assignment
    with database.writing() as session:
        # Attempts of one student, or of one team, come one after the other.
        everybody = sa.select(Person.id).where(Person.id.in_(handed.everybody))
        session.execute(everybody.order_by(Person.id).with_for_update())
        own = _attempts(session, handed.everybody, assignment.name)
        if own and own[-1].sha256 == handed.sha256 and own[-1].state != State.DROPPED:
            return own[-1].number
        _check_rules(assignment, own, now)
        _step_back(session, handed.everybody, assignment)
        attempt = Attempt(
            person_id=handed.person_id,
            assignment=assignment.name,
            number=own[-1].number + 1 if own else 1,
            received_at=now,
            sha256=handed.sha256,
            size=size,
        )
        session.add(attempt)
        session.flush()
        session.add(Handed(attempt_id=attempt.id, data=packed))
        for person_id in handed.everybody:
            _note(session, person_id, attempt)
        return attempt.number


def _attempts(session: Session, people: Sequence[int], assignment: str) -> list[Attempt]:
    own = (Attempt.person_id.in_(people), Attempt.assignment == assignment)
    return list(session.scalars(sa.select(Attempt).where(*own).order_by(Attempt.number)))


def _check_rules(assignment: Assignment, own: list[Attempt], now: dt.datetime) -> None:
    rules = assignment.attempts
    counted = sum(attempt.state != State.DROPPED for attempt in own)
    if rules.in_all is not None and counted >= rules.in_all:
        raise TooMany(
            say_n(
                "You may hand in {n} time, and you have.",
                "You may hand in {n} times, and you have.",
                rules.in_all,
            )
        )
    # A clock that was set back must not count attempts of the future for ever.
    recent = [a.received_at for a in own if now - _HOUR < a.received_at <= now + _HOUR]
    if rules.per_hour is not None and len(recent) >= rules.per_hour:
        why = say_n(
            "You may hand in {n} time an hour.",
            "You may hand in {n} times an hour.",
            rules.per_hour,
        )
        raise TooMany(why, recent[-rules.per_hour] + _HOUR)


def _step_back(session: Session, people: Sequence[int], assignment: Assignment) -> None:
    """Let older attempts wait behind the new one, or drop those that cannot count."""
    queued = (Attempt.person_id.in_(people), Attempt.state == State.QUEUED)
    if assignment.attempts.counts is Counts.LAST:
        same = Attempt.assignment == assignment.name
        session.execute(sa.update(Attempt).where(*queued, same).values(state=State.DROPPED))
    session.execute(sa.update(Attempt).where(*queued).values(turn=Attempt.turn + 1))


def _note(session: Session, person_id: int, attempt: Attempt) -> None:
    standing = session.get(Standing, (person_id, attempt.assignment))
    if standing is None:
        standing = Standing(person_id=person_id, assignment=attempt.assignment, attempts=0)
        session.add(standing)
    standing.attempts += 1
    standing.last_at = attempt.received_at
