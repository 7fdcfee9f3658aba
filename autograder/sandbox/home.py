"""The folder that is home at the landlock level, where nothing can be mounted."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from autograder.sandbox.policy import Policy

_PREFIX = "autograder-home-"


class Home:
    """A folder with copies of the files that are handed out, for one sandbox to read.

    Its settings are writable by their permissions, since libraries look at them;
    Landlock denies it. No other user can write there.
    """

    def __init__(self, policy: Policy, owner: int) -> None:
        base = Path(tempfile.gettempdir())
        self._sweep(base)
        self.folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=base))
        self.folder.chmod(0o755)
        for source, name in policy.handed_out:
            copy = shutil.copytree if Path(source).is_dir() else shutil.copyfile
            copy(source, self.folder / name)
        settings = self.folder / ".matplotlib"
        settings.mkdir(mode=0o700)
        os.chown(settings, owner, -1)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def _sweep(base: Path) -> None:
        """Remove the folders that killed graders of this user left behind."""
        for folder in base.glob(f"{_PREFIX}*"):
            pid = folder.name.removeprefix(_PREFIX).partition("-")[0]
            with contextlib.suppress(OSError):
                is_ours = folder.lstat().st_uid == os.geteuid()
                if is_ours and pid.isdigit() and not Path(f"/proc/{pid}").exists():
                    shutil.rmtree(folder, ignore_errors=True)
