"""The warm interpreter: it imports NumPy once, then forks a confined process for each submission.

sandbox.launch starts it, with the descriptor of one socket as its argument. It runs no student
code itself: its forks do.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import os
import socket
import sys
from pathlib import Path

from autograder.confinement.process import close_all_but, end_with_parent
from autograder.execution import parse, plain
from autograder.execution.statements import Given, read_given
from autograder.wire import messages as m
from autograder.wire.frames import receive, send
from autograder.wire.values.libraries import trust_what_arrives
from autograder.worker.confine import ConfinementError, Confiner, writable_home
from autograder.worker.databases import open_without_locks
from autograder.worker.desk import Desk, bring_files
from autograder.worker.libraries import forget_proc
from autograder.worker.serve import serve_submission


def main(descriptor: int, cgroup: int) -> None:
    """Prepare, then make and end submissions' processes until the grader hangs up.

    `cgroup` is the descriptor of the cgroup.procs file through which it enters a cgroup, or -1.
    """
    in_cgroup = _enter(cgroup)
    close_all_but({descriptor})  # bubblewrap leaves one of its descriptors open
    control = socket.socket(fileno=descriptor)
    setup, cells = receive(control, m.Setup)
    end_with_parent()
    with writable_home(setup):
        for module in setup.preload:
            with contextlib.suppress(Exception):  # who needs it imports it, and is told why
                importlib.import_module(module)
    parse.preload()
    plain.preload()
    open_without_locks()
    forget_proc()
    trust_what_arrives()
    given: Given | None = None  # parsed at the first need, because some sandboxes stay unused
    sys.orig_argv.clear()
    sys.path_importer_cache.pop(sys.path.pop(0), None)  # the folder with our modules
    confiner = Confiner(setup)
    desk = Desk(Path.cwd() if setup.isolation != "namespaces" else None)
    _share()
    send(control, m.Ready(in_cgroup))
    while True:
        request, _ = receive(control, m.Spawn | m.Interrupt | m.Kill | m.Look)
        if isinstance(request, m.Interrupt):
            confiner.interrupt(request.pid)
            continue
        if isinstance(request, m.Look):
            send(control, m.Looked(confiner.scratch(request.pid)))
            continue
        if isinstance(request, m.Kill):
            confiner.kill(request.pid)
            send(control, m.Killed())
            continue
        _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if given is None:
            given = read_given(text for _, text in m.unpack_cells(cells))
            _share()
        desk.clear()
        pid = confiner.fork(request.limits, functools.partial(bring_files, descriptors[0]))
        if pid == 0:
            control.close()
            with contextlib.suppress(EOFError, OSError):
                serve_submission(socket.socket(fileno=descriptors[0]), given)
            os._exit(0)  # without running the student's exit handlers
        os.close(descriptors[0])
        send(control, m.Spawned(pid))


def _share() -> None:
    """Let forks share the memory of what exists now: the garbage collector leaves it alone."""
    gc.collect()
    gc.freeze()


def _enter(cgroup: int) -> bool:
    """Move this process, and so all its forks, into a cgroup; return whether it worked."""
    if cgroup < 0:
        return False
    try:
        os.write(cgroup, b"0")
    except OSError:
        return False
    return True


if __name__ == "__main__":
    with contextlib.suppress(EOFError, ConfinementError):
        main(int(sys.argv[1]), int(sys.argv[2]))
