"""Check that what a worker reports about a call has the form that it must have.

It trusts nothing. A value may be anything that crosses the wire. Besides it, a hidden test gets
only a count, names, arguments of a small closed form, or nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from autograder.student.figures import MalformedFigureError, figure_of
from autograder.wire import messages as m
from autograder.wire.messages import MAX_PRINTED_CHARS, TAMPERED, Manner
from autograder.wire.values import Opaque

_WITH_PARTS = frozenset({Manner.ITEMS, Manner.USE, Manner.PRINTED, Manner.WRITTEN, Manner.FIGURE})
_MOST_LINES = 10**12
_MOST_KINDS, _LONGEST_KIND, _LONGEST_TEXT = 64, 200, 4096


def is_sound(call: m.Call, made: Sequence[Any], answer: Any) -> bool:
    """Return whether an answer `[value, told]`, or one with the arguments after it, is well-formed.

    `made` is the call that was sent: `[arguments, extras, details]`.
    """
    arguments, _, details = made
    match answer:
        case [value, told] if not call.observe:
            pass
        case [value, told, dict(after)] if call.observe:
            if after.keys() != arguments.keys():
                return False
        case _:
            return False
    return _is_told(call.manner, value, told) and _is_value(call.manner, value, details)


def is_too_large(call: m.Call, answer: Sequence[Any]) -> bool:
    """Return whether a list of items or steps was too large to be sent at all."""
    return call.manner in _WITH_PARTS and isinstance(answer[0], Opaque)


def _is_told(manner: Manner, value: Any, told: Any) -> bool:
    """Return whether the report beside a value fits this manner of calling."""
    if manner is Manner.LINES:
        return type(told) is int and TAMPERED <= told <= _MOST_LINES
    if manner is not Manner.REFUSE or told is None:
        return told is None
    match value, told:
        case {"raised": str()}, [list(kinds), str(text)]:
            is_short = len(kinds) <= _MOST_KINDS and len(text) <= _LONGEST_TEXT
            return is_short and all(map(_is_name, kinds))
    return False


def _is_name(kind: Any) -> bool:
    return isinstance(kind, str) and len(kind) <= _LONGEST_KIND


def _is_value(manner: Manner, value: Any, details: Any) -> bool:
    """Return whether a value with several parts has the right number of them, and their names."""
    if isinstance(value, Opaque):  # is_too_large judges this case
        return True
    if manner is Manner.ITEMS:
        return isinstance(value, list) and len(value) <= details
    if manner in {Manner.PRINTED, Manner.WRITTEN}:
        return _has_text(value, manner)
    if manner is Manner.FIGURE:
        return _is_figure(value)
    if manner is Manner.USE:
        labels = _labels([name for name, _ in details])
        return isinstance(value, dict) and list(value) == labels[: len(value)]
    return True


def _has_text(value: Any, key: str) -> bool:
    if not isinstance(value, dict) or value.keys() != {"value", key}:
        return False
    return isinstance(value[key], str) and len(value[key]) <= MAX_PRINTED_CHARS


def _is_figure(value: Any) -> bool:
    try:
        figure_of(value)
    except MalformedFigureError:
        return False
    return True


def _labels(steps: Sequence[str]) -> list[str]:
    """Return how the answers to steps are named: fit, predict, predict 2."""
    times: Counter[str] = Counter()
    labels = []
    for name in steps:
        times[name] += 1
        labels.append(name if times[name] == 1 else f"{name} {times[name]}")
    return labels
