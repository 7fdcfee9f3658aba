"""Run a tool on a separate machine, and examine what a submission left there.

Graders without a sandbox let student code do what the instructor may do. So each run gets its own
namespaces (processes, mounts, network, ipc) and a private home, /tmp, /var/tmp and /dev/shm. The
rest of the file system is read-only, with a layer over the tool's environment that takes what is
written into it. The tool runs as a user without rights, a different one in each run, so that
limits are not shared.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

MARKER = "backgrade-attack-was-here"
HOME = "/home/instructor"
COURSE = f"{HOME}/course"
_PLACES = {
    "/home": "home",
    "/root": "root",
    "/tmp": "tmp",
    "/var/tmp": "var-tmp",
    "/dev/shm": "shm",
}
_INSIDE = Path(__file__).with_name("inside.py")
_MOST_BYTES = 1 << 20
_users = itertools.count(61000)  # users that are in no password file


@dataclass(frozen=True)
class Environment:
    """A Python in which tools are installed."""

    python: Path

    @cached_property
    def places(self) -> tuple[str, str, str]:
        """Its prefix, the prefix of its base Python, and its packages."""
        code = (
            "import sys, sysconfig;"
            "print(sys.prefix, sys.base_prefix, sysconfig.get_path('purelib'), sep='\\n')"
        )
        prefix, base, packages = subprocess.check_output(
            [self.python, "-c", code], text=True
        ).splitlines()
        return prefix, base, packages


@dataclass(frozen=True)
class Outcome:
    """How the commands of one run ended."""

    seconds: float
    stopped: str  # the reason why we ended the run, or ""
    left: list[str]  # command lines of processes that outlived the tool
    log: str


@dataclass
class Machine:
    """The folders that one run sees as its home, its /tmp and so on."""

    box: Path
    environment: Environment
    keep: list[Path] = field(default_factory=list)  # other folders that the tool reads
    uid: int = field(default_factory=lambda: next(_users))

    def __post_init__(self) -> None:
        """Make the folders."""
        for name in ("layers/0-written", "layers/0-work", *_PLACES.values()):
            (self.box / name).mkdir(parents=True, exist_ok=True)
        self.home.mkdir(exist_ok=True)

    @property
    def home(self) -> Path:
        """The home folder, seen from outside."""
        return self.box / "home" / Path(HOME).name

    @property
    def course(self) -> Path:
        """The folder where the commands run, seen from outside."""
        return self.home / Path(COURSE).name

    def run(self, commands: list[list[str]], timeout_s: float, **variables: str) -> Outcome:
        """Run commands one after another in the course folder; raises if the machine fails."""
        self._hand_over()
        plan = self.box / "plan.json"
        plan.write_text(json.dumps(self._plan(commands, timeout_s, variables)))
        kinds = ("--pid", "--fork", "--kill-child", "--mount", "--mount-proc", "--net", "--ipc")
        subprocess.run(
            ["unshare", *kinds, sys.executable, "-I", str(_INSIDE), str(plan)],
            check=True,
            stdin=subprocess.DEVNULL,
            timeout=timeout_s * len(commands) + 60,
        )
        report = json.loads((self.box / "report.json").read_text())
        return Outcome(
            seconds=sum(one["seconds"] for one in report["runs"]),
            stopped="; ".join(one["stopped"] for one in report["runs"] if one["stopped"]),
            left=report["left"],
            log=(self.box / "log.txt").read_text(errors="replace"),
        )

    def _plan(self, commands: list[list[str]], timeout_s: float, variables: dict) -> dict:
        prefix, base, packages = self.environment.places
        keep = dict.fromkeys([*map(str, self.keep), base, prefix])
        return {
            "box": str(self.box),
            "keep": [place for place in keep if place not in {"/", "/usr"}],
            "private": {place: str(self.box / name) for place, name in _PLACES.items()},
            "environments": {prefix: packages},
            "commands": commands,
            "cwd": COURSE,
            "uid": self.uid,
            "timeout_s": timeout_s,
            "env": {
                "HOME": HOME,
                "USER": Path(HOME).name,
                "IPYTHONDIR": f"{HOME}/.ipython",
                "TMPDIR": "/tmp",
                "PATH": f"{prefix}/bin:/usr/local/bin:/usr/bin:/bin",
                "LANG": "C.UTF-8",
                "OMP_NUM_THREADS": "1",
                **variables,
            },
        }

    def _hand_over(self) -> None:
        for name in _PLACES.values():
            for folder, _, files in os.walk(self.box / name):
                os.chown(folder, self.uid, self.uid)
                for file in files:
                    os.chown(Path(folder, file), self.uid, self.uid, follow_symlinks=False)

    def written(self, own: tuple[str, ...] = ()) -> list[str]:
        """Return the places of marked files, apart from the submission's own folders.

        A file is marked by its name or its content. Within the course, where submissions are
        copied and quoted, only the name counts.
        """
        names = {folder: place for place, folder in _PLACES.items()} | {
            "layers/0-written": "the environment",
            "home": "home",
        }
        found = set()
        for name, told in names.items():
            for path in (self.box / name).rglob("*"):
                if path.is_relative_to(self.course):
                    inside = path.relative_to(self.course).as_posix()
                    if MARKER in path.name and not inside.startswith(own):
                        found.add("the course")
                elif MARKER in path.name or _has(path, MARKER):
                    found.add(told)
        return sorted(found)

    def holds(self, secret: str) -> bool:
        """Return whether a text is in a file that the instructor did not put there."""
        return any(_has(path, secret) for path in self.box.rglob("*"))

    def remove(self) -> None:
        """Remove the machine's folders."""
        shutil.rmtree(self.box, ignore_errors=True)


def _has(path: Path, text: str) -> bool:
    """Return whether a file of sensible size contains a text."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST_BYTES:
        return False
    return text.encode() in path.read_bytes()
