"""Enter the sandbox for one submission: the last trusted code before a student's code.

`Confiner.fork` makes a process with limits, no capability and a seccomp filter. At the namespaces
level, the process is the first one of new pid, mount and ipc namespaces, with a private scratch
folder and no /proc. At the landlock level, it reads only what a ruleset allows and writes
nothing. All rules are data from `Setup` and `Limits`; sandbox.policy decides them. The module
talks to the kernel through ctypes, because the standard library of Python 3.11 has neither
unshare nor mount.
"""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.confinement import landlock
from autograder.confinement.places import HANDED_OUT, HOME, SHARED_MEMORY
from autograder.confinement.process import (
    CAP_SETUID,
    PR_SET_DUMPABLE,
    PR_SET_KEEPCAPS,
    address_space_bytes,
    check,
    end_with_parent,
    filter_system_calls,
    forbid_new_privileges,
    forget_capabilities,
    keep_capabilities,
    libc,
    lower_limit,
)
from autograder.execution.patience import GIVE_UP
from autograder.wire.messages import Limits, Setup
from autograder.worker.scratch import state_of

_MOST_COPIED = 1 << 20  # in bytes; a larger file becomes a link
_FOLDERS = (HOME, SHARED_MEMORY)  # folders in which a submission may write
_CLONE_NEWNS, _CLONE_NEWIPC, _CLONE_NEWPID = 0x00020000, 0x08000000, 0x20000000
_MS_NOSUID, _MS_NODEV, _MS_RDONLY, _MNT_DETACH = 2, 4, 1, 2


class ConfinementError(Exception):
    """A fork could not be confined; it said why, and no student code was run."""


class Confiner:
    """Makes confined forks of the warm interpreter."""

    def __init__(self, setup: Setup) -> None:
        """Open what every fork needs; raises OSError if the kernel refuses."""
        self._setup = setup
        self._namespaces = setup.isolation == "namespaces"
        self._own_pid_namespace = -1
        self._folders: dict[int, list[int]] = {}  # by pid, descriptors of its folders
        self._ruleset = -1
        if self._namespaces:  # needed to make new namespaces for every submission
            self._own_pid_namespace = os.open("/proc/self/ns/pid", os.O_RDONLY)
        if setup.isolation == "landlock":
            self._ruleset = landlock.make_ruleset(setup.readable, setup.listed, setup.writable)

    def fork(self, limits: Limits, bring: Callable[[], None]) -> int:
        """Fork; in the child (where it returns 0) every restriction holds on return.

        `bring` puts the submission's files into the working folder; it runs only in the child.
        Raises ConfinementError in the parent if the child could not be confined.
        """
        if self._namespaces:
            check(libc.setns(self._own_pid_namespace, _CLONE_NEWPID), "setns")
            check(libc.unshare(_CLONE_NEWPID), "unshare a pid namespace")
        confined, confirm = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            try:
                errors = os.dup(2)
                self._forget_folders()
                if not self._namespaces:
                    bring()  # now, because nothing can be written there later
                self._confine(limits, confirm)
                if self._namespaces:
                    bring()  # as the owner of the files, within the limits
                confirm.send(b"+")
                os.close(errors)
                confirm.close()
                confined.close()
            except BaseException as error:  # noqa: BLE001 - never go on half confined
                os.write(errors, f"could not confine a submission: {error}\n".encode())
                os._exit(70)
            return 0
        confirm.close()
        with confined:
            said, folders, _, _ = socket.recv_fds(confined, 2, len(_FOLDERS))
            self._folders[pid] = folders
            if not said.endswith(b"+") and confined.recv(1) != b"+":
                raise ConfinementError
        return pid

    def scratch(self, pid: int) -> str:
        """Return a digest of a fork's folders; it stays the same while nothing is written there."""
        return state_of(self._folders.get(pid, []))

    def interrupt(self, pid: int) -> None:
        """Send a fork the signal to give up its present statement; see execution.patience."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, GIVE_UP)

    def kill(self, pid: int) -> None:
        """End a fork and everything that it started; wait until they are gone."""
        with contextlib.suppress(ProcessLookupError):
            if self._setup.isolation == "none":
                os.killpg(pid, signal.SIGKILL)
            else:  # ending the first process of a namespace ends all; or it had no children
                os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        for folder in self._folders.pop(pid, []):
            os.close(folder)

    def _forget_folders(self) -> None:
        """Close the folders of other processes, so that no process finds what another wrote."""
        for folders in self._folders.values():
            for folder in folders:
                os.close(folder)
        self._folders.clear()

    def _confine(self, limits: Limits, confirm: socket.socket) -> None:
        end_with_parent()
        address_space = address_space_bytes()
        os.setpgid(0, 0)
        _volunteer_for_the_oom_killer()
        if self._namespaces:
            check(libc.unshare(_CLONE_NEWNS | _CLONE_NEWIPC), "unshare mounts and ipc")
            _mount_tmpfs(HOME, f"size={limits.scratch_mib}m,nr_inodes=4096,mode=777")
            _mount_tmpfs(SHARED_MEMORY, f"size={limits.scratch_mib}m,nr_inodes=256,mode=777")
            _mount_tmpfs("/proc", "size=4k,mode=555", read_only=True)
            _hand_out_files((limits.scratch_mib << 20) // 4)
            os.chdir(HOME)
            folders = [os.open(place, os.O_RDONLY | os.O_DIRECTORY) for place in _FOLDERS]
            socket.send_fds(confirm, [b"f"], folders)
            for folder in folders:
                os.close(folder)
        _silence()
        _limit(limits, address_space, self._setup.open_files)
        if self._namespaces:  # without namespaces the limit would count the user's other processes
            lower_limit(resource.RLIMIT_NPROC, limits.processes)
        _drop_privileges(self._setup)
        if self._ruleset >= 0:
            landlock.restrict_self(self._ruleset)
        for descriptor in (self._own_pid_namespace, self._ruleset):
            if descriptor >= 0:
                os.close(descriptor)
        if self._setup.seccomp_program:
            filter_system_calls(self._setup.seccomp_program)


@contextlib.contextmanager
def writable_home(setup: Setup) -> Iterator[None]:
    """Give packages that are imported before any submission a folder, and take it away again.

    Matplotlib, for one, cannot be imported without a folder that it may write.
    """
    if setup.isolation != "namespaces":
        yield
        return
    _mount_tmpfs(HOME, "size=64m,nr_inodes=4096,mode=755")
    try:
        yield
    finally:
        check(libc.umount2(HOME.encode(), _MNT_DETACH), f"unmount {HOME}")


def _volunteer_for_the_oom_killer() -> None:
    """Make the kernel end student code first when memory runs out, and not our processes."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")


def _mount_tmpfs(place: str, options: str, *, read_only: bool = False) -> None:
    flags = _MS_NOSUID | _MS_NODEV | (_MS_RDONLY if read_only else 0)
    result = libc.mount(b"tmpfs", place.encode(), b"tmpfs", flags, options.encode())
    check(result, f"mount {place}")


def _hand_out_files(most: int) -> None:
    """Put the assignment's files into HOME: small ones as copies, large ones as links."""
    for folder, _, names in os.walk(HANDED_OUT):
        place = Path(HOME) / Path(folder).relative_to(HANDED_OUT)
        if place != Path(HOME):
            place.mkdir()
            place.chmod(0o777)
        for name in names:
            source = Path(folder) / name
            size = source.stat().st_size
            if size > min(_MOST_COPIED, most):
                (place / name).symlink_to(source)
                continue
            most -= size
            shutil.copyfile(source, place / name)
            (place / name).chmod(0o666)


def _silence() -> None:
    """Discard what student code prints; none of it is ever shown."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    if null > 2:
        os.close(null)


def _limit(limits: Limits, address_space: int, open_files: int) -> None:
    """Set rlimits; the memory limit is added to what the warm interpreter has mapped."""
    mib = 1 << 20
    for what, value in (
        (resource.RLIMIT_AS, address_space + limits.memory_mib * mib),
        (resource.RLIMIT_CPU, limits.cpu_s),
        (resource.RLIMIT_FSIZE, limits.file_size_mib * mib),
        (resource.RLIMIT_NOFILE, open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        lower_limit(what, value)


def _drop_privileges(setup: Setup) -> None:
    if setup.isolation == "none":
        return
    check(libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "prctl dumpable")
    forget_capabilities()
    if setup.drop_to_uid is not None:
        owner = os.geteuid()
        os.setgroups([])
        os.setresgid(*[setup.drop_to_uid] * 3)
        check(libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0), "prctl keepcaps")
        os.setresuid(*[setup.drop_to_uid] * 3)
        if setup.reads_as_owner:
            _become_for_files(owner)
    keep_capabilities(0)
    # setresuid clears these two: set them last.
    end_with_parent()
    forbid_new_privileges()


def _become_for_files(uid: int) -> None:
    """Open files as this user from now on: with their rights and no others."""
    keep_capabilities(1 << CAP_SETUID)
    libc.setfsuid(uid)
    if libc.setfsuid(-1) != uid:  # this call changes nothing and returns the present uid
        raise OSError(errno.EPERM, "setfsuid")
