"""Name wrong shapes by the sizes that went in, and a dict's entries by their values.

`(n_h, n_h) instead of (n_h, n_x)` teaches more than `(5, 5) instead of (5, 3)`. A size gets a
name only if it equals the same argument's size in all calls, and varies between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.evidence import Case
from autograder.diagnosis.values import Alike, Path, as_numbers, listed, name_of
from autograder.languages import say, say_n

_SHAPES = {
    0: say("()"),
    1: say("({first},)"),
    2: say("({first}, {second})"),
    3: say("({first}, {second}, {third})"),
}


def shapes(cases: Sequence[Case]) -> list[str]:
    """Return a sentence on each part that has a wrong shape, if its axes can be named."""
    told: list[str] = []
    for path in cases[0].right if cases else ():
        if any(path not in case.right for case in cases):
            continue
        seen_shapes = [_shape((case.seen or {}).get(path)) for case in cases]
        right_shapes = [_shape(case.right[path]) for case in cases]
        if None in (*seen_shapes, *right_shapes) or seen_shapes == right_shapes:
            continue
        seen = _named([shape for shape in seen_shapes if shape is not None], cases)
        right = _named([shape for shape in right_shapes if shape is not None], cases)
        if seen and right and seen != right:
            said = say("{Part} has the shape {seen}; it should be {right}.", part=name_of(path))
            told.append(said.filled(seen=seen, right=right))
    return told


def misnamed(cases: Sequence[Case], same: Alike) -> list[str]:
    """Return a sentence on a dict's entries that are there, but under other names."""
    paths = cases[0].right if cases else ()
    found = [path for path in paths if _is_elsewhere(path, cases, same)]
    if not found:
        return []
    return [
        say_n(
            "What should be called {parts} is there, but under another name.",
            "What should be called {parts} are there, but under another name.",
            len(found),
            parts=listed(found),
        )
    ]


def _is_elsewhere(path: Path, cases: Sequence[Case], same: Alike) -> bool:
    """Return whether an entry is missing in all calls, and another one holds its value."""
    if not path or not isinstance(path[-1], str):
        return False
    if any(case.seen is None or path in case.seen for case in cases):
        return False
    others = [
        other
        for other in cases[0].seen or ()
        if other not in cases[0].right and other[:-1] == path[:-1]
    ]
    return any(
        all(
            case.seen is not None
            and other in case.seen
            and path in case.right
            and same(case.seen[other], case.right[path])
            for case in cases
        )
        for other in others
    )


def _shape(leaf: Any) -> tuple[int, ...] | None:
    """Return the shape of numbers; None for anything else."""
    array = as_numbers(leaf)
    return None if array is None else array.shape


def _named(found: Sequence[tuple[int, ...]], cases: Sequence[Case]) -> str:
    """Return the shapes of all calls as one in words; "" if an axis has no name."""
    if len({len(shape) for shape in found}) != 1:
        return ""
    names = [_name(lengths, cases) for lengths in zip(*found, strict=True)]
    if not all(names) or len(names) not in _SHAPES:
        return ""
    return _SHAPES[len(names)].filled(
        **dict(zip(("first", "second", "third"), names, strict=False))
    )


def _name(lengths: tuple[int, ...], cases: Sequence[Case]) -> str:
    if set(lengths) == {1}:
        return "1"
    if len(set(lengths)) == 1:
        return ""  # a length that is the same in all calls may be anything
    sizes = [dict(_sizes(case.arguments)) for case in cases]
    for name in sizes[0]:
        if all(size.get(name) == length for size, length in zip(sizes, lengths, strict=True)):
            return name
    return ""


def _sizes(arguments: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Yield the sizes in a call's arguments: whole numbers, rows and columns."""
    for name, value in arguments.items():
        if isinstance(value, int) and not isinstance(value, bool):
            yield name, value
        elif isinstance(value, np.ndarray) and value.ndim == 2:
            yield say("rows of {name}", name=name), value.shape[0]
            yield say("columns of {name}", name=name), value.shape[1]
        elif isinstance(value, dict):
            yield from _sizes(value)
