"""Containers laid out as other systems' are: this machine's programs, and one folder of theirs."""

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pyseccomp

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = "/opt/backgrade"
_LANDLOCK = ("landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self")
_OWN = ("autograder", "dev", "grade", "opt", "proc", "tmp")


def run_in_container(layout, *command, environment=Path(sys.prefix), denied=(), writable=False):
    """Run a command where folders of a layout, by their paths there, are at the root.

    `denied` names levels of isolation that the container does not allow. The environment with
    Backgrade is at its place there.
    """
    binds = [
        words
        for place, folder in layout.items()
        for words in ("--dir", place, "--bind", folder, place)
    ]
    with tempfile.TemporaryFile() as seccomp:
        proc = ("--bind", "/proc", "/proc")  # as in a container that may mount its own
        if "namespaces" in denied:
            proc = ("--unshare-pid", "--proc", "/proc")
            binds += ["--unshare-user", "--disable-userns"]
        if "landlock" in denied:
            _without_landlock().export_bpf(seccomp)
            seccomp.seek(0)
            binds += ["--seccomp", seccomp.fileno()]
        bind = "--bind" if writable else "--ro-bind"
        words = [
            *("bwrap", "--die-with-parent", *_machine(), *proc, "--dir", "/opt"),
            *(bind, environment, ENVIRONMENT, *binds, "--chdir", next(iter(layout))),
            *("--clearenv", "--setenv", "PATH", os.environ["PATH"], *command),
        ]
        return subprocess.run(
            [str(word) for word in words],
            pass_fds=(seccomp.fileno(),),
            capture_output=True,
            text=True,
            check=False,
        )


def _machine():
    """Yield bubblewrap's options for a root of our own that shows this machine's programs."""
    yield from ("--tmpfs", "/", "--dev", "/dev", "--tmpfs", "/tmp")
    for path in Path("/").iterdir():
        if path.name in _OWN:
            continue
        if path.is_symlink():
            yield from ("--symlink", path.readlink(), path)
        else:
            yield from ("--ro-bind", path, path)
    for path in (ROOT, Path(sys.prefix), Path(sys.base_prefix)):
        yield from ("--ro-bind", path, path)


def _without_landlock():
    seccomp = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for call in _LANDLOCK:
        seccomp.add_rule(pyseccomp.ERRNO(errno.ENOSYS), call)
    return seccomp
