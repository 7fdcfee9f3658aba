"""Leave an assignment's stand-ins out of what a student handed in: they are not answers.

The source notebook says which cells are stand-ins. In a submission they are found by name. They
are also found by their lines, because some editors drop names and scripts have none. The text is
hostile: it is searched, and never parsed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from autograder.course.stand_ins import StandIn
from autograder.languages import say
from autograder.submission.cells import Cells

_LINE_END = re.compile(r"\r\n?|\n")


def without_stand_ins(cells: Cells, stand_ins: Sequence[StandIn]) -> Cells:
    """Return a notebook without its stand-ins; every other line keeps its number.

    A cell with a stand-in's name is left out, whatever it contains. In all other cells, a
    stand-in's lines are left out, and so are those in which it defines its exercise. As an answer
    they would earn nothing, and after a right answer they would replace it.
    """
    if not stand_ins:
        return cells
    by_name = {one.name: one for one in stand_ins if one.name}
    code: list[tuple[int, str]] = []
    notes: dict[str, str] = {}  # by stand-in, because one note for each is enough
    for number, text in cells.code:
        named = by_name.get(cells.names.get(number, ""))
        if named is not None:
            if _lines(text) != _sought(named)[0]:
                notes.setdefault(named.name, _changed(number, named))
            continue
        left = text
        for one in stand_ins:
            whole, *definitions = _sought(one)
            left = _without(left, whole)
            for definition in definitions:
                rest = _without(left, definition)
                if rest != left:
                    notes.setdefault(one.name, _pasted(number, one))
                left = rest
        code.append((number, left))
    return msgspec.structs.replace(cells, code=code, notes=[*cells.notes, *notes.values()])


def _changed(number: int, one: StandIn) -> str:
    return say(
        "Cell {cell} is the stand-in for {exercise}. It was changed, and it is not graded; write "
        "your answer in the cell of the exercise.",
        cell=number,
        exercise=one.exercise,
    )


def _pasted(number: int, one: StandIn) -> str:
    return say(
        "Cell {cell} holds the stand-in for {exercise}. It earns no points, and it was not run.",
        cell=number,
        exercise=one.exercise,
    )


@functools.cache
def _sought(one: StandIn) -> tuple[str, ...]:
    """Return the lines of a stand-in, and those of each definition of its exercise."""
    return tuple(map(_lines, (one.source, *one.definitions())))


def _lines(text: str) -> str:
    """Return a text's lines as they are compared: without indentation and blank lines."""
    return "\n".join(filter(None, (line.strip() for line in _LINE_END.split(text))))


def _without(text: str, wanted: str) -> str:
    """Return a text with a `pass` in place of each run of lines that equals these."""
    if not wanted or wanted.partition("\n")[0] not in text:
        return text
    lines = _LINE_END.split(text)
    filled = [number for number, line in enumerate(lines) if line.strip()]
    for first, last in _runs("\n".join(lines[i].strip() for i in filled), wanted):
        start, end = filled[first], filled[last]
        indent = _indent(lines[start])
        goes_on = last + 1 < len(filled) and len(_indent(lines[filled[last + 1]])) > len(indent)
        if not goes_on:
            lines[start : end + 1] = [f"{indent}pass", *[""] * (end - start)]
    return "\n".join(lines)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())].expandtabs()


def _runs(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last line of each run of whole lines that equals the wanted text."""
    text, wanted = f"\n{text}\n", f"\n{wanted}\n"
    length = wanted.count("\n") - 1
    line, seen, at = 0, 0, text.find(wanted)
    while at >= 0:
        line += text.count("\n", seen, at)
        yield line, line + length - 1
        seen, at = at, text.find(wanted, at + len(wanted) - 1)
