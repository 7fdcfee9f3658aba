"""The text of a student's function. It is hostile, so it is searched and never parsed.

The text was handed in, so it may be repeated: no hidden input is in it. What is read here is a
guess at what Python sees. If the guess is not certain, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MOST_CHARS = 2000  # the most characters between a def's brackets
_MOST_LINES = 400  # the most lines of a function
_OPEN, _CLOSED = "([{", ")]}"
_NAME = r"[^\W\d]\w{0,49}"
_UNFILLED = re.compile(rf"^\s*({_NAME})\s*=\s*None\s*(?:#.*)?$")
_DEF = r"^([ \t]*)(?:async[ \t]+)?(?:def|class)[ \t]+{name}\b"


@dataclass(frozen=True)
class Signature:
    """The parameters in a def."""

    names: tuple[str, ...]
    required: int
    takes_any: bool  # whether it has *args or **kwargs

    def fits(self, count: int, extras: int = 0) -> bool:
        """Return whether a call with this many arguments, and extras if wanted, is possible."""
        if self.takes_any:
            return True
        return self.required <= count + extras and count <= len(self.names)


@dataclass(frozen=True)
class Source:
    """The lines of a function or a class."""

    name: str
    lines: tuple[str, ...]  # from its first line on

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.lines)

    @property
    def unfilled(self) -> tuple[str, ...]:
        """The names that are set only to None: lines that a student has not completed."""
        found = [match[1] for line in self.lines if (match := _UNFILLED.match(line))]
        return tuple(dict.fromkeys(name for name in found if not self._is_filled(name)))

    def _is_filled(self, name: str) -> bool:
        bound = re.compile(rf"(?<![\w.\"']){name}\b\s*(?:,[^=()\[\]]*)?(?:[-+*/@]|//|\*\*)?=(?!=)")
        into = re.compile(
            rf"(?<![\w.]){name}\[[^=]*\]\s*[-+*/]?=(?!=)|\bfor\b.*\b{name}\b.*\bin\b|\b{name}\s*:="
        )
        other = [line for line in self.lines if not _UNFILLED.match(line)]
        passed_on = rf"{name}\s*=\s*(?:float|int|np\.squeeze)?\(?.*(?<!\w){name}\b"
        return any(
            (bound.search(line) or into.search(line)) and not re.search(passed_on, line)
            for line in other
        )

    def signature(self, method: str = "") -> Signature | None:
        """Return the parameters of the def, or of a method; None if they are not clear."""
        text = self.text
        name = method or self.name
        found = re.search(rf"^[ \t]*(?:async[ \t]+)?def[ \t]+{name}[ \t]*\(", text, re.MULTILINE)
        if found is None:
            return None
        if _decorated(text[: found.start()]):
            return None
        inside = _until_closed(text[found.end() : found.end() + _MOST_CHARS])
        return None if inside is None else _read(inside)


def source_of(name: str, code: Iterable[tuple[int, str]]) -> Source | None:
    """Return the last definition of a name in a notebook's cells; None if there is none."""
    pattern = re.compile(_DEF.format(name=re.escape(name)))
    found = None
    for _, text in code:
        if name not in text:
            continue
        lines = re.split("\r\n|\r|\n", text)
        for i, line in enumerate(lines):
            if name in line and (match := pattern.match(line)):
                before = [lines[i - 1]] if i and lines[i - 1].lstrip().startswith("@") else []
                found = Source(name, (*before, *_body(lines[i:], len(match[1]))))
    return found


def _body(lines: list[str], margin: int) -> Iterator[str]:
    """Yield a definition's lines, up to the next line at its own indentation."""
    depth, is_header = 0, True
    for i, line in enumerate(lines[:_MOST_LINES]):
        is_out = len(line) - len(line.lstrip()) <= margin and line.strip()
        if i and not is_header and depth <= 0 and is_out and line.lstrip()[0] not in "#)]}":
            return
        yield line
        code = re.sub(r"'[^']*'|\"[^\"]*\"|#.*", "", line)
        depth += sum(code.count(c) for c in _OPEN) - sum(code.count(c) for c in _CLOSED)
        is_header = is_header and not (depth <= 0 and code.rstrip().endswith(":"))


def _decorated(before: str) -> bool:
    lines = [line for line in before.split("\n") if line.strip()]
    return bool(lines) and lines[-1].lstrip().startswith("@")


def _until_closed(text: str) -> str | None:
    """Return the text before the closing bracket; None if there is no such bracket."""
    depth = 0
    for i, char in enumerate(text):
        if char in "'\"#\\":
            return None if char in "#\\" else _skip_quotes(text)
        depth += (char in _OPEN) - (char in _CLOSED)
        if depth < 0:
            return text[:i]
    return None


def _skip_quotes(text: str) -> str | None:
    """Return a text without its quoted parts."""
    without = re.sub(r"'[^'\n\\]*'|\"[^\"\n\\]*\"", "0", text)
    return None if re.search(r"['\"\\]", without.split(")")[0]) else _until_closed(without)


def _read(inside: str) -> Signature | None:
    names, required, takes_any = [], 0, False
    for part in _split(inside):
        own = part.strip()
        if own in {"", "/"}:
            continue
        if own.startswith("*"):
            takes_any = True
            continue
        name = re.match(_NAME, own)
        if name is None:
            return None
        names.append(name[0])
        required += not takes_any and "=" not in own
    if names[:1] == ["self"]:
        names, required = names[1:], required - 1
    return Signature(tuple(names), required, takes_any)


def _split(text: str) -> Iterator[str]:
    """Yield the parts between commas that are outside brackets."""
    depth, begin = 0, 0
    for i, char in enumerate(text):
        depth += (char in _OPEN) - (char in _CLOSED)
        if char == "," and not depth:
            yield text[begin:i]
            begin = i + 1
    yield text[begin:]
