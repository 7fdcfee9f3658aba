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
from autograder.service.queue.lanes import Lanes, Turn
from autograder.service.queue.lease import RENEW_S, Claimed, claim, give_back, renew

log = logging.getLogger(__name__)
_LOOK_S = 1.0  # seconds between two looks for attempts that another process has taken in
_TROUBLE_S = 3.0  # seconds to wait after an error that is not an attempt's
_REST_S = 600.0  # seconds without an attempt, after which few grader processes are kept
_WARM_S = 5.0  # seconds between two looks for graders that could be started


class Grades(Protocol):
    """Grades attempts."""

    def grade(self, claimed: Claimed) -> SubmissionResult:
        """Return the result of an attempt; raises AutograderError if nobody can be graded now."""

    def warm(self) -> None:
        """Make ready for what may come next, unless that was done; raises AutograderError."""

    def rest(self) -> None:
        """Give up what is only needed while many attempts come."""


class Workers:
    """Threads that grade, one that keeps their leases, and one that starts graders early."""

    def __init__(
        self,
        database: Database,
        grader: Grades,
        jobs: int,
        bell: Bell,
        done: Callable[[int], None],
    ) -> None:
        """Prepare to grade so many attempts at a time, and as many again that take long.

        `done` is called with each attempt when its result is stored.
        """
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._database, self._grader, self._bell, self._done = database, grader, bell, done
        self._idle_since = time.monotonic()
        self._held: set[int] = set()  # attempts that a thread is grading
        self._stopping, self._lanes = threading.Event(), Lanes(jobs)
        self._workers = [
            threading.Thread(target=self._work, name=f"worker-{n}", daemon=True)
            for n in range(2 * jobs)
        ]
        self._others = [
            threading.Thread(target=own, name=own.__name__, daemon=True)
            for own in (self._keep_leases, self._keep_warm)
        ]

    def start(self) -> None:
        """Start the threads."""
        for thread in (*self._workers, *self._others) if self._workers else ():
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
        while not self._stopping.is_set():
            with self._lanes.turn() as turn:
                heard = self._bell.rings
                if not self._stopping.is_set() and not self._take(turn):
                    self._rest_if_idle()
                    self._bell.wait(heard, _LOOK_S)

    def _take(self, turn: Turn) -> bool:
        """Grade an attempt if there is one, or wait a while after an error."""
        try:
            claimed = claim(self._database, self.name, now())
            if claimed is None:
                return False
            with turn.ends_soon():
                self._hold(claimed)
        except SQLAlchemyError as error:
            log.error("the database: %s; trying again", reason(error))  # noqa: TRY400
            self._stopping.wait(_TROUBLE_S)
        except Exception:  # a worker must not end: its attempt's lease does, and others go on
            log.exception("a worker of ours")
            self._stopping.wait(_TROUBLE_S)
        self._idle_since = time.monotonic()
        return True

    def _rest_if_idle(self) -> None:
        if time.monotonic() - self._idle_since > _REST_S:
            self._idle_since = time.monotonic()
            self._grader.rest()

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

    def _keep_warm(self) -> None:
        """Start graders before they are needed, here and after each change of them."""
        said = ""
        while not self._stopping.is_set():
            try:
                self._grader.warm()
                said = ""
            except (AutograderError, SQLAlchemyError) as error:
                told = reason(error) if isinstance(error, SQLAlchemyError) else str(error)
                if told != said:
                    log.error("graders do not start: %s", told)  # noqa: TRY400
                said = told
            except Exception:  # the next attempt says it as well
                log.exception("starting graders")
            self._stopping.wait(_WARM_S)
