"""What a worker may see and use: data, nothing else.

Trusted. Every restriction that does not depend on one submission is named here,
so that it can be read and tested without starting anything.
"""

from __future__ import annotations

import enum
import errno
import site
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from autograder.worker.confine import HANDED_OUT, HOME

PACKAGE_FOLDER = Path(__file__).resolve().parent.parent
CODE_MOUNT = "/backgrade"  # where the sandbox sees the few modules of ours that it needs

# The only modules of this package that are mounted beside the student's code.
WORKER_MODULES = ("__init__.py", "errors.py", "wire.py", "worker")

# System files that interpreters and NumPy read. Whatever does not exist is left out.
SYSTEM_MOUNTS = (
    "/usr",
    "/lib",
    "/lib64",
    "/lib32",
    "/bin",
    "/etc/ld.so.cache",
    "/etc/localtime",
)
# Covered by an empty folder, though they lie under a system mount.
HIDDEN_FOLDERS = ("/usr/local/src", "/usr/src", "/usr/share/doc", "/usr/games")

DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")

ENVIRONMENT = {
    "HOME": HOME,
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "MPLCONFIGDIR": f"{HOME}/.matplotlib",
    "PATH": "/usr/bin:/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "TMPDIR": HOME,
    "TZ": "UTC",
    # One thread: a fork carries none over, and two graders share the cores.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}

# Imported once, before the first submission, so that forks have them for nothing.
PRELOADED_MODULES = (
    "numpy",
    "numpy.random",
    "numpy.linalg",
    "numpy.typing",
    "copy",
    "math",
)

# Denied with EPERM: what NumPy code never needs and attacks do.
DENIED_SYSCALLS = (
    *("ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "pidfd_open"),
    *("mount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen"),
    *("fsconfig", "fsmount", "fspick", "mount_setattr", "open_tree_attr"),
    *("unshare", "setns", "sethostname", "setdomainname"),
    *("socket", "connect", "bind", "listen", "accept", "accept4"),
    *("keyctl", "add_key", "request_key"),
    *("bpf", "perf_event_open", "userfaultfd", "seccomp"),
    *("io_uring_setup", "io_uring_enter", "io_uring_register"),
    *("init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load"),
    *("reboot", "swapon", "swapoff", "syslog", "acct", "quotactl", "nfsservctl"),
    *("iopl", "ioperm", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex"),
    *("open_by_handle_at", "name_to_handle_at", "fanotify_init", "lookup_dcookie"),
    *("personality", "vhangup", "move_pages", "migrate_pages", "mbind", "set_mempolicy"),
    *("msgget", "semget", "shmget", "mq_open", "memfd_secret"),
)
# Reported as missing rather than denied, so that the C library falls back.
ABSENT_SYSCALLS = ("clone3",)
DENIED_ERRNO = errno.EPERM
ABSENT_ERRNO = errno.ENOSYS
# Any of these bits in clone's flags makes a namespace: denied.
CLONE_NAMESPACE_FLAGS = (
    0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000
)

# Of the unprivileged user that a worker becomes when we run as root.
NOBODY = 65534


class Isolation(enum.StrEnum):
    """How far student code is kept from everything else."""

    NAMESPACES = "namespaces"
    NONE = "none"


@dataclass(frozen=True)
class Policy:
    """One frozen description of a sandbox: where things are mounted, read-only."""

    isolation: Isolation
    mounts: tuple[tuple[str, str], ...]  # source, place inside
    handed_out: tuple[tuple[str, str], ...] = ()


def python_folders() -> tuple[str, ...]:
    """Return the folders that this interpreter and its packages live in."""
    folders = {
        sys.base_prefix,
        sysconfig.get_path("stdlib"),
        sysconfig.get_path("platstdlib"),
        sysconfig.get_path("purelib"),
        sysconfig.get_path("platlib"),
        str(Path(sys.executable).parent),
        *site.getsitepackages(),
    }
    if sys.prefix != sys.base_prefix:
        folders.add(str(Path(sys.prefix) / "pyvenv.cfg"))
    return tuple(sorted(f for f in folders if Path(f).exists()))


def make_policy(isolation: Isolation, handed_out: dict[str, Path] | None = None) -> Policy:
    """Describe the sandbox for this machine and an assignment's public files."""
    places = [place for place in SYSTEM_MOUNTS if Path(place).exists()]
    covered = tuple(places)
    python = [f for f in python_folders() if not f.startswith(tuple(p + "/" for p in covered))]
    mounts = [(place, place) for place in (*places, *python)]
    mounts += [
        (str(PACKAGE_FOLDER / name), f"{CODE_MOUNT}/autograder/{name}") for name in WORKER_MODULES
    ]
    files = tuple((str(path), f"{HANDED_OUT}/{name}") for name, path in (handed_out or {}).items())
    return Policy(isolation, tuple(mounts), files)
