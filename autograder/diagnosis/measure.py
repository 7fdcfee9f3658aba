"""Say what can be measured of wrong answers, for mistakes that nobody has foreseen.

Every sentence is true of all wrong calls of the exercise. Factors are of a fixed
vocabulary: any number would be a way to carry a hidden input out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.evidence import Case
from autograder.diagnosis.values import (
    ARGUMENT,
    Leaves,
    Path,
    alike,
    as_numbers,
    close,
    listed,
    name_of,
)
from autograder.wire import Opaque

Array = NDArray[Any]
Form = tuple[str, Callable[[Any, Any, Case], bool]]  # what is so; (seen, right, case) -> is it?

_FACTORS = {
    **{float(n): f"{n} times too large" for n in (2, 3, 4, 10, 100, 1000)},
    **{1 / n: f"{n} times too small" for n in (2, 3, 4, 10, 100, 1000)},
    1 / math.log(2): "too large by 1 / ln 2, as if the logarithm had base 2",
    1 / math.log(10): "too small by 1 / ln 10, as if the logarithm had base 10",
}
_MOST_SENTENCES = 3
_NEARLY = "nearly right, within 0.1 %: look for rounding, or a small constant added for safety"
_NOT_FAR = "off by less than 10 %"
_VAGUE = {_NEARLY, _NOT_FAR, ""}
NOTHING = (
    "The function returns None. Printing a result, or keeping it in a variable, "
    "does not give it back: end the function with return."
)


def measure(cases: Sequence[Case]) -> tuple[list[str], bool]:
    """Return sentences on the wrong answers, and whether they say in which way it is wrong."""
    wrong = [case for case in cases if case.is_wrong and case.seen is not None]
    if not wrong:
        return [], False
    whole = _of_the_whole(cases)
    if whole:
        return [whole], True
    if any(_is_of_another_form(case) for case in wrong):
        return [], False
    told = _in_which_way(wrong)
    way = [f"{_listed(about)}: {what}." for what, about in told.items() if what]
    is_explained = bool(way) and not _VAGUE & told.keys()
    in_values = [case for case in wrong if any(p[:1] != (ARGUMENT,) for p in _bad([case]))]
    if way and in_values and len(in_values) < len(cases):
        way = ["In some calls it is right. Where it is not:", *way]
        is_explained = False
    return [*way, *_which_parts(wrong)][: _MOST_SENTENCES + 1], is_explained


# -- the answer as a whole ---------------------------------------------------------


def _of_the_whole(cases: Sequence[Case]) -> str:
    answers = [_seen(case) for case in cases]
    if all(() in seen and seen[()] is None for seen in answers):
        return NOTHING
    if _is_constant(cases):
        return (
            "The result is the same whatever the function is called with. Compute it from "
            "the arguments, not from numbers or variables outside the function."
        )
    return ""


def _is_constant(cases: Sequence[Case]) -> bool:
    """Return whether calls that should differ all gave the same numbers."""
    if len(cases) < 2 or any(case.seen is None for case in cases):
        return False
    numbers = [as_numbers(leaf) for leaf in _seen(cases[0]).values()]
    if not all(array is not None and np.isfinite(array).all() for array in numbers):
        return False
    first = cases[0]
    assert first.seen is not None
    same = all(
        case.seen is not None
        and case.seen.keys() == first.seen.keys()
        and all(alike(case.seen[path], first.seen[path]) for path in first.seen)
        for case in cases
    )
    return same and any(
        path in case.right and not alike(first.right[path], case.right[path])
        for case in cases
        for path in first.right
    )


# -- its parts -----------------------------------------------------------------------


def _in_which_way(wrong: Sequence[Case]) -> dict[str, list[Path]]:
    """Return what is true of the wrong parts of all calls, with the parts it is true of."""
    told: dict[str, list[Path]] = {}
    for path in _bad(wrong):
        telling = [case for case in wrong if _is_wrong(case, path)]
        told.setdefault(_said_of(path, telling), []).append(path)
    return told


def _which_parts(wrong: Sequence[Case]) -> list[str]:
    bad = [path for path in _bad(wrong) if path[:1] != (ARGUMENT,)]
    good = [
        path
        for path in dict.fromkeys(path for case in wrong for path in case.right)
        if path not in bad and path[:1] != (ARGUMENT,) and all(path in _seen(c) for c in wrong)
    ]
    if not good or not bad:
        return []
    return [f"{_listed(good)} {'is' if len(good) == 1 else 'are'} right, {listed(bad)} not."]


def _bad(wrong: Sequence[Case]) -> list[Path]:
    paths = dict.fromkeys(path for case in wrong for path in case.right)
    return [path for path in paths if any(_is_wrong(case, path) for case in wrong)]


def _said_of(path: Path, cases: Sequence[Case]) -> str:
    """Return what is true of a wrong part in all calls, "" where nothing is known."""
    if path[:1] == (ARGUMENT,):
        return "changed by the call; work on new arrays"
    form = next((words for words, is_so in _FORMS if _holds(is_so, cases, path)), "")
    return form or _factor(cases, path) or _swapped(cases, path)


def _seen(case: Case) -> Leaves:
    return case.seen or {}


def _is_wrong(case: Case, path: Path) -> bool:
    seen = _seen(case)
    return path in case.right and path in seen and not alike(seen[path], case.right[path])


def _is_of_another_form(case: Case) -> bool:
    """Return whether an answer has another form than asked for: its parts are not comparable."""
    right = {path for path in case.right if path[:1] != (ARGUMENT,)}
    inner = {path[:i] for path in right for i in range(len(path))}
    lists = {path[:-1] for path in right if path and isinstance(path[-1], int)}
    seen = _seen(case)
    return (
        bool(inner & seen.keys())
        or any(path not in seen and path[:-1] in lists for path in right)
        or any(path not in right and path[:-1] in lists for path in seen)
    )


def _holds(is_so: Callable[[Any, Any, Case], bool], cases: Sequence[Case], path: Path) -> bool:
    return all(
        case.seen is not None
        and path in case.seen
        and is_so(case.seen[path], case.right[path], case)
        for case in cases
    )


def _listed(paths: Sequence[Path]) -> str:
    text = listed(paths)
    return text[:1].upper() + text[1:]


# -- forms -----------------------------------------------------------------------------


def _numbers(test: Callable[[Array, Array], bool]) -> Callable[[Any, Any, Case], bool]:
    """Make a form's test of one on arrays of numbers."""

    def is_so(seen: Any, right: Any, _: Case) -> bool:
        first, second = as_numbers(seen), as_numbers(right)
        return first is not None and second is not None and test(first, second)

    return is_so


def _of_one_shape(
    test: Callable[[Array, Array], bool], kinds: str = "iufc"
) -> Callable[[Any, Any, Case], bool]:
    """Make a form's test of one on arrays of one shape, of kinds that the test can compute with."""

    def is_so(seen: Array, right: Array) -> bool:
        can = seen.dtype.kind in kinds and right.dtype.kind in kinds
        return can and seen.shape == right.shape and test(seen, right)

    return _numbers(is_so)


def _is_transposed(seen: Array, right: Array) -> bool:
    return seen.ndim == right.ndim == 2 and not _same(seen, right) and _same(seen, right.T)


def _is_reshaped(seen: Array, right: Array) -> bool:
    return (
        seen.size == right.size and seen.shape != right.shape and _same(seen.ravel(), right.ravel())
    )


def _same(seen: Array, right: Array) -> bool:
    return seen.shape == right.shape and seen.dtype.kind == right.dtype.kind and close(seen, right)


def _is_list(seen: Any, right: Any, _: Case) -> bool:
    if not isinstance(seen, list | tuple):
        return False
    try:
        array = np.asarray(seen)
    except (ValueError, MemoryError):
        return False
    numbers, expected = as_numbers(array), as_numbers(right)
    return (
        numbers is not None
        and expected is not None
        and numbers.size == expected.size
        and close(numbers.ravel(), expected.ravel())
    )


def _is_text(seen: Any, right: Any, _: Case) -> bool:
    expected = as_numbers(right)
    if not isinstance(seen, str) or expected is None or expected.size != 1:
        return False
    try:
        return close(np.asarray(float(seen)), expected.ravel()[0], rtol=1e-3)
    except ValueError:
        return False


def _is_other_kind(seen: Array, right: Array) -> bool:
    return seen.dtype.kind != right.dtype.kind and close(seen, right)


def _has_nan(seen: Array, _: Array) -> bool:
    return bool(np.isnan(seen).any())


def _within(share: float) -> Callable[[Array, Array], bool]:
    def is_within(seen: Array, right: Array) -> bool:
        return bool(
            np.isfinite(seen).all() and (np.abs(seen - right) <= share * np.abs(right)).all()
        )

    return is_within


def _is_opaque(seen: Any, _: Any, __: Case) -> bool:
    return isinstance(seen, Opaque)


_FORMS: tuple[Form, ...] = (
    ("None instead of a value", lambda seen, *_: seen is None),
    ("the numbers are right, but they are in a list: make it a NumPy array", _is_list),
    ("the number is right, but it is a text: return the number itself", _is_text),
    ("the numbers are right, but transposed", _numbers(_is_transposed)),
    ("the numbers are right, but in another shape", _numbers(_is_reshaped)),
    ("the numbers are right, but of another type", _of_one_shape(_is_other_kind, "biufc")),
    ("right but for the sign", _of_one_shape(lambda s, r: _same(s, -r))),
    ("all zeros", _of_one_shape(lambda s, r: not s.any() and bool(r.any()), "biufc")),
    (
        "cut to whole numbers",
        _of_one_shape(lambda s, r: close(s, np.trunc(r)) or close(s, np.round(r)), "iuf"),
    ),
    ("NaN among the values", _numbers(_has_nan)),
    ("1 minus what it should be", _of_one_shape(lambda s, r: _same(s, 1 - r))),
    (
        "the inverse, 1 / x, of what it should be",
        _of_one_shape(lambda s, r: _same(s * r, s * 0 + 1)),
    ),
    (_NEARLY, _of_one_shape(_within(1e-3))),
    (_NOT_FAR, _of_one_shape(_within(1e-1))),
)


# -- factors -----------------------------------------------------------------------------


def _factor(cases: Sequence[Case], path: Path) -> str:
    """Return by what factor of the vocabulary a part is off in all calls, "" for none."""
    ratios = [_ratio(case, path) for case in cases]
    known = [ratio for ratio in ratios if ratio is not None]
    if len(known) < len(ratios) or not known:
        return ""
    signs = {ratio < 0 for ratio in known}
    if len(signs) > 1:
        return ""
    sizes = [abs(ratio) for ratio in known]
    what = _named_factor(sizes, cases)
    if not what:
        return ""
    return f"of the wrong sign, and {what}" if signs == {True} else f"every value is {what}"


def _ratio(case: Case, path: Path) -> float | None:
    """Return the one factor between what was seen and what is right, if there is one."""
    assert case.seen is not None
    seen, right = as_numbers(case.seen.get(path)), as_numbers(case.right[path])
    if seen is None or right is None or seen.shape != right.shape or right.dtype.kind not in "fc":
        return None
    telling = np.abs(right) > 1e-12
    if not telling.any() or np.abs(seen[~telling]).any() or not np.isfinite(seen).all():
        return None
    ratios = seen[telling] / right[telling]
    first = complex(ratios.flat[0])
    if first.imag or not first.real or not np.allclose(ratios, first.real, rtol=1e-6, atol=0):
        return None
    return first.real


def _named_factor(sizes: Sequence[float], cases: Sequence[Case]) -> str:
    if len(set(np.round(sizes, 9))) > 1 or len(sizes) == 1:
        for words, lengths in _lengths(cases):
            if np.allclose(sizes, lengths, rtol=1e-6):
                return f"as many times too large as {words}"
            if np.allclose(sizes, 1 / np.asarray(lengths), rtol=1e-6):
                return f"as many times too small as {words}"
    for factor, words in _FACTORS.items():
        if np.allclose(sizes, factor, rtol=1e-6):
            return words
    return ""


def _lengths(cases: Sequence[Case]) -> Iterator[tuple[str, list[int]]]:
    """Yield the lengths of the arguments' axes, in words and for each call."""
    for name in cases[0].arguments:
        arrays = [as_numbers(case.arguments.get(name)) for case in cases]
        shapes = [array.shape for array in arrays if array is not None and array.ndim == 2]
        if len(shapes) == len(cases):
            yield f"`{name}` has columns", [shape[1] for shape in shapes]
            yield f"`{name}` has rows", [shape[0] for shape in shapes]


def _swapped(cases: Sequence[Case], path: Path) -> str:
    """Return with which other part a part has changed places in all calls, "" for none."""
    for other in cases[0].right:
        if str(other) > str(path) and all(
            path in _seen(case)
            and other in _seen(case)
            and other in case.right
            and alike(_seen(case)[path], case.right[other])
            and alike(_seen(case)[other], case.right[path])
            for case in cases
        ):
            return f"has changed places with {name_of(other)}"
    return ""
