"""A folder like a notebook's own, with the handed-out files and nothing else.

The reference runs in such a folder, in the grader's process. At the landlock level, where nothing
can be mounted, student code also runs in one.
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

from autograder.sandbox.orphans import end_orphaned_jails

_PREFIX = "autograder-home-"
SETTINGS = ".matplotlib"


class HeldFolder:
    """A temporary folder for this user only; if this process is killed, another one removes it."""

    def __init__(self) -> None:
        sweep()
        new = Path(tempfile.mkdtemp(prefix="autograder-"))
        self._held = os.open(new, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(self._held, fcntl.LOCK_EX)  # held until this process ends
        self.folder = new.rename(new.with_name(f"{_PREFIX}{new.name}"))  # `sweep` may remove it

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._held)


class Home(HeldFolder):
    """A folder with copies of the handed-out files."""

    def __init__(self, handed_out: Iterable[tuple[str, str]]) -> None:
        """Make the folder; `handed_out` are pairs of a source and the name here."""
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
        """Add a folder that libraries believe to be writable; at landlock nobody can write there.

        Libraries look only at its permissions. No other user can write there.
        """
        settings = self.folder / SETTINGS
        settings.mkdir(mode=0o700)
        os.chown(settings, owner, -1)

    def share(self, owner: int, group: int) -> None:
        """Make the settings look writable for a group too: a worker may run as another user."""
        os.chown(self.folder / SETTINGS, owner, group)
        (self.folder / SETTINGS).chmod(0o770)

    def enter(self) -> None:
        """Make this the process's working folder, whose modules are found first, as in a kernel."""
        os.chdir(self.folder)
        sys.path.insert(0, str(self.folder))


def sweep() -> None:
    """Remove what killed graders of this user left behind: jails, and folders that nobody holds.

    Process numbers would not help: in another container with the same /tmp they mean nothing.
    """
    end_orphaned_jails()
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError, RecursionError):  # a folder that cannot be removed stays
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
