"""The parts of the service below its pages: database, queue, workers, and the course's folder."""

from __future__ import annotations

from pathlib import Path

import msgspec

from autograder.sandbox.policy import Isolation
from autograder.service.bell import Bell, Board
from autograder.service.commands import Commands
from autograder.service.database.connect import open_database
from autograder.service.live import LiveCourse
from autograder.service.lti.grades import Grades
from autograder.service.lti.keys import OwnKey
from autograder.service.marking.scribe import Scribe
from autograder.service.publisher import Publisher
from autograder.service.queue.grade import Grader
from autograder.service.queue.on_cluster import hands_of
from autograder.service.queue.workers import Workers
from autograder.service.standing.keeper import Keeper


class ServiceSettings(msgspec.Struct, frozen=True):
    """How a service is run."""

    root: Path
    isolation: Isolation
    database: str = ""  # a URL; "" for a file in the course's folder
    jobs: int = 2  # attempts graded at a time, and as many long ones; 0 leaves all to others
    scheduler: str | None = None  # of the cluster that grades; None for this machine
    grace_s: float = 20.0  # for attempts that are being graded when the service is stopped


class ServiceEngine:
    """Grades what is handed in; the pages use its parts."""

    def __init__(self, settings: ServiceSettings) -> None:
        """Open the course and the database; raises CourseError, RequestError and ServiceError."""
        self.settings = settings
        self.course = LiveCourse(settings.root)
        self.database = open_database(settings.root, settings.database)
        self.handed_in, self.graded, self.board = Bell(), Bell(), Board()
        hands = hands_of(settings.scheduler, settings.jobs)
        self._grader = Grader(self.course, settings.isolation, hands)
        self.workers = Workers(self.database, self._grader, hands.jobs, self.handed_in, self._done)
        commands = Commands(settings.root, settings.database)
        self.scribe = Scribe(self.database, self.course, commands)
        self.keeper = Keeper(self.database, self.course, self.graded, self.scribe.ask)
        self._publisher = Publisher(self.database, self.course)
        self.grades = Grades(self.database, self.course, OwnKey(settings.root))

    @property
    def commands(self) -> Commands:
        """What runs our own commands, for the scribe and for instructors."""
        return self.scribe.commands

    def start(self) -> None:
        """Start all threads."""
        self.workers.start()
        self.keeper.start()
        self._publisher.start()
        self.grades.start()
        self.scribe.start()

    def stop(self) -> None:
        """Finish what is being graded, put back the rest, and close everything."""
        self._publisher.stop()
        self.grades.stop()
        self.scribe.stop()
        self.commands.stop()
        self.workers.stop(self.settings.grace_s)
        self.keeper.stop()
        self._grader.close()
        self.database.close()

    def _done(self, attempt: int) -> None:
        self.board.tell(attempt)
        self.graded.ring()
