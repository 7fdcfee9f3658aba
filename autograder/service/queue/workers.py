"""Workers: threads that claim attempts, have them graded, and store their results.

They end when nothing is left to do for them, or when they are told to stop. A database that goes
away is waited for.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from autograder.errors import AutograderError
from autograder.results.format import SubmissionResult
from autograder.service.bell import Bell
from autograder.service.database.connect import Database, reason
from autograder.service.moments import now
from autograder.service.queue.finish import finish
from autograder.service.queue.lease import RENEW_S, Claimed, claim, give_back, renew

log = logging.getLogger(__name__)
_LOOK_S = 1.0  # seconds between two looks for attempts that another process has taken in
_TROUBLE_S = 3.0  # seconds to wait after an error that is not an attempt's
_REST_S = 600.0  # seconds without an attempt, after which the grader processes end


class Grades(Protocol):
    """Grades attempts."""

    def grade(self, claimed: Claimed) -> SubmissionResult:
        """Return the result of an attempt; raises AutograderError if nobody can be graded now."""

    def rest(self) -> None:
        """Give up what is only needed while attempts come."""


class Workers:
    """Some threads that grade, and one that keeps their leases."""

    def __init__(
        self,
        database: Database,
        grader: Grades,
        jobs: int,
        bell: Bell,
        done: Callable[[int], None],
    ) -> None:
        """Prepare; `done` is called with each attempt when its result is stored."""
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._database, self._grader, self._bell, self._done = database, grader, bell, done
        self._held: set[int] = set()  # attempts that a thread is grading
        self._stopping = threading.Event()
        self._workers = [
            threading.Thread(target=self._work, name=f"worker-{n}", daemon=True)
            for n in range(jobs)
        ]
        self._keeper = threading.Thread(target=self._keep_leases, name="leases", daemon=True)

    def start(self) -> None:
        """Start the threads."""
        for thread in (*self._workers, self._keeper):
            thread.start()

    def stop(self, seconds: float) -> None:
        """Let attempts that are being graded finish for so long; put back the others."""
        self._stopping.set()
        self._bell.ring()
        end = time.monotonic() + seconds
        for thread in self._workers:
            thread.join(max(0.0, end - time.monotonic()))
        try:
            give_back(self._database, self.name)
        except SQLAlchemyError as error:  # their leases end by themselves
            log.error("attempts were not put back: %s", reason(error))  # noqa: TRY400 - one line

    def _work(self) -> None:
        heard, idle_since = 0, time.monotonic()
        while not self._stopping.is_set():
            heard = self._bell.rings
            try:
                claimed = claim(self._database, self.name, now())
                if claimed is not None:
                    self._hold(claimed)
                    idle_since = time.monotonic()
                    continue
            except SQLAlchemyError as error:
                log.error("the database: %s; trying again", reason(error))  # noqa: TRY400
                self._stopping.wait(_TROUBLE_S)
                continue
            except Exception:  # a worker must not end: its attempt's lease does, and others go on
                log.exception("a worker of ours")
                self._stopping.wait(_TROUBLE_S)
                continue
            if time.monotonic() - idle_since > _REST_S:
                self._grader.rest()
                idle_since = time.monotonic()
            self._bell.wait(heard, _LOOK_S)

    def _hold(self, claimed: Claimed) -> None:
        """Grade an attempt, whose lease is renewed in the meantime and not longer."""
        self._held.add(claimed.id)
        try:
            self._grade(claimed)
        finally:
            self._held.discard(claimed.id)

    def _grade(self, claimed: Claimed) -> None:
        try:
            result = self._grader.grade(claimed)
        except AutograderError as error:
            log.error("%s cannot be graded now: %s", claimed.assignment, error)  # noqa: TRY400
        except Exception:
            log.exception("attempt %s of %s", claimed.id, claimed.assignment)
        else:
            self._store(claimed, result)
            return
        give_back(self._database, self.name, claimed.id)
        self._stopping.wait(_TROUBLE_S)

    def _store(self, claimed: Claimed, result: SubmissionResult) -> None:
        """Store a result; while the database is away, the result waits for it."""
        while True:
            try:
                finish(self._database, claimed.id, result, now())
                break
            except SQLAlchemyError as error:
                log.error("a result cannot be stored: %s; trying again", reason(error))  # noqa: TRY400
                if self._stopping.wait(_TROUBLE_S):
                    return  # it will be graded again, with the same result
        self._done(claimed.id)

    def _keep_leases(self) -> None:
        while not self._stopping.wait(RENEW_S):
            try:
                renew(self._database, self.name, list(self._held), now())
            except SQLAlchemyError as error:
                log.error("leases were not renewed: %s", reason(error))  # noqa: TRY400
