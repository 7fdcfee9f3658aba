"""The questions of an assignment that people mark, as its source notebooks have them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from autograder.course.cells import (
    grade_id_of,
    grade_ids,
    is_graded,
    is_solution,
    is_task,
    meta_of,
    text_of,
)
from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment

Cell = Mapping[str, Any]


class Question(msgspec.Struct, frozen=True):
    """A cell whose answer people mark."""

    id: str  # its name; with the notebook's, if two notebooks have a question of this name
    name: str
    notebook: str
    points: float
    is_code: bool
    is_task: bool  # the answer is in the cells after it
    asked: str  # the text before it, or of the task itself
    model: str  # the answer of the source notebook
    handed_out: frozenset[str]  # what stands in the cell when it is handed out
    known: frozenset[str]  # the names of all cells of the source notebook


class _Notebook(msgspec.Struct, frozen=True):
    cells: list[dict[str, Any]]


def questions_of(folder: CourseFolder, assignment: Assignment) -> tuple[Question, ...]:
    """Return the questions of an assignment that people mark, in the notebooks' order."""
    found: list[Question] = []
    for notebook, source in folder.source_notebooks(assignment).items():
        languages = ("", *folder.course.translated)
        releases = [folder.release_notebook(assignment.name, notebook, one) for one in languages]
        found += _read(notebook, *((path, _version(path)) for path in (source, *releases)))
    names = [one.name for one in found]
    return tuple(
        msgspec.structs.replace(q, id=f"{q.notebook}.{q.name}") if names.count(q.name) > 1 else q
        for q in found
    )


def _version(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@functools.lru_cache(256)
def _read(
    notebook: str, source: tuple[Path, int], *releases: tuple[Path, int]
) -> tuple[Question, ...]:
    cells = _cells(source[0])
    if not any(_is_question(cell) for cell in cells):
        return ()
    handed_out = [{grade_id_of(c): text_of(c).strip() for c in _cells(p)} for p, _ in releases]
    return tuple(_questions(notebook, cells, handed_out))


def _questions(
    notebook: str, cells: Sequence[Cell], handed_out: Iterable[Mapping[str, str]]
) -> Iterator[Question]:
    asked, known, releases = "", grade_ids(cells), list(handed_out)
    for cell in cells:
        if _is_question(cell):
            name, text = grade_id_of(cell), text_of(cell)
            yield Question(
                id=name,
                name=name,
                notebook=notebook,
                points=_points(cell),
                is_code=cell.get("cell_type") == "code",
                is_task=is_task(cell),
                asked=text if is_task(cell) else asked,
                model="" if is_task(cell) else text,
                handed_out=frozenset(one[name] for one in releases if name in one),
                known=known,
            )
        asked = text_of(cell) if cell.get("cell_type") == "markdown" else asked


def _is_question(cell: Cell) -> bool:
    return bool(grade_id_of(cell)) and (is_task(cell) or (is_graded(cell) and is_solution(cell)))


def _points(cell: Cell) -> float:
    points = meta_of(cell).get("points")
    return float(points) if isinstance(points, int | float) else 0.0


def _cells(path: Path) -> list[dict[str, Any]]:
    """Return a notebook's cells; none if there is no such notebook of ours."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Notebook).cells
    except (OSError, msgspec.MsgspecError):
        return []
