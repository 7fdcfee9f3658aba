"""Judge an assignment's stand-ins: as cells of the source, and by how two kernels ran.

In a release no exercise is written, so each stand-in is in use. If all exercises are written,
none is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from autograder.course.cells import grade_id_of, is_check, is_stand_in, meta_of, name_of
from autograder.course.stand_ins import StandIn, stand_in_name
from autograder.release.kernel import Ran, error_of, told_of
from autograder.release.notebook import Cell, code_cells, place_of


def exercise_of(cell: Cell) -> str:
    """Return the exercise that a stand-in is for; "" if its name does not say."""
    return StandIn(name_of(cell), cell["source"]).exercise


def stand_in_mistakes(notebook: Any) -> Iterator[str]:
    """Yield a sentence for each mistake in a source notebook's stand-ins."""
    checked: set[str] = set()
    found: set[str] = set()
    for cell in notebook.cells:
        if is_check(cell):
            checked.add(grade_id_of(cell))
        elif is_stand_in(cell):
            for told in _mistakes_of(cell, checked, found):
                yield f"{place_of(notebook, cell)}: {told}"
            found.add(exercise_of(cell))


def _mistakes_of(cell: Cell, checked: set[str], found: set[str]) -> Iterator[str]:
    name, meta = exercise_of(cell), meta_of(cell)
    if cell["cell_type"] != "code":
        yield "a stand-in is a function: make it a code cell, or take its tag away"
    if name not in checked:
        yield (
            f"a stand-in is called <exercise>{stand_in_name('')} and comes after the check of its "
            "exercise; give it that ID, and move it there"
        )
    if name in found:
        yield f"it is the second stand-in for {name}; keep one"
    if not meta.get("locked") or meta.get("solution"):
        yield "students must not change a stand-in; lock it with nbgrader's toolbar"
    if not cell["metadata"].get("jupyter", {}).get("source_hidden"):
        yield "a stand-in is nothing to read first; collapse its code (source_hidden)"


def stand_in_differences(source: Any, release: Any) -> Iterator[str]:
    """Yield a sentence for each stand-in that is wrong or missing in a release."""
    released = {name_of(cell): cell for cell in release.cells}
    for cell in filter(is_stand_in, source.cells):
        place, handed_out = place_of(source, cell), released.get(name_of(cell))
        if handed_out is None or handed_out["source"] != cell["source"]:
            yield f"{place}: the release does not have it as it is; make the release again"
        elif handed_out["metadata"].get("editable", True) or not is_stand_in(handed_out):
            yield f"{place}: in the release it is not locked and tagged; make the release again"


def stand_in_errors(solved: Ran, handed_out: Ran) -> Iterator[str]:
    """Yield a sentence for each stand-in that is wrongly in use, or wrongly not in use.

    It must not be in use beside the solution, and must be in use without it. A stand-in prints a
    sentence when it is in use. One that fails beside the solution is reported with the solution's
    other cells.
    """
    for cell in filter(is_stand_in, code_cells(solved.notebook)):
        if error_of(cell) is None and _said(cell):
            yield (
                f"{place_of(solved.notebook, cell)}: it is in use though the solution is there; "
                "let it look better whether the function is written"
            )
    for cell in filter(is_stand_in, code_cells(handed_out.notebook)):
        place, name = place_of(handed_out.notebook, cell), exercise_of(cell)
        if error := error_of(cell):
            yield f"{place}: in the release it fails with {told_of(error)}; mend it"
        elif name not in _said(cell):
            yield (
                f"{place}: in the release it says nothing of {name}; let it define a rough one and "
                f"print that a rough stand-in for {name} is in use, which earns no points"
            )


def _said(cell: Cell) -> str:
    """Return what a cell printed."""
    return "".join(o["text"] for o in cell["outputs"] if o["output_type"] == "stream")
