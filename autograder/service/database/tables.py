"""The tables of the service, as SQLAlchemy maps them."""

from __future__ import annotations

import datetime as dt
import enum

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Role(enum.StrEnum):
    """What a person may do, from least to most."""

    STUDENT = "student"
    ASSISTANT = "assistant"  # sees the class and marks answers
    INSTRUCTOR = "instructor"


class State(enum.StrEnum):
    """Where an attempt is on its way to a result."""

    QUEUED = "queued"
    RUNNING = "running"  # a worker has it, until its lease ends
    GRADED = "graded"
    DROPPED = "dropped"  # a newer attempt took its place before it was graded


class Utc(sa.TypeDecorator[dt.datetime]):
    """A moment, in UTC in every database; SQLite keeps no time zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: dt.datetime | None, dialect: sa.Dialect
    ) -> dt.datetime | None:
        """Return what the database stores."""
        if value is None:
            return None
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(
        self,
        value: dt.datetime | None,
        dialect: sa.Dialect,  # noqa: ARG002 - SQLAlchemy passes it
    ) -> dt.datetime | None:
        """Return a stored moment with its zone."""
        if value is None:
            return None
        aware = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
        return aware.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """The base of all tables."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Person(Base):
    """Somebody who may enter."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200), unique=True)  # the roster's id
    full_name: Mapped[str] = mapped_column(sa.String(400), default="")
    role: Mapped[str] = mapped_column(sa.String(20))
    language: Mapped[str] = mapped_column(sa.String(40), default="")  # "" for none given
    link: Mapped[int] = mapped_column(default=1)  # of personal links, only this number is valid
    is_removed: Mapped[bool] = mapped_column(default=False)  # may not enter any more


class Visit(Base):
    """A session of a browser, by the hash of its secret."""

    __tablename__ = "visit"

    token_sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    ends_at: Mapped[dt.datetime] = mapped_column(Utc)


class Attempt(Base):
    """Something that a student has handed in."""

    __tablename__ = "attempt"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "assignment", "number"),
        sa.Index(None, "state", "turn", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"))
    assignment: Mapped[str] = mapped_column(sa.String(200))
    number: Mapped[int]  # 1, 2, ... of this student in this assignment
    received_at: Mapped[dt.datetime] = mapped_column(Utc)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    size: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(20), default=State.QUEUED)
    turn: Mapped[int] = mapped_column(default=0)  # the queue is in the order of turns, then ids
    worker: Mapped[str] = mapped_column(sa.String(60), default="")
    lease_until: Mapped[dt.datetime | None] = mapped_column(Utc)
    tries: Mapped[int] = mapped_column(default=0)
    aside: Mapped[str] = mapped_column(sa.String(1000), default="")  # why it does not count


class Handed(Base):
    """The files of an attempt, apart from it because they are large."""

    __tablename__ = "handed"

    attempt_id: Mapped[int] = mapped_column(
        sa.ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)


class Result(Base):
    """The result of an attempt by one version of the graders."""

    __tablename__ = "result"
    __table_args__ = (sa.UniqueConstraint("attempt_id", "stamp"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(sa.ForeignKey("attempt.id", ondelete="CASCADE"))
    stamp: Mapped[str] = mapped_column(sa.String(64))  # of all that decides a mark besides the file
    outcome: Mapped[str] = mapped_column(sa.String(20))
    score: Mapped[float]
    max_score: Mapped[float]
    made_at: Mapped[dt.datetime] = mapped_column(Utc)
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)  # the result file, compressed


class Standing(Base):
    """Which attempt of a student counts; a row for each student and assignment."""

    __tablename__ = "standing"
    __table_args__ = (sa.Index(None, "assignment"),)

    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    assignment: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    attempts: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[dt.datetime | None] = mapped_column(Utc)
    attempt_id: Mapped[int | None] = mapped_column(sa.ForeignKey("attempt.id", ondelete="SET NULL"))
    outcome: Mapped[str] = mapped_column(sa.String(20), default="")
    points: Mapped[float] = mapped_column(default=0.0)  # those that count, after lateness
    max_score: Mapped[float] = mapped_column(default=0.0)
    changes: Mapped[int] = mapped_column(default=0)  # grows when something may change it
    placed: Mapped[int] = mapped_column(default=0)  # the changes that the course's folder has


class Parcel(Base):
    """What workers on other machines grade an assignment with; it holds no secret."""

    __tablename__ = "parcel"

    assignment: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    graders_sha256: Mapped[str] = mapped_column(sa.String(64))
    secret: Mapped[str] = mapped_column(sa.String(64))  # a fingerprint
    versions: Mapped[dict[str, str]] = mapped_column(sa.JSON)  # that must be the same everywhere
    data: Mapped[bytes] = mapped_column(sa.LargeBinary)


class LtiUser(Base):
    """Somebody as a learning platform knows them; the first launch decides who it is here."""

    __tablename__ = "lti_user"
    __table_args__ = (sa.UniqueConstraint("platform", "person_id"),)

    platform: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    sub: Mapped[str] = mapped_column(sa.String(255), primary_key=True)
    context: Mapped[str] = mapped_column(sa.String(255))  # the platform's course
    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("person.id", ondelete="CASCADE"), index=True
    )


class LtiPlace(Base):
    """An address of a platform: of an assignment's grades, or of a course's members."""

    __tablename__ = "lti_place"

    platform: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    context: Mapped[str] = mapped_column(sa.String(255), primary_key=True)
    assignment: Mapped[str] = mapped_column(sa.String(200), primary_key=True)  # "" for members
    url: Mapped[str] = mapped_column(sa.String(2000))


class LtiGrade(Base):
    """The points of a student that a platform has got."""

    __tablename__ = "lti_grade"

    platform: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    assignment: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    points: Mapped[float]
    max_score: Mapped[float]


class LtiNonce(Base):
    """A launch that was used, until it is too old to be used again anyway."""

    __tablename__ = "lti_nonce"

    nonce_sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    until: Mapped[dt.datetime] = mapped_column(Utc)


class Answer(Base):
    """What an attempt that counts, or has counted, answers to a question that people mark."""

    __tablename__ = "answer"

    attempt_id: Mapped[int] = mapped_column(
        sa.ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    question: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    text: Mapped[str] = mapped_column(sa.Text)
    key: Mapped[str] = mapped_column(sa.String(32))  # equal for answers that are alike
    is_empty: Mapped[bool]  # nothing was written


class Mark(Base):
    """What somebody gave for a student's answer, and for every later one that is alike."""

    __tablename__ = "mark"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "assignment", "question", "key"),
        sa.Index(None, "assignment", "question"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"))
    assignment: Mapped[str] = mapped_column(sa.String(200))
    question: Mapped[str] = mapped_column(sa.String(200))
    key: Mapped[str] = mapped_column(sa.String(32))
    points: Mapped[float]  # of the rubric and beside it, from 0 to the question's points
    beside: Mapped[float] = mapped_column(default=0.0)  # points beside the rubric
    comment: Mapped[str] = mapped_column(sa.Text, default="")
    who: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[dt.datetime] = mapped_column(Utc)


class RubricItem(Base):
    """Points with a text, to tick at many answers; without points it is a comment to reuse."""

    __tablename__ = "rubric_item"
    __table_args__ = (sa.Index(None, "assignment", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment: Mapped[str] = mapped_column(sa.String(200))
    question: Mapped[str] = mapped_column(sa.String(200))
    points: Mapped[float]
    text: Mapped[str] = mapped_column(sa.String(1000))


class TickedItem(Base):
    """A rubric item that is ticked in a mark."""

    __tablename__ = "ticked_item"

    mark_id: Mapped[int] = mapped_column(
        sa.ForeignKey("mark.id", ondelete="CASCADE"), primary_key=True
    )
    item_id: Mapped[int] = mapped_column(
        sa.ForeignKey("rubric_item.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class BookMark(Base):
    """What nbgrader's gradebook has of us; whatever else is there, somebody marked there."""

    __tablename__ = "book_mark"

    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    assignment: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    question: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    points: Mapped[float | None]
    comment: Mapped[str] = mapped_column(sa.Text, default="")


class Change(Base):
    """An entry of the log: who changed what."""

    __tablename__ = "change"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Utc)
    who: Mapped[str] = mapped_column(sa.String(200))
    what: Mapped[str] = mapped_column(sa.String(40))
    about: Mapped[str] = mapped_column(sa.String(200), default="", index=True)  # a person's name
    assignment: Mapped[str] = mapped_column(sa.String(200), default="")
    detail: Mapped[str] = mapped_column(sa.Text, default="")
