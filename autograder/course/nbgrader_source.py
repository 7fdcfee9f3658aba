"""Read a source notebook in nbgrader's format: its cells, and what its test cells check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.course.assertions import docstring, read_checks, visible_text
from autograder.course.cells import grade_id_of, is_check, is_solution, meta_of, text_of
from autograder.course.headings import heading_in, title_of, told_apart
from autograder.course.plan import Owner, Plan, PlanCell, Question
from autograder.errors import CourseError
from autograder.languages import say

_AUTOTEST = "AUTOTEST"


def read_nbgrader_source(path: Path, cells: Sequence[Mapping[str, Any]]) -> Plan:
    """Return the plan of a source notebook; raises CourseError for what cannot be one."""
    read, heading = [], ""
    for number, cell in enumerate(cells, 1):
        text = text_of(cell)
        if cell.get("cell_type") == "markdown":
            heading = heading_in(text) or heading
        elif cell.get("cell_type") == "code":
            read.append(_cell(path, number, cell, text, heading))
    return Plan(path.stem, _with_titles(read))


def _cell(path: Path, number: int, cell: Mapping[str, Any], text: str, heading: str) -> PlanCell:
    name = grade_id_of(cell)
    if is_check(cell):
        question = _question(path, number, cell, text, heading)
        return PlanCell(number, text, Owner.INSTRUCTOR, name, True, question, visible_text(text))
    owner = Owner.STUDENT if is_solution(cell) else Owner.INSTRUCTOR
    is_locked = bool(meta_of(cell).get("locked")) and owner is Owner.INSTRUCTOR
    return PlanCell(number, text, owner, name, is_locked)


def _question(
    path: Path, number: int, cell: Mapping[str, Any], text: str, heading: str
) -> Question:
    name, points = grade_id_of(cell), meta_of(cell).get("points", 0)
    if not name:
        raise CourseError(f"{path}: cell {number}: it has points and no ID; give it one")
    if not isinstance(points, int | float) or not points >= 0:
        raise CourseError(f"{path}: the points of cell {name!r} must be a number, got {points!r}")
    parsed = read_checks(number, text)
    problem = ""
    if parsed.problems:
        note = parsed.problems[0]
        problem = say("line {line} is no Python: {why}", line=note.line, why=note.text or note.what)
    elif any(_AUTOTEST in line for line in text.split("\n") if line.lstrip().startswith("###")):
        problem = say(
            "its ### AUTOTEST lines are no tests until nbgrader has expanded them; autograder "
            "adopt has that done"
        )
    title = title_of(name, docstring(text), heading)
    return Question(
        name, title, float(points), parsed.checks, text, gives_points=True, problem=problem
    )


def _with_titles(cells: Sequence[PlanCell]) -> tuple[PlanCell, ...]:
    """Return cells whose questions have titles that tell them apart."""
    questions = [cell.question for cell in cells if cell.question is not None]
    titles = iter(told_apart([q.title for q in questions], [q.name for q in questions]))
    return tuple(
        cell if cell.question is None else cell._replace(question=_titled(cell.question, titles))
        for cell in cells
    )


def _titled(question: Question, titles: Any) -> Question:
    return question._replace(title=next(titles))
