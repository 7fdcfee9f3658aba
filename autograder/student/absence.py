"""Say why a function that an exercise asks for is missing, as far as the notebook shows it.

Trusted. It reads only the notebook's text and the messages from loading it; it parses nothing.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence

from autograder.languages import and_also, say
from autograder.student.exceptions import Speech
from autograder.student.syntax import of_another_python, reason
from autograder.submission.cells import Cells, cell_and_line, defining_line
from autograder.wire.messages import Note, Trouble

_DEFINED = re.compile(r"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w{1,80})", re.MULTILINE)
_ALIKE = 0.8  # difflib's ratio: one letter in five may differ
_MOST_NAMES = 300  # names to compare with: no real notebook has more
_MOST_PROSE_CHARS = 1 << 20
_USUAL = {
    "np": "import numpy as np",
    "plt": "import matplotlib.pyplot as plt",
    "pd": "import pandas as pd",
    "math": "import math",
    "copy": "import copy",
    "random": "import random",
}
_IN_PROSE = {
    "Markdown": say(
        "{function} is not defined; it stands in cell {cell}, which is a Markdown cell: change the "
        "cell's type to Code"
    ),
    "raw": say(
        "{function} is not defined; it stands in cell {cell}, which is a raw cell: change the "
        "cell's type to Code"
    ),
}
_UNKNOWN_NAME = re.compile(r"name '(\w+)' is not defined")


def why_absent(
    function: str, cells: Cells, notes: Sequence[Note], speech: Speech, exercises: Collection[str]
) -> str:
    """Return a sentence for a function that is not defined."""
    number, line = defining_line(function, cells.code)
    of_it = [note for note in notes if note.cell == number and note.first <= line <= note.last]
    for note in of_it:
        place = cells.named(speech.place(note.cell, note.line))
        if note.what is Trouble.UNPARSED:
            told = reason(note.text, speech.line(note.cell, note.line))
            newer = of_another_python(cells.python)
            unparsed = say("{function} does not parse: {why} ({place})", why=told, place=place)
            return and_also(unparsed.filled(function=function), newer)
        if note.what is Trouble.RAISED:
            told = speech.exception(note.type_name, note.text)
            return say(
                "{function} is not defined; what defines it raised {exception} ({place})",
                function=function,
                exception=told,
                place=place,
            )
    for kind, prose in cells.prose.items():
        if sum(len(text) for _, text in prose) > _MOST_PROSE_CHARS:
            continue
        number, _ = defining_line(function, prose)
        if number:
            return _IN_PROSE[kind].filled(function=function, cell=number)
    if function in cells.printed:
        return _of_cell(function, cells.printed[function])
    return _alike(function, cells, exercises) or say("{function} is not defined", function=function)


def _of_cell(exercise: str, number: int) -> str:
    """Say why an exercise that a cell answers has no answer."""
    if number:
        return say("{function} is not written yet: cell {cell} is empty", function=exercise).filled(
            cell=number
        )
    return say("the cell that answers {function} is not in the notebook", function=exercise)


def _alike(function: str, cells: Cells, exercises: Collection[str]) -> str:
    """Return a sentence with a name that the notebook defines and may have meant; "" if none."""
    names = {name for _, code in cells.code for name in _DEFINED.findall(code)} - {*exercises}
    if len(names) > _MOST_NAMES:
        return ""
    folded = {name.casefold().replace("_", ""): name for name in sorted(names)}
    wanted = function.casefold().replace("_", "")
    for found in difflib.get_close_matches(wanted, folded, n=1, cutoff=_ALIKE):
        number, line = defining_line(folded[found], cells.code)
        return say(
            "{function} is not defined; is {other} ({place}) meant?",
            function=function,
            other=folded[found],
            place=cells.named(cell_and_line(number, line)),
        )
    return ""


def unimported(told: str, cells: Cells) -> str:
    """Return what to import if a usual name is undefined and no cell imports it; "" otherwise."""
    match = _UNKNOWN_NAME.search(told)
    name = match[1] if match else ""
    if name not in _USUAL:
        return ""
    imports = re.compile(rf"^[ \t]*(?:import|from)\b[^\n]*\b{name}\b", re.MULTILINE)
    if any(imports.search(code) for _, code in cells.code):
        return ""
    told = say("no cell imports {name}: write {code} in the first one", name=name)
    return told.filled(code=_USUAL[name])
