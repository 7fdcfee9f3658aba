"""Send grades to platforms: a thread that compares what counts with what a platform has got.

It can be killed at any point: what was not noted as sent is sent again, and says the same.
"""

from __future__ import annotations

import logging
import threading
import time

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from autograder.errors import AutograderError, CourseError
from autograder.report.held import view_now
from autograder.service.database.connect import Database, reason
from autograder.service.database.tables import (
    LtiGrade,
    LtiPlace,
    LtiUser,
    Person,
    Result,
    Standing,
)
from autograder.service.live import LiveCourse
from autograder.service.lti.keys import OwnKey
from autograder.service.lti.services import Services
from autograder.service.moments import now
from autograder.service.people.settings import read_settings
from autograder.service.queue.finish import unpack_result

log = logging.getLogger(__name__)
_LOOK_S = 2.0
_REST_S = 60.0  # after a platform did not take a grade


class Due(msgspec.Struct, frozen=True):
    """A grade that a platform should get."""

    platform: str
    sub: str
    url: str
    person_id: int
    assignment: str
    points: float
    max_score: float


class Grades:
    """The thread."""

    def __init__(self, database: Database, course: LiveCourse, key: OwnKey) -> None:
        self._database, self._course, self.key = database, course, key
        self._stopping = threading.Event()
        self._resting: dict[str, float] = {}
        self._thread = threading.Thread(target=self._run, name="grades", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Tell the thread to end."""
        self._stopping.set()

    def _run(self) -> None:
        while not self._stopping.wait(_LOOK_S):
            try:
                self.look()
            except (SQLAlchemyError, AutograderError, OSError) as error:
                why = reason(error) if isinstance(error, SQLAlchemyError) else error
                log.error("grades cannot be sent: %s", why)  # noqa: TRY400
                self._stopping.wait(_REST_S)

    def look(self) -> None:
        """Send what platforms have not got yet."""
        platforms = {one.name: one for one in read_settings(self._course.root).lti}
        services = {name: Services(one, self.key) for name, one in platforms.items()}
        for due in self._due():
            is_resting = time.monotonic() < self._resting.get(due.platform, 0.0)
            if due.platform in services and not is_resting and not self._stopping.is_set():
                self._send(services[due.platform], due)

    def _send(self, services: Services, due: Due) -> None:
        at = now().isoformat(timespec="milliseconds")
        try:
            services.note_grade(due.url, due.sub, due.points, due.max_score, at)
        except AutograderError as error:
            log.error("%s: a grade was not taken: %s", due.assignment, error)  # noqa: TRY400
            self._resting[due.platform] = time.monotonic() + _REST_S
            return
        with self._database.writing() as session:
            own = {"person_id": due.person_id, "assignment": due.assignment}
            points = {"points": due.points, "max_score": due.max_score}
            session.merge(LtiGrade(platform=due.platform, **own, **points))

    def _due(self) -> list[Due]:
        latest = sa.select(sa.func.max(Result.id)).where(Result.attempt_id == Standing.attempt_id)
        same = (
            LtiGrade.platform == LtiUser.platform,
            LtiGrade.person_id == Standing.person_id,
            LtiGrade.assignment == Standing.assignment,
        )
        place = (
            LtiPlace.platform == LtiUser.platform,
            LtiPlace.context == LtiUser.context,
            LtiPlace.assignment == Standing.assignment,
        )
        is_new = sa.or_(
            LtiGrade.points.is_(None),
            LtiGrade.points != Standing.points,
            LtiGrade.max_score != Standing.max_score,
        )
        chosen = (
            sa.select(Standing, Person.name, LtiUser, LtiPlace.url, Result.data)
            .join(Person, Person.id == Standing.person_id)
            .join(LtiUser, LtiUser.person_id == Standing.person_id)
            .join(LtiPlace, sa.and_(*place))
            .join(Result, Result.id == latest.correlate(Standing).scalar_subquery())
            .outerjoin(LtiGrade, sa.and_(*same))
            .where(is_new)
        )
        with self._database.reading() as session:
            rows = session.execute(chosen).all()
        return [
            Due(u.platform, u.sub, url, s.person_id, s.assignment, s.points, s.max_score)
            for s, student, u, url, data in rows
            if self._may_see(s.assignment, student, data)
        ]

    def _may_see(self, name: str, student: str, data: bytes) -> bool:
        """Whether a student may see the points now: the platform would show them."""
        folder = self._course.folder
        try:
            assignment = folder.course.assignment(name)
        except CourseError:
            return False
        result = msgspec.structs.replace(unpack_result(data), student=student)
        result = self._course.today(name).of(result, result.submission.submitted_at)
        return bool(view_now(result, folder.course, assignment, now(), None).total)
