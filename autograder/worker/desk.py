"""Put the files that a student handed in beside the notebook into the notebook's folder.

The submission's own process does this, before any of its code runs. The warm interpreter reads
none of the files, because later submissions might find their content in its memory.
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

    A file that cannot be written there is left out: the folder may be full, or its name may be
    taken.
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
                    folder.chmod(0o755)  # despite the umask, another user may have to read it
            if not os.path.lexists(path):
                path.write_bytes(content.tobytes())
                path.chmod(0o644)


class Desk:
    """A working folder that many submissions use one after the other, without mounts."""

    def __init__(self, folder: Path | None) -> None:
        """Remember the files that stay for all; None if each submission has its own folder."""
        self._folder = folder
        self._common = set(folder.rglob("*")) if folder else set()

    def clear(self) -> None:
        """Remove what the previous submission brought."""
        if self._folder is None:
            return
        for path in sorted(self._folder.rglob("*"), reverse=True):
            if path in self._common:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
