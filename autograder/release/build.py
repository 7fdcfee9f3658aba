"""Let nbgrader make the student version, and put it where students get it.

It is made in a temporary folder. The previous release stays until the new one has been verified.
Then each file is replaced at once, so that nobody gets a half-written file.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from autograder.course.folder import CourseFolder
from autograder.errors import CourseError, RequestError, StorageError
from autograder.files import write_whole
from autograder.release.editions import add_editions
from autograder.surroundings import clean_environment, python
from autograder.text import printable

_RAISED = re.compile(r"^ +(?:[\w.]+\.)?(\w+(?:Error|Exception|Entry)): (.+)$", re.MULTILINE)
_LOGGED = re.compile(r"\| (?:ERROR|CRITICAL)\] (.+)$", re.MULTILINE)


def build(folder: CourseFolder, assignment: str, target: Path) -> Path:
    """Make the student version, in all languages, in a folder under `target`; return that folder.

    nbgrader also writes the exercises and their points into its gradebook. Raises CourseError
    with nbgrader's reason if it refuses.
    """
    command = [
        *(*python("nbgrader"), "generate_assignment", assignment, "--force"),
        f"--CourseDirectory.root={folder.root}",
        "--CourseDirectory.source_directory=solutions",
        f"--CourseDirectory.release_directory={target}",
    ]
    bin_folder = Path(sys.executable).parent  # nbgrader starts alembic by its name
    environment = clean_environment()
    path = os.pathsep.join([str(bin_folder), environment.get("PATH", os.defpath)])
    done = subprocess.run(  # noqa: S603 - our own command
        command,
        cwd=folder.root,
        env=environment | {"PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        source = folder.source_notebook(assignment)  # several notebooks may all have other names
        raise _refusal(source if source.exists() else source.parent, done.stderr)
    built = target / assignment
    add_editions(folder, folder.course.assignment(assignment), built)
    return built


def _refusal(source: Path, log: str) -> CourseError | RequestError:
    """Return the error that nbgrader's log describes."""
    if "No module named nbgrader" in log:
        return RequestError("nbgrader is not installed: pip install 'backgrade[course]'")
    raised, logged = _RAISED.findall(log), _LOGGED.findall(log)
    lines = log.strip().splitlines() or ["no reason given"]
    reason = raised[-1][1] if raised else logged[-1] if logged else lines[-1]
    return CourseError(
        f"{source}: nbgrader does not make the student version: "
        f"{printable(reason)[:300].rstrip('.')}; mend that and release again"
    )


def publish(built: Path, released: Path) -> None:
    """Make a release's folder contain what was built, and nothing else."""
    files = {path.relative_to(built): path for path in files_in(built)}
    try:
        for name, path in files.items():
            target = released / name
            if not (target.is_file() and target.read_bytes() == path.read_bytes()):
                write_whole(target, path.read_bytes())
                target.chmod(path.stat().st_mode & 0o777)
        for path in files_in(released):
            if path.relative_to(released) not in files:
                path.unlink()
    except OSError as error:
        raise StorageError(
            f"{error.filename or released}: {error.strerror}; the release may hold old files: "
            "mend that and release again"
        ) from None


def files_in(folder: Path) -> list[Path]:
    """Return the files in a folder and its subfolders."""
    return sorted(path for path in folder.rglob("*") if not path.is_dir())
