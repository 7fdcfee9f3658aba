"""Sentences as plain data, for sending them from one process to another.

This is for our own processes only: what a student's code says is never a template.
"""

from __future__ import annotations

import msgspec

from autograder.languages.sentences import Joined, Last, Listed, Sentence, Template, plain


class _Template(msgspec.Struct, frozen=True, tag="template"):
    one: str
    values: dict[str, Packed]
    many: str
    number: int


class _Joined(msgspec.Struct, frozen=True, tag="joined"):
    parts: tuple[Packed, ...]


class _Listed(msgspec.Struct, frozen=True, tag="listed"):
    names: tuple[Packed, ...]
    last: Last


Packed = str | _Template | _Joined | _Listed


def pack(text: str) -> Packed:
    """Return a sentence, or a plain text, as data; a lone surrogate becomes a question mark."""
    if not isinstance(text, Sentence):
        return text.encode("utf-8", "replace").decode()
    match text.form:
        case Template(one, values, many, number):
            packed = {name: pack(value) for name, value in values.items()}
            return _Template(plain(one), packed, plain(many), number)
        case Joined(parts):
            return _Joined(tuple(map(pack, parts)))
        case Listed(names, last):
            return _Listed(tuple(map(pack, names)), last)


def unpack(packed: Packed) -> str:
    """Return the sentence that was packed."""
    match packed:
        case _Template(one, values, many, number):
            kept = {name: unpack(value) for name, value in values.items()}
            return Sentence(Template(one, kept, many, number))
        case _Joined(parts):
            return Sentence(Joined(tuple(map(unpack, parts))))
        case _Listed(names, last):
            return Sentence(Listed(tuple(map(unpack, names)), last))
    return packed
