"""What a worker may see and use: data, nothing else.

Trusted. Every restriction that does not depend on one submission is named here,
so that it can be read and tested without starting anything.
"""

from __future__ import annotations

import enum
import os
import site
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError
from autograder.sandbox.syscalls import Alternatives, allowed_calls
from autograder.worker.confine import HOME

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

NAMESPACES = ("user", "pid", "net", "ipc", "uts", "cgroup")

OPEN_FILES = 64

# Of the unprivileged user that a worker becomes when we run as root.
NOBODY = 65534


AUTO = "auto"  # the best level that the machine offers


class Isolation(enum.StrEnum):
    """How far student code is kept from everything else, from best to none."""

    NAMESPACES = "namespaces"
    LANDLOCK = "landlock"
    NONE = "none"


@dataclass(frozen=True)
class Policy:
    """One frozen description of what a worker may see and use.

    Limits that course.yaml sets (time, memory, processes, files) are added for
    each submission; see worker.messages.Limits.
    """

    isolation: Isolation
    mounts: tuple[tuple[str, str], ...]  # source, place inside: read-only
    hidden: tuple[str, ...] = ()  # folders below the mounts that are not to be seen
    handed_out: tuple[tuple[str, str], ...] = ()  # source, name
    devices: tuple[str, ...] = DEVICES
    environment: tuple[tuple[str, str], ...] = tuple(ENVIRONMENT.items())
    namespaces: tuple[str, ...] = ()
    system_calls: tuple[tuple[str, Alternatives], ...] = ()
    open_files: int = OPEN_FILES

    @property
    def is_confined(self) -> bool:
        """Whether anything is kept from student code at all."""
        return self.isolation is not Isolation.NONE

    @property
    def may_fork(self) -> bool:
        """Whether a submission may have more processes than one."""
        return self.isolation is not Isolation.LANDLOCK


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


def make_policy(
    isolation: Isolation,
    handed_out: dict[str, Path] | None = None,
    course: Path | None = None,
) -> Policy:
    """Describe the sandbox for this machine, an assignment's public files and a course.

    Raises CourseError where the course lies in a folder that student code can read.
    """
    system = [place for place in SYSTEM_MOUNTS if Path(place).exists()]
    hidden = tuple(folder for folder in HIDDEN_FOLDERS if Path(folder).is_dir())
    python = [f for f in python_folders() if not _is_visible(f, system, hidden)]
    if course is not None and isolation is not Isolation.NONE:
        place = str(course.resolve())
        if _is_visible(place, system, hidden) or _is_visible(place, python, ()):
            raise CourseError(
                f"{place}: student code can read this folder, as it lies among the system's "
                "or Python's own; move the course to another place, such as /srv or a home"
            )
    mounts = [(place, place) for place in (*system, *python)]
    mounts += [
        (str(PACKAGE_FOLDER / name), f"{CODE_MOUNT}/autograder/{name}") for name in WORKER_MODULES
    ]
    namespaces = isolation is Isolation.NAMESPACES
    calls = allowed_calls(namespaces=namespaces) if isolation is not Isolation.NONE else {}
    return Policy(
        isolation,
        tuple(mounts),
        hidden,
        tuple((str(path), name) for name, path in (handed_out or {}).items()),
        namespaces=NAMESPACES if namespaces else (),
        system_calls=tuple(calls.items()),
    )


def _is_visible(place: str, folders: list[str], hidden: tuple[str, ...]) -> bool:
    """Whether a place can be read through folders that are mounted, and not hidden."""
    return any(map(Path(place).is_relative_to, folders)) and not any(
        map(Path(place).is_relative_to, hidden)
    )


def readable_paths(policy: Policy) -> list[str]:
    """Return the files and folders to allow where nothing can be mounted.

    Landlock can only add: around a hidden folder its neighbours are allowed one by one.
    """
    found: list[str] = []
    queue = [source for source, _ in policy.mounts]
    while queue:
        path = queue.pop()
        if path in policy.hidden:
            continue
        if any(Path(folder).is_relative_to(path) for folder in policy.hidden):
            # Not links: what they lead to may lie anywhere.
            queue += [entry.path for entry in os.scandir(path) if not entry.is_symlink()]
        else:
            found.append(path)
    return sorted(found)
