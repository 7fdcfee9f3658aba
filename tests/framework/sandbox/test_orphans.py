"""Jails whose start was cut off."""

import fcntl
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from autograder.sandbox.bubblewrap import find_bubblewrap
from autograder.sandbox.home import sweep
from autograder.sandbox.usage import tree

pytestmark = pytest.mark.processes


@pytest.fixture
def starting():
    """Return a function that starts a jail for a command, and stops its start in the middle.

    bubblewrap tells of its child before it lets the child go on; here nobody listens.
    """
    started = []

    def start(*command):
        listener, full = os.pipe()
        os.set_blocking(full, False)
        size = fcntl.fcntl(full, fcntl.F_GETPIPE_SZ)
        assert os.write(full, bytes(size)) == size
        os.set_blocking(full, True)
        jail = [find_bubblewrap(), "--unshare-user", "--unshare-pid", "--die-with-parent"]
        jail += ["--ro-bind", "/", "/", "--info-fd", str(full)]
        outer = subprocess.Popen([*jail, *command], pass_fds=[full], start_new_session=True)
        os.close(full)
        while len(found := list(tree(outer.pid))) < 2:
            time.sleep(0.01)
        started.append((outer, found[1], listener))
        return outer, found[1]

    yield start
    for outer, inner, listener in started:
        os.close(listener)
        outer.kill()
        outer.wait()
        if not has_ended(inner):
            os.kill(inner, signal.SIGKILL)


def has_ended(pid):
    """Return whether a process is gone, or waits for nothing but to be counted."""
    try:
        return "State:\tZ" in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return True


def soon(condition):
    """Wait until a condition is true."""
    deadline = time.monotonic() + 60
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


OURS = ("python3", "-c", "import autograder.worker")


def test_a_jail_cut_off_at_its_start_is_ended(starting):
    """Otherwise its inner process would wait forever; one that still starts is left alone."""
    outer, inner = starting(*OURS)
    _, other = starting(*OURS)
    outer.kill()
    outer.wait()
    sweep()
    assert soon(lambda: has_ended(inner))
    assert not has_ended(other)


def test_other_programs_jails_are_left_alone(starting):
    """They may have reasons of their own."""
    outer, inner = starting("python3", "-c", "import sandbox")
    outer.kill()
    outer.wait()
    sweep()
    assert not has_ended(inner)
