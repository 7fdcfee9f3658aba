"""Grade on a machine that has the database's URL and the course's secret, and no course folder."""

from __future__ import annotations

import os
import threading

import msgspec

from autograder.course import secret
from autograder.errors import RequestError
from autograder.grading.parcel import unpack_course
from autograder.results.format import SubmissionResult
from autograder.sandbox.home import HeldFolder
from autograder.sandbox.policy import Isolation
from autograder.service.database.connect import Database
from autograder.service.live import LiveCourse
from autograder.service.queue.grade import Grader
from autograder.service.queue.hands import Hands
from autograder.service.queue.lease import Claimed
from autograder.service.queue.parcels import check_secret, fetch, newest, published


class _Unpacked(msgspec.Struct, frozen=True):
    graders_sha256: str
    grader: Grader
    place: HeldFolder

    def close(self) -> None:
        self.grader.keep({})
        self.place.close()


class GraderElsewhere:
    """Grades with the graders that the database holds; several threads may use it."""

    def __init__(self, database: Database, isolation: Isolation, hands: Hands) -> None:
        """Raises RequestError if the environment does not hold the course's secret."""
        self._database, self._isolation, self._hands = database, isolation, hands
        self._unpacked: dict[str, _Unpacked] = {}
        self._replaced: list[_Unpacked] = []  # another thread may still grade with them
        self._lock = threading.Lock()
        self._secret = os.environ.get(secret.VARIABLE, "").encode()
        if not self._secret:
            raise RequestError(
                f"{secret.VARIABLE} is not set; it must hold the content of "
                f"{secret.SECRET_FILE} of the course's folder"
            )

    def grade(self, claimed: Claimed) -> SubmissionResult:
        """Return the result of an attempt; raises CourseError, SandboxError and RequestError."""
        return self._grader(claimed.assignment).grade(claimed)

    def warm(self) -> None:
        """Fetch the graders of what will probably come next, and make them ready."""
        stored = published(self._database)
        for name, count in self._grader(stored[0]).likely().items() if stored else ():
            if name in stored:
                self._grader(name).prepare(name, count)

    def rest(self) -> None:
        """Keep no more ready than what will probably come next."""
        with self._lock:
            for one in self._unpacked.values():
                one.grader.rest()

    def close(self) -> None:
        """End the grader processes, and remove the graders from this machine."""
        with self._lock:
            for one in (*self._unpacked.values(), *self._replaced):
                one.close()
            self._unpacked.clear()
            self._replaced.clear()

    def _grader(self, assignment: str) -> Grader:
        with self._lock:
            known = self._unpacked.get(assignment)
            if known is not None and known.graders_sha256 == newest(self._database, assignment):
                return known.grader
            parcel = fetch(self._database, assignment)
            check_secret(parcel, self._secret)
            place = HeldFolder()
            unpack_course(parcel.data, place.folder)
            grader = Grader(LiveCourse(place.folder.resolve()), self._isolation, self._hands)
            if known is not None:
                self._replaced.append(known)
            self._unpacked[assignment] = _Unpacked(parcel.graders_sha256, grader, place)
            return grader
