"""The log of changes: who did what, when, and why."""

from __future__ import annotations

from sqlalchemy.orm import Session

from autograder.service.database.tables import Change
from autograder.service.moments import now


def record(  # noqa: PLR0913 - the columns of an entry
    session: Session,
    who: str,
    what: str,
    *,
    about: str = "",
    assignment: str = "",
    detail: str = "",
) -> None:
    """Add an entry, in the transaction of the change itself."""
    session.add(
        Change(at=now(), who=who, what=what, about=about, assignment=assignment, detail=detail)
    )
