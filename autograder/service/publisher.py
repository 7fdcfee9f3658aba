"""Bring what the instructor changes on disk into the database: the roster, and the graders."""

from __future__ import annotations

import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from autograder.errors import AutograderError
from autograder.service.database.connect import Database, reason
from autograder.service.live import LiveCourse
from autograder.service.people.roster import RosterReader
from autograder.service.queue.parcels import publish_graders

log = logging.getLogger(__name__)
_LOOK_S = 5.0  # seconds between two looks


class Publisher:
    """A thread that looks for changes of the course's files."""

    def __init__(self, database: Database, course: LiveCourse) -> None:
        self._database, self._course = database, course
        self._roster = RosterReader(database, course)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="publisher", daemon=True)

    def start(self) -> None:
        """Take over the roster, and start the thread."""
        self._roster.look()
        self._thread.start()

    def stop(self) -> None:
        """Tell the thread to end."""
        self._stopping.set()

    def _run(self) -> None:
        while True:
            try:
                self._roster.look()
                publish_graders(self._database, self._course.folder)
            except (SQLAlchemyError, AutograderError, OSError) as error:
                why = reason(error) if isinstance(error, SQLAlchemyError) else error
                log.error("graders and roster cannot be published: %s", why)  # noqa: TRY400
            if self._stopping.wait(_LOOK_S):
                return
