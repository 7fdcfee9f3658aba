"""Checks of answers in words: texts, printed lines, and choices."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

import numpy as np

from autograder.checks.failure import CheckFailed
from autograder.compare import wording
from autograder.languages import from_course, say

_CASE = say("It differs only in upper and lower case.")
_SPACES = say("It differs only in spaces and line ends.")
_PUNCTUATION = say("It differs only in punctuation.")
_ORDER = say("The lines are right, but in another order.")
_DIGITS = say("The words are right, but a number among them is not.")
_ONE_LINE = say("All lines but one are right.")
_MARKS = " \t\r\n()[].:,;'\""  # may stand around the label of a choice


def check_text(  # noqa: PLR0913 - what may be forgiven
    actual: Any,
    expected: str,
    name: str,
    *,
    case: bool = True,
    spaces: bool = True,
    ends: bool = True,
) -> None:
    """Check that a text is the expected one.

    With `case=False`, upper and lower case are the same. With `spaces=False`, all spaces and line
    ends count as one space. With `ends=False`, these do not count: kinds of line ends, spaces at
    the ends of lines, and empty lines before and after the text. Raises CheckFailed.
    """
    if not isinstance(actual, str):
        raise CheckFailed(wording.other_type(actual, name, say("a text")))
    forms = [_unfolded] if case else [_folded]
    forms += [] if ends else [_without_ends]
    forms += [] if spaces else [_with_single_spaces]
    seen, right = str(actual), expected
    for form in forms:
        seen, right = form(seen), form(right)
    if seen == right:
        return
    named = from_course(name)
    if not seen.strip():
        raise CheckFailed(say("{name} is empty", name=named))
    raise CheckFailed(
        say("{name} is not the text that is asked for", name=named), hint(seen, right)
    )


def hint(seen: str, right: str) -> str:
    """Return a sentence on the difference of two texts that are not equal; "" if it is large."""
    for form, told in _DIFFERENCES:
        if form(seen) == form(right) and form(right):
            return told
    lines = _without_ends(seen).splitlines(), _without_ends(right).splitlines()
    if len(lines[0]) == len(lines[1]) > 2:
        wrong = sum(a != b for a, b in zip(*lines, strict=True))
        return _ONE_LINE if wrong == 1 else ""
    return ""


def _unfolded(text: str) -> str:
    return text


def _folded(text: str) -> str:
    return text.casefold()


def _without_ends(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def _with_single_spaces(text: str) -> str:
    return " ".join(text.split())


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _without_punctuation(text: str) -> str:
    return _without_spaces("".join(c for c in text if c.isalnum() or c.isspace()))


def _without_numbers(text: str) -> str:
    return re.sub(r"[-+]?\d+(\.\d*)?(e[-+]?\d+)?", "0", _with_single_spaces(text))


# What is ignored, and what is said if two texts do not differ in anything else.
_DIFFERENCES: tuple[tuple[Callable[[str], Any], str], ...] = (
    (_folded, _CASE),
    (_without_spaces, _SPACES),
    (_without_punctuation, _PUNCTUATION),
    (lambda text: sorted(_without_ends(text).splitlines()), _ORDER),
    (_without_numbers, _DIGITS),
)


def check_choice(actual: Any, expected: Any, name: str, *, choices: Collection[Any] = ()) -> None:
    """Check the answer to a question with choices: one label, or several in any order.

    `expected` is a label, such as "b" or 2, or a collection of all right ones. An answer may be
    a label, a text with several ("a, c"), or a list, tuple or set of them. Case, spaces, and
    brackets or full stops around a label do not count. If `choices` are given, an answer that is
    none of them is told apart from a wrong one. Raises CheckFailed.
    """
    right = {label_of(part) for part in _several(expected)}
    known = right | {label_of(choice) for choice in choices}
    seen = _labels(actual, is_split=not any(" " in label for label in known))
    named = from_course(name)
    if seen is None:
        wanted = say("the label of a choice") if len(right) == 1 else say("the labels of choices")
        raise CheckFailed(wording.other_type(actual, name, wanted))
    if not seen:
        raise CheckFailed(say("{name} is empty", name=named))
    if choices and not seen <= known:
        raise CheckFailed(say("{name} is none of the choices", name=named))
    if seen != right:
        told = say("{name} is not the right choice"), say("{name} are not the right choices")
        raise CheckFailed(told[_are_many(expected)].filled(name=named))


def _are_many(expected: Any) -> bool:
    return not isinstance(expected, str) and isinstance(expected, Collection)


def _several(labels: Any) -> list[Any]:
    return list(labels) if _are_many(labels) else [labels]


def _labels(answer: Any, *, is_split: bool) -> set[str] | None:
    """Return the labels in an answer; None if it has another form."""
    if isinstance(answer, list | tuple | set | frozenset):
        parts = list(answer)
    elif isinstance(answer, np.ndarray):
        parts = answer.ravel().tolist()
    elif isinstance(answer, str):
        pattern = r"[,;&/\s]+|\band\b" if is_split else r"[,;]"
        parts = re.split(pattern, answer, flags=re.IGNORECASE)
    else:
        parts = [answer]
    if not all(isinstance(part, str | int | float | np.number | np.bool_) for part in parts):
        return None
    return {label for part in parts if (label := label_of(part))}


def label_of(part: Any) -> str:
    """Return a label in the form in which it is compared: 2, 2.0 and "2)" are the same."""
    if isinstance(part, float | np.floating) and float(part).is_integer():
        part = int(part)
    try:
        text = part if isinstance(part, str) else str(part)
    except ValueError:  # a number of thousands of digits
        text = hex(part)
    return _with_single_spaces(_folded(text).strip(_MARKS))
