"""End the forks of a process that serves a submission."""

from __future__ import annotations

import contextlib
import os
import signal


def end(pids: set[int], what: int) -> None:
    """End one fork, or all (0); in our own namespace, also everything that they left running."""
    if what == 0 and os.getpid() == 1:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(-1, signal.SIGKILL)
            while os.waitpid(-1, 0):
                pass
        pids.clear()
    for pid in set(pids) if what == 0 else {what} & pids:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        pids.discard(pid)
