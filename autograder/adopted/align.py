"""Find the places of a source notebook in a submission, and restore the text of locked cells.

The submission is hostile text; nothing in it is parsed here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from autograder.course.plan import Plan, PlanCell
from autograder.submission.cells import Cells

CHECK = re.compile(r"^[ \t]*\w+\.check\(\s*[\"']([^\"'\n]+)[\"']\s*\)[ \t;]*$", re.MULTILINE)
# Lines of otter's own, which only otter needs.
_OTTERS = re.compile(
    r"^(?:[ \t]*grader\.(?:check|check_all|export)\([^\n]*\)[ \t;]*|import otter[ \t]*"
    r"|from otter import [^\n]*|grader = otter\.Notebook\([^\n]*\)[ \t]*)$",
    re.MULTILINE,
)


class Aligned(NamedTuple):
    """A submission's code without its test cells, and the places of the questions in it."""

    cells: Cells
    stops: tuple[int, ...]  # by question, the number of the first cell after it


def align(plan: Plan, cells: Cells) -> Aligned:
    """Return where each question of a plan is judged in a submission."""
    by_name = {name: number for number, name in cells.names.items()}  # the last of two counts
    locked = {c.name: c.text for c in plan.cells if c.is_locked and c.name and c.question is None}
    texts = dict(cells.code)
    places = _places(plan, by_name, texts)
    tests = {places[i] for i, cell in enumerate(plan.cells) if cell.question and i in places}
    code = []
    for number, text in cells.code:
        is_otters = CHECK.search(text) is not None
        if number in tests and not is_otters:
            continue
        name = cells.names.get(number, "")
        given = locked[name] if name in locked and by_name[name] == number else text
        code.append((number, _OTTERS.sub("", given)))
    return Aligned(msgspec.structs.replace(cells, code=code), _stops(plan, places, texts))


def _places(plan: Plan, by_name: dict[str, int], texts: dict[int, str]) -> dict[int, int]:
    """Return the number of the submission's cell for cells of the plan, by their index."""
    checks = {name: n for n, text in texts.items() for name in CHECK.findall(text)}
    by_text: dict[str, int] = {}
    for n, text in texts.items():
        by_text.setdefault(text.strip(), n)
    found = {}
    for i, cell in enumerate(plan.cells):
        number: int | None = by_name.get(cell.name) if cell.name else None
        if number is None and cell.question is not None:
            number = checks.get(cell.question.name)
        if number is None and (known := _known_text(cell)):
            number = by_text.get(known)
        if number is not None:
            found[i] = number
    return found


def _known_text(cell: PlanCell) -> str:
    """Return the text of a cell that students got; "" if they write it themselves."""
    if cell.question is not None:
        return cell.visible.strip()
    return cell.text.strip() if cell.owner == "instructor" else ""


def _stops(plan: Plan, places: dict[int, int], texts: dict[int, str]) -> tuple[int, ...]:
    """Return the stop of each question, ascending."""
    end = max(texts, default=0) + 1
    stops: list[int] = []
    for i, cell in enumerate(plan.cells):
        if cell.question is None:
            continue
        stop: int | None = places.get(i)
        if stop is not None and CHECK.search(texts[stop]):
            stop += 1  # code in the same cell as the check is executed
        if stop is None and i - 1 in places:
            stop = places[i - 1] + 1
        if stop is None:
            stop = next((places[j] for j in range(i + 1, len(plan.cells)) if j in places), end)
        stops.append(max([stop, *stops[-1:]]))
    return tuple(stops)
