"""Have nbgrader write the tests that a source notebook's AUTOTEST lines stand for.

Trusted: the instructor's own notebook is executed in a kernel. nbgrader does the same when it makes
a student version, so both have the same tests.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

from autograder.course.adopted import read_source_cells
from autograder.course.cells import OWN, text_of
from autograder.errors import CourseError
from autograder.files import write_whole
from autograder.surroundings import clean_environment, python
from autograder.text import printable

_MARK, _TEMPLATES, _CONFIG = "AUTOTEST", "autotests.yml", "nbgrader_config.py"
_MADE_FROM = "autotests_of"  # in a notebook's metadata: a hash of what its tests were made from


def has_autotests(notebook: Path) -> bool:
    """Return whether a notebook has lines that nbgrader expands; raises CourseError."""
    cells = [cell for cell in read_source_cells(notebook) if cell.get("cell_type") == "code"]
    lines = (line for cell in cells for line in text_of(cell).split("\n"))
    return any(_MARK in line and line.lstrip().startswith("#") for line in lines)


def expand(root: Path, source: Path, target: Path) -> None:
    """Write a source notebook with its tests expanded to `target`, unless that is up to date.

    The folder of `target` becomes a copy of the source's, if it was a link to it. Raises
    CourseError if nbgrader cannot expand them.
    """
    _be_a_copy(target.parent, source.parent)
    templates = next((p for p in (source.parent, root) if (p / _TEMPLATES).is_file()), None)
    made_from = _hash(source, *([templates / _TEMPLATES] if templates else []))
    if target.is_file():
        known = _told(target)
        if known == made_from or not (known or has_autotests(target)):
            return  # it is as it would be, or somebody else's
    made = _expanded(root, source, templates or root)
    if made.problem:
        raise CourseError(
            f"{source}: nbgrader cannot expand its {_MARK} lines: {made.problem}; mend that and "
            "adopt again, or set these test cells aside"
        )
    made.notebook["metadata"].setdefault(OWN, {})[_MADE_FROM] = made_from
    write_whole(target, json.dumps(made.notebook, indent=1, ensure_ascii=False).encode())


def _be_a_copy(folder: Path, source: Path) -> None:
    if folder.is_symlink() and folder.samefile(source):
        folder.unlink()
    if not folder.exists():
        shutil.copytree(source, folder)


def _hash(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def _told(target: Path) -> str:
    """Return what a notebook says that its tests were made from; "" if it says nothing."""
    try:
        own = json.loads(target.read_bytes())["metadata"].get(OWN, {})
        return str(own.get(_MADE_FROM, ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""


class _Made(msgspec.Struct, frozen=True):
    """A notebook as nbgrader's preprocessor leaves it, or why there is none."""

    notebook: dict[str, Any] = {}
    problem: str = ""


def _expanded(root: Path, source: Path, templates: Path) -> _Made:
    """Expand a notebook in a process of its own, with which its kernel ends."""
    places = [path.resolve() for path in (root, source, templates)]
    done = subprocess.run(  # noqa: S603 - our own command
        [*python("autograder.adoption.autotests"), *places],
        cwd=source.parent,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    try:
        return msgspec.json.decode(done.stdout.splitlines()[-1], type=_Made)
    except (IndexError, msgspec.MsgspecError):
        return _Made(problem=f"the process ended with status {done.returncode}")


def _preprocessed(root: Path, source: Path, templates: Path) -> dict[str, Any]:
    """Return a notebook with its tests expanded, with the course's own options."""
    # Imported here, in the process that needs them: they are slow.
    import nbformat  # noqa: PLC0415
    from nbgrader.preprocessors import InstantiateTests  # noqa: PLC0415
    from traitlets.config.loader import PyFileConfigLoader  # noqa: PLC0415

    is_configured = (root / _CONFIG).is_file()
    config = PyFileConfigLoader(_CONFIG, path=str(root)).load_config() if is_configured else None
    preprocessor = InstantiateTests(config=config)
    if preprocessor.autotest_filename == _TEMPLATES:
        preprocessor.autotest_filename = str(templates / _TEMPLATES)
    notebook = nbformat.read(source, as_version=4)  # type: ignore[no-untyped-call]
    resources = {"metadata": {"path": str(source.parent)}}
    made, _ = preprocessor.preprocess(notebook, resources)
    return dict(made)


def _told_of(error: Exception) -> str:
    """Return an exception in words; one in the kernel has its type and text in attributes."""
    kind = getattr(error, "ename", type(error).__name__)
    text = error.evalue if hasattr(error, "evalue") else error
    return f"{kind}: {printable(' '.join(str(text).strip().splitlines()[-1:]))[:300]}"


def main() -> None:
    """Expand a notebook and print it."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    root, source, templates = map(Path, sys.argv[1:])
    try:
        made = _Made(_preprocessed(root, source, templates))
    except ModuleNotFoundError as error:
        made = _Made(problem=f"{error}; pip install 'backgrade[course]'")
    except Exception as error:  # noqa: BLE001 - it executes the instructor's code and templates
        made = _Made(problem=_told_of(error))
    answers.write(msgspec.json.encode(made) + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()
