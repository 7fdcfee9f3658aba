"""Compare the structure of an answer with the expected one, before any number is compared.

What a worker says about counts and types is repeated only as far as it is in a small closed set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np

from autograder.diagnosis.evidence import Case
from autograder.diagnosis.forms import Each, Named, Series
from autograder.diagnosis.values import (
    ARGUMENT,
    Leaves,
    Path,
    alike,
    as_numbers,
    familiar,
    listed,
    name_of,
)
from autograder.languages import Sentence, join_sentences, listing, say, say_n
from autograder.wire.values import Opaque

_COUNTS = (
    say("no"),
    say("one"),
    say("two"),
    say("three"),
    say("four"),
    say("five"),
    say("six"),
    say("seven"),
    say("eight"),
    say("nine"),
)
_MANY, _MORE = say("many"), say("more")
_OTHER_KIND = say("{Came} came back where {wanted} is asked for.")
_TEXTS = say("texts")
_MOST_DEPTH = 3
_MOST_INNER = 200
_TYPES = frozenset(
    {"set", "frozenset", "range", "dict_keys", "dict_values", "dict_items", "map", "filter"}
    | {"zip", "generator", "function", "type", "Decimal", "Fraction", "date", "datetime"}
    | {"timedelta", "DataFrame", "Series", "Index", "Tensor", "deque", "object", "enumerate"}
    | {"method", "builtin_function_or_method", "module", "reversed", "slice", "Path", "PosixPath"}
)


def structure(cases: Sequence[Case]) -> list[str]:
    """Return sentences on what is wrong with the structure of answers; [] if it is right."""
    answered = [case for case in cases if case.seen is not None]
    if not answered:
        return []
    told = [_of_case(case) for case in answered]
    if all(told):
        first, *others = dict.fromkeys(told)
        if not others:
            return [first, *_packed(answered)]
        return list(_in_common(answered))
    return [*_of_other_kinds(answered), *_missing(answered), *_of_keys(answered)]


def _of_case(case: Case) -> str:
    """Return what is wrong with the structure of an answer; "" if it is right."""
    value, form = case.value, case.form
    if value is None:
        return ""
    if isinstance(form, Named):
        return _of_several(value, len(form.parts))
    if not isinstance(form, dict | Each | Series):
        return _of_one(value, case.expected)
    is_dict = isinstance(case.expected, dict)
    if isinstance(value, dict if is_dict else list | tuple | np.ndarray):
        return ""
    wanted = say("a dict") if is_dict else say("a list")
    return _OTHER_KIND.filled(came=_kind(value), wanted=wanted)


def _of_several(value: Any, count: int) -> str:
    if isinstance(value, tuple | list):
        if len(value) == count:
            return ""
        return say_n(
            "{Came} value came back where {asked} are asked for.",
            "{Came} values came back where {asked} are asked for.",
            len(value),
            came=_in_words(len(value)),
            asked=_COUNTS[count] if count < len(_COUNTS) else _MORE,
        )
    asked = _in_words(count)
    if isinstance(value, np.ndarray) and value.ndim and len(value) == count:
        return say("One array came back where {asked} values are asked for.", asked=asked)
    told = say("{Came} came back where {asked} values are asked for.", came=_kind(value))
    return told.filled(asked=asked)


def _in_words(count: int) -> Sentence:
    return _COUNTS[count] if count < len(_COUNTS) else _MANY


def _of_one(value: Any, expected: Any) -> str:
    """Return what is wrong with an answer if one value was asked for."""
    wanted = _kind(expected)
    number = as_numbers(expected)
    told = ""
    if isinstance(value, tuple | list) and not isinstance(expected, tuple | list):
        if number is None or not _is_list_of_numbers(value, number):  # lists come later
            told = _of_sequence(value, wanted)
    elif isinstance(value, dict) and not isinstance(expected, dict):
        told = _OTHER_KIND.filled(came=say("a dict"), wanted=wanted)
    elif isinstance(value, str) and number is not None:
        own = say("Return the number itself.") if not number.ndim else ""
        came = _OTHER_KIND.filled(came=say("a text"), wanted=wanted)
        told = join_sentences([came, own])
    elif isinstance(value, list) and isinstance(expected, tuple) and alike(tuple(value), expected):
        told = say("A list came back where a tuple is asked for. What is in it is right.")
    elif _is_other_make(value, expected):
        told = _OTHER_KIND.filled(came=_kind(value), wanted=wanted)
    elif isinstance(familiar(value), Opaque) and not isinstance(familiar(expected), Opaque):
        told = say(
            "The function returns {kind}, which the tests cannot look into.", kind=_kind(value)
        )
    return told


def _is_other_make(value: Any, expected: Any) -> bool:
    """Return whether a set came instead of another type, or texts instead of numbers."""
    if isinstance(value, set | frozenset):
        return type(value) is not type(expected)
    is_array = isinstance(value, np.ndarray) and as_numbers(value) is None
    return is_array and as_numbers(expected) is not None


def _of_sequence(value: Any, wanted: str) -> str:
    if isinstance(value, list) or not value:
        return _OTHER_KIND.filled(came=_kind(value), wanted=wanted)
    return say_n(
        "{Came} value came back where one is asked for, {wanted}.",
        "{Came} values came back where one is asked for, {wanted}.",
        len(value),
        came=_in_words(len(value)),
        wanted=wanted,
    )


def _is_list_of_numbers(value: Any, expected: Any) -> bool:
    try:
        array = np.asarray(value)
    except (ValueError, TypeError, OverflowError, MemoryError):
        return False
    return array.dtype.kind in "biufc" and bool(expected.ndim) and array.size == expected.size


_TUPLE = say("a tuple")
_KINDS = (
    (int | float | complex, say("a number")),
    (str, say("a text")),
    (tuple, _TUPLE),
    (list, say("a list")),
    (dict, say("a dict")),
    (type(None), say("None")),
    (bytes, say("bytes")),
    (set, say("a set")),
    (frozenset, say("a frozenset")),
)
_KINDS_OF_ARRAYS = {
    "U": say("an array of text"),
    "S": say("an array of bytes"),
    "M": say("an array of dates"),
    "m": say("an array of durations"),
}


def _kind(value: Any) -> str:
    """Return the kind of a value, in words."""
    value = familiar(value)
    if isinstance(value, Opaque) and value.type_name == "dict":
        return say("a dict with keys that are not text")
    if isinstance(value, Opaque):
        if value.type_name in _TYPES:
            return say("an object of the type {type}", type=value.type_name)
        return say("an object of another type")
    if isinstance(value, bool | np.bool_):
        return say("True or False")
    if isinstance(value, np.ndarray | np.generic):
        return _kind_of_array(value)
    return next((words for kind, words in _KINDS if isinstance(value, kind)), say("a value"))


def _kind_of_array(array: np.ndarray | np.generic) -> str:
    if array.dtype.kind in _KINDS_OF_ARRAYS:
        return _KINDS_OF_ARRAYS[array.dtype.kind] if array.ndim else say("a value")
    return say("an array") if array.ndim else say("a number")


def _in_common(cases: Sequence[Case]) -> Iterator[str]:
    """Yield a sentence if all answers have one type, and another one was asked for."""
    kinds = dict.fromkeys(_kind(case.value) for case in cases)
    wanted = dict.fromkeys(_kind(case.expected) for case in cases)
    counts = {len(case.value) for case in cases if isinstance(case.value, tuple)}
    if len(kinds) == len(counts) == 1 and _TUPLE in kinds and _TUPLE not in wanted:
        count = counts.pop()
        yield say_n(
            "{Came} value came back where one is asked for.",
            "{Came} values came back where one is asked for.",
            count,
            came=_in_words(count),
        )
        yield from _packed(cases)
    elif len(kinds) == 1:
        yield _OTHER_KIND.filled(came=next(iter(kinds)), wanted=listing(wanted, "or"))


# -- what is in it all the same ------------------------------------------------------------


def _packed(cases: Sequence[Case]) -> list[str]:
    """Return a sentence on right parts inside an answer of another type; [] if there are none."""
    asked = [path for path in cases[0].right if path[:1] != (ARGUMENT,)]
    held = [path for path in asked if _is_held(cases, path)]
    if not held:
        return []
    if len(held) == len(asked) > 1:
        names = cases[0].form.names if isinstance(cases[0].form, Named) else ()
        return [_all_held([f"`{name}`" for name in names])]
    told = say_n("{Parts} is in it, and right.", "{Parts} are in it, and right.", len(held))
    return [told.filled(len(held), parts=listed(held))]


def _all_held(names: Sequence[str]) -> str:
    if not names:
        return say("Everything that is asked for is in it and right; only return it as asked.")
    return say(
        "Everything that is asked for is in it and right; only return it as asked: {names}, in "
        "this order.",
        names=listing(names),
    )


def _is_held(cases: Sequence[Case], path: Path) -> bool:
    """Return whether a right part is somewhere in all answers, and differs from other parts."""
    rights = [as_numbers(case.right.get(path)) for case in cases]
    telling = [right is not None and right.size and np.any(right) for right in rights]
    return any(telling) and all(
        any(alike(part, case.right.get(path)) for part in _inner(case.value, _MOST_DEPTH))
        for case, is_telling in zip(cases, telling, strict=True)
        if is_telling
    )


def _inner(value: Any, depth: int) -> Iterator[Any]:
    yield value
    if depth and isinstance(value, dict | list | tuple) and len(value) <= _MOST_INNER:
        for item in value.values() if isinstance(value, dict) else value:
            yield from _inner(item, depth - 1)


# -- parts of it ----------------------------------------------------------------------------


def _of_other_kinds(cases: Sequence[Case]) -> list[str]:
    """Return sentences on parts that have another type in all calls: a dict for an array."""
    found: dict[tuple[str, str], list[Path]] = {}
    for path, right in cases[0].right.items():
        seen = [(case.seen or {}).get(path) for case in cases]
        if not path or path[0] == ARGUMENT or any(leaf is None for leaf in seen):
            continue
        told = {_of_one(leaf, case.right.get(path)) for leaf, case in zip(seen, cases, strict=True)}
        if "" not in told and not isinstance(right, Opaque):
            found.setdefault((_kind(seen[0]), _kind(right)), []).append(path)
    for path, (came, wanted) in _inner_makes(cases):
        found.setdefault((came, wanted), []).append(path)
    return [
        say_n(
            "{Parts} is {came}, where {wanted} is asked for.",
            "{Parts} are each {came}, where {wanted} is asked for.",
            len(paths),
            parts=listed(paths),
            came=came,
            wanted=wanted,
        )
        for (came, wanted), paths in found.items()
    ]


def _inner_makes(cases: Sequence[Case]) -> Iterator[tuple[Path, tuple[str, str]]]:
    """Yield parts that should have parts themselves, but have another type in all calls."""
    inner = {path[:i]: path[i] for path in cases[0].right for i in range(1, len(path))}
    for path, step in inner.items():
        seen = [(case.seen or {}).get(path) for case in cases]
        if path[0] != ARGUMENT and all(leaf is not None for leaf in seen):
            wanted = say("a dict") if isinstance(step, str) else say("a tuple or a list")
            yield path, (_kind(seen[0]), wanted)


def _missing(cases: Sequence[Case]) -> list[str]:
    """Return a sentence on entries that are missing from a returned dict in all calls."""
    lost = [
        path
        for path in cases[0].right
        if path
        and path[:1] != (ARGUMENT,)
        and isinstance(path[-1], str)
        and "*" not in path
        and all(_lacks(case.seen or {}, path) for case in cases)
    ]
    if not lost:
        return []
    if " in " in name_of(lost[-1]):
        told = say_n("{Parts} is missing.", "{Parts} are missing.")
    else:
        told = say_n(
            "{Parts} is missing in the returned dict.", "{Parts} are missing in the returned dict."
        )
    return [told.filled(len(lost), parts=listed(lost))]


def _of_keys(cases: Sequence[Case]) -> list[str]:
    """Return a sentence on wrong keys of a dict, where they are no names of parts.

    The keys themselves may be hidden inputs.
    """
    if not all(isinstance(v, dict) and v for case in cases for v in (case.value, case.expected)):
        return []
    told = {_of_both_keys(case.value.keys(), case.expected.keys()) for case in cases}
    return [told.pop()] if len(told) == 1 and "" not in told else []


def _of_both_keys(seen: AbstractSet[Any], right: AbstractSet[Any]) -> str:
    came, wanted = _kind_of_keys(seen), _kind_of_keys(right)
    if came != wanted:
        told = say("The keys of the returned dict are {came} where {wanted} are asked for.")
        return told.filled(came=came, wanted=wanted)
    if wanted == _TEXTS or seen == right:
        return ""
    if seen < right:
        return say("Some keys are missing in the returned dict; the others are right.")
    if seen > right:
        return say("All keys that are asked for are in the returned dict, and others too.")
    return say("Some keys of the returned dict are wrong.")


def _kind_of_keys(keys: AbstractSet[Any]) -> str:
    of = ((str, _TEXTS), (int | float, say("numbers")), (tuple, say("tuples")))
    kinds = (name for kind, name in of if all(isinstance(key, kind) for key in keys))
    return next(kinds, say("other values"))


def _lacks(seen: Leaves, path: Path) -> bool:
    beside = [other for other in seen if other[:-1] == path[:-1] and isinstance(other[-1:], tuple)]
    has_dict = any(other and isinstance(other[-1], str) for other in beside)
    return path not in seen and has_dict and not any(other[: len(path)] == path for other in seen)
