"""Compare what came back with what is asked for before any number is: how many values, in what.

What a worker says about counts and types is told only as far as it is of a small closed set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    capital,
    in_words,
    listed,
    name_of,
)
from autograder.wire.values import Opaque

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MOST_DEPTH = 3
_MOST_INNER = 200
_TYPES = frozenset(
    {"set", "frozenset", "range", "dict_keys", "dict_values", "dict_items", "map", "filter"}
    | {"zip", "generator", "function", "type", "Decimal", "Fraction", "date", "datetime"}
    | {"timedelta", "DataFrame", "Series", "Index", "Tensor", "deque", "object", "enumerate"}
    | {"method", "builtin_function_or_method", "module", "reversed", "slice", "Path", "PosixPath"}
)


def structure(cases: Sequence[Case]) -> list[str]:
    """Return what is told of answers of another make than asked for, [] where they are of it."""
    answered = [case for case in cases if case.seen is not None]
    if not answered:
        return []
    told = [_of_case(case) for case in answered]
    if all(told):
        first, *others = dict.fromkeys(told)
        if not others:
            return [first, *_packed(answered)]
        return list(_in_common(answered))
    return [*_of_other_kinds(answered), *_missing(answered)]


def _of_case(case: Case) -> str:
    """Return what is told of an answer of another make, "" where its make is right."""
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
    wanted = "dict" if is_dict else "list"
    return f"{capital(_kind(value))} came back where a {wanted} is asked for."


def _of_several(value: Any, count: int) -> str:
    asked = f"{_COUNTS[count]} are asked for" if count < len(_COUNTS) else "more are asked for"
    if isinstance(value, tuple | list):
        if len(value) == count:
            return ""
        came = _COUNTS[len(value)] if len(value) < len(_COUNTS) else "many"
        noun = "value" if len(value) == 1 else "values"
        return f"{capital(came)} {noun} came back where {asked}."
    if isinstance(value, np.ndarray) and value.ndim and len(value) == count:
        return f"One array came back where {_COUNTS[count]} values are asked for."
    return f"{capital(_kind(value))} came back where {_COUNTS[count]} values are asked for."


def _of_one(value: Any, expected: Any) -> str:
    """Return what is told where one value is asked for, and something of another make came."""
    wanted = _kind(expected)
    number = as_numbers(expected)
    told = ""
    if isinstance(value, tuple | list) and not isinstance(expected, tuple | list):
        if number is None or not _is_list_of_numbers(value, number):  # else it is said of a list
            told = _of_sequence(value, wanted)
    elif isinstance(value, dict) and not isinstance(expected, dict):
        told = f"A dict came back where {wanted} is asked for."
    elif isinstance(value, str) and number is not None:
        own = " Return the number itself." if not number.ndim else ""
        told = f"A text came back where {wanted} is asked for.{own}"
    elif isinstance(value, list) and isinstance(expected, tuple) and alike(tuple(value), expected):
        told = "A list came back where a tuple is asked for. What is in it is right."
    elif _is_other_make(value, expected):
        told = f"{capital(_kind(value))} came back where {wanted} is asked for."
    elif isinstance(value, Opaque) and not isinstance(expected, Opaque):
        told = _opaque("The function returns", value)
    return told


def _is_other_make(value: Any, expected: Any) -> bool:
    """Return whether a set came in place of another type, or texts in place of numbers."""
    if isinstance(value, set | frozenset):
        return type(value) is not type(expected)
    is_array = isinstance(value, np.ndarray) and as_numbers(value) is None
    return is_array and as_numbers(expected) is not None


def _of_sequence(value: Any, wanted: str) -> str:
    if isinstance(value, list) or not value:
        return f"{capital(_kind(value))} came back where {wanted} is asked for."
    came = _COUNTS[len(value)] if len(value) < len(_COUNTS) else "many"
    noun = "value" if len(value) == 1 else "values"
    return f"{capital(came)} {noun} came back where one is asked for, {wanted}."


def _is_list_of_numbers(value: Any, expected: Any) -> bool:
    try:
        array = np.asarray(value)
    except (ValueError, TypeError, OverflowError, MemoryError):
        return False
    return array.dtype.kind in "biufc" and bool(expected.ndim) and array.size == expected.size


def _kind(value: Any) -> str:
    """Return in words what a value is."""
    if isinstance(value, Opaque) and value.type_name == "dict":
        return "a dict with keys that are not text"
    if isinstance(value, Opaque):
        return (
            f"an object of the type {value.type_name}"
            if value.type_name in _TYPES
            else ("an object of another type")
        )
    if isinstance(value, bool | np.bool_):
        return "True or False"
    if isinstance(value, np.ndarray):
        return _kind_of_array(value)
    kinds = ((int | float | complex, "a number"), (str, "a text"), (tuple, "a tuple"))
    more = ((list, "a list"), (dict, "a dict"), (type(None), "None"), (bytes, "bytes"))
    sets = ((set, "a set"), (frozenset, "a frozenset"))
    every = (*kinds, *more, *sets)
    return next((words for kind, words in every if isinstance(value, kind)), "a value")


def _kind_of_array(array: np.ndarray) -> str:
    kinds = {"U": "text", "S": "bytes", "M": "dates", "m": "durations"}
    if array.dtype.kind in kinds:
        return f"an array of {kinds[array.dtype.kind]}" if array.ndim else "a value"
    return "an array" if array.ndim else "a number"


def _in_common(cases: Sequence[Case]) -> Iterator[str]:
    """Yield a sentence on answers that are all of one make, where others are asked for."""
    kinds = dict.fromkeys(_kind(case.value) for case in cases)
    wanted = dict.fromkeys(_kind(case.expected) for case in cases)
    counts = {len(case.value) for case in cases if isinstance(case.value, tuple)}
    if len(kinds) == len(counts) == 1 and "a tuple" in kinds and "a tuple" not in wanted:
        count = counts.pop()
        came = _COUNTS[count] if count < len(_COUNTS) else "many"
        yield f"{capital(came)} value{'s' * (count != 1)} came back where one is asked for."
        yield from _packed(cases)
    elif len(kinds) == 1:
        asked = in_words(list(wanted), "or")
        yield f"{capital(next(iter(kinds)))} came back where {asked} is asked for."


# -- what is in it all the same ------------------------------------------------------------


def _packed(cases: Sequence[Case]) -> list[str]:
    """Return a sentence on right parts that are in an answer of another make, [] for none."""
    asked = [path for path in cases[0].right if path[:1] != (ARGUMENT,)]
    held = [path for path in asked if _is_held(cases, path)]
    if not held:
        return []
    if len(held) == len(asked) > 1:
        names = cases[0].form.names if isinstance(cases[0].form, Named) else ()
        order = f": {in_words([f'`{name}`' for name in names])}, in this order" if names else ""
        return [f"All that is asked for is in it, and right; only give it back as asked{order}."]
    is_are = "is" if len(held) == 1 else "are"
    return [f"{capital(listed(held))} {is_are} in it, and right."]


def _is_held(cases: Sequence[Case], path: Path) -> bool:
    """Return whether a right part is somewhere in all answers, and can be told from others."""
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
    """Return sentences on parts that are of another make in all calls: a dict for an array."""
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
        f"{capital(listed(paths))} {'is' if len(paths) == 1 else 'are each'} {came}, where "
        f"{wanted} is asked for."
        for (came, wanted), paths in found.items()
    ]


def _inner_makes(cases: Sequence[Case]) -> Iterator[tuple[Path, tuple[str, str]]]:
    """Yield parts that should be made of parts, and are of another make in all calls."""
    inner = {path[:i]: path[i] for path in cases[0].right for i in range(1, len(path))}
    for path, step in inner.items():
        seen = [(case.seen or {}).get(path) for case in cases]
        if path[0] != ARGUMENT and all(leaf is not None for leaf in seen):
            wanted = "a dict" if isinstance(step, str) else "a tuple or a list"
            yield path, (_kind(seen[0]), wanted)


def _opaque(before: str, value: Any) -> str:
    return f"{before} {_kind(value)}, which the tests cannot look into."


def _missing(cases: Sequence[Case]) -> list[str]:
    """Return a sentence on entries that a returned dict lacks in all calls."""
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
    is_are = "is" if len(lost) == 1 else "are"
    where = "" if " in " in name_of(lost[-1]) else " in the returned dict"
    return [f"{capital(listed(lost))} {is_are} missing{where}."]


def _lacks(seen: Leaves, path: Path) -> bool:
    beside = [other for other in seen if other[:-1] == path[:-1] and isinstance(other[-1:], tuple)]
    has_dict = any(other and isinstance(other[-1], str) for other in beside)
    return path not in seen and has_dict and not any(other[: len(path)] == path for other in seen)
