"""Put what a student handed in beside the notebook into the folder that the notebook runs in.

The process that does so is a submission's own, before any of its code runs. The warm
interpreter reads none of it: what it once had in memory, later submissions might find there.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
from pathlib import Path

from autograder.wire import messages as m
from autograder.wire.frames import receive


def bring_files(descriptor: int) -> None:
    """Receive a submission's files and write them into the working folder.

    What cannot be written there (it is full, a name is in the way) is not there.
    """
    sock = socket.socket(fileno=descriptor)
    try:
        files, contents = receive(sock, m.Files)
    finally:
        sock.detach()
    for name, content in zip(files.names, contents, strict=True):
        path = Path(name)
        if path.is_absolute() or ".." in path.parts:
            continue
        with contextlib.suppress(OSError, ValueError):
            for folder in reversed(path.parents[:-1]):
                if not folder.exists():
                    folder.mkdir()
                    folder.chmod(0o755)  # whatever the umask: another user may read it
            if not os.path.lexists(path):
                path.write_bytes(content.tobytes())
                path.chmod(0o644)


class Desk:
    """A working folder that many submissions have one after the other, where nothing is mounted."""

    def __init__(self, folder: Path | None) -> None:
        """Remember what is there for all; None where each has a folder of its own."""
        self._folder = folder
        self._common = set(folder.rglob("*")) if folder else set()

    def clear(self) -> None:
        """Take away what the submission before brought."""
        if self._folder is None:
            return
        for path in sorted(self._folder.rglob("*"), reverse=True):
            if path in self._common:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
