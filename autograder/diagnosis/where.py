"""Find what sets the calls that went wrong apart from those that went right.

Looks at what went in only: types, numbers of dimensions, rows and columns, sizes of
numbers. What is said holds for every call that was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.evidence import Case
from autograder.diagnosis.values import as_numbers

_FEWEST = 3  # calls: of two, anything sets one apart
_LARGE = 30.0  # where exp, squared, is as large as single precision has
_EDGE = 1e-5  # how close to 0 or 1 a probability is extreme


def where_wrong(cases: Sequence[Case]) -> str:
    """Return a sentence on where the wrong calls differ from the right ones, "" for none."""
    wrong = [case.is_wrong for case in cases]
    if len(set(wrong)) < 2 or len(cases) < _FEWEST:
        return ""
    traits = [set(_traits(case)) for case in cases]
    for trait in dict.fromkeys(trait for case in cases for trait in _traits(case)):
        held = [trait in found for found in traits]
        if held == wrong:
            return f"In the tests it goes wrong where {trait}, and only there."
        if held == [not is_wrong for is_wrong in wrong]:
            return f"In the tests it is right only where {trait}."
    return ""


def _traits(case: Case) -> Iterator[str]:
    """Yield what is true of a call, in words, what teaches most first."""
    for name, value in _arrays(case.arguments):
        yield from _traits_of(name, value)
    for name in case.extras:
        if name not in case.arguments:
            yield f"`{name}` is left to its default"


def _arrays(arguments: dict[str, Any]) -> Iterator[tuple[str, np.ndarray]]:
    for name, value in arguments.items():
        if isinstance(value, dict):
            yield from _arrays(value)
        elif (array := as_numbers(value)) is not None:
            yield f"`{name}`", array


def _traits_of(name: str, value: np.ndarray) -> Iterator[str]:
    kinds = {"b": "booleans", "i": "integers", "u": "integers"}
    if value.ndim and value.dtype.kind in kinds:
        yield f"{name} holds {kinds[value.dtype.kind]}"
        yield f"{name} holds integers or booleans"
    yield f"{name} is {_dimensions(value.ndim)}"
    if not value.ndim and value.dtype.kind in kinds and value > 1:
        yield f"{name} is larger than 1"
    if value.ndim > 1:
        yield f"{name} is an array of two or more dimensions"
    if value.ndim == 2:
        if value.shape[1] == 1:
            yield f"{name} has a single column"
        if value.shape[0] > 1:
            yield f"{name} has more than one row"
    yield from _sizes(name, value)


def _dimensions(number: int) -> str:
    return "a single number" if not number else f"an array of {number} dimension{'s'[: number > 1]}"


def _sizes(name: str, value: np.ndarray) -> Iterator[str]:
    if not value.size or value.dtype.kind not in "iuf":
        return
    size = np.abs(value)
    if size.max() > _LARGE:
        yield f"{name} holds very large numbers"
    if (value < 0).any():
        yield f"{name} holds negative numbers"
    inside = (value > 0) & (value < 1)
    if inside.all() and (np.minimum(value, 1 - value) < _EDGE).any():
        yield f"{name} comes very close to 0 or 1"
    if not value.any():
        yield f"{name} is zero"
