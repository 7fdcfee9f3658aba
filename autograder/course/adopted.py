"""Source notebooks of adopted courses, in nbgrader's format or otter's."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Any

import msgspec

from autograder.course.cells import is_graded, meta_of
from autograder.course.nbgrader_source import read_nbgrader_source
from autograder.course.otter_blocks import is_master
from autograder.course.otter_source import read_otter_master
from autograder.course.plan import Plan
from autograder.errors import CourseError


class Format(enum.StrEnum):
    """Which program a source notebook was written for."""

    NBGRADER = "nbgrader"
    OTTER = "otter"


def read_source_cells(path: Path) -> list[dict[str, Any]]:
    """Return the cells of a notebook of any format; raises CourseError."""
    try:
        read = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except FileNotFoundError:
        raise CourseError(f"no source notebook at {path}") from None
    except (msgspec.DecodeError, OSError) as error:
        raise CourseError(f"{path}: not a notebook: {error}") from None
    sheets = read.get("worksheets") or [read]
    cells = [cell for sheet in sheets for cell in sheet.get("cells") or ()]
    return [cell for cell in cells if isinstance(cell, dict)]


def format_of(path: Path) -> Format | None:
    """Return which program a source notebook is for; None where it says nothing."""
    cells = read_source_cells(path)
    if is_master(cells):
        return Format.OTTER
    return Format.NBGRADER if any(is_graded(cell) or meta_of(cell) for cell in cells) else None


def read_plan(path: Path) -> Plan:
    """Return what an adopted source notebook says; raises CourseError."""
    cells = read_source_cells(path)
    plan = read_otter_master(path, cells) if is_master(cells) else read_nbgrader_source(path, cells)
    names = [question.name for question in plan.questions]
    for name in names:
        if names.count(name) > 1:
            raise CourseError(f"{path}: two test cells are called {name!r}; rename one")
    return plan
