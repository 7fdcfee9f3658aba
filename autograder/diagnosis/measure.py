"""Say what can be measured of wrong answers, for mistakes that nobody has foreseen.

Every sentence is true of all wrong calls of the exercise. Factors are of a fixed
vocabulary: any number would be a way to carry a hidden input out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.evidence import Case
from autograder.diagnosis.factors import AS_MANY, factor_of
from autograder.diagnosis.qualities import QUALITIES
from autograder.diagnosis.values import (
    ARGUMENT,
    Leaves,
    Path,
    alike,
    as_numbers,
    capital,
    close,
    listed,
    name_of,
)
from autograder.wire.values import Opaque

Array = NDArray[Any]
Form = tuple[str, Callable[[Any, Any, Case], bool]]  # what is so; (seen, right, case) -> is it?
_NEARLY = (
    "nearly right, within 0.1 %: perhaps something is rounded, or a small constant "
    "was added for safety"
)
_MOST_SENTENCES = 4
_NOT_FAR = "off by less than 10 %"
_VAGUE = {_NEARLY, _NOT_FAR, "", *(words for words, _ in QUALITIES)}
NOTHING = (
    "The function returns None. That happens where it ends without a return line, and where "
    "it returns what print, or a method that works in place, gives back."
)
SAME = (
    "In all calls of the tests the result is the same, but the right results differ. "
    "Is it made from the arguments? Is it cut to a whole number?"
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
    told = _in_which_way(wrong, cases)
    is_explained = bool(told) and all(so.what not in _VAGUE and so.always for so in told)
    sentences = [*_sentences(told, cases), *_which_parts(wrong, told)]
    return sentences[:_MOST_SENTENCES], is_explained


def _of_the_whole(cases: Sequence[Case]) -> str:
    return "".join(nothing(cases)) or (SAME if _is_constant(cases) else "")


def nothing(cases: Sequence[Case]) -> list[str]:
    """Return a sentence where all calls returned None."""
    answers = [_returned(_seen(case)) for case in cases]
    return [NOTHING] if answers and all(a.get((), 0) is None for a in answers) else []


def _is_constant(cases: Sequence[Case]) -> bool:
    """Return whether calls that should differ all gave the same numbers."""
    if len(cases) < 2 or any(case.seen is None for case in cases):
        return False
    first, *others = [_returned(_seen(case)) for case in cases]
    numbers = [as_numbers(leaf) for leaf in first.values()]
    if not all(array is not None and np.isfinite(array).all() for array in numbers):
        return False
    same = all(
        other.keys() == first.keys() and all(alike(other[path], first[path]) for path in first)
        for other in others
    )
    expected = _returned(cases[0].right)
    return same and any(
        path in case.right and not alike(expected[path], case.right[path])
        for case in cases
        for path in expected
    )


def _returned(answer: Leaves) -> Leaves:
    """Return what came back, without what became of the arguments."""
    return {path: leaf for path, leaf in answer.items() if path[:1] != (ARGUMENT,)}


def in_general(cases: Sequence[Case]) -> list[str]:
    """Return at least how many calls are wrong, and in which direction, where no more is known."""
    answered = [case for case in cases if case.seen is not None]
    wrong = [case for case in answered if case.is_wrong]
    bad = [path for path in _bad(wrong) if path[:1] != (ARGUMENT,)]
    if not bad:
        return []
    pairs = [(case.seen or {}, case.right) for case in wrong]
    mixed = all(
        _differ_both_ways(seen[path], right[path])
        for path in bad
        for seen, right in pairs
        if path in seen and path in right and not alike(seen[path], right[path])
    )
    how = ", some too large and some too small" if mixed else ""
    if not mixed and any(
        _has_gaps(seen[path]) for path in bad for seen, _ in pairs if path in seen
    ):
        how = ", and infinite or NaN in some of them"
    if len(answered) < len(cases):
        share = "where it gives an answer"
    else:
        share = "in all calls of the tests" if len(wrong) == len(cases) else "in some of the calls"
    said = f"{capital(listed(bad))} {_is(bad)} wrong {share}{how}."
    return [said if len(wrong) == len(answered) else f"{said} In the others all is right."]


def _has_gaps(seen: Any) -> bool:
    numbers = as_numbers(seen)
    return numbers is not None and numbers.dtype.kind in "fc" and not np.isfinite(numbers).all()


def _differ_both_ways(seen: Any, right: Any) -> bool:
    first, second = as_numbers(seen), as_numbers(right)
    if first is None or second is None or first.shape != second.shape:
        return False
    if first.dtype.kind not in "iuf" or second.dtype.kind not in "iuf":
        return False
    return bool((first > second).any() and (first < second).any())


@dataclass(frozen=True)
class Told:
    """What is true of some parts of all answers in which they are wrong."""

    paths: tuple[Path, ...]
    what: str  # "" where nothing is known
    always: bool  # it is so in every call


def _in_which_way(wrong: Sequence[Case], cases: Sequence[Case]) -> list[Told]:
    """Return what is true of the wrong parts, those of which the same is true together."""
    told: dict[tuple[str, bool], list[Path]] = {}
    for path in _bad(wrong):
        telling = [case for case in wrong if _is_wrong(case, path)]
        judged = [case for case in cases if path in case.right]
        always = path[:1] == (ARGUMENT,) or len(telling) == len(judged)
        said = _said_of(path, telling, cases)
        told.setdefault((said, always or said.startswith(AS_MANY)), []).append(path)
    return [Told(tuple(paths), what, always) for (what, always), paths in told.items()]


def _sentences(told: Sequence[Told], cases: Sequence[Case]) -> Iterator[str]:
    all_answered = all(case.seen is not None for case in cases)
    for so in (so for so in told if so.what):
        said = f"{listed(so.paths)} {_is(so.paths)} {so.what}"
        if so.always:
            yield f"{said[:1].upper()}{said[1:]}."
        elif all_answered:
            others = "it is" if len(so.paths) == 1 else "they are"
            yield f"In some calls {said}. In the others {others} right."
        else:
            yield f"In some calls {said}."


def _which_parts(wrong: Sequence[Case], told: Sequence[Told]) -> list[str]:
    bad = [path for path in _bad(wrong) if path[:1] != (ARGUMENT,)]
    good = [
        path
        for path in dict.fromkeys(path for case in wrong for path in case.right)
        if path not in bad and path[:1] != (ARGUMENT,) and all(path in _seen(c) for c in wrong)
    ]
    if not good or not bad:
        return []
    said = f"{listed(good)} {_is(good)} right"
    if all(so.what for so in told):
        return [f"Only that is wrong: {said}."]
    return [f"{said[:1].upper()}{said[1:]}; {listed(bad)} {_is(bad)} not."]


def _is(paths: Sequence[Path]) -> str:
    return "is" if len(paths) == 1 else "are"


def _bad(wrong: Sequence[Case]) -> list[Path]:
    paths = dict.fromkeys(path for case in wrong for path in case.right)
    return [path for path in paths if any(_is_wrong(case, path) for case in wrong)]


def _said_of(path: Path, telling: Sequence[Case], cases: Sequence[Case]) -> str:
    """Return what is true of a part in all calls in which it is wrong, "" for nothing known."""
    if path[:1] == (ARGUMENT,):
        return "changed by the call; work on new arrays"
    form = next((words for words, is_so in _FORMS if _holds(is_so, telling, path)), "")
    known = form or factor_of(telling, cases, path) or _swapped(telling, path)
    return known or next((words for words, is_so in QUALITIES if _holds(is_so, telling, path)), "")


def _seen(case: Case) -> Leaves:
    return case.seen or {}


def _is_wrong(case: Case, path: Path) -> bool:
    seen = _seen(case)
    return path in case.right and path in seen and not alike(seen[path], case.right[path])


def _is_of_another_form(case: Case) -> bool:
    """Return whether an answer has another form than asked for: its parts are not comparable."""
    expected = _returned(case.right)
    inner = {path[:i] for path in expected for i in range(len(path))}
    lists = {path[:-1] for path in expected if path and isinstance(path[-1], int)}
    seen = _returned(_seen(case))
    return (
        bool(inner & seen.keys())
        or any(path not in seen and path[:-1] in lists for path in expected)
        or any(path not in expected and path[:-1] in lists for path in seen)
    )


def _holds(is_so: Callable[[Any, Any, Case], bool], cases: Sequence[Case], path: Path) -> bool:
    return all(
        case.seen is not None
        and path in case.seen
        and is_so(case.seen[path], case.right[path], case)
        for case in cases
    )


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
    return seen.dtype.kind in "fc" and bool(np.isnan(seen).any())


def _within(share: float) -> Callable[[Array, Array], bool]:
    def is_within(seen: Array, right: Array) -> bool:
        return bool(
            np.isfinite(seen).all() and (np.abs(seen - right) <= share * np.abs(right)).all()
        )

    return is_within


def _is_rounded(seen: Array, right: Array) -> bool:
    """Return whether numbers are right but for their later decimals, which are gone."""
    return any(
        np.array_equal(np.round(seen, places), seen)
        and bool((np.abs(seen - right) <= 0.51 * 10.0**-places).all())
        for places in range(1, 7)
    )


def _is_opaque(seen: Any, _: Any, __: Case) -> bool:
    return isinstance(seen, Opaque)


_FORMS: tuple[Form, ...] = (
    ("None, not a value", lambda seen, *_: seen is None),
    ("of type list or tuple; the numbers in it are right", _is_list),
    ("a text, not a number: return the number itself", _is_text),
    ("right but transposed", _numbers(_is_transposed)),
    ("of another shape than asked for; the numbers are right", _numbers(_is_reshaped)),
    (
        "of another type than asked for; the numbers are right",
        _of_one_shape(_is_other_kind, "biufc"),
    ),
    ("right but for the sign", _of_one_shape(lambda s, r: _same(s, -r))),
    ("zero, in every entry", _of_one_shape(lambda s, r: not s.any() and bool(r.any()), "biufc")),
    (
        "cut or rounded to whole numbers",
        _of_one_shape(lambda s, r: close(s, np.trunc(r)) or close(s, np.round(r)), "iuf"),
    ),
    ("rounded to a few decimals, and right but for that", _of_one_shape(_is_rounded, "f")),
    ("1 minus the right value", _of_one_shape(lambda s, r: _same(s, 1 - r))),
    ("1 divided by the right value", _of_one_shape(lambda s, r: _same(s * r, np.ones_like(r)))),
    ("NaN, at least in part", _numbers(_has_nan)),
    ("infinite, at least in part", _of_one_shape(lambda s, _: bool(np.isinf(s).any()))),
    (_NEARLY, _of_one_shape(_within(1e-3))),
    (_NOT_FAR, _of_one_shape(_within(1e-1))),
)


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
            return f"exchanged with {name_of(other)}"
    return ""
