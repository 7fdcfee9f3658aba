"""The course as its files are now: an instructor may change them while students hand in."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from autograder.course.extensions import EXTENSIONS_FILE
from autograder.course.folder import CourseFolder, find_course
from autograder.course.roster import ROSTER_FILE
from autograder.course.settings import COURSE_FILE
from autograder.errors import CourseError
from autograder.grading.today import Today, today

log = logging.getLogger(__name__)
_FILES = (COURSE_FILE, ROSTER_FILE, EXTENSIONS_FILE)
Version = tuple[tuple[int, int], ...]


class LiveCourse:
    """Reads course.yaml again when it has changed; a broken one does not replace a good one."""

    def __init__(self, root: Path) -> None:
        """Read the course; raises CourseError."""
        self._lock = threading.Lock()
        self._version = _version(root)
        self._folder = find_course(root)
        self._today: dict[str, tuple[Version, Today]] = {}
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
