"""The system calls that a worker may make, as data.

Trusted. Any call that is not named here is denied: the kernel answers that there is no such call
(ENOSYS). The C library expects this from kernels that lack a call, and uses an older one if it
can.
"""

from __future__ import annotations

import errno
from typing import NamedTuple

DENIED_ERRNO = errno.ENOSYS

# By purpose. A name that this machine's libseccomp does not know is left out.
ALLOWED: dict[str, tuple[str, ...]] = {
    "open and read files": (
        *("open", "openat", "openat2", "creat", "close", "close_range", "dup", "dup2", "dup3"),
        *("read", "readv", "pread64", "preadv", "lseek"),
        *("stat", "fstat", "lstat", "newfstatat", "statx", "access", "faccessat", "faccessat2"),
        *("readlink", "readlinkat", "getdents", "getdents64", "getcwd", "chdir", "fchdir"),
        *("statfs", "fstatfs", "getxattr", "lgetxattr", "fgetxattr"),
        *("listxattr", "llistxattr", "flistxattr", "umask"),
    ),
    "write files": (
        *("write", "writev", "pwrite64", "pwritev", "truncate", "ftruncate"),
        *("fallocate", "fsync", "fdatasync", "sendfile", "copy_file_range"),
        *("mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "rename", "renameat", "renameat2"),
        *("link", "linkat", "symlink", "symlinkat"),
        *("chmod", "fchmod", "fchmodat", "fchmodat2"),
        *("utime", "utimes", "futimesat", "utimensat"),
    ),
    "memory": (
        *("brk", "mmap", "munmap", "mremap", "mprotect", "madvise", "msync"),
        *("membarrier", "get_mempolicy"),
    ),
    "threads and processes": (
        *("fork", "execve", "execveat", "exit", "exit_group", "wait4", "waitid"),
        *("futex", "futex_waitv", "futex_wait", "futex_wake", "futex_requeue"),
        *("set_robust_list", "get_robust_list", "set_tid_address", "rseq", "arch_prctl"),
        *("sched_yield", "sched_getaffinity", "sched_getparam", "sched_getscheduler"),
        *("sched_get_priority_max", "sched_get_priority_min", "restart_syscall"),
    ),
    "who and what am I": (
        *("getpid", "getppid", "gettid", "getpgid", "getpgrp", "getsid", "getcpu"),
        *("getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid", "getgroups"),
        *("capget", "uname", "sysinfo", "getrlimit", "setrlimit", "getrusage", "getpriority"),
        "getrandom",
    ),
    "time": (
        *("gettimeofday", "time", "times"),
        *("nanosleep", "pause", "alarm", "getitimer", "setitimer"),
        *("timerfd_create", "timerfd_settime", "timerfd_gettime"),
    ),
    "signals": (
        *("rt_sigprocmask", "rt_sigreturn", "rt_sigpending", "rt_sigsuspend"),
        *("rt_sigtimedwait", "sigaltstack", "signalfd", "signalfd4"),
        *("kill", "tkill", "tgkill"),
    ),
    "pipes, and the socket that is there": (
        *("pipe", "pipe2", "poll", "ppoll", "select", "pselect6", "eventfd", "eventfd2"),
        *("epoll_create", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait"),
        *("epoll_pwait2", "sendto", "recvfrom", "recvmsg", "shutdown"),
        *("getsockopt", "setsockopt", "getsockname", "getpeername"),
    ),
}


class Argument(NamedTuple):
    """A condition on a call's argument: it is allowed if `argument & mask == value`."""

    place: int
    mask: int
    value: int
    words: str


_INT = 0xFFFFFFFF  # the kernel uses only the lower half of these arguments
_NEW_NAMESPACES = (
    0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000
) | 0x40000000


_CLONE_VFORK = 0x00004000  # a process that waits for such a child seems to wait for a disk


Alternatives = tuple[tuple[Argument, ...], ...]  # each is a group of conditions that must all hold


def _one_of(place: int, **values: int) -> Alternatives:
    return tuple((Argument(place, _INT, value, name),) for name, value in values.items())


# Any other clock belongs to another process.
_OWN_CLOCKS = ((Argument(0, 0xFFFFFFF0, 0, "one of the system's or its own clocks"),),)

# The kernel does not count the CPU time of children if their parent ignores SIGCHLD.
_SIGCHLD = 17
_BUT_SIGCHLD = tuple(
    (Argument(0, 1 << bit, ~_SIGCHLD & 1 << bit, "any signal but SIGCHLD"),) for bit in range(7)
)

# Allowed only with one of these values. No file locks, because holding one is a message.
CONDITIONAL: dict[str, Alternatives] = {
    "clone": ((Argument(0, _NEW_NAMESPACES | _CLONE_VFORK, 0, "no new namespace, no vfork"),),),
    "clock_gettime": _OWN_CLOCKS,
    "clock_getres": _OWN_CLOCKS,
    "clock_nanosleep": _OWN_CLOCKS,
    "rt_sigaction": _BUT_SIGCHLD,
    "prlimit64": ((Argument(0, _INT, 0, "of itself"),),),
    # No datagrams, because they can be sent to any named socket.
    "socketpair": ((Argument(0, _INT, 1, "AF_UNIX"), Argument(1, 0xF, 1, "SOCK_STREAM")),),
    "prctl": _one_of(0, PR_SET_NAME=15, PR_GET_NAME=16, PR_SET_VMA=0x53564D41),
    "ioctl": _one_of(
        1,
        TCGETS=0x5401,
        TIOCGWINSZ=0x5413,
        FIONREAD=0x541B,
        FIONBIO=0x5421,
        FIONCLEX=0x5450,
        FIOCLEX=0x5451,
    ),
    "fcntl": _one_of(
        1,
        F_DUPFD=0,
        F_GETFD=1,
        F_SETFD=2,
        F_GETFL=3,
        F_SETFL=4,
        F_DUPFD_CLOEXEC=1030,
    ),
}

# Withheld if there are no namespaces to contain the effects. They would start a process or
# thread (the kernel counts these for a user, not for a submission), send a signal, change a
# file that student code cannot open, read its attributes, or look at other processes.
WITHHELD_WITHOUT_NAMESPACES = frozenset(
    {"clone", "fork", "execve", "execveat", "kill", "tkill", "tgkill"}
    | {"chmod", "fchmod", "fchmodat", "fchmodat2"}
    | {"utime", "utimes", "futimesat", "utimensat"}
    | {"getxattr", "lgetxattr", "fgetxattr", "listxattr", "llistxattr", "flistxattr"}
)
# There, allowed only on the caller itself.
_ITSELF = ((Argument(0, _INT, 0, "of itself"),),)
OF_ITSELF_WITHOUT_NAMESPACES: dict[str, Alternatives] = {
    **dict.fromkeys(("getpgid", "getsid", "sched_getaffinity"), _ITSELF),
    **dict.fromkeys(("sched_getparam", "sched_getscheduler"), _ITSELF),
    "getpriority": ((Argument(0, _INT, 0, "PRIO_PROCESS"), Argument(1, _INT, 0, "of itself")),),
}


def allowed_calls(*, namespaces: bool) -> dict[str, Alternatives]:
    """Return every allowed call with its alternative conditions, of which one must hold."""
    names = [name for group in ALLOWED.values() for name in group]
    calls: dict[str, Alternatives] = dict.fromkeys(names, ()) | CONDITIONAL
    if not namespaces:
        calls |= OF_ITSELF_WITHOUT_NAMESPACES
        for name in WITHHELD_WITHOUT_NAMESPACES:
            del calls[name]
    return calls


# What the grader process needs in addition, after it has started its sandboxes.
_TRUSTED = (
    *("rt_sigaction", "sendmsg", "setpgid", "setsid", "fcntl", "ioctl", "prctl"),
    *("memfd_create", "flock"),
)
# It may start no program, and change no file that it cannot open for writing.
_NOT_EVEN_TRUSTED = frozenset(
    {"execve", "execveat", "chmod", "fchmod", "fchmodat", "fchmodat2"}
    | {"utime", "utimes", "futimesat", "utimensat"}
)


def trusted_calls() -> dict[str, Alternatives]:
    """Return every call that the grader process may make after it is confined."""
    calls = allowed_calls(namespaces=True) | dict.fromkeys(_TRUSTED, ())
    return {name: how for name, how in calls.items() if name not in _NOT_EVEN_TRUSTED}
