"""Read the time of a clone's last commit, without using the clone's own settings.

That time is only the student's claim. A cloned repository is hostile: its .git/config can name
programs that git runs. So git works in an empty repository of ours and gets only the clone's
object store. Its memory and CPU time are limited.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from autograder.collect.git import limits, new_repository, run_git
from autograder.errors import UnreadableSubmission
from autograder.submission.files import read_bytes

_MOST_REF_BYTES = 4 << 20  # the most bytes of packed-refs
_BOUND = limits(1 << 20)
_REF = re.compile(r"ref: (refs/[\w][\w./+@-]*)$")
_SHA = re.compile(r"[0-9a-f]{40}$")


class Commits:
    """Reads the times of clones' last commits, from an empty repository of our own."""

    def __init__(self) -> None:
        """Make nothing yet: collecting without clones needs no git."""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._times: dict[Path, dt.datetime | None] = {}

    def __enter__(self) -> Self:
        """Begin a run."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the repository."""
        if self._folder is not None:
            self._folder.cleanup()

    def time(self, clone: Path) -> dt.datetime | None:
        """Return the UTC time of the commit at a clone's HEAD; None if it cannot be read."""
        if clone not in self._times:
            self._times[clone] = _commit_time(clone, self._own())
        return self._times[clone]

    def _own(self) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="backgrade-git-")
            new_repository(Path(self._folder.name))
        return Path(self._folder.name)


def is_clone(folder: Path) -> bool:
    """Return whether a folder has a .git folder of its own."""
    git = folder / ".git"
    return git.is_dir() and not git.is_symlink()


def _commit_time(clone: Path, own: Path) -> dt.datetime | None:
    """Return the UTC time of the commit at a clone's HEAD; None if it cannot be read."""
    sha = _head(clone / ".git")
    objects = clone / ".git" / "objects"
    if sha is None or objects.is_symlink() or not objects.is_dir():
        return None
    try:
        said = run_git(
            own,
            *("log", "-1", "--format=%cI", "--no-show-signature", sha),
            environment={"GIT_DIR": str(own), "GIT_OBJECT_DIRECTORY": str(objects.absolute())},
            bound=_BOUND,
        )
        return dt.datetime.fromisoformat(said.decode().strip()).astimezone(dt.UTC)
    except (OSError, ValueError, OverflowError, subprocess.SubprocessError):
        return None


def _head(git: Path) -> str | None:
    """Return the commit that HEAD names, from a repository's files."""
    text = _read(git / "HEAD")
    if _SHA.match(text):
        return text
    ref = _REF.match(text)
    if ref is None or ".." in text:
        return None
    name = ref[1]
    parents = [git.joinpath(*Path(name).parts[:n]) for n in range(1, len(Path(name).parts))]
    loose = "" if any(parent.is_symlink() for parent in parents) else _read(git / name)
    packed = (line.split(" ", 1) for line in _read(git / "packed-refs").splitlines())
    shas = [loose, *(pair[0] for pair in packed if pair[1:] == [name])]
    return next((sha for sha in shas if _SHA.match(sha)), None)


def _read(path: Path) -> str:
    """Return a small file's text; "" for a link, a pipe, or a missing file."""
    try:
        data = read_bytes(path, _MOST_REF_BYTES)
    except UnreadableSubmission:
        return ""
    return data.decode("utf-8", "replace").strip()
