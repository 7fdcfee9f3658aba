"""Make text from hostile files fit for messages, notes and terminals."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from autograder.languages import say

_NAMES_SHOWN = 5
_NAME_CHARS = 60
_PLACE = re.compile(r'\s+in "<(?:byte|unicode) string>", ([^\n]+)')  # as YAML's errors name it
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def printable(text: str) -> str:
    """Return text on one line, without control characters, lone surrogates and overrides."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return str.strip(text)  # a plain str, whatever its class


def inert(markdown: str) -> str:
    """Return Markdown in which no browser finds a tag: each possible start is followed by a space.

    A backslash would not be enough, because another one before it cancels it.
    """
    return _TAG.sub("< ", markdown)


def counted(number: int, thing: str) -> str:
    """Return a number of things: "1 student", "2 students"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def listed(names: Iterable[str]) -> str:
    """Return the first few names, shortened, and the number of further ones."""
    every = sorted(names)
    text = ", ".join(shortened(printable(name), _NAME_CHARS) for name in every[:_NAMES_SHOWN])
    more = len(every) - _NAMES_SHOWN
    return say("{names} and {n} more", names=text, n=more) if more > 0 else text


def not_found(name: str, known: Iterable[str]) -> str:
    """Return a name that is not among the known ones, followed by similar known names."""
    by_folded = {one.casefold(): one for one in known}
    near = difflib.get_close_matches(name.casefold(), by_folded, n=_NAMES_SHOWN, cutoff=0.5)
    shown = f"{shortened(printable(name), _NAME_CHARS)!r}"
    if near:
        return f"{shown}; like it: {listed(by_folded[one] for one in near)}"
    return f"{shown}; there are: {listed(by_folded.values())}" if by_folded else shown


def yaml_mistake(error: Exception) -> str:
    """Return what is wrong with YAML, on one line; what was read has no name of its own there."""
    return _PLACE.sub(r" (\1)", str(error)).replace("\n", ": ")


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters, with an ellipsis for what is cut off."""
    return text if len(text) <= most else text[: most - 1] + "…"
