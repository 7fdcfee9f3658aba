"""The graded notebook that formgrader shows: a submission in the form of its release.

The submission is hostile. The text of its cells is kept, and so are outputs that are text or
pictures, but nothing that a browser could execute: see `sanitise`. Locked cells are shown as they
were handed out, missing cells are put back, and each check has its result as output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from autograder.course.cells import grade_id_of, has_points, is_graded, is_solution, meta_of
from autograder.gradebook.sanitise import MOST_CHARS, chars_of, picture, pictures, shown
from autograder.results.points import points_text

Cell = dict[str, Any]

_KINDS = {"code", "markdown", "raw"}
_MAX_OUTPUTS = 4 << 20  # the most characters of one cell's outputs
_MOST_RENDERED = 100_000  # characters of a notebook; later cells are shown as they were typed
_MISSING = "This cell (id: {}) was missing from the submission."
_MISSING_CODE = "What the notebook defines elsewhere was graded all the same."


class Judged(msgspec.Struct, frozen=True):
    """What is shown below the check of an exercise."""

    score: float
    text: str


def autograded_notebook(
    submitted: Iterable[Cell], release: Mapping[str, Any], judged: Mapping[str, Judged]
) -> dict[str, Any]:
    """Return a submission's cells as a graded notebook with the cells of the release.

    `release` is the notebook that was handed out; `judged` has the results by grade_id.
    """
    own = [(cell, grade_id_of(cell)) for cell in release["cells"]]
    by_id = {name: cell for cell, name in own if name}
    cells = _with_missing(list(_known(submitted, by_id)), own)
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
        result = judged.get(grade_id_of(cell))
        if result is not None and cell["cell_type"] == "code":
            cell["outputs"] = _result_outputs(result)
    return {
        "cells": cells,
        "metadata": release["metadata"],
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def manual_answers(notebook: Mapping[str, Any], release: Mapping[str, Any]) -> dict[str, bool]:
    """Return, for each cell that a human marks, whether there is an answer to mark."""
    handed_out = {
        grade_id_of(c): _text_shown(c) for c in map(_with_text, release["cells"]) if _is_manual(c)
    }
    answers = {grade_id_of(c): c["source"] for c in notebook["cells"] if _is_manual(c)}
    return {
        name: answers[name].strip() not in {"", text.strip()} and not _is_notice(answers[name])
        for name, text in handed_out.items()
        if name and name in answers
    }


def _is_manual(cell: Cell) -> bool:
    return is_graded(cell) and is_solution(cell)


def _is_notice(text: str) -> bool:
    return text.startswith(_MISSING.partition("{")[0])


def _with_text(cell: Cell) -> Cell:
    source = cell.get("source", "")
    return {**cell, "source": "".join(source) if isinstance(source, list) else source}


def _known(submitted: Iterable[Cell], by_id: Mapping[str, Cell]) -> Iterator[Cell]:
    """Yield the submission's cells, each with the release's metadata or none.

    If a grade_id occurs twice, the last one counts, as in nbgrader.
    """
    cells = list(submitted)
    left = _MOST_RENDERED
    last = {grade_id_of(cell): number for number, cell in enumerate(cells)}
    for number, cell in enumerate(cells):
        name = grade_id_of(cell)
        model = by_id.get(name)
        left -= chars_of(cell["source"])
        if model is None or last[name] != number:
            yield _own(cell, {}, cell["cell_type"], left)
            continue
        meta = meta_of(model)
        if is_solution(model):
            yield _own(cell, {"nbgrader": meta}, model["cell_type"], left)
        else:
            locked = {**cell, "attachments": model.get("attachments")}
            text = _with_text(model)["source"]
            yield _clean(locked, {"nbgrader": meta}, model["cell_type"], text)


def _own(cell: Cell, metadata: dict[str, Any], kind: object, left: int) -> Cell:
    """Return a cell with the student's own text; pages show everything except code as HTML."""
    text = _text_shown({**cell, "cell_type": kind}, MOST_CHARS if left >= 0 else 0)
    return _clean({**cell, "attachments": None}, metadata, kind, text)


def _text_shown(cell: Cell, most_chars: int = MOST_CHARS) -> str:
    """Return a cell's text in the form that is shown; pages read all text except code as HTML."""
    if cell["cell_type"] == "code":
        return str(cell["source"])
    return shown(_text(cell["source"]), cell.get("attachments"), most_chars=most_chars)


def _clean(cell: Cell, metadata: dict[str, Any], kind: object, text: str) -> Cell:
    kind = kind if isinstance(kind, str) and kind in _KINDS else "markdown"
    clean: Cell = {"cell_type": kind, "metadata": metadata, "source": _text(text)}
    if kind == "code":
        clean |= {"execution_count": None, "outputs": _safe_outputs(cell.get("outputs"))}
    elif attachments := pictures(cell.get("attachments")):
        clean["attachments"] = attachments
    return clean


def _with_missing(cells: list[Cell], own: list[tuple[Cell, str]]) -> list[Cell]:
    """Put missing graded and answer cells after the cell that they followed in the release."""
    there = {grade_id_of(cell) for cell in cells}
    followers: dict[str | None, list[Cell]] = {None: []}  # by the cell that they follow
    after = None
    for model, name in own:
        if name and name in there:
            after = name
        elif name and (has_points(model) or is_solution(model)):
            followers.setdefault(after, []).append(_missing(model, name, meta_of(model)))
    whole = followers.pop(None)
    for cell in cells:
        whole += (cell, *followers.get(grade_id_of(cell), ()))
    return whole


def _missing(model: Cell, name: str, meta: Mapping[str, Any]) -> Cell:
    notice = _MISSING.format(name)
    if model["cell_type"] != "code":
        return _clean({}, {"nbgrader": meta}, model["cell_type"], notice)
    text = f"# {notice}\n# {_MISSING_CODE}"
    if not meta.get("solution"):
        text += "\n" + _with_text(model)["source"]
    return _clean({}, {"nbgrader": meta}, "code", text)


def _result_outputs(result: Judged) -> list[Cell]:
    """Return a check's outputs: what the tests found, and the points.

    nbgrader reads a number in an `execute_result` as the points of a cell, and no output as full
    points. So the number is always there.
    """
    number = {"text/plain": points_text(result.score) if result.score else "0"}
    if float(number["text/plain"]) != result.score:
        number["text/plain"] = repr(result.score)
    value: Cell = {"output_type": "execute_result", "execution_count": None, "metadata": {}}
    stream = {"output_type": "stream", "name": "stdout", "text": result.text}
    return [stream, value | {"data": number}] if result.text else [value | {"data": number}]


def _safe_outputs(outputs: object) -> list[Cell]:
    """Keep those of the student's own outputs that are text or pictures and not too long."""
    safe: list[Cell] = []
    left = _MAX_OUTPUTS
    for output in outputs if isinstance(outputs, list) else ():
        kept = _safe_output(output) if isinstance(output, dict) else None
        if kept is not None:
            left -= sum(len(text) for text in _texts_in(kept))
            if left < 0:
                break
            safe.append(kept)
    return safe


def _safe_output(output: Cell) -> Cell | None:
    kind = output.get("output_type")
    if kind == "stream":
        text = _text(output.get("text"))
        return {"output_type": "stream", "name": "stdout", "text": text} if text else None
    if kind == "error":
        trace = output.get("traceback")
        lines = [line for line in trace if isinstance(line, str)] if isinstance(trace, list) else []
        text = "\n".join(lines) or _text(output.get("evalue"))
        return {"output_type": "stream", "name": "stdout", "text": text} if text else None
    data = output.get("data")
    if not isinstance(data, dict):
        return None
    text = _text(data.get("text/plain"))
    kept = picture(data) | ({"text/plain": text} if text else {})
    return {"output_type": "display_data", "metadata": {}, "data": kept} if kept else None


def _texts_in(output: Cell) -> Iterator[str]:
    yield output.get("text", "")
    yield from output.get("data", {}).values()


def _text(value: object) -> str:
    """Return a text of a notebook, which may be stored as lines, without lone surrogates."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "".join(value)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""
