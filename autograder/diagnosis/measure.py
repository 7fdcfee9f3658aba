"""Say what can be measured about wrong answers, for mistakes that nobody has foreseen.

Every sentence is true of all wrong calls of the exercise. Factors come from a fixed vocabulary,
because an arbitrary number could carry a hidden input out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.evidence import Case
from autograder.diagnosis.factors import factor_of, is_as_long
from autograder.diagnosis.likenesses import LIKENESSES, NEARLY, NOT_FAR
from autograder.diagnosis.qualities import QUALITIES
from autograder.diagnosis.values import (
    ARGUMENT,
    Leaves,
    Path,
    Tabular,
    alike,
    as_numbers,
    listed,
    name_of,
)
from autograder.languages import Sentence, join_sentences, say, say_n

Array = NDArray[Any]
_MOST_SENTENCES = 4
_VAGUE = {NEARLY, NOT_FAR, "", *(words for words, _ in QUALITIES)}
NOTHING = say(
    "The function returns None. That happens where it ends without a return line, and where "
    "it returns what print, or a method that works in place, gives back."
)
SAME = say(
    "In all calls of the tests the result is the same, but the right results differ. "
    "Is it made from the arguments? Is it cut to a whole number?"
)
# How many calls are wrong, and whether it is known in which way.
_SOME_ANSWERS, _ALL_CALLS, _SOME_CALLS = range(3)
_PLAIN, _MIXED, _GAPS = range(3)
_WRONG = {
    (_SOME_ANSWERS, _PLAIN): say_n(
        "{Parts} is wrong where it gives an answer.",
        "{Parts} are wrong where it gives an answer.",
    ),
    (_SOME_ANSWERS, _MIXED): say_n(
        "{Parts} is wrong where it gives an answer, some too large and some too small.",
        "{Parts} are wrong where it gives an answer, some too large and some too small.",
    ),
    (_SOME_ANSWERS, _GAPS): say_n(
        "{Parts} is wrong where it gives an answer, and infinite or NaN in some of them.",
        "{Parts} are wrong where it gives an answer, and infinite or NaN in some of them.",
    ),
    (_ALL_CALLS, _PLAIN): say_n(
        "{Parts} is wrong in all calls of the tests.",
        "{Parts} are wrong in all calls of the tests.",
    ),
    (_ALL_CALLS, _MIXED): say_n(
        "{Parts} is wrong in all calls of the tests, some too large and some too small.",
        "{Parts} are wrong in all calls of the tests, some too large and some too small.",
    ),
    (_ALL_CALLS, _GAPS): say_n(
        "{Parts} is wrong in all calls of the tests, and infinite or NaN in some of them.",
        "{Parts} are wrong in all calls of the tests, and infinite or NaN in some of them.",
    ),
    (_SOME_CALLS, _PLAIN): say_n(
        "{Parts} is wrong in some of the calls.",
        "{Parts} are wrong in some of the calls.",
    ),
    (_SOME_CALLS, _MIXED): say_n(
        "{Parts} is wrong in some of the calls, some too large and some too small.",
        "{Parts} are wrong in some of the calls, some too large and some too small.",
    ),
    (_SOME_CALLS, _GAPS): say_n(
        "{Parts} is wrong in some of the calls, and infinite or NaN in some of them.",
        "{Parts} are wrong in some of the calls, and infinite or NaN in some of them.",
    ),
}


def measure(cases: Sequence[Case]) -> tuple[list[str], bool]:
    """Return sentences on the wrong answers, and whether they say in which way they are wrong."""
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
    return next(iter(nothing(cases)), "") or (SAME if _is_constant(cases) else "")


def nothing(cases: Sequence[Case]) -> list[str]:
    """Return a sentence if all calls returned None."""
    answers = [_returned(_seen(case)) for case in cases]
    return [NOTHING] if answers and all(a.get((), 0) is None for a in answers) else []


def _is_constant(cases: Sequence[Case]) -> bool:
    """Return whether calls that should differ all returned the same numbers."""
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
    """Return the answer, without the arguments as the call left them."""
    return {path: leaf for path, leaf in answer.items() if path[:1] != (ARGUMENT,)}


def in_general(cases: Sequence[Case]) -> list[str]:
    """Return how many calls are wrong, and in which direction, if no more is known."""
    answered = [case for case in cases if case.seen is not None]
    wrong = [case for case in answered if case.is_wrong]
    bad = [path for path in _bad(wrong) if path[:1] != (ARGUMENT,)]
    of_tables = any(isinstance(case.right.get(path), Tabular) for case in wrong for path in bad)
    if not bad or of_tables or len(cases) == 1:  # the test itself says more
        return []
    pairs = [(case.seen or {}, case.right) for case in wrong]
    mixed = all(
        _differ_both_ways(seen[path], right[path])
        for path in bad
        for seen, right in pairs
        if path in seen and path in right and not alike(seen[path], right[path])
    )
    has_gaps = any(_has_gaps(seen[path]) for path in bad for seen, _ in pairs if path in seen)
    how = _MIXED if mixed else _GAPS if has_gaps else _PLAIN
    share = _ALL_CALLS if len(wrong) == len(cases) else _SOME_CALLS
    share = _SOME_ANSWERS if len(answered) < len(cases) else share
    said = _WRONG[share, how].filled(len(bad), parts=listed(bad))
    others = "" if len(wrong) == len(answered) else say("In the others all is right.")
    return [join_sentences([said, others])]


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
    """What is true of some parts in all answers in which they are wrong."""

    paths: tuple[Path, ...]
    what: str  # a sentence on {parts}, "" if nothing is known
    always: bool  # whether it is so in every call


def _in_which_way(wrong: Sequence[Case], cases: Sequence[Case]) -> list[Told]:
    """Return what is true of the wrong parts; parts with the same sentence come together."""
    told: dict[tuple[str, bool], list[Path]] = {}
    for path in _bad(wrong):
        telling = [case for case in wrong if _is_wrong(case, path)]
        judged = [case for case in cases if path in case.right]
        always = path[:1] == (ARGUMENT,) or len(telling) == len(judged)
        said = _said_of(path, telling, cases)
        told.setdefault((said, always or is_as_long(said)), []).append(path)
    return [Told(tuple(paths), what, always) for (what, always), paths in told.items()]


def _sentences(told: Sequence[Told], cases: Sequence[Case]) -> Iterator[str]:
    all_answered = all(case.seen is not None for case in cases)
    for so in told:
        if not isinstance(so.what, Sentence):
            continue
        said = so.what.filled(len(so.paths), parts=listed(so.paths))
        if so.always:
            yield say("{Fact}.", fact=said)
        elif all_answered:
            yield say_n(
                "In some calls {fact}. In the others it is right.",
                "In some calls {fact}. In the others they are right.",
                len(so.paths),
                fact=said,
            )
        else:
            yield say("In some calls {fact}.", fact=said)


def _which_parts(wrong: Sequence[Case], told: Sequence[Told]) -> list[str]:
    bad = [path for path in _bad(wrong) if path[:1] != (ARGUMENT,)]
    good = [
        path
        for path in dict.fromkeys(path for case in wrong for path in case.right)
        if path not in bad and path[:1] != (ARGUMENT,) and all(path in _seen(c) for c in wrong)
    ]
    if not good or not bad:
        return []
    if all(so.what for so in told):
        return [
            say_n(
                "Only that is wrong: {parts} is right.",
                "Only that is wrong: {parts} are right.",
                len(good),
                parts=listed(good),
            )
        ]
    if len(bad) == 1:
        said = say_n("{Right} is right; {wrong} is not.", "{Right} are right; {wrong} is not.")
    else:
        said = say_n("{Right} is right; {wrong} are not.", "{Right} are right; {wrong} are not.")
    return [said.filled(len(good), right=listed(good), wrong=listed(bad))]


def _bad(wrong: Sequence[Case]) -> list[Path]:
    paths = dict.fromkeys(path for case in wrong for path in case.right)
    return [path for path in paths if any(_is_wrong(case, path) for case in wrong)]


def _said_of(path: Path, telling: Sequence[Case], cases: Sequence[Case]) -> str:
    """Return what is true of a part in all calls in which it is wrong; "" if nothing is known."""
    if path[:1] == (ARGUMENT,):
        return _CHANGED
    form = next((words for words, is_so in LIKENESSES if _holds(is_so, telling, path)), "")
    known = form or factor_of(telling, cases, path) or _swapped(telling, path)
    return known or next((words for words, is_so in QUALITIES if _holds(is_so, telling, path)), "")


def _seen(case: Case) -> Leaves:
    return case.seen or {}


def _is_wrong(case: Case, path: Path) -> bool:
    seen = _seen(case)
    return path in case.right and path in seen and not alike(seen[path], case.right[path])


def _is_of_another_form(case: Case) -> bool:
    """Return whether an answer has the wrong form, so that its parts cannot be compared."""
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


_CHANGED = say_n(
    "{parts} is changed by the call; work on new arrays",
    "{parts} are changed by the call; work on new arrays",
)
_EXCHANGED = say_n("{parts} is exchanged with {other}", "{parts} are exchanged with {other}")


def _swapped(cases: Sequence[Case], path: Path) -> str:
    """Return the other part with which a part is swapped in all calls; "" if there is none."""
    for other in cases[0].right:
        if str(other) > str(path) and all(
            path in _seen(case)
            and other in _seen(case)
            and other in case.right
            and alike(_seen(case)[path], case.right[other])
            and alike(_seen(case)[other], case.right[path])
            for case in cases
        ):
            return _EXCHANGED.filled(other=name_of(other))
    return ""
