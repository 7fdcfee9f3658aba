"""Run our own commands for instructors: reports, previews, exports.

Each runs in a process of its own, so what it loads takes no memory here, and one at a time.
"""

from __future__ import annotations

import concurrent.futures
import datetime as dt
import subprocess
import threading
from pathlib import Path

import msgspec

from autograder.service.moments import now
from autograder.surroundings import clean_environment, python

_MOST_S = 3600.0
_MOST_CHARS = 4000


class Ended(msgspec.Struct, frozen=True):
    """What a command has said."""

    code: int
    out: str
    told: str  # on standard error
    at: dt.datetime


class Commands:
    """Runs commands in a course, in the order in which they were asked for."""

    def __init__(self, root: Path, database: str = "") -> None:
        self._root, self._database = root, database  # a URL
        self._executor = concurrent.futures.ThreadPoolExecutor(1, "commands")
        self._known: dict[str, concurrent.futures.Future[Ended]] = {}
        self._lock = threading.Lock()

    def start(self, key: str, *arguments: str) -> None:
        """Start a command, unless the one with this key still runs."""
        with self._lock:
            known = self._known.get(key)
            if known is None or known.done():
                self._known[key] = self._executor.submit(self.run, *arguments)

    def is_running(self, key: str) -> bool:
        """Return whether a command was started and has not ended."""
        known = self._known.get(key)
        return known is not None and not known.done()

    def ended(self, key: str) -> Ended | None:
        """Return how the last command with this key ended; None if none has."""
        known = self._known.get(key)
        return known.result() if known is not None and known.done() else None

    def forget(self, key: str) -> None:
        """Forget how a command ended, because that is out of date."""
        with self._lock:
            self._known.pop(key, None)

    def run(self, *arguments: str) -> Ended:
        """Run a command to its end, and return what it said."""
        try:
            done = subprocess.run(  # noqa: S603 - our own command
                [*python("autograder"), *arguments],
                cwd=self._root,
                env=clean_environment() | {"COLUMNS": "100", "AUTOGRADER_DATABASE": self._database},
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
                timeout=_MOST_S,
            )
        except subprocess.TimeoutExpired:
            return Ended(3, "", f"not finished after {_MOST_S / 60:.0f} minutes", now())
        except OSError as error:
            return Ended(3, "", f"cannot be started: {error.strerror}", now())
        return Ended(done.returncode, done.stdout, done.stderr[-_MOST_CHARS:].strip(), now())

    def stop(self) -> None:
        """Start nothing more."""
        self._executor.shutdown(wait=False, cancel_futures=True)
