"""Enter the sandbox for one submission: the last trusted code before a student's.

`prepare` forks a process that is the first of new pid, mount and ipc
namespaces, with private scratch folders, no /proc, limits, no capability, and a
seccomp filter. Everything is data from `Setup` and `Limits`; what they hold is
decided in sandbox.policy. Talks to the kernel through ctypes, since the standard
library of Python 3.11 has neither unshare nor mount.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
from pathlib import Path

from autograder.worker.messages import Limits, Setup

HOME = "/student"  # the student's working folder: private, writable, capped
HANDED_OUT = "/handed-out"  # read-only files of the assignment, linked into HOME

_CLONE_NEWNS, _CLONE_NEWIPC, _CLONE_NEWPID = 0x00020000, 0x08000000, 0x20000000
_MS_NOSUID, _MS_NODEV, _MS_RDONLY = 2, 4, 1
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_CAPBSET_DROP = 1, 4, 22, 24
_PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 38, 47, 4
_SECCOMP_MODE_FILTER = 2
_CAPABILITY_VERSION_3 = 0x20080522
_SIGKILL = 9
_BPF_INSTRUCTION_BYTES = 8

_libc = ctypes.CDLL(None, use_errno=True)


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("program", ctypes.c_char_p))


def _check(result: int, what: str) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


def fork_confined(setup: Setup, limits: Limits, own_pid_namespace: int | None) -> int:
    """Fork; in the child (0) every restriction holds when this returns.

    `own_pid_namespace` is a descriptor of the caller's pid namespace, needed to
    make a new one for every submission.
    """
    if own_pid_namespace is not None:
        _check(_libc.setns(own_pid_namespace, _CLONE_NEWPID), "setns")
        _check(_libc.unshare(_CLONE_NEWPID), "unshare a pid namespace")
    pid = os.fork()
    if pid == 0:
        try:
            _confine(setup, limits)
        except BaseException:  # noqa: BLE001 - never go on half confined
            os.write(2, b"sandbox: could not confine a submission\n")
            os._exit(70)
    return pid


def _confine(setup: Setup, limits: Limits) -> None:
    _check(_libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0), "prctl pdeathsig")
    address_space = _address_space_bytes()
    os.setpgid(0, 0)
    if setup.namespaces:
        _check(_libc.unshare(_CLONE_NEWNS | _CLONE_NEWIPC), "unshare mounts and ipc")
        _mount_tmpfs(HOME, f"size={limits.scratch_mib}m,nr_inodes=4096,mode=777")
        _mount_tmpfs("/proc", "size=4k,mode=555", read_only=True)
        _link_handed_out_files()
        os.chdir(HOME)
    _silence()
    _limit(limits, address_space)
    _drop_privileges(setup)
    _filter_system_calls(setup.seccomp_program)


def _mount_tmpfs(place: str, options: str, *, read_only: bool = False) -> None:
    flags = _MS_NOSUID | _MS_NODEV | (_MS_RDONLY if read_only else 0)
    result = _libc.mount(b"tmpfs", place.encode(), b"tmpfs", flags, options.encode())
    _check(result, f"mount {place}")


def _link_handed_out_files() -> None:
    if not Path(HANDED_OUT).is_dir():
        return
    for entry in os.scandir(HANDED_OUT):
        if entry.is_dir():
            shutil.copytree(entry.path, Path(HOME) / entry.name, copy_function=os.symlink)
        else:
            (Path(HOME) / entry.name).symlink_to(entry.path)


def _silence() -> None:
    """Send what student code prints nowhere; nothing of it is ever shown."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    if null > 2:
        os.close(null)


def _address_space_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _limit(limits: Limits, address_space: int) -> None:
    """Set rlimits; memory is counted on top of what the warm interpreter maps."""
    mib = 1 << 20
    for what, value in (
        (resource.RLIMIT_AS, address_space + limits.memory_mib * mib),
        (resource.RLIMIT_CPU, limits.cpu_s),
        (resource.RLIMIT_FSIZE, limits.file_size_mib * mib),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(what, (most, most))


def _drop_privileges(setup: Setup) -> None:
    _check(_libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0), "prctl dumpable")
    if setup.namespaces:
        _libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
        for capability in range(64):
            if _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
                break  # past the last one that this kernel has, or none may be dropped
    if setup.drop_to_uid is not None:
        os.setgroups([])
        os.setresgid(*[setup.drop_to_uid] * 3)
        os.setresuid(*[setup.drop_to_uid] * 3)
    if setup.namespaces:
        header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
        nothing = (ctypes.c_uint32 * 6)()
        _check(_libc.capset(header, nothing), "capset")
    # setresuid clears these two: set them last.
    _check(_libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0), "prctl pdeathsig")
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl no_new_privs")


def _filter_system_calls(program: bytes) -> None:
    if not program:
        return
    bpf = _Filter(len(program) // _BPF_INSTRUCTION_BYTES, program)
    result = _libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(bpf), 0, 0)
    _check(result, "seccomp")
