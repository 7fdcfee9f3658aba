"""What a worker may see and use, as data.

Trusted. Every restriction that does not depend on one submission is defined here, so that it can
be read and tested without starting anything.
"""

from __future__ import annotations

import dataclasses
import enum
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from autograder.confinement.places import HOME
from autograder.errors import CourseError
from autograder.sandbox.interpreter import PACKAGE_FOLDER, interpreter
from autograder.sandbox.syscalls import Alternatives, allowed_calls

CODE_MOUNT = "/backgrade"  # where the sandbox shows the few modules of ours that it needs

# The only modules of this package that are mounted beside the student's code.
WORKER_MODULES = ("__init__.py", "errors.py", "confinement", "execution", "wire", "worker")

# What Python reads besides its own files. Paths that do not exist are left out.
SYSTEM_MOUNTS = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/lib/locale",
    "/usr/share/zoneinfo",
)

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
    # One thread: a fork does not inherit threads, and two graders share the cores.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}

# Imported once, before the first submission, so that forks get them without a cost.
PRELOADED_MODULES = (
    "numpy",
    "numpy.random",
    "numpy.linalg",
    "numpy.typing",
    "copy",
    "math",
)
# Imported in the same way if an assignment's own code does, because it takes long. Not those that
# start threads, which a fork does not have.
SLOW_TABLES = frozenset({"pandas", "scipy"})
SLOW_MODULES = SLOW_TABLES | {"matplotlib", "networkx", "seaborn", "sklearn", "sympy"}

NAMESPACES = ("user", "pid", "net", "ipc", "uts", "cgroup")

OPEN_FILES = 64

# The unprivileged user that a worker becomes if we run as root.
NOBODY = 65534


AUTO = "auto"  # choose the best level that the machine offers


class Isolation(enum.StrEnum):
    """How strongly student code is isolated, from the strongest level to none."""

    NAMESPACES = "namespaces"
    LANDLOCK = "landlock"
    NONE = "none"


@dataclass(frozen=True)
class Policy:
    """A frozen description of what a worker may see and use.

    Limits that course.yaml sets (time, memory, processes, files) are added for
    each submission; see wire.messages.Limits.
    """

    isolation: Isolation
    mounts: tuple[tuple[str, str], ...]  # (source, place inside), all read-only
    code: tuple[tuple[str, str], ...] = ()  # the same, for our own modules
    links: tuple[tuple[str, str], ...] = ()  # (place inside, target)
    covered: tuple[str, ...] = ()  # files and folders below the mounts that must stay hidden
    handed_out: tuple[tuple[str, str], ...] = ()  # (source, name)
    devices: tuple[str, ...] = DEVICES
    environment: tuple[tuple[str, str], ...] = tuple(ENVIRONMENT.items())
    namespaces: tuple[str, ...] = ()
    system_calls: tuple[tuple[str, Alternatives], ...] = ()
    open_files: int = OPEN_FILES
    preload: tuple[str, ...] = PRELOADED_MODULES

    def with_imports(self, modules: Iterable[str], slow: frozenset[str] = SLOW_MODULES) -> Policy:
        """Return the policy with those of the modules preloaded whose packages are `slow`."""
        wanted = {name for name in modules if name.partition(".")[0] in slow}
        return dataclasses.replace(self, preload=(*self.preload, *sorted(wanted)))

    @property
    def is_confined(self) -> bool:
        """Whether student code is isolated at all."""
        return self.isolation is not Isolation.NONE

    @property
    def may_fork(self) -> bool:
        """Whether a submission may have more than one process."""
        return self.isolation is not Isolation.LANDLOCK


def make_policy(
    isolation: Isolation,
    handed_out: dict[str, Path] | None = None,
    course: Path | None = None,
) -> Policy:
    """Return the policy for this machine, an assignment's handed-out files and a course.

    Raises CourseError if the course is in a folder that student code can read.
    """
    python = interpreter()
    system = [place for place in SYSTEM_MOUNTS if Path(place).exists()]
    if course is not None and isolation is not Isolation.NONE:
        _refuse_in_the_open(course, [*system, *python.folders], python.covered)
    program = os.path.realpath(python.program)
    mounts = {place: place for place in (*system, *python.folders)}
    mounts |= {_place_of(path): os.path.realpath(path) for path in python.libraries}
    mounts[program] = program
    top = (Path("/", name) for name in ("lib", "lib64", "lib32", "bin"))
    links = [(str(path), str(path.readlink())) for path in top if path.is_symlink()]
    if program != python.program:
        links.append((python.program, program))
    namespaces = isolation is Isolation.NAMESPACES
    calls = allowed_calls(namespaces=namespaces) if isolation is not Isolation.NONE else {}
    return Policy(
        isolation,
        tuple((source, place) for place, source in sorted(mounts.items())),
        tuple((str(PACKAGE_FOLDER / n), f"{CODE_MOUNT}/autograder/{n}") for n in WORKER_MODULES),
        tuple(links),
        python.covered,
        tuple((str(path), name) for name, path in (handed_out or {}).items()),
        namespaces=NAMESPACES if namespaces else (),
        system_calls=tuple(calls.items()),
    )


def _place_of(path: str) -> str:
    """Return a library's path with links such as /lib resolved."""
    _, first, rest = path.split("/", 2)
    top = Path("/", first)
    return os.path.normpath(f"/{top.readlink()}/{rest}") if top.is_symlink() else path


def _refuse_in_the_open(course: Path, shown: Iterable[str], covered: Iterable[str]) -> None:
    """Raise CourseError if a course is in a folder that the sandbox shows, also through links."""
    place = course.resolve()
    is_hidden = any(place.is_relative_to(Path(path).resolve()) for path in covered)
    if not is_hidden and any(place.is_relative_to(Path(path).resolve()) for path in shown):
        raise CourseError(
            f"{place}: student code can read this folder, as it lies among Python's own; move the "
            "course to another place, such as /srv or a home"
        )


class Readable(NamedTuple):
    """What to allow if nothing can be mounted."""

    paths: list[str]  # may be read, with everything in them
    folders: list[str]  # may be listed, because Python looks for modules there


def readable(policy: Policy) -> Readable:
    """Return the files and folders to allow if nothing can be mounted.

    Landlock can only add permissions. So around a hidden path, its neighbours are allowed one by
    one.
    """
    found, listed = [], []
    queue = [source for source, _ in policy.mounts]
    while queue:
        path = queue.pop()
        if path in policy.covered:
            continue
        if any(Path(covered).is_relative_to(path) for covered in policy.covered):
            listed.append(path)
            # No links, because their targets may be anywhere.
            queue += [entry.path for entry in os.scandir(path) if not entry.is_symlink()]
        else:
            found.append(path)
    return Readable(sorted(found), sorted(listed))
