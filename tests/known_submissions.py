"""Known submissions: the cases in tests/submissions, as the files that students would hand in.

A case is a Python file, `<case>.py`. Its docstring says what the case shows and, below that in
YAML, what it must get: an outcome for every exercise, or for some and for all `others`; and
whatever else its test compares. An exercise that is younger than the class is not among the others:
it is missing if it is not named. Below the docstring stand the cells of the notebook:

    # %%                              a cell of code
    # %% [markdown]                   a cell of text, each line behind a `#`
    # %% [generated]                  cells of code; an expression that lists their sources
    # %% honest: sigmoid, train       these cells of attacks/honest.py; code below the
                                      marker continues the last of them
    # %% train-solution               in place of the cell of this name in the notebook that the
                                      docstring names, `based on: <case>`; a new name is a new
                                      cell, before the next one of this file

A folder `<case>/` is a case too, with an expect.yaml beside the one file that is handed in. It
is for files that are their own point: broken ones, scripts, zips, saved outputs and metadata.

    python tests/known_submissions.py FOLDER    write all classes as they are graded
"""

from __future__ import annotations

import functools
import itertools
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from autograder.course.exercises import read_exercises
from autograder.course.folder import find_course

ROOT = Path(__file__).resolve().parents[1]
SUBMISSIONS = ROOT / "tests" / "submissions"
_ATTACKS = SUBMISSIONS / "attacks"
_COURSE = find_course(ROOT)
ASSIGNMENTS = [assignment.name for assignment in _COURSE.course.assignments]
_EXPECT = "expect.yaml"
# Exercises that were added after their class: missing if a case does not name them.
_LATER = {"shallow_network": {"neuron_backward": "missing"}}
_HEAD = re.compile(r'"""(.*?)\n\n(.*?)"""\n\n', re.DOTALL)
_MARKER = re.compile(r"^# %% ?(.*)\n", re.MULTILINE)
_PYTHON = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class Cell(NamedTuple):
    """A cell in a case's file: the text after its marker, and its source."""

    marker: str
    source: str


@dataclass(frozen=True)
class Case:
    """A submission, and what it must get."""

    path: Path
    assignment: str
    expected: dict[str, Any]
    title: str = ""  # a cell at the beginning of the notebook

    @property
    def name(self) -> str:
        """The name of the case, which is also the student's name."""
        return self.path.stem

    @property
    def aim(self) -> str:
        """The folder that contains the case; for an attack, its aim."""
        return self.path.parent.name

    @property
    def outcomes(self) -> dict[str, str]:
        """The outcome of each exercise; none if nothing is graded."""
        return self.outcomes_at("")

    def outcomes_at(self, level: str) -> dict[str, str]:
        """Return the outcome of each exercise at a level of isolation."""
        told = self.expected.get(f"exercises at {level}", self.expected.get("exercises")) or {}
        if isinstance(told, str):
            told = {"others": told}
        if not told:
            return {}
        others = told.get("others")
        own = {name: outcome for name, outcome in told.items() if name != "others"}
        all_others = dict.fromkeys(_exercises(self.assignment), others) if others else {}
        later = _LATER.get(self.assignment, {}) if told else {}
        return all_others | later | own

    @property
    def file_name(self) -> str:
        """The name of the file that is handed in."""
        return _handed_in(self.path).name if self.path.is_dir() else f"{self.assignment}.ipynb"

    def content(self) -> bytes:
        """Return the bytes of the file that is handed in."""
        if self.path.is_dir():
            return _handed_in(self.path).read_bytes()
        notebook = _notebook(self.path, self.title)
        return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()

    def hand_in(self, folder: Path) -> Path:
        """Write the file into a student's folder; return its path."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / self.file_name
        file.write_bytes(self.content())
        return file


def sample_class(assignment: str) -> list[Case]:
    """Return the cases of an assignment's class."""
    return [_read_case(path, assignment) for path in _cases_in(SUBMISSIONS / assignment)]


def known(assignment: str, name: str) -> Case:
    """Return one case of an assignment's class."""
    (path,) = (path for path in _cases_in(SUBMISSIONS / assignment) if path.stem == name)
    return _read_case(path, assignment)


def attacks(folder: Path = _ATTACKS) -> list[Case]:
    """Return the attacks of all aims."""
    aims = sorted(path for path in folder.iterdir() if path.is_dir())
    cases = [_read_case(path, "shallow_network") for aim in aims for path in _cases_in(aim)]
    return [
        case if case.expected.get("title") == "none" else replace(case, title="# Shallow network")
        for case in cases
    ]


def hand_in(cases: Iterable[Case], folder: Path) -> Path:
    """Write a class into a folder: each case as a student's folder."""
    for case in cases:
        case.hand_in(folder / case.name)
    return folder


@functools.cache
def _exercises(assignment: str) -> list[str]:
    return [exercise.name for exercise in read_exercises(_COURSE.source_notebook(assignment))]


# -- reading -----------------------------------------------------------------------


def _cases_in(folder: Path) -> list[Path]:
    found = (path for path in folder.iterdir() if path.suffix == ".py" or (path / _EXPECT).exists())
    return sorted(found, key=lambda path: path.stem)


def _handed_in(folder: Path) -> Path:
    """Return the file of a case that is a folder."""
    (file,) = (path for path in folder.iterdir() if path.name != _EXPECT)
    return file


def _read_case(path: Path, assignment: str) -> Case:
    """Read what a case must get; an attack may name its assignment."""
    if path.is_dir():
        expected = _load((path / _EXPECT).read_text(encoding="utf-8"))
    else:
        expected = _read(path)[0]
    return Case(path, expected.get("assignment", assignment), expected)


def _read(path: Path) -> tuple[dict[str, Any], list[Cell]]:
    """Return the head and the cells of a case's file."""
    text = path.read_bytes().decode()
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(f"{path}: begins with no docstring of a sentence, an empty line and YAML")
    expected = {"shows": " ".join(head[1].split())} | (_load(head[2]) or {})
    return expected, _cells(text[head.end() :])


def _load(text: str) -> Any:
    return yaml.load(text, yaml.CSafeLoader)


def _cells(text: str) -> list[Cell]:
    """Split a file's text at its markers, without the empty line before the next marker."""
    _, *parts = _MARKER.split(text + "\n")
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [Cell(marker, source.removesuffix("\n\n")) for marker, source in pairs]


@functools.cache
def _shared(file: Path) -> dict[str, str]:
    """Return the cells of a file that attacks share, by their names."""
    return dict(_cells(file.read_text(encoding="utf-8")))


# -- writing -----------------------------------------------------------------------


def _notebook(path: Path, title: str = "") -> dict[str, Any]:
    """Return the notebook that a case's file describes."""
    head, cells = _read(path)
    if "based on" in head:
        return _replaced(_base(path.parent, head["based on"]), cells)
    above = [("markdown", title)] if title else []
    return {
        "cells": list(_numbered([*above, *_expanded(cells, path.parents[1])])),
        "metadata": _PYTHON,
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _expanded(cells: list[Cell], shared: Path) -> Iterator[tuple[str, str | None]]:
    """Yield the kind and source of each cell, without cells that have no source."""
    for marker, source in cells:
        file, is_shared, names = marker.partition(": ")
        if is_shared:
            *whole, last = (_shared(shared / f"{file}.py")[n] for n in names.split(", "))
            yield from (("code", cell) for cell in whole)
            yield "code", f"{last}\n\n\n{source}" if source.strip() else last
        elif marker == "[generated]":
            yield from (("code", made) for made in eval(source))  # an expression of our own
        elif marker == "[markdown]":
            yield "markdown", re.sub(r"^# ?", "", source, flags=re.MULTILINE)
        else:
            yield "code", source


def _numbered(cells: list[tuple[str, str | None]]) -> Iterator[dict[str, Any] | None]:
    """Yield the cells of a notebook, as Jupyter writes them."""
    number = itertools.count()
    for place, (kind, source) in enumerate(cells):
        if source is None:
            yield None
        elif kind == "code":
            yield _code(f"c{next(number)}", source)
        else:
            own = f"text{place}" if place else "title"
            yield {"cell_type": kind, "id": own, "metadata": {}, "source": _lines(source)}


def _code(name: str, source: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {},
        "outputs": [],
        "source": _lines(source),
    }


def _lines(source: str) -> list[str]:
    return source.splitlines(keepends=True)


def _base(folder: Path, name: str) -> dict[str, Any]:
    """Return the notebook of another case in a folder."""
    if (folder / name).is_dir():
        return json.loads(_handed_in(folder / name).read_bytes())
    return _notebook(folder / f"{name}.py")


def _replaced(notebook: dict[str, Any], cells: list[Cell]) -> dict[str, Any]:
    """Put cells into a notebook: in place of those with the same name, or before the next one."""
    whole = notebook["cells"]
    place = len(whole)
    for name, source in reversed(cells):
        names = [cell["id"] for cell in whole]
        if name in names:
            place = names.index(name)
            whole[place]["source"] = _lines(source)
        else:
            whole.insert(place, _code(name, source))
    return notebook


def main(folder: Path) -> None:
    """Write every class as it is graded."""
    for assignment in ASSIGNMENTS:
        hand_in(sample_class(assignment), folder / assignment)
        own = [case for case in attacks() if case.assignment == assignment]
        hand_in(own, folder / "attacks" / assignment)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
