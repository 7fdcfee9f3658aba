"""A folder like a notebook's own: with what is handed out, and nothing else.

The reference runs in one, in the grader's process. At the landlock level, where nothing can
be mounted, one is home to student code.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

_PREFIX = "autograder-home-"
SETTINGS = ".matplotlib"


class HeldFolder:
    """A temporary folder for this user alone; it is swept if this process is killed."""

    def __init__(self) -> None:
        sweep()
        new = Path(tempfile.mkdtemp(prefix="autograder-"))
        self._held = os.open(new, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(self._held, fcntl.LOCK_EX)  # as long as we live
        self.folder = new.rename(new.with_name(f"{_PREFIX}{new.name}"))  # now it may be swept

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._held)


class Home(HeldFolder):
    """A folder with copies of the files that are handed out."""

    def __init__(self, handed_out: Iterable[tuple[str, str]]) -> None:
        """Make it; `handed_out` are sources, and their names in it."""
        super().__init__()
        self.folder.chmod(0o755)
        for source, name in handed_out:
            place = self.folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if Path(source).is_dir():
                shutil.copytree(source, place, dirs_exist_ok=True)
            else:
                shutil.copyfile(source, place)

    def add_settings(self, owner: int) -> None:
        """Add a folder that libraries find writable; at landlock nobody can write to it.

        They look at its permissions. No other user can write there.
        """
        settings = self.folder / SETTINGS
        settings.mkdir(mode=0o700)
        os.chown(settings, owner, -1)

    def share(self, owner: int, group: int) -> None:
        """Have the settings look writable to a group as well: to a worker whose user is another."""
        os.chown(self.folder / SETTINGS, owner, group)
        (self.folder / SETTINGS).chmod(0o770)

    def enter(self) -> None:
        """Make it this process's working folder, with its modules found first: a kernel's way."""
        os.chdir(self.folder)
        sys.path.insert(0, str(self.folder))


def sweep() -> None:
    """Remove the folders that killed graders of this user left behind: nobody holds them.

    Not by process numbers, which mean nothing to another container with the same /tmp.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError, RecursionError):  # one that cannot go stays
            if folder.lstat().st_uid == os.geteuid() and not _is_held(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_held(folder: Path) -> bool:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
