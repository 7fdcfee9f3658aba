"""Give up what a process must not have: descriptors, memory, capabilities, system calls.

It talks to the kernel through ctypes, because Python's standard library has no prctl.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import resource
import signal
import socket
from collections.abc import Callable, Container
from pathlib import Path

_PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_KEEPCAPS = 1, 4, 8
_PR_SET_SECCOMP, _PR_CAPBSET_DROP = 22, 24
_PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 38, 47, 4
_SECCOMP_MODE_FILTER = 2
_CAPABILITY_VERSION_3, CAP_SETUID = 0x20080522, 7
_BPF_INSTRUCTION_BYTES = 8
# Kept back from a notebook while it loads, so that its functions can still be called.
_RESERVED = (resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC)
_RESERVE = 4
libc = ctypes.CDLL(None, use_errno=True)


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("program", ctypes.c_char_p))


def check(result: int, what: str) -> None:
    """Raise OSError if a call of the C library failed."""
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


def end_with_parent() -> None:
    """Make the kernel kill this process when its parent ends."""
    check(libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl pdeathsig")


def address_space_bytes() -> int:
    """Return how much memory this process has mapped."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def lower_limit(what: int, value: int) -> None:
    """Set a resource limit, unless the present limit is already lower."""
    _, hard = resource.getrlimit(what)
    most = value if hard == resource.RLIM_INFINITY else min(value, hard)
    kept = _RESERVE if what in _RESERVED else 0
    resource.setrlimit(what, (max(most - kept, 0), most))


def close_all_but(descriptors: Container[int]) -> None:
    """Close every descriptor except the three standard ones and these."""
    for number in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
        if number > 2 and number not in descriptors:
            with contextlib.suppress(OSError):  # the descriptor of this listing is already closed
                os.close(number)


def release_reserve() -> None:
    """Raise the limits, so that a notebook that used up its descriptors can still be served."""
    for what in _RESERVED:
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (hard, hard))


def serve_in_fork(
    serve: Callable[[socket.socket], None], *, memory_bytes: int, cpu_s: int | None = None
) -> tuple[socket.socket, int]:
    """Serve in a fork that ends with this process; return the socket to it, and its pid.

    The fork may map `memory_bytes` more than this process has, and use `cpu_s` seconds of CPU
    time.
    """
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        theirs.close()
        return ours, pid
    try:
        gc.freeze()  # the collector would write to all that the two processes share
        end_with_parent()
        close_all_but({theirs.fileno()})  # so that nobody waits in vain for the others to close
        lower_limit(resource.RLIMIT_AS, address_space_bytes() + memory_bytes)
        if cpu_s is not None:
            resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
        serve(theirs)
    finally:
        os._exit(0)  # without running this process's exit handlers


def drop_capabilities(kept: int) -> None:
    """Drop every capability except one, and keep that one only if it is there."""
    forget_capabilities()
    header, sets = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0), (ctypes.c_uint32 * 6)()
    check(libc.capget(header, sets), "capget")
    keep_capabilities(sets[1] & 1 << kept)


def forget_capabilities() -> None:
    """Prevent programs that this process starts from having capabilities."""
    libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    for capability in range(64):
        if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break  # past the kernel's last capability, or not allowed to drop any


def keep_capabilities(kept: int) -> None:
    """Keep only these capabilities, one bit each, in all three sets."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(kept, kept, 0, 0, 0, 0)  # effective, permitted, inheritable
    check(libc.capset(header, sets), "capset")


def forbid_new_privileges() -> None:
    """Prevent programs that this process starts from gaining privileges."""
    check(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl no_new_privs")


def filter_system_calls(program: bytes) -> None:
    """Deny this process what a BPF program denies; needs no_new_privs."""
    bpf = _Filter(len(program) // _BPF_INSTRUCTION_BYTES, program)
    result = libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(bpf), 0, 0)
    check(result, "seccomp")
