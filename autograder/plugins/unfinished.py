"""Repeat a grading that was killed: nbgrader alone would take its files as complete.

nbgrader writes a submission into `autograded/` before it grades it, and skips what is already
there. So a mark is made and locked before the grading of a submission begins. It is removed when
the submission is done or the command ends. The kernel unlocks it when the process ends in any
way, so an unlocked mark belongs to a killed grading.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

_MARKS = ".unfinished"  # a folder in autograded/; nbgrader ignores hidden folders
_held: dict[Path, TextIO] = {}


def begin(*, notebooks: Sequence[str], **_: Any) -> None:
    """Mark a submission, by its notebooks in `submitted/`, before any part of it is written."""
    for mark in _marks(notebooks):
        mark.parent.mkdir(parents=True, exist_ok=True)
        if mark not in _held:
            _held[mark] = mark.open("w")
        fcntl.flock(_held[mark], fcntl.LOCK_EX | fcntl.LOCK_NB)


def finish(*, notebooks: Sequence[str], **_: Any) -> None:
    """Remove the mark: the whole submission is written."""
    for mark in _marks(notebooks):
        _take_away(mark)


@atexit.register
def _take_away_all() -> None:
    """Remove the marks of failed submissions: nbgrader has removed what it had written for them."""
    for mark in list(_held):
        _take_away(mark)


def _take_away(mark: Path) -> None:
    mark.unlink(missing_ok=True)
    _held.pop(mark).close()
    with contextlib.suppress(OSError):  # fails if other submissions are being graded
        mark.parent.rmdir()


def remove_unfinished(autograded: Path) -> None:
    """Remove what killed gradings left in `autograded/`."""
    for mark in autograded.glob(f"{_MARKS}/*"):
        with contextlib.suppress(OSError), mark.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while it is graded
            student, _, assignment = mark.name.rpartition("+")
            left = autograded / student / assignment
            if left.is_dir():
                shutil.rmtree(left)
            mark.unlink()


def _marks(notebooks: Sequence[str]) -> Iterator[Path]:
    for folder in {Path(notebook).absolute().parent for notebook in notebooks}:
        student, root = folder.parent, folder.parents[2]  # root/submitted/student/assignment
        yield root / "autograded" / _MARKS / f"{student.name}+{folder.name}"
