"""Confine the grader process itself, when it has everything that it needs.

It is trusted, but it reads what students wrote. A hole in a parser or a hidden test must not
become a way out. From then on it starts no program, opens no socket, writes only in its own
folder, reads only what grading needs, and its memory is limited. The sandbox was started before
and is not affected.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterable
from pathlib import Path

from autograder.confinement import landlock
from autograder.confinement.process import (
    address_space_bytes,
    drop_capabilities,
    filter_system_calls,
    forbid_new_privileges,
    lower_limit,
)
from autograder.sandbox.interpreter import PACKAGE_FOLDER
from autograder.sandbox.policy import DEVICES, Isolation, Policy
from autograder.sandbox.seccomp import compile_filter
from autograder.sandbox.syscalls import trusted_calls

MEMORY_BYTES = 4 << 30  # in addition to what the process maps when it is confined
FILE_BYTES = 64 << 20
CAP_DAC_READ_SEARCH = 2  # submissions may be owned by the students

# Of the system: libraries, time zones, fonts, and information about the process itself.
_SYSTEM = ("/usr/lib", "/usr/lib64", "/usr/share", "/lib", "/lib64", "/etc", "/proc", "/sys")
# Of a course's folder: what grading produces, which the grader process must not read.
_RUN_TIME_DATA = frozenset({"results", "submitted", "autograded", "feedback", "exchange"})


def confine_grader(
    course: Path, submissions: Iterable[Path], home: Path, cgroups: Iterable[Path]
) -> None:
    """Restrict this process, and all its forks, for ever. Raises OSError or SandboxError.

    It may read submissions, and the course without what grading produces. It may write in `home`,
    and change the limits of the sandboxes' cgroups.
    """
    program = compile_filter(_policy())
    ruleset = -1
    if landlock.abi() >= landlock.MINIMAL_ABI:
        readable = [*_SYSTEM, *sys.path, sys.prefix, sys.base_prefix, str(PACKAGE_FOLDER)]
        readable += map(str, (*readable_of_course(course), *submissions))
        own = map(str, (home, *cgroups))
        ruleset = landlock.make_ruleset(filter(None, readable), (), DEVICES, own, may_signal=True)
    for what, value in (
        (resource.RLIMIT_AS, address_space_bytes() + MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        lower_limit(what, value)
    forbid_new_privileges()
    drop_capabilities(CAP_DAC_READ_SEARCH)
    if ruleset >= 0:
        landlock.restrict_self(ruleset)
    filter_system_calls(program)


def readable_of_course(course: Path) -> list[Path]:
    """Return a course folder's entries, without gradebook, secret and what grading produces."""
    return [
        path
        for path in sorted(course.iterdir())
        if path.name not in _RUN_TIME_DATA
        and not path.name.startswith((".autograder", ".git", ".nbgrader"))
        and ".db" not in path.name
    ]


def _policy() -> Policy:
    return Policy(Isolation.LANDLOCK, (), system_calls=tuple(trusted_calls().items()))
