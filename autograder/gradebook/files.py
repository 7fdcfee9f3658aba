"""The files beside the gradebook that nbgrader's formgrader and feedback read.

`submitted/<student>/<assignment>/` as students handed it in, `autograded/` in the same
tree. All can be made again from the results and the submissions.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import StorageError

# Beside a notebook: when it came, what its feedback is released by, pictures in answers.
_KEPT = {"timestamp.txt", "submission_secret.txt"}
_PICTURES = {".png", ".jpg", ".jpeg", ".gif"}
_MAX_PICTURE = 5 << 20


def place(folder: Path, student: str, assignment: str) -> Path:
    """Return where nbgrader looks for a student's notebook below `submitted/` and the like.

    A student's id is the folder's name as it is: see `record` for who may not have one.
    """
    return folder / student / assignment / f"{assignment}.ipynb"


def write_if_new(path: Path, data: bytes) -> None:
    """Write a file that can be made again at any time, unless it holds that already."""
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        raise StorageError(
            f"{path}: cannot be written: {error.strerror}; free the place, and run again: "
            "what is graded stays graded"
        ) from None


def hand_over(source: Path, data: bytes, submitted: Path) -> str:
    """Have a notebook from elsewhere lie in `submitted/` too; return why it cannot.

    Another file that is there already is a student's work, and stays.
    """
    if submitted.exists():
        if submitted.read_bytes() == data:
            return ""
        return f"{submitted.parent} holds another notebook already, which was left as it is"
    _copy_beside(source.parent, submitted.parent, {"timestamp.txt"})
    write_if_new(submitted, data)
    return ""


def write_autograded(path: Path, notebook: dict[str, Any], source: Path) -> None:
    """Write a graded notebook, and beside it what lies beside the submission and is shown."""
    _copy_beside(source.parent, path.parent, _KEPT)
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


def _copy_beside(source: Path, target: Path, names: set[str]) -> None:
    for path in _shown_files(source, names):
        if path.parent.resolve() != target.resolve():
            write_if_new(target / path.name, path.read_bytes())


def _shown_files(folder: Path, names: set[str]) -> Iterator[Path]:
    """Return the files of these names, and pictures; never a link, which may lead anywhere."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                path = Path(entry.path)
                is_picture = names is _KEPT and path.suffix.lower() in _PICTURES
                if entry.name in names or (
                    is_picture and entry.stat(follow_symlinks=False).st_size <= _MAX_PICTURE
                ):
                    yield path
