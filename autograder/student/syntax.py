"""Say why code does not parse, in the words of Python's parser, and what to do about it.

Trusted. The parser runs in the sandbox, so its sentence is only a claim. It is repeated only as
far as it matches one of the sentences below. A notebook is parsed before it gets any hidden
input.
"""

from __future__ import annotations

import platform
import re
import unicodedata

from autograder.languages import and_also, said_of, say

UNPARSED = "does not parse"  # said about a function
_LINE = "[0-9]{1,5}"
_SENTENCES = tuple(
    re.compile(sentence)
    for sentence in (
        r"invalid syntax\. Maybe you meant '=='[ a-z:'=?]{0,40}",
        r"invalid syntax(?:\. Perhaps you forgot a comma\?)?",
        r"expected '[^'\w]{1,2}'",
        r"expected '(?:except|finally|in|else|import)'[a-z' ]{0,40}",
        rf"expected an indented block(?: after [a-z' ]{{1,40}} on line {_LINE})?",
        r"unexpected (?:indent|EOF while parsing|character after line continuation character)",
        r"unindent does not match any outer indentation level",
        r"inconsistent use of tabs and spaces in indentation",
        r"'[\[({]' was never closed",
        r"unmatched '[\])}]'",
        rf"closing parenthesis '.' does not match opening parenthesis '.'(?: on line {_LINE})?",
        r"unterminated (?:triple-quoted )?(?:f-)?string literal",
        r"invalid (?:decimal|hexadecimal|octal|binary|imaginary) literal",
        r"leading zeros in decimal integer literals are not permitted",
        r"invalid character '.' \(U\+[0-9A-F]{4,6}\)",
        r"invalid non-printable character U\+[0-9A-F]{4,6}",
        r"Missing parentheses in call to '\w{4,5}'(?:\. Did you mean \w{4,5}\(\.\.\.\)\?)?",
        r"cannot (?:assign to|delete) [a-z' -]{1,40}(?:\. Maybe you meant '==' instead of '='\?)?",
        r"(?:illegal|invalid) (?:target for|expression)[a-z ]{0,40}",
        r"positional argument follows keyword argument(?: unpacking)?",
        r"non-default argument follows default argument",
        r"parameter without a default follows parameter with a default",
        r"expression cannot contain assignment, perhaps you meant \"==\"\?",
        r"f-string: [a-z ,'{}()!:=-]{1,60}",
        r"multiple exception types must be parenthesized",
        r"'(?:return|yield|await|break|continue)' (?:outside|not properly in) (?:function|loop)",
        r"too many statically nested blocks",
    )
)
_CODE_POINT = re.compile(r"U\+([0-9A-F]{4,6})")
# Syntax that is new in a version of Python, as far as one line shows it.
_NEWER = (
    ((3, 12), re.compile(r"\s*type\s+\w+\s*(?:\[[^]]*\])?\s*=|\s*(?:def|class)\s+\w+\s*\[")),
    ((3, 12), re.compile(r".*\b[fF][rR]?(['\"])(?:(?!\1).)*\{[^{}]*\1[^{}]*\1[^{}]*\}")),
    ((3, 14), re.compile(r"\s*except\s+\w+\s*,\s*\w+\s*:|.*\b[tT][rR]?['\"].*\{")),
)


def reason(said: str, line: str = "") -> str:
    """Return why code does not parse, given the parser's sentence and the line that it is about."""
    sentence = next((m[0] for known in _SENTENCES if (m := known.match(said))), "invalid syntax")
    advice = _advice(sentence) or _newer(line)
    return said_of(sentence, advice) if advice else sentence


def of_another_python(version: str) -> str:
    """Return a sentence if a notebook is for a newer Python than this one, else ""."""
    match = re.match(r"3\.([0-9]{1,2})(?![0-9])", version)
    ours = platform.python_version()
    if match is None or int(match[1]) <= int(ours.split(".")[1]):
        return ""
    return say(
        "the notebook is of Python {theirs}, and Python {ours}, which grades, may be too old",
        theirs=f"3.{match[1]}",
        ours=ours,
    )


def _advice(sentence: str) -> str:
    """Return advice on a character that is not part of Python's syntax."""
    match = _CODE_POINT.search(sentence)
    if match is None or int(match[1], 16) > 0x10FFFF:
        return ""
    character = chr(int(match[1], 16))
    name = unicodedata.name(character, "").lower() or say("a character without a name")
    pasted = say("{character}, often pasted from elsewhere", character=name)
    return and_also(pasted, _instead(character))


def _instead(character: str) -> str:
    category, plain = unicodedata.category(character), unicodedata.normalize("NFKC", character)
    if category in {"Pi", "Pf"} or "QUOTATION MARK" in unicodedata.name(character, ""):
        return say("type the quote anew, as ' or \"")
    if category == "Pd" or character == "\u2212":
        return say("type {character} instead", character="-")
    if category in {"Zs", "Zl", "Zp"}:
        return say("type the space anew")
    if plain.isascii() and plain.isprintable():
        return say("type {character} instead", character=plain)
    return say("delete it")


def _newer(line: str) -> str:
    version = tuple(map(int, platform.python_version_tuple()[:2]))
    for since, syntax in _NEWER:
        if version < since and syntax.match(line[:200]):
            ours = platform.python_version()
            return say(
                "this is syntax of Python {version}, and Python {ours} grades",
                version=f"{since[0]}.{since[1]}",
                ours=ours,
            )
    return ""
