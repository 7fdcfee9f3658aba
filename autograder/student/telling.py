"""What is said about a notebook and its functions, in words that the worker did not choose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.languages import and_also, said_of, say, say_n
from autograder.student.absence import unimported, why_absent
from autograder.student.causes import cause_of
from autograder.student.errors import (
    Failure,
    StudentCrashed,
    StudentError,
    StudentMissing,
)
from autograder.student.exceptions import Speech
from autograder.student.syntax import reason
from autograder.submission.cells import Cells, cell_and_line, place_of
from autograder.text import printable
from autograder.wire import messages as m

_MAX_NOTES = 20
_MAX_CHARS = 500  # the length of an exception's text, shown word for word
_UNWRITTEN = say("{function} is not written yet")
_OF_TROUBLE = {
    m.Trouble.UNPARSED: say("did not parse and was skipped: {why}, in {code}"),
    m.Trouble.MISPLACED: say(
        "is indented like nothing above it, and was read as if it began at the margin"
    ),
    m.Trouble.TOO_DEEP: say("is nested too deeply to be looked into"),
}


class Words:
    """The words for one notebook, and the notes on it."""

    def __init__(self, cells: Cells, exercises: Sequence[str], memory_mib: int) -> None:
        self._cells = cells
        self._exercises = exercises
        self._memory_mib = memory_mib
        self._speech = Speech(cells.code)
        self._problems: list[m.Note] = []  # problems while loading the notebook
        self._absent: dict[str, str] = {}  # by function, the reason why it is not defined
        self._places: dict[str, str] = {}  # by function, its place in the notebook
        self.notes = list(cells.notes)
        self.for_instructor: list[str] = []  # exceptions of the notebook's code, word for word

    def loaded(self, notes: list[m.Note]) -> None:
        """Note the problems that came up when the notebook's code was executed."""
        self._problems += notes
        shown = notes[:_MAX_NOTES]
        self.notes += filter(None, map(self._told, shown))
        self.for_instructor += map(_word_for_word, filter(_is_raised, shown))
        if len(notes) > _MAX_NOTES:
            self.notes.append(
                say_n(
                    "and {n} more note like these",
                    "and {n} more notes like these",
                    len(notes) - _MAX_NOTES,
                )
            )

    def why_absent(self, function: str) -> str:
        """Say why a function is not defined; a large notebook is searched only once."""
        if function not in self._absent:
            self._absent[function] = why_absent(
                function, self._cells, self._problems, self._speech, self._exercises
            )
        return self._absent[function]

    def _place_of(self, function: str) -> str:
        if function not in self._places:
            self._places[function] = place_of(function, self._cells)
        return self._places[function]

    def error(self, function: str, reply: m.Raised, calls: list[Any]) -> StudentError:
        """Return the error to raise if a call raised, or if a function is not written."""
        if reply.is_stub:
            return StudentMissing(_UNWRITTEN.filled(function=function))
        if reply.is_beneath:
            return StudentMissing(
                say("{function} calls a function that is not written yet", function=function)
            )
        place = self._cells.named(self._speech.place(reply.cell, reply.line))
        sizes = frozenset(_sizes(calls))
        told = self._speech.exception(reply.type_name, reply.text, sizes)
        text = self._speech.sentence(reply.text, sizes)
        line = self._speech.line(reply.cell, reply.line)
        message = _raised(function, told, place or self._place_of(function))
        if cause := cause_of(reply.type_name, reply.text, self._memory_mib):
            message = said_of(message, cause)
        message = and_also(message, unimported(told, self._cells))
        return StudentCrashed(message, Failure(reply.type_name, text, place, line))

    def _told(self, note: m.Note) -> str:
        """Return a note in words that the worker did not choose."""
        place = self._speech.place(note.cell, note.line)
        if not place:
            return ""
        if note.what is m.Trouble.RAISED:
            said = self._speech.exception(note.type_name, note.text)
            if cause := cause_of(note.type_name, note.text, self._memory_mib):
                said = said_of(said, cause)
        elif note.what is m.Trouble.UNPARSED:
            line = self._speech.line(note.cell, note.line)
            why = reason(note.text, line)
            said = _OF_TROUBLE[note.what].filled(why=why, code=printable(repr(line[:60])))
        else:
            said = _OF_TROUBLE[note.what]
        return said_of(place, said)


def unwritten(function: str) -> StudentMissing:
    """Return the error to raise instead of calling a stub."""
    return StudentMissing(_UNWRITTEN.filled(function=function), is_known=True)


def _raised(function: str, exception: str, place: str) -> str:
    if not place:
        return say("{function} raised {exception}", function=function, exception=exception)
    told = say("{function} raised {exception} ({place})", function=function, exception=exception)
    return told.filled(place=place)


def _is_raised(note: m.Note) -> bool:
    return note.what is m.Trouble.RAISED


def _word_for_word(note: m.Note) -> str:
    """Return an exception of the notebook's code, which had not seen any hidden input."""
    place = cell_and_line(note.cell, note.line)
    raised = printable(f"{note.type_name}: {note.text}")
    return said_of(place, raised[: _MAX_CHARS - len(place)])


def _sizes(value: Any) -> Iterator[int]:
    """Yield the lengths of everything in a call's arguments."""
    if isinstance(value, np.ndarray | np.generic):
        yield from value.shape
    elif isinstance(value, dict):
        for item in value.values():
            yield from _sizes(item)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _sizes(item)
    elif isinstance(value, int):  # for example, a number of units
        yield value
