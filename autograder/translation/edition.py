"""Compare a source notebook in another language with its source, cell by cell.

An edition has the cells of its source: code unchanged, Markdown translated. The metadata of each
translated cell holds the hash of the English text that it translates. Until somebody replaces it,
a cell contains the English text itself. Trusted input; nothing is run.
"""

from __future__ import annotations

import copy
import enum
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from autograder.course.cells import OWN, grade_id_of
from autograder.errors import CourseError

Cell = dict[str, Any]
_MARK = "translation"  # our entry in the metadata of a translated cell
_OF, _SAME = "of", "same"
_HASH_CHARS = 16
# What is the same in every language: formulas, code, tags and addresses.
_NO_WORDS = re.compile(
    r"\$\$.*?\$\$|\$[^$\n]*\$|```.*?```|`[^`\n]*`|<[^>]*>|\]\([^)]*\)|https?://\S+", re.DOTALL
)


class State(enum.StrEnum):
    """How complete the translation of a cell is."""

    DONE = "done"
    MISSING = "not translated"
    OUTDATED = "out of date: the source has changed since"


class Told(msgspec.Struct, frozen=True):
    """A cell, with the name by which a translator finds it, and its state."""

    cell: str
    state: State


def read_source(path: Path) -> dict[str, Any]:
    """Return a notebook whose cells have ids; raises CourseError if it is not a notebook."""
    try:
        notebook: dict[str, Any] = json.loads(path.read_bytes())
        cells = notebook["cells"]
        ids = [cell["id"] for cell in cells]
    except FileNotFoundError:
        raise CourseError(f"no notebook at {path}") from None
    except KeyError:
        raise CourseError(
            f"{path}: its cells have no ids; save it as format 4.5, as today's Jupyter does"
        ) from None
    except (OSError, ValueError, TypeError) as error:
        raise CourseError(f"{path}: not a notebook: {error}") from None
    for name in ids:
        if ids.count(name) > 1:
            raise CourseError(f"{path}: two cells have the id {name!r}; give each its own")
    return notebook


def notebook_bytes(notebook: Mapping[str, Any]) -> bytes:
    """Return a notebook in the form in which nbformat writes it."""
    cells = [{**c, "source": text_of(c).splitlines(keepends=True)} for c in notebook["cells"]]
    whole = {**notebook, "cells": cells}
    return (json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def text_of(cell: Mapping[str, Any]) -> str:
    """Return a cell's text, which may be stored as lines."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


# -- writing -------------------------------------------------------------------------


def synced(
    source: Mapping[str, Any], edition: Mapping[str, Any] | None, language: str, *, done: bool
) -> dict[str, Any]:
    """Return an edition with the cells of its source and the existing translations.

    With `done`, every translation counts as a translation of the source's present text.
    """
    known = {cell["id"]: cell for cell in edition["cells"]} if edition else {}
    cells = [_synced(cell, known.get(cell["id"]), done=done) for cell in source["cells"]]
    metadata = {**source["metadata"], OWN: {"language": language}}
    return {**copy.deepcopy(dict(source)), "cells": cells, "metadata": metadata}


def _synced(cell: Cell, known: Cell | None, *, done: bool) -> Cell:
    made = copy.deepcopy(cell)
    if cell["cell_type"] == "code":
        return made
    now = _hash(text_of(cell))
    mark: dict[str, Any] = {_OF: now}
    if known is not None and known["cell_type"] == cell["cell_type"]:
        told = mark_of(known)
        if _is_written(known, cell):
            made["source"] = text_of(known)
            mark = {_OF: now if done else told.get(_OF, now)}
        if told.get(_SAME):
            mark[_SAME] = True
    made["metadata"][_MARK] = mark
    return made


def _is_written(known: Cell, cell: Cell) -> bool:
    """Return whether somebody has replaced the source's text, the present or the previous one."""
    text = text_of(known)
    return text != text_of(cell) and _hash(text) != mark_of(known).get(_OF)


def mark_of(cell: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a cell's metadata says about its translation."""
    mark = cell["metadata"].get(_MARK)
    return mark if isinstance(mark, dict) else {}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_HASH_CHARS]


# -- checking ------------------------------------------------------------------------


def states(source: Mapping[str, Any], edition: Mapping[str, Any]) -> Iterator[Told]:
    """Yield the state of each prose cell's translation; cells of a different kind are left out."""
    known = {cell["id"]: cell for cell in edition["cells"]}
    for cell in source["cells"]:
        one = known.get(cell["id"])
        if one is not None and cell["cell_type"] == one["cell_type"] != "code":
            yield Told(_named(cell), _state(cell, one))


def _state(cell: Cell, known: Cell) -> State:
    mark, text = mark_of(known), text_of(cell)
    if text_of(known) == text:
        is_same = bool(mark.get(_SAME)) or not re.search(r"[^\W\d_]{2}", _NO_WORDS.sub(" ", text))
        return State.DONE if is_same else State.MISSING
    if not _is_written(known, cell):
        return State.MISSING
    return State.DONE if mark.get(_OF) == _hash(text) else State.OUTDATED


def differences(source: Mapping[str, Any], edition: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each way in which an edition's cells differ from its source's.

    Only the text of Markdown cells may differ.
    """
    theirs, own = _ids(source), _ids(edition)
    if own != theirs:
        yield from _other_cells(source, edition)
        return
    for cell, known in zip(source["cells"], edition["cells"], strict=True):
        place = _named(cell)
        if known["cell_type"] != cell["cell_type"]:
            yield f"cell {place!r} is of another type"
        elif cell["cell_type"] == "code" and text_of(known) != text_of(cell):
            yield f"cell {place!r} has other code"
        elif _metadata(known) != _metadata(cell):
            yield f"cell {place!r} has other metadata"


def _other_cells(source: Mapping[str, Any], edition: Mapping[str, Any]) -> Iterator[str]:
    theirs, own = _ids(source), _ids(edition)
    names = {cell["id"]: _named(cell) for n in (source, edition) for cell in n["cells"]}
    yield from (f"cell {names[one]!r} is not there" for one in theirs if one not in own)
    yield from (f"cell {names[one]!r} is not in the source" for one in own if one not in theirs)
    if sorted(theirs) == sorted(own):
        yield "its cells stand in another order"


def _ids(notebook: Mapping[str, Any]) -> Sequence[str]:
    return [cell["id"] for cell in notebook["cells"]]


def _metadata(cell: Cell) -> dict[str, Any]:
    return {key: value for key, value in cell["metadata"].items() if key != _MARK}


def _named(cell: Cell) -> str:
    return grade_id_of(cell) or str(cell["id"])
