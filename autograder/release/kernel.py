"""Run notebooks in Jupyter kernels, from top to bottom, and judge where they stopped.

The notebooks are the instructor's. Students will use a kernel, so only a kernel can show that the
notebooks work for them. The code runs here as in JupyterLab, outside any sandbox.
"""

from __future__ import annotations

import asyncio
import copy
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from autograder.course.cells import grade_id_of, is_check, is_solution, is_stand_in, name_of
from autograder.course.stand_ins import stand_in_name
from autograder.release.notebook import Cell, code_cells, place_of, statements_of
from autograder.text import printable

CELL_S = 600  # seconds: a cell may train for some minutes, but not for ever
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FRAME = re.compile(r"Cell In\s?\[(\d+)\]")
_UNDEFINED = re.compile(r"name '(\w+)' is not defined")


class Ran(msgspec.Struct, frozen=True):
    """A notebook after it ran, and the reason if it did not reach its end."""

    notebook: Any
    stopped: str = ""


def run_notebooks(notebooks: list[Any], files: Path) -> list[Ran]:
    """Run copies of notebooks at the same time, beside these files, and continue after errors."""
    return asyncio.run(_run_all(notebooks, files))


async def _run_all(notebooks: list[Any], files: Path) -> list[Ran]:
    return await asyncio.gather(*(_run(notebook, files) for notebook in notebooks))


async def _run(notebook: Any, files: Path) -> Ran:
    notebook = copy.deepcopy(notebook)
    begun: list[Cell] = []
    with tempfile.TemporaryDirectory(prefix="autograder-kernel-") as name:
        place = Path(name) / "run"
        shutil.copytree(files, place)
        client = NotebookClient(
            notebook,
            timeout=CELL_S,
            allow_errors=True,
            resources={"metadata": {"path": str(place)}},
            on_cell_start=lambda cell, **_: begun.append(cell),
        )
        try:
            await client.async_execute(stderr=subprocess.DEVNULL)
        except NoSuchKernel as error:
            return Ran(notebook, f"it asks for the kernel {error.name!r}, which is not installed")
        except CellTimeoutError:
            return Ran(notebook, f"{place_of(notebook, begun[-1])} ran longer than {CELL_S} s")
        except DeadKernelError:
            return Ran(notebook, f"the kernel died in {place_of(notebook, begun[-1])}")
    return Ran(notebook)


def error_of(cell: Cell) -> Any:
    """Return the error with which a cell ended, or None."""
    errors = (output for output in cell["outputs"] if output["output_type"] == "error")
    return next(errors, None)


# -- the solution ------------------------------------------------------------------


def solution_errors(ran: Ran) -> Iterator[str]:
    """Yield a sentence for each cell of the source notebook that failed."""
    if ran.stopped:
        yield f"{ran.stopped}; mend the source notebook"
    for cell in code_cells(ran.notebook):
        error = error_of(cell)
        if error is None:
            continue
        place, told = place_of(ran.notebook, cell), told_of(error)
        if is_check(cell):
            yield f"{place}: its visible check fails on the solution with {told}; mend one of them"
        else:
            yield f"{place}: it fails with {told}; mend it"


# -- the release -------------------------------------------------------------------


def release_errors(ran: Ran) -> Iterator[str]:
    """Yield a sentence for each cell of a release that wrongly fails or wrongly passes.

    No cell after a stand-in may fail because the exercise is missing. Stand-ins themselves are
    judged elsewhere.
    """
    if ran.stopped:
        yield f"{ran.stopped}; mend the source notebook"
        return
    cells = code_cells(ran.notebook)
    replaced = {name_of(cell) for cell in cells if is_stand_in(cell)}
    stubs = {
        cell["execution_count"]: {s for n in _bound(cell) if (s := stand_in_name(n)) in replaced}
        for cell in cells
        if is_solution(cell)
    }
    undone: set[str] = set()  # names that cells would have defined if the exercises were done
    for cell in cells:
        if is_stand_in(cell):
            continue
        error = error_of(cell)
        told = _of_check(cell, error) if is_check(cell) else _of_other(error, stubs, undone)
        if told:
            yield f"{place_of(ran.notebook, cell)}: {told}"
        elif error is not None and stand_in_name(grade_id_of(cell)) not in replaced:
            undone.update(_bound(cell))


def _bound(cell: Cell) -> frozenset[str]:
    """Return the names that a cell defines."""
    return frozenset[str]().union(*(s.binds for s in statements_of(cell["source"])))


def _of_check(cell: Cell, error: Any) -> str:
    """Return what is wrong with how a visible check failed or passed on the stub."""
    name = grade_id_of(cell)
    if error is None:
        if not statements_of(cell["source"]):
            return ""  # all tests of this exercise are hidden
        return f"its visible check passes before {name} is written; let it use what {name} returns"
    advice = f'let the stub raise NotImplementedError("Exercise ...: write {name}")'
    if error["ename"] not in {"NotImplementedError", "AssertionError"}:
        return (
            f"on the stub its visible check ends in {told_of(error)}, which helps nobody; {advice}"
        )
    if not re.search(r"\w", error["evalue"]):
        if error["ename"] == "NotImplementedError":
            advice += "; autograder init configures nbgrader so that it puts no raise before it"
        return f"on the stub its visible check ends in {told_of(error)}, without a word; {advice}"
    return ""


def _of_other(error: Any, stubs: Mapping[int, set[str]], undone: set[str]) -> str:
    """Return what is wrong with a failed cell that is not a check."""
    if error is None:
        return ""
    stub = _stub_of(error)
    if stub in stubs:
        if not stubs[stub]:
            return ""
        names = " and ".join(map(repr, sorted(stubs[stub])))
        return f"in the release it fails with {told_of(error)}; move it below the cell {names}"
    undefined = _UNDEFINED.match(error["evalue"]) if error["ename"] == "NameError" else None
    if undefined and undefined[1] in undone:
        return ""
    why = "though stand-ins ran" if any(stubs.values()) else "not for want of an exercise"
    return f"in the release it fails with {told_of(error)}, and {why}; mend it"


def _stub_of(error: Any) -> int:
    """Return which execution raised NotImplementedError, itself or through another cell's call."""
    frames = _FRAME.findall(_COLOUR.sub("", "\n".join(error["traceback"])))
    return int(frames[-1]) if error["ename"] == "NotImplementedError" and frames else 0


def told_of(error: Any) -> str:
    """Return an error's type and the first line of its text."""
    text = printable(error["evalue"].strip().partition("\n")[0])[:200]
    return f"{error['ename']}: {text}".removesuffix(": ")
