"""The warm interpreter: imports NumPy once, then forks a confined process a submission.

Started by sandbox.launch with one socket's descriptor as its argument. Runs no
student code itself: its forks do.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
import sys

from autograder.wire import receive, send
from autograder.worker import messages as m
from autograder.worker import statements
from autograder.worker.confine import fork_confined
from autograder.worker.serve import serve_submission


def main(descriptor: int) -> None:
    """Prepare, then make and end submissions' processes until the grader hangs up."""
    os.closerange(3, descriptor)  # bubblewrap leaves one of its own open
    os.closerange(descriptor + 1, os.sysconf("SC_OPEN_MAX"))
    control = socket.socket(fileno=descriptor)
    setup, _ = receive(control, m.Setup)
    for module in setup.preload:
        with contextlib.suppress(ImportError):
            importlib.import_module(module)
    statements.preload()
    own_namespace = os.open("/proc/self/ns/pid", os.O_RDONLY) if setup.namespaces else None
    gc.collect()
    gc.freeze()  # forks share these pages; a collection must not touch them
    send(control, m.Ready())
    pid = 0
    while True:
        request, _ = receive(control, m.Spawn | m.Kill)
        if isinstance(request, m.Kill):
            _kill(pid, setup)
            pid = 0
            send(control, m.Killed())
            continue
        _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        pid = fork_confined(setup, request.limits, own_namespace)
        if pid == 0:
            control.close()
            if own_namespace is not None:
                os.close(own_namespace)
            with contextlib.suppress(EOFError, OSError):
                serve_submission(socket.socket(fileno=descriptors[0]))
            os._exit(0)  # none of the student's exit handlers
        os.close(descriptors[0])
        send(control, m.Spawned())


def _kill(pid: int, setup: m.Setup) -> None:
    """Kill the first process of a namespace, and so all of it; wait until it is gone."""
    if not pid:
        return
    with contextlib.suppress(ProcessLookupError):
        if setup.namespaces:
            os.kill(pid, signal.SIGKILL)
        else:
            os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


if __name__ == "__main__":
    with contextlib.suppress(EOFError):
        main(int(sys.argv[1]))
