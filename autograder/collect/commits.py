"""Read the time of a clone's last commit, without using the clone's own settings.

That time is only the student's claim. A cloned repository is hostile: its .git/config can name
programs that git runs. So git works in an empty repository of ours and gets only the clone's
object store. Its memory and CPU time are limited.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import resource
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from autograder.errors import RequestError, UnreadableSubmission
from autograder.submission.files import read_bytes
from autograder.surroundings import clean_environment

_CPU_S = 20
_TIMEOUT_S = 20 * _CPU_S  # wall-clock seconds, for a busy machine
_MEMORY_BYTES = 1 << 30
_MOST_REF_BYTES = 4 << 20  # the most bytes of packed-refs
_BOUNDS = {
    resource.RLIMIT_AS: _MEMORY_BYTES,
    resource.RLIMIT_CPU: _CPU_S,
    resource.RLIMIT_FSIZE: 1 << 20,
    resource.RLIMIT_CORE: 0,
}
_SETTINGS = {
    "core.hooksPath": "/dev/null",
    "core.fsmonitor": "",
    "core.packedGitWindowSize": "1m",
    "core.packedGitLimit": "128m",
    "core.deltaBaseCacheLimit": "32m",
}
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
            own = Path(self._folder.name)
            try:
                _git(own, "init", "-q", "--bare", "--template=", str(own))
            except (OSError, subprocess.SubprocessError):
                raise RequestError(
                    "git: cannot be run, but clones are among the sources; install git"
                ) from None
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
        said = _git(own, "log", "-1", "--format=%cI", "--no-show-signature", sha, objects=objects)
        return dt.datetime.fromisoformat(said.strip()).astimezone(dt.UTC)
    except (OSError, ValueError, OverflowError, subprocess.SubprocessError):
        return None


def _git(own: Path, *command: str, objects: Path | None = None) -> str:
    """Run git without anybody's settings; it treats `own` as its repository."""
    environment = {
        "PATH": clean_environment().get("PATH", os.defpath),
        "HOME": str(own),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
    }
    if objects is not None:
        environment |= {"GIT_DIR": str(own), "GIT_OBJECT_DIRECTORY": str(objects.absolute())}
    settings = [word for pair in _SETTINGS.items() for word in ("-c", "=".join(pair))]
    done = subprocess.run(  # noqa: S603 - the words are ours, and a hash
        ["git", *settings, *command],  # noqa: S607 - the user's own git
        cwd=own,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_TIMEOUT_S,
        check=True,
        preexec_fn=_bound,  # this process has one thread
    )
    return done.stdout


def _bound() -> None:
    for what, most in _BOUNDS.items():
        resource.setrlimit(what, (most, most))


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
