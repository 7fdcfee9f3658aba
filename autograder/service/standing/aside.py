"""Set an attempt aside by hand, with a reason, or let it count again."""

from __future__ import annotations

from autograder.errors import RequestError
from autograder.service.changes import record
from autograder.service.database.connect import Database
from autograder.service.database.tables import Attempt, Person
from autograder.service.queue.finish import touch

_MOST_CHARS = 500


def set_aside(database: Database, who: str, attempt: int, why: str) -> None:
    """Let an attempt not count, for a reason that its student reads; raises RequestError."""
    if not why or len(why) > _MOST_CHARS:
        raise RequestError(f"say why, in 1 to {_MOST_CHARS} characters; the student reads it")
    _change(database, who, attempt, why, "attempt set aside")


def count_again(database: Database, who: str, attempt: int) -> None:
    """Let an attempt count again."""
    _change(database, who, attempt, "", "attempt counts again")


def _change(database: Database, who: str, attempt: int, why: str, what: str) -> None:
    with database.writing() as session:
        own = session.get_one(Attempt, attempt, with_for_update=True)
        own.aside = why
        touch(session, own.person_id, own.assignment)
        about = session.get_one(Person, own.person_id).name
        detail = f"attempt {own.number}{f': {why}' if why else ''}"
        record(session, who, what, about=about, assignment=own.assignment, detail=detail)
