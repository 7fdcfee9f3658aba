"""Grade one attempt with the course's graders, as `autograder grade` does."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Mapping

import msgspec

from autograder.collect.times import timestamp
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import EngineError
from autograder.grading.engine import ClassRun, error_result, patience_s, stamp_of
from autograder.grading.protocol import Job, Spec, failed_twice
from autograder.results.format import EngineInfo, SubmissionResult
from autograder.sandbox.policy import Isolation
from autograder.service.live import LiveCourse
from autograder.service.moments import now
from autograder.service.queue.files import read_attempt
from autograder.service.queue.hands import Hands
from autograder.service.queue.lease import Claimed
from autograder.service.queue.likely import likely
from autograder.submission.reading import Carried

log = logging.getLogger(__name__)
_LOOK_S = 2.0  # seconds between two looks at whether the graders have changed


class _Ready(msgspec.Struct, frozen=True):
    """What an assignment's attempts are graded with, and until when that is believed."""

    run: ClassRun
    spec: Spec
    stamp: EngineInfo
    timeout_s: float
    until: float


class Grader:
    """Grades attempts of one course; several threads may use it."""

    def __init__(self, course: LiveCourse, isolation: Isolation, hands: Hands) -> None:
        self._course, self._isolation, self._hands = course, isolation, hands
        self._ready: dict[str, _Ready] = {}
        self._prepared: dict[str, EngineInfo] = {}
        self._lock = threading.Lock()

    def grade(self, claimed: Claimed) -> SubmissionResult:
        """Return the result of an attempt.

        Raises CourseError or SandboxError if nobody can be graded now: that is not the attempt's.
        """
        while True:
            folder = self._course.folder
            assignment = folder.course.assignment(claimed.assignment)
            ready = self._ready_for(folder, assignment)
            result = self._grade(folder, assignment, ready, claimed)
            if result.engine.graders_sha256 == ready.stamp.graders_sha256:
                return result
            log.info("the graders of %s have changed; grading again", assignment.name)
            self._hands.keep({ready.spec: 0})
            self._ready.pop(assignment.name, None)

    def warm(self) -> None:
        """Make ready for what will probably come next, once for each version of the graders."""
        for name, count in self.likely().items():
            self.prepare(name, count)

    def prepare(self, name: str, count: int) -> None:
        """Make ready for so many attempts at an assignment at a time, unless that was done."""
        folder = self._course.folder
        ready = self._ready_for(folder, folder.course.assignment(name))
        if self._prepared.get(name) != ready.stamp:
            self._prepared[name] = ready.stamp
            self._hands.prepare(ready.spec, count)

    def rest(self) -> None:
        """Keep no more ready than what will probably come next."""
        self.keep(self.likely())

    def keep(self, most: Mapping[str, int]) -> None:
        """Keep at most so much ready for each assignment."""
        with self._lock:
            known = list(self._ready.values())
        self._hands.keep({one.spec: most.get(one.run.assignment.name, 0) for one in known})

    def close(self) -> None:
        """Give up everything that grades."""
        self.keep({})
        self._hands.close()

    def likely(self) -> dict[str, int]:
        """Return for how many attempts at a time each assignment should be ready."""
        return likely(self._course.folder.course.assignments, now(), self._hands.jobs)

    def _ready_for(self, folder: CourseFolder, assignment: Assignment) -> _Ready:
        with self._lock:
            known = self._ready.get(assignment.name)
            if known and known.until > time.monotonic() and known.run.assignment == assignment:
                return known
            run = ClassRun(folder, assignment, [], folder.results(), self._isolation)
            stamp = stamp_of(run)
            if known and known.stamp.graders_sha256 != stamp.graders_sha256:
                self._hands.keep({known.spec: 0})
            until = time.monotonic() + _LOOK_S
            ready = _Ready(run, run.spec(), stamp, patience_s(run), until)
            self._ready[assignment.name] = ready
            return ready

    def _grade(
        self, folder: CourseFolder, assignment: Assignment, ready: _Ready, claimed: Claimed
    ) -> SubmissionResult:
        attempt = read_attempt(folder, assignment, claimed.student, claimed.files)
        own = attempt.submission
        assert own.folder is not None
        job = Job(
            own.student,
            os.fsencode(own.path.absolute()),
            timestamp(claimed.received_at),
            os.fsencode(own.folder.absolute()),
            carried=Carried.of(attempt.reading),
        )
        try:
            return self._hands.grade(ready.spec, job, ready.timeout_s)
        except EngineError as error:
            log.error("attempt %s of %s: %s", claimed.id, claimed.student, error)  # noqa: TRY400 - one line
            return error_result(ready.run, job, ready.stamp, failed_twice(str(error)))
