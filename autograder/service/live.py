"""The course as its files are now: an instructor may change them while students hand in."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from autograder.course.extensions import EXTENSIONS_FILE
from autograder.course.folder import CourseFolder, find_course
from autograder.course.roster import ROSTER_FILE, Roster, read_roster
from autograder.course.settings import COURSE_FILE
from autograder.errors import CourseError, RequestError
from autograder.grading.today import Today, today
from autograder.submission.teams import Teams

log = logging.getLogger(__name__)
_FILES = (COURSE_FILE, ROSTER_FILE, EXTENSIONS_FILE)
Version = tuple[tuple[int, int], ...]
_ALONE = Teams(Roster([], []))  # nobody is in a team


class LiveCourse:
    """Reads course.yaml again when it has changed; a broken one does not replace a good one."""

    def __init__(self, root: Path) -> None:
        """Read the course; raises CourseError."""
        self._lock = threading.Lock()
        self._version = _version(root)
        self._folder = find_course(root)
        self._today: dict[str, tuple[Version, Today]] = {}
        self._teams: tuple[Version, Teams] = (), _ALONE
        self.root = root

    @property
    def version(self) -> Version:
        """Differs as soon as course.yaml, the roster or the extensions have changed."""
        return _version(self.root)

    def today(self, assignment: str) -> Today:
        """Return what due dates, extensions and languages mean now for an assignment."""
        folder, version = self.folder, self.version
        with self._lock:
            known = self._today.get(assignment)
            if known is None or known[0] != version:
                known = version, today(folder, folder.course.assignment(assignment))
                self._today[assignment] = known
            return known[1]

    def teams(self, assignment: str) -> Teams:
        """Return who works together at an assignment: nobody, if it is not one for teams."""
        if not self.folder.course.assignment(assignment).teams:
            return _ALONE
        version = self.version
        with self._lock:
            if self._teams[0] != version:
                self._teams = version, _teams_of(self.root, self._teams[1])
            return self._teams[1]

    @property
    def folder(self) -> CourseFolder:
        """The course as it is now, or as it last was when it could be read."""
        with self._lock:
            version = _version(self.root)
            if version != self._version:
                self._version = version
                try:
                    self._folder = find_course(self.root)
                except CourseError as error:
                    log.error("%s; the settings before this change still hold", error)  # noqa: TRY400 - the instructor's mistake
            return self._folder


def _version(root: Path) -> Version:
    return tuple(map(_of_file, (root / name for name in _FILES)))


def _of_file(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return status.st_mtime_ns, status.st_size


def _teams_of(root: Path, before: Teams) -> Teams:
    """Read the teams of the roster; without groups there are none, and a broken one has no say."""
    path = root / ROSTER_FILE
    try:
        roster = read_roster(path)
    except RequestError as error:
        log.error("%s; the teams known so far still hold", error)  # noqa: TRY400 - the instructor's mistake
        return before
    if not roster.has_groups:
        log.error("%s: no column group, so everybody works alone", path)
    return Teams(roster)
