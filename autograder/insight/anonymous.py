"""A student's code without what could say whose it is: comments, free text, names of people.

Docstrings go too: most are the release's, and hide the few lines that the student wrote.

The code is hostile. It is taken apart into tokens by parso, which is written in Python;
nothing is parsed by Python itself, and nothing is run.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from parso.python.tokenize import PythonToken, tokenize
from parso.utils import parse_version_string

from autograder.text import printable, shortened

ELLIPSIS = "…"
_WORD = re.compile(r"[\w.+-]{0,24}|[A-Za-z.,\s]*->[A-Za-z.,\s]*")  # a key, a mode, np.einsum's
_PART = re.compile(r"[^\W\d_]{3,}|\d{4,}")  # of a person's name or number
_PIECE = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d+")  # of an identifier
_QUOTED = re.compile(r"""(?s)([A-Za-z]*)('''|\"""|'|")(.*)\2""")
_PYTHON = {*keyword.kwlist, *keyword.softkwlist, *dir(builtins)}  # whatever people are called
_VERSION = parse_version_string()
_BETWEEN = {"NEWLINE", "INDENT", "DEDENT", "ERROR_DEDENT", "ENDMARKER"}  # statements
_MOST_READ = 4000  # characters: some code takes time in the square of its length
_LINES, _CHARS = 80, 160  # the most that a report shows


class Words(msgspec.Struct, frozen=True):
    """What the course's own code says; it names no student."""

    strings: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    hints: Mapping[str, str] = {}  # of known mistakes, by the mistake's name


class Screen(msgspec.Struct, frozen=True):
    """Tells what of a student's code may be shown."""

    people: frozenset[str]  # parts of their names, folded
    words: Words

    def passes_string(self, text: str) -> bool:
        """Return whether a string may stay: a key or a mode, and not the name of a person."""
        if text in self.words.strings:
            return True
        return _WORD.fullmatch(text) is not None and not self._names_somebody(_PART.findall(text))

    def passes_name(self, name: str) -> bool:
        """Return whether an identifier may stay."""
        is_common = name in _PYTHON or name in self.words.names
        return is_common or not self._names_somebody(_PIECE.findall(name))

    def redacted(self, text: str) -> str:
        """Return a text for people, in which an ellipsis replaces each part of a name."""

        def kept(match: re.Match[str]) -> str:
            is_name = match[0] not in _PYTHON and self._names_somebody([match[0]])
            return ELLIPSIS if is_name else match[0]

        return _PART.sub(kept, text)

    def _names_somebody(self, parts: Iterable[str]) -> bool:
        return any(part.casefold() in self.people for part in parts)


def screen_for(people: Iterable[Sequence[str]], words: Words) -> Screen:
    """Return the screen for students, each with the forms of their name."""
    parts = (part for names in people for name in names for part in _PART.findall(name))
    return Screen(frozenset(part.casefold() for part in parts), words)


def anonymous(code: str, screen: Screen) -> str:
    """Return code as a report may show it: its beginning, if it is long."""
    text = "".join(_told(code[:_MOST_READ], screen))
    lines = [_shown(line) for line in text.expandtabs(4).split("\n") if line.strip()]
    is_cut = len(lines) > _LINES or len(code) > _MOST_READ
    return "\n".join([*lines[:_LINES], *([ELLIPSIS] if is_cut else [])])


def _shown(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return shortened(" " * indent + printable(line), _CHARS)


def _told(code: str, screen: Screen) -> Iterator[str]:
    renamed: dict[str, str] = {}
    for token in _without_docstrings(tokenize(code, version_info=_VERSION)):
        yield re.sub(r"[ \t]*#[^\n\r]*", "", token.prefix)
        yield _token(token.type.name, token.string, screen, renamed)


def _without_docstrings(tokens: Iterable[PythonToken]) -> Iterator[PythonToken]:
    """Yield the tokens without texts that are a whole statement."""
    every = [None, *tokens, None]
    for before, token, after in zip(every, every[1:], every[2:], strict=False):
        if token is None:
            continue
        begins = before is None or before.type.name in _BETWEEN
        ends = after is None or after.type.name in _BETWEEN
        if not (token.type.name == "STRING" and begins and ends):
            yield token


def _token(kind: str, text: str, screen: Screen, renamed: dict[str, str]) -> str:
    if kind == "STRING":
        return _string(text, screen)
    if kind == "FSTRING_STRING":
        return text if screen.passes_string(text) else ELLIPSIS
    if kind == "NAME" and not screen.passes_name(text):
        return renamed.setdefault(text, f"name_{len(renamed) + 1}")
    return text.partition("#")[0] if kind == "ERRORTOKEN" else text


def _string(value: str, screen: Screen) -> str:
    match = _QUOTED.fullmatch(value)
    if match and screen.passes_string(match[3]):
        return value
    quote = '"' if match is None else match[2][:1]
    return f"{quote}{ELLIPSIS}{quote}"
