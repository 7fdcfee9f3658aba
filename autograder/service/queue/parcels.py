"""Hand the graders of a course to workers on other machines, through the database."""

from __future__ import annotations

import sqlalchemy as sa

from autograder.course import secret
from autograder.course.fingerprint import fingerprint
from autograder.course.folder import CourseFolder
from autograder.errors import RequestError
from autograder.grading.elsewhere import versions
from autograder.grading.parcel import pack_course
from autograder.service.database.connect import Database
from autograder.service.database.tables import Parcel


def publish_graders(database: Database, folder: CourseFolder) -> None:
    """Store the graders of each assignment whose graders have changed."""
    with database.reading() as session:
        known = session.execute(
            sa.select(Parcel.assignment, Parcel.graders_sha256, Parcel.versions, Parcel.secret)
        ).all()
    stored = {row[0]: tuple(row[1:]) for row in known}
    own = secret.fingerprint(secret.course_secret(folder.root))
    for assignment in folder.course.assignments:
        now = fingerprint(folder, assignment), versions(), own
        if stored.get(assignment.name) != now:
            data = pack_course(folder, assignment)
            parcel = Parcel(
                assignment=assignment.name,
                graders_sha256=now[0],
                versions=now[1],
                secret=now[2],
                data=data,
            )
            with database.writing() as session:
                session.merge(parcel)


def published(database: Database) -> list[str]:
    """Return the assignments whose graders are stored."""
    with database.reading() as session:
        return list(session.scalars(sa.select(Parcel.assignment).order_by(Parcel.assignment)))


def newest(database: Database, assignment: str) -> str:
    """Return the hash of an assignment's graders; "" if none are stored."""
    with database.reading() as session:
        chosen = sa.select(Parcel.graders_sha256).where(Parcel.assignment == assignment)
        return session.scalars(chosen).one_or_none() or ""


def fetch(database: Database, assignment: str) -> Parcel:
    """Return the graders of an assignment.

    Raises RequestError if there are none, or if this machine has other versions or another secret.
    """
    with database.reading() as session:
        parcel = session.get(Parcel, assignment)
    if parcel is None:
        raise RequestError(f"the database has no graders of {assignment}; start autograder serve")
    here = versions()
    other = [
        f"{n} {v} there, {here.get(n)} here" for n, v in parcel.versions.items() if here.get(n) != v
    ]
    if other:
        raise RequestError(f"other versions: {'; '.join(other)}; install the same on both machines")
    return parcel


def check_secret(parcel: Parcel, own: bytes) -> None:
    """Raise RequestError if the course was graded with another secret."""
    if secret.fingerprint(own) != parcel.secret:
        raise RequestError(
            f"{secret.VARIABLE} is not the secret of this course; it is in "
            f"{secret.SECRET_FILE} of the course's folder"
        )
