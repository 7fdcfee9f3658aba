"""Give attempts to workers, each to one at a time, and take them back from those that died.

A worker's lease ends soon unless it is renewed. Clocks of machines may differ by less than that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import aliased

from autograder.service.database.connect import Database
from autograder.service.database.tables import Attempt, Handed, Person, State
from autograder.service.queue.files import unpack_files

LEASE = dt.timedelta(seconds=30)
RENEW_S = 10.0


class Claimed(msgspec.Struct, frozen=True):
    """An attempt that a worker has for now."""

    id: int
    student: str
    assignment: str
    received_at: dt.datetime
    files: dict[str, bytes]
    worker: str


def claim(database: Database, worker: str, now: dt.datetime) -> Claimed | None:
    """Return the attempt whose turn it is, for this worker alone; None if none is waiting.

    Turns are fair: a student's newest attempt comes first, and the others of the same student
    wait behind all other students'.
    """
    waiting = aliased(Attempt)
    is_abandoned = sa.and_(
        waiting.state == State.RUNNING,
        # A lease far in the future was given before a clock was set back.
        sa.or_(waiting.lease_until < now, waiting.lease_until > now + 2 * LEASE),
    )
    first = (
        sa.select(waiting.id)
        .where(sa.or_(waiting.state == State.QUEUED, is_abandoned))
        .order_by(waiting.turn, waiting.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = (
        sa.update(Attempt)
        .where(Attempt.id == first)
        .values(
            # What was abandoned may have ended its worker: it must not hold up the others.
            turn=sa.case((Attempt.state == State.RUNNING, Attempt.turn + 1), else_=Attempt.turn),
            state=State.RUNNING,
            worker=worker,
            lease_until=now + LEASE,
            tries=Attempt.tries + 1,
        )
        .returning(Attempt.id)
    )
    with database.writing() as session:
        number = session.execute(taken).scalar()
        if number is None:
            return None
        row = session.execute(
            sa.select(Attempt, Person.name, Handed.data)
            .join(Person, Person.id == Attempt.person_id)
            .join(Handed, Handed.attempt_id == Attempt.id)
            .where(Attempt.id == number)
        ).one()
    attempt, student, data = row
    return Claimed(
        attempt.id, student, attempt.assignment, attempt.received_at, unpack_files(data), worker
    )


def renew(database: Database, worker: str, attempts: Collection[int], now: dt.datetime) -> None:
    """Prolong the leases of the attempts that a worker is grading."""
    own = (Attempt.worker == worker, Attempt.state == State.RUNNING, Attempt.id.in_(attempts))
    with database.writing() as session:
        session.execute(sa.update(Attempt).where(*own).values(lease_until=now + LEASE))


def give_back(database: Database, worker: str, attempt: int | None = None) -> None:
    """Put back one attempt of a worker, or all of them; others come before it now."""
    own = [Attempt.worker == worker, Attempt.state == State.RUNNING]
    if attempt is not None:
        own.append(Attempt.id == attempt)
    back = {"state": State.QUEUED, "worker": "", "lease_until": None}
    later = {"turn": Attempt.turn + 1} if attempt is not None else {}
    with database.writing() as session:
        session.execute(sa.update(Attempt).where(*own).values(**back, **later))


def queue_again(database: Database, attempt: int) -> None:
    """Have a graded attempt graded once more."""
    with database.writing() as session:
        session.execute(
            sa.update(Attempt)
            .where(Attempt.id == attempt, Attempt.state.in_([State.GRADED, State.DROPPED]))
            .values(state=State.QUEUED, turn=0)
        )
