"""Write a course.yaml for an adopted course, and put its sources where they are looked for.

It changes no existing file: `solutions/<assignment>` is a link to the folder of the source
notebooks.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.adoption.sources import Found
from autograder.course.settings import COURSE_FILE
from autograder.errors import RequestError, StorageError
from autograder.files import write_whole
from autograder.text import printable

_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_-]+")


def lay_out(root: Path, found: Iterable[Found]) -> None:
    """Link or copy the sources, and write course.yaml if there is none."""
    found = list(found)
    try:
        for one in found:
            _place(root / "solutions" / one.name, one.folder)
        if not (root / COURSE_FILE).exists():
            write_course(root, found, {})
    except OSError as error:
        raise StorageError(f"{error.filename or root}: {error.strerror}") from None


def _place(target: Path, folder: Path) -> None:
    if target.exists():
        if not target.samefile(folder) and not target.is_dir():
            raise RequestError(f"{target}: it is there already, and is no folder")
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.symlink_to(os.path.relpath(folder, target.parent), target_is_directory=True)
    except OSError:  # on a file system without links
        shutil.copytree(folder, target)


def write_course(
    root: Path, found: Iterable[Found], inside: Mapping[str, Mapping[str, str]]
) -> None:
    """Write course.yaml; `inside` are cells that run inside the sandbox, and why, by assignment."""
    name = _NOT_IN_IDS.sub("-", root.resolve().name).strip("-_")
    if not name[:1].isalpha():
        name = f"course-{name}".rstrip("-")
    lines = [f"course: {name}", f"title: {_text(root.resolve().name)}", "assignments:"]
    for one in found:
        lines += _entry(one, inside.get(one.name, {}))
    write_whole(root / COURSE_FILE, "\n".join([*lines, ""]).encode())


def _entry(one: Found, inside: Mapping[str, str]) -> list[str]:
    lines = [
        f"  - name: {_text(one.name)}",
        f"    title: {_text(one.title)}",
        "    graders: cells  # the test cells of the source notebooks",
    ]
    if one.notebooks != (one.name,):
        lines.append(f"    notebooks: [{', '.join(map(_text, one.notebooks))}]")
    if one.files:
        paths = (_text(f"solutions/{one.name}/{file}") for file in one.files)
        lines.append(f"    files: [{', '.join(paths)}]")
    return lines + rules(inside)


def rules(inside: Mapping[str, str]) -> list[str]:
    """Return the lines of course.yaml on cells that run inside, with the reasons."""
    if not inside:
        return []
    lines = ["    cells:  # run in the sandbox beside the student's code; their word is taken"]
    for name, why in inside.items():
        lines.append(f"      {_text(name)}: {{runs: inside}}  # {printable(why)}")
    return lines


def _text(value: str) -> str:
    """Return a text as YAML has it."""
    is_plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9_./-]*", value) is not None
    is_word = value.lower() in {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
    return value if is_plain and not is_word else json.dumps(value, ensure_ascii=False)
