"""A thread that has marks written into nbgrader's gradebook, a moment after they were given."""

from __future__ import annotations

import logging
import threading

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from autograder.errors import AutograderError, GradebookError, RequestError
from autograder.service.commands import Commands
from autograder.service.database.connect import Database, reason
from autograder.service.database.tables import Mark
from autograder.service.live import LiveCourse
from autograder.service.marking.book import read_book
from autograder.service.marking.questions import questions_of

log = logging.getLogger(__name__)
_REST_S = 20.0  # between two looks, so that marking one answer after another starts few processes


class Scribe:
    """Knows which assignments have marks to write."""

    def __init__(self, database: Database, course: LiveCourse, commands: Commands) -> None:
        self._database, self._course, self.commands = database, course, commands
        self._stopping = threading.Event()
        self._due: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="scribe", daemon=True)

    def start(self) -> None:
        """Look at all that was marked before, and start the thread."""
        with self._database.reading() as session:
            self._due |= set(session.scalars(sa.select(Mark.assignment).distinct()))
        self._thread.start()

    def stop(self) -> None:
        """Tell the thread to end."""
        self._stopping.set()

    def ask(self, assignment: str) -> None:
        """Note that an assignment has marks to write."""
        self._due.add(assignment)

    def write(self, assignment: str) -> None:
        """Write the marks of an assignment now, if the gradebook lacks any.

        Raises RequestError with the reason if that is not possible.
        """
        self._due.discard(assignment)
        folder = self._course.folder
        own = folder.course.assignment(assignment)
        try:
            book = read_book(self._database, folder, own, questions_of(folder, own))
        except GradebookError as error:
            raise RequestError(str(error)) from None
        if book.pending and (ended := self.commands.run("marks", assignment)).code:
            raise RequestError(ended.told)

    def _run(self) -> None:
        while not self._stopping.wait(_REST_S):
            for assignment in tuple(self._due):
                self._try(assignment)

    def _try(self, assignment: str) -> None:
        try:
            self.write(assignment)
        except (SQLAlchemyError, AutograderError) as error:
            why = reason(error) if isinstance(error, SQLAlchemyError) else error
            log.error("marks of %s are not in the gradebook: %s", assignment, why)  # noqa: TRY400
            self._due.add(assignment)
