"""Keep the result of an attempt: one for each version of the graders, whoever brings it first."""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections.abc import Collection

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from autograder.results.format import EngineInfo, SubmissionOutcome, SubmissionResult
from autograder.service.database.connect import Database
from autograder.service.database.tables import Attempt, Result, Standing, State

_RESULT = msgspec.json.Decoder(SubmissionResult)


def stamp_of(engine: EngineInfo) -> str:
    """Return a hash of all that decides a mark besides the submission."""
    parts = (engine.version, engine.isolation, engine.run, engine.secret, engine.graders_sha256)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def pack_result(result: SubmissionResult) -> bytes:
    """Return a result as the database keeps it."""
    return zlib.compress(msgspec.json.encode(result))


def unpack_result(data: bytes) -> SubmissionResult:
    """Return a result that was packed."""
    return _RESULT.decode(zlib.decompress(data))


def finish(database: Database, attempt: int, result: SubmissionResult, now: dt.datetime) -> None:
    """Store an attempt's result.

    A second result by the same graders is not stored, unless the first was an error of ours. An
    attempt that was deleted meanwhile stays deleted.
    """
    with database.writing() as session:
        own = session.get(Attempt, attempt, with_for_update=True)
        if own is None:
            return
        add_result(session, attempt, result, now)
        own.state, own.worker, own.lease_until = State.GRADED, "", None
        touch(session, own.person_id, own.assignment)


def add_result(session: Session, attempt: int, result: SubmissionResult, now: dt.datetime) -> None:
    """Add a result unless there is one by the same graders; the attempt's row is locked."""
    stamp = stamp_of(result.engine)
    same = (Result.attempt_id == attempt, Result.stamp == stamp)
    known = session.scalars(sa.select(Result).where(*same)).one_or_none()
    if known is not None and known.outcome != SubmissionOutcome.ERROR:
        return
    if known is not None:
        session.delete(known)
        session.flush()
    session.add(
        Result(
            attempt_id=attempt,
            stamp=stamp,
            outcome=result.outcome,
            score=result.score,
            max_score=result.max_score,
            made_at=now,
            data=pack_result(result),
        )
    )


def touch(session: Session, person_id: int | None = None, assignment: str = "") -> None:
    """Note that standings may have changed: one, those of a person or assignment, or all."""
    touch_people(session, None if person_id is None else (person_id,), assignment)


def touch_people(session: Session, people: Collection[int] | None, assignment: str) -> None:
    """Note that standings may have changed: of some people or all, in an assignment or all."""
    chosen: list[sa.ColumnElement[bool]] = []
    if people is not None:
        chosen.append(Standing.person_id.in_(people))
    if assignment:
        chosen.append(Standing.assignment == assignment)
    session.execute(sa.update(Standing).where(*chosen).values(changes=Standing.changes + 1))
