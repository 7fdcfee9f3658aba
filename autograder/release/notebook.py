"""The instructor's notebooks as a release uses them: cells, and nbgrader's metadata.

Trusted input.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import nbformat

from autograder.course.cells import grade_id_of
from autograder.errors import CourseError
from autograder.execution.statements import Statement, read_cells

Cell = dict[str, Any]
BEGIN, END = "BEGIN SOLUTION", "END SOLUTION"  # nbgrader's marks around what it removes


def read_notebook(path: Path) -> Any:
    """Return a notebook in format 4; raises CourseError if it is not one."""
    try:
        return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except FileNotFoundError:
        raise CourseError(f"no notebook at {path}") from None
    except Exception as error:  # noqa: BLE001 - nbformat lets any error out
        raise CourseError(f"{path}: not a notebook: {error}") from None


def write_notebook(notebook: Any, path: Path) -> None:
    """Write a notebook as nbgrader does."""
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


def code_cells(notebook: Any) -> list[Cell]:
    """Return the code cells in order."""
    return [cell for cell in notebook.cells if cell["cell_type"] == "code"]


def place_of(notebook: Any, cell: Cell) -> str:
    """Return a cell's name in a message: its grade_id, or else its number."""
    number = next(i for i, one in enumerate(notebook.cells, 1) if one is cell)
    name = grade_id_of(cell)
    return f"cell {name!r}" if name else f"cell {number}"


def in_notebook(notebook: str, every: Collection[str]) -> str:
    """Return the beginning of a message about one of several notebooks; "" if there is only one."""
    return f"{notebook}.ipynb, " if len(every) > 1 else ""


def statements_of(source: str) -> list[Statement]:
    """Return the statements of a code cell, whatever else it contains."""
    return read_cells([(1, source)]).statements
