"""A grading that was killed is done again: nbgrader alone takes whatever lies there as done.

nbgrader writes a submission into `autograded/` before it grades it, and skips what it finds
there. So a mark is made and locked before it begins with a submission, and removed when it
is done or the command ends. The kernel unlocks it when the process ends, however it ends: an
unlocked mark is of a killed grading.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

_MARKS = ".unfinished"  # a folder in autograded/; nbgrader overlooks what is hidden
_held: dict[Path, TextIO] = {}


def begin(*, notebooks: Sequence[str], **_: Any) -> None:
    """Mark a submission, by its notebooks in `submitted/`, before anything of it is written."""
    for mark in _marks(notebooks):
        mark.parent.mkdir(parents=True, exist_ok=True)
        if mark not in _held:
            _held[mark] = mark.open("w")
        fcntl.flock(_held[mark], fcntl.LOCK_EX | fcntl.LOCK_NB)


def finish(*, notebooks: Sequence[str], **_: Any) -> None:
    """Take the mark away: all of the submission is written."""
    for mark in _marks(notebooks):
        _take_away(mark)


@atexit.register
def _take_away_all() -> None:
    """Take away the marks of what failed: nbgrader has removed all that it had written of it."""
    for mark in list(_held):
        _take_away(mark)


def _take_away(mark: Path) -> None:
    mark.unlink(missing_ok=True)
    _held.pop(mark).close()
    with contextlib.suppress(OSError):  # unless others are being graded
        mark.parent.rmdir()


def remove_unfinished(autograded: Path) -> None:
    """Remove what gradings that were killed left in `autograded/`."""
    for mark in autograded.glob(f"{_MARKS}/*"):
        with contextlib.suppress(OSError), mark.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # refused while it is graded
            student, _, assignment = mark.name.rpartition("+")
            left = autograded / student / assignment
            if left.is_dir():
                shutil.rmtree(left)
            mark.unlink()


def _marks(notebooks: Sequence[str]) -> Iterator[Path]:
    for folder in {Path(notebook).absolute().parent for notebook in notebooks}:
        student, root = folder.parent, folder.parents[2]  # root/submitted/student/assignment
        yield root / "autograded" / _MARKS / f"{student.name}+{folder.name}"
