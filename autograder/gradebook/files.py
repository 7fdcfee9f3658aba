"""The files beside the gradebook that nbgrader's formgrader and feedback read.

`submitted/<student>/<assignment>/` contains what students handed in, and `autograded/` has the
same tree. Everything in it can be made again from the results and the submissions.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from autograder.files import write_or_explain
from autograder.submission.files import OF_THE_SYSTEM

# Beside a notebook: pictures in answers. The system's own files say when it came, and which
# secret its feedback has: see OF_THE_SYSTEM.
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif"})
_MAX_BYTES = 5 << 20


def notebook_path(folder: Path, student: str, assignment: str, notebook: str = "") -> Path:
    """Return where nbgrader looks for a student's notebook, in `submitted/` and similar folders.

    The notebook is named like the assignment unless `notebook` is given. A student's id is the
    folder's name; `gradebook.record` says who cannot have one.
    """
    return folder / student / assignment / f"{notebook or assignment}.ipynb"


def write_if_new(path: Path, data: bytes) -> None:
    """Write a file that can be made again at any time, unless it already has this content."""
    with contextlib.suppress(OSError):  # if it cannot be read, it is written
        if path.is_file() and path.read_bytes() == data:
            return
    advice = "free the place, and run again: what is graded stays graded"
    write_or_explain(path, data, advice, sync=False)


def hand_over(notebooks: Mapping[str, bytes], folder: Path) -> str:
    """Copy notebooks from a folder elsewhere into `submitted/`; return why not, or "".

    A different file that is already there is a student's work, and stays. A timestamp.txt from
    elsewhere is not copied, because it would be trusted here.
    """
    files = {folder / f"{name}.ipynb": data for name, data in notebooks.items()}
    is_ours = not any(path.is_symlink() or path.is_file() for path in (folder, folder.parent))
    if not is_ours or not all(_may_become(path, content) for path, content in files.items()):
        return f"{folder} holds another submission already, which was left as it is"
    for path, content in files.items():
        write_if_new(path, content)
    return ""


def _may_become(path: Path, data: bytes) -> bool:
    if not os.path.lexists(path):
        return True
    return path.is_file() and not path.is_symlink() and path.read_bytes() == data


def write_autograded(path: Path, notebook: dict[str, Any], source: Path) -> None:
    """Write a graded notebook, with those files beside the submission that are shown.

    Pictures are copied only for a notebook with the assignment's name. In a folder in which
    notebooks are named after students, a picture may be anyone's.
    """
    suffixes = _PICTURES if source.name == path.name else frozenset[str]()
    # A secret names the page that a student finds, and a time decides marks. In any other
    # folder, somebody else could have chosen them.
    student, assignment = path.parent.parent.name, path.parent.name
    collected = path.parents[2].with_name("submitted") / student / assignment
    is_collected = source.parent.resolve() == collected.resolve()
    names = OF_THE_SYSTEM if is_collected else frozenset[str]()
    if source.parent.resolve() != path.parent.resolve():
        for file in _files(source.parent, names, suffixes):
            write_if_new(path.parent / file.name, file.read_bytes())
    write_if_new(path, notebook_bytes(notebook))


def notebook_bytes(notebook: dict[str, Any]) -> bytes:
    """Return a notebook in the form that nbformat writes, but ten times as fast."""
    cells = [_in_lines(cell) for cell in notebook["cells"]]
    encoded = msgspec.json.encode({**notebook, "cells": cells}, order="sorted")
    return msgspec.json.format(encoded, indent=1) + b"\n"


def _in_lines(cell: dict[str, Any]) -> dict[str, Any]:
    """Return a cell with its texts as lists of lines."""
    lines = {**cell, "source": cell["source"].splitlines(keepends=True)}
    if "outputs" in cell:
        lines["outputs"] = [_output_in_lines(output) for output in cell["outputs"]]
    return lines


def _output_in_lines(output: dict[str, Any]) -> dict[str, Any]:
    if "text" in output:
        return {**output, "text": output["text"].splitlines(keepends=True)}
    data = output["data"]
    texts = {m: t.splitlines(keepends=True) for m, t in data.items() if m.startswith("text/")}
    return {**output, "data": data | texts}


def _files(
    folder: Path, names: frozenset[str], suffixes: frozenset[str] = frozenset()
) -> Iterator[Path]:
    """Return small files with these names or suffixes; never a link, which may lead anywhere.

    A file with a second name, a hard link, counts as a link.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            is_named = entry.name in names or path.suffix.lower() in suffixes
            if is_named and entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                if status.st_size <= _MAX_BYTES and status.st_nlink == 1:
                    yield path
