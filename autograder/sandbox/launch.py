"""Start a sandbox and make processes in it, one for each submission.

Trusted. A `Sandbox` is a warm interpreter and the control socket to it. At the namespaces level
it runs in a bubblewrap jail; otherwise it is a plain process, whose forks confine themselves at
the landlock level. Our own code writes what comes back on the control socket. What comes back on
a submission's socket may be written by student code.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from autograder.confinement.places import HOME
from autograder.errors import SandboxError
from autograder.sandbox.bubblewrap import bubblewrap_arguments, find_bubblewrap
from autograder.sandbox.cgroup import MemoryGroup, make_memory_group
from autograder.sandbox.home import Home
from autograder.sandbox.interpreter import packages
from autograder.sandbox.policy import (
    CODE_MOUNT,
    NOBODY,
    Isolation,
    Policy,
    Readable,
    readable,
)
from autograder.sandbox.seccomp import compile_filter
from autograder.sandbox.usage import NOTHING, Usage, inner_pids, tree, usage_of
from autograder.sandbox.warm import bootstrap, why_not_started
from autograder.wire import messages as m
from autograder.wire.frames import encode, receive, send, send_bytes

# Seconds to wait for our own code and the kernel, which are slow on a busy machine.
_START_S = 300.0
_CONTROL_S = 120.0
_CAP_SETGID, _CAP_SETUID = 6, 7
T = TypeVar("T", bound=m.Message)


class Process(NamedTuple):
    """A submission's process: our end of its socket, and its pid inside the sandbox."""

    socket: socket.socket
    pid: int


class _Folders(NamedTuple):
    """The folders that a plain process has instead of a jail's own file system."""

    home: Home  # the working folder of notebooks
    code: Home  # our modules, at a path that reveals nothing


class Sandbox:
    """A jail with a warm interpreter that makes the processes of submissions."""

    def __init__(
        self, policy: Policy, given: Sequence[str] = (), *, is_spare: bool = False
    ) -> None:
        """Begin to start the jail; `wait_until_ready` waits until it has started.

        `given` are the texts of cells that many notebooks contain; they are parsed once for all.
        In a spare one, the interpreter imports nothing until it is needed.
        """
        self.policy = policy
        self.beside: Mapping[str, bytes] = {}  # the current submission's other files, by their path
        self.bounds_tree = False  # whether memory is limited for a whole submission
        self._processes: dict[int, socket.socket] = {}
        self._outside: dict[int, int] = {}  # pids outside the sandbox, by those inside
        self._process: subprocess.Popen[bytes] | None = None
        self._folders: _Folders | None = None  # set if there is no jail
        self._group: MemoryGroup | None = None
        self._kills = 0  # the group's kills when the last process for a submission began
        # The setup that the interpreter waits for; empty when it was sent, None when it is ready.
        self._unsent: bytes | None = None
        self._failure = ""  # the reason why the jail is gone
        self._control, theirs = socket.socketpair()
        try:
            with theirs:
                if policy.isolation is not Isolation.NAMESPACES:
                    self._folders = _folders(policy)
                if policy.is_confined:
                    self._group = make_memory_group()
                cells = m.pack_cells(list(enumerate(given, 1)))
                self._unsent = encode(self._setup(), cells)
                self._process = self._start(theirs)
        except BaseException:
            self.close()
            raise
        if not is_spare:
            self._wake()

    def _wake(self) -> None:
        """Send the interpreter its setup."""
        setup, self._unsent = self._unsent, b""
        with contextlib.suppress(BrokenPipeError):  # wait_until_ready reports the reason
            send_bytes(self._control, setup or b"")

    @property
    def cgroup(self) -> Path | None:
        """The folder of the cgroup that limits the sandbox's memory; None if there is none."""
        return self._group.folder if self._group is not None else None

    def wait_until_ready(self) -> None:
        """Wait until submissions can be spawned; raises SandboxError if the jail failed."""
        if self._unsent is None:
            return
        if self._unsent:
            self._wake()
        try:
            ready, _ = receive(self._control, m.Ready, time.monotonic() + _START_S)
        except (EOFError, OSError):
            raise SandboxError(self._why_it_failed()) from None
        if self._group is not None and ready.in_cgroup:
            self._group.note_baseline()
            self.bounds_tree = True
        self._unsent = None

    def spawn(self, limits: m.Limits) -> Process:
        """Make a confined process for a submission."""
        self.wait_until_ready()
        if self._group is not None and self.bounds_tree:
            beside = len(self._processes)  # processes for other judgements of the submission
            self._group.limit((1 + beside) * (limits.memory_mib + limits.scratch_mib))
            self._kills = self._group.kills()
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                spawned = self._ask(m.Spawn(limits), m.Spawned, theirs.fileno(), ours)
            except BaseException:
                ours.close()
                raise
        self._processes[spawned.pid] = ours
        return Process(ours, spawned.pid)

    def interrupt(self, process: Process) -> None:
        """Make a process that loads a notebook give up its present, slow statement."""
        if self._processes.get(process.pid) is process.socket:
            with contextlib.suppress(OSError):  # the next request notices it
                send(
                    self._control, m.Interrupt(process.pid), deadline=time.monotonic() + _CONTROL_S
                )

    def usage(self, process: Process) -> Usage:
        """Return what a process and all that it started have used; nothing after it was killed."""
        if self._processes.get(process.pid) is not process.socket:
            return NOTHING
        if process.pid not in self._outside:
            self._outside[process.pid] = self._number_outside(process.pid)
        return usage_of(self._outside[process.pid])

    def _number_outside(self, pid: int) -> int:
        """Return the pid that a process of the sandbox has outside."""
        if self.policy.isolation is not Isolation.NAMESPACES or self._process is None:
            return pid
        for outside in tree(self._process.pid):
            if inner_pids(outside)[1:2] == [pid]:
                return outside
        return 0  # no process has this pid

    def scratch(self, process: Process) -> str:
        """Return a digest of a process's folders; it is the same while nothing is written there."""
        return self._ask(m.Look(process.pid), m.Looked).state

    def kill(self, process: Process) -> None:
        """End a process and everything that it started; wait until they are gone."""
        if self._processes.get(process.pid) is process.socket:
            process.socket.close()
            del self._processes[process.pid]
            self._outside.pop(process.pid, None)
            self._ask(m.Kill(process.pid), m.Killed)

    def kill_all(self) -> None:
        """End every process of the submission."""
        for pid, ours in list(self._processes.items()):
            self.kill(Process(ours, pid))

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel has killed a process for lack of memory since the last question.

        It is False if memory is not limited for all processes together, since the kills are not
        counted then.
        """
        kills = self._group.kills() if self._group is not None and self.bounds_tree else 0
        before, self._kills = self._kills, kills
        return kills > before

    def close(self) -> None:
        """End the jail and everything in it."""
        # If bubblewrap is killed during its start, it leaves a process behind.
        if self._process is not None and self._unsent == b"":
            with contextlib.suppress(SandboxError):
                self.wait_until_ready()
        self._control.close()
        if self._process is not None and self._unsent:  # it ends because nobody can wake it
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_CONTROL_S)
        for ours in self._processes.values():
            ours.close()
        self._processes.clear()
        self._failure = self._failure or "sandbox: it was closed"
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stderr is not None:
                self._process.stderr.close()
        if self._group is not None:
            self._group.close()
        for home in self._folders or ():
            home.close()

    def _ask(
        self,
        request: m.Message,
        reply: type[T],
        descriptor: int | None = None,
        ours: socket.socket | None = None,
    ) -> T:
        try:
            deadline = time.monotonic() + _CONTROL_S
            send(self._control, request, deadline=deadline)
            if descriptor is not None:
                socket.send_fds(self._control, [b"+"], [descriptor])
            if ours is not None:
                names = list(self.beside)
                arrays = [np.frombuffer(self.beside[name], np.uint8) for name in names]
                send(ours, m.Files(names), arrays, deadline)
            return receive(self._control, reply, deadline)[0]
        except (EOFError, OSError):
            raise SandboxError(self._why_it_failed()) from None

    def _setup(self) -> m.Setup:
        policy = self.policy
        drop = policy.is_confined and may_become_nobody()
        allowed, as_owner = Readable([], []), False
        if policy.isolation is Isolation.LANDLOCK and self._folders is not None:
            allowed = readable(policy)
            allowed.paths.append(str(self._folders.home.folder))
            as_owner = drop and not _reachable_by_all(allowed.paths)
            if as_owner:
                self._folders.home.share(os.geteuid(), NOBODY)
        return m.Setup(
            isolation=policy.isolation,
            seccomp_program=compile_filter(policy) if policy.is_confined else b"",
            drop_to_uid=NOBODY if drop else None,
            reads_as_owner=as_owner,
            readable=allowed.paths,
            listed=allowed.folders,
            writable=list(policy.devices) if allowed.paths else [],
            open_files=policy.open_files,
            preload=list(policy.preload),
        )

    # -- starting -----------------------------------------------------------------

    def _start(self, theirs: socket.socket) -> subprocess.Popen[bytes]:
        fd = theirs.fileno()
        entry = -1
        with contextlib.suppress(OSError):  # another container may have removed it
            entry = self._group.open_entry() if self._group is not None else -1
        inherited = tuple(n for n in (fd, entry) if n >= 0)
        arguments = [str(fd), str(entry)]
        try:
            if self.policy.isolation is not Isolation.NAMESPACES:
                return self._start_bare(arguments, inherited)
            command = [find_bubblewrap(), *bubblewrap_arguments(self.policy)]
            worker = [sys.executable, "-P", "-s", "-c", bootstrap(CODE_MOUNT), *arguments]
            if not may_become_nobody():
                return self._popen([*command, *worker], inherited)
            return self._start_as_root(command, worker, inherited)
        finally:
            if entry >= 0:
                os.close(entry)

    def _start_bare(
        self, arguments: list[str], inherited: tuple[int, ...]
    ) -> subprocess.Popen[bytes]:
        assert self._folders is not None
        code = packages() + bootstrap(f"{self._folders.code.folder}{CODE_MOUNT}")
        command = [sys.executable, "-P", "-s", "-S", "-c", code, *arguments]
        home = str(self._folders.home.folder)
        environment = {name: value.replace(HOME, home) for name, value in self.policy.environment}
        return self._popen(command, inherited, env=environment, cwd=home)

    def _start_as_root(
        self, command: list[str], worker: list[str], inherited: tuple[int, ...]
    ) -> subprocess.Popen[bytes]:
        """Map a second, unprivileged user into the jail, which workers become.

        The kernel does not apply the limit on processes to root, not even to a mapped root.
        """
        info_read, info_write = os.pipe()
        block_read, block_write = os.pipe()
        extra = ["--userns-block-fd", str(block_read), "--info-fd", str(info_write)]
        for capability in ("CAP_SETUID", "CAP_SETGID", "CAP_KILL"):  # to become it, and to kill
            extra += ["--cap-add", capability]
        process = self._popen([*command, *extra, *worker], (*inherited, info_write, block_read))
        os.close(info_write)
        os.close(block_read)
        with os.fdopen(info_read) as info, os.fdopen(block_write, "wb") as block:
            text = info.read()
            if not text:
                raise SandboxError(why_not_started(process))
            child = json.loads(text)["child-pid"]
            try:
                for kind in ("uid", "gid"):
                    Path(f"/proc/{child}/{kind}_map").write_text(f"0 0 1\n{NOBODY} {NOBODY} 1\n")
            except OSError as error:
                process.kill()
                said = why_not_started(process)
                raise SandboxError(f"{said}; a second user cannot be mapped: {error}") from None
            block.write(b"+")
        return process

    @staticmethod
    def _popen(
        command: list[str],
        inherited: tuple[int, ...],
        env: dict[str, str] | None = None,
        cwd: str | None = None,
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own command
            command,
            pass_fds=inherited,
            start_new_session=True,  # without a terminal, and in its own scheduling group
            env=env,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def _why_it_failed(self) -> str:
        self._control.close()
        if not self._failure and self._process is not None:
            self._failure = why_not_started(self._process)
        return self._failure


def _folders(policy: Policy) -> _Folders:
    """Make the folders of a plain process."""
    home = Home(policy.handed_out)
    try:
        home.add_settings(NOBODY if may_become_nobody() else os.geteuid())
        return _Folders(home, Home((source, place[1:]) for source, place in policy.code))
    except BaseException:
        home.close()
        raise


def may_become_nobody() -> bool:
    """Return whether we are root, may change users, and know the unprivileged user."""
    own = Path("/proc/self")
    status = dict(line.split(":", 1) for line in (own / "status").read_text().splitlines())
    capable = int(status["CapEff"], 16)
    ranges = [map(int, line.split()) for line in (own / "uid_map").read_text().splitlines()]
    return (
        os.geteuid() == 0
        and all(capable >> capability & 1 for capability in (_CAP_SETGID, _CAP_SETUID))
        and any(first <= NOBODY < first + n for first, _, n in ranges)
    )


def _reachable_by_all(paths: list[str]) -> bool:
    """Return whether an unprivileged user can reach every path."""
    folders = {parent for path in paths for parent in Path(path).resolve().parents}
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in folders)
