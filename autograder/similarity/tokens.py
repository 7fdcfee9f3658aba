"""Code as tokens without what a copy is disguised with: names, comments, texts and spaces.

Pygments cuts the code up. It takes code that no parser would take, and it is the same for every
version of Python.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Name, Number, String

_TEXT = "''"  # stands for each text


class Token(NamedTuple):
    """A token, and the line that it is in, from 0."""

    text: str
    line: int
    is_name: bool  # a name that may be another one in a copy


def tokens_of(code: str) -> list[Token]:
    """Return the tokens of code; names of attributes and of Python's own functions stay."""
    found: list[Token] = []
    line = 0
    for kind, text in _lexer().get_tokens(code):
        if kind in String and kind not in String.Doc:
            if not (found and found[-1].text == _TEXT):
                found.append(Token(_TEXT, line, is_name=False))
        elif kind not in Comment and kind not in String.Doc and text.strip():
            found.append(_token(kind, text.strip(), line, after=found[-1].text if found else ""))
        line += text.count("\n")
    return found


def _token(kind: object, text: str, line: int, after: str) -> Token:
    if kind in Number:
        return Token(_number(text), line, is_name=False)
    is_name = kind in Name and kind not in Name.Builtin and after != "."
    return Token(text, line, is_name)


def _number(text: str) -> str:
    """Return the same text for 1, 1. and 1.0."""
    try:
        return repr(float(text.replace("_", "")))
    except ValueError:
        return text


@functools.cache
def _lexer() -> PythonLexer:
    return PythonLexer(stripnl=False, ensurenl=False)
