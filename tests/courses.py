"""Copies of the course, and its users' commands, for tests of the whole program."""

import concurrent.futures
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml

ROOT = Path(__file__).resolve().parents[1]
T = TypeVar("T")
SECRET = "a secret that no student sees"
BIN = Path(sysconfig.get_path("scripts"))
PARTS = ("solutions", "assignments", "tests/graders")
_ASSIGNMENTS = tuple(sorted(path.name for path in (ROOT / "assignments").iterdir()))
# Less than the default, because endless loops use it up twice.
QUICK = {"load_s": 5.0}
_PROGRAMS = {
    "autograder": [sys.executable, "-m", "autograder"],
    "autograder's script": [BIN / "autograder"],
    "nbgrader": [BIN / "nbgrader"],
    "pytest": [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
    "python": [sys.executable],
}


def copy_of_the_course(
    folder: Path, *names: str, parts: Iterable[str] = PARTS, settings: str = ""
) -> Path:
    """Copy the course, or some of its assignments, into a folder.

    Its course.yaml is `settings`; without them it is ours with smaller limits.
    """
    for part in parts:
        for name in names or _ASSIGNMENTS:
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / part / name, folder / part / name, ignore=ignored)
    if (ROOT / "translations").is_dir():
        shutil.copytree(ROOT / "translations", folder / "translations", dirs_exist_ok=True)
    if not settings:
        course = yaml.safe_load((ROOT / "course.yaml").read_text(encoding="utf-8"))
        for assignment in course["assignments"]:
            assignment["limits"] = QUICK
        settings = yaml.safe_dump(course)
    (folder / "course.yaml").write_text(settings, encoding="utf-8")
    return folder


class AtOnce(concurrent.futures.Executor):
    """Runs a task where it is submitted, and keeps the grader for the next class of this course."""

    def submit(
        self, function: Callable[..., T], /, *args: Any, **kwargs: Any
    ) -> concurrent.futures.Future[T]:
        """Run a task and keep its outcome."""
        future: concurrent.futures.Future[T] = concurrent.futures.Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as executors do
            future.set_exception(error)
        return future


def run(
    program: str,
    *arguments: object,
    cwd: Path = ROOT,
    code: int | None = None,
    before: Iterable[object] = (),
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run a program in a course to its end, with the prefix `before` if given.

    If `code` is given, the program must exit with it.
    """
    done = subprocess.run(
        [str(part) for part in (*before, *_PROGRAMS[program], *arguments)],
        cwd=cwd,
        env=_environment(cwd) | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert code is None or done.returncode == code, done.stdout + done.stderr
    return done


def start(
    program: str, *arguments: object, cwd: Path = ROOT, stderr: Any = subprocess.DEVNULL, **own: str
) -> subprocess.Popen[str]:
    """Start a program in a course without waiting for it."""
    return subprocess.Popen(
        [str(part) for part in (*_PROGRAMS[program], *arguments)],
        cwd=cwd,
        env=_environment(cwd) | own,
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        text=True,
    )


def _environment(cwd: Path) -> dict[str, str]:
    """Return a command's environment: our programs, a secret, and no user's Jupyter settings."""
    return os.environ | {
        "PATH": os.pathsep.join((str(BIN), os.environ["PATH"])),
        "AUTOGRADER_SECRET": SECRET,
        **{f"JUPYTER_{kind}_DIR": str(cwd / ".jupyter") for kind in ("CONFIG", "DATA")},
    }
