"""Take answers apart into named leaves, and compare leaves.

Only plain data is compared: a student's answer has crossed the wire before.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np
from numpy.ma import MaskedArray
from numpy.typing import NDArray

from autograder.compare.tables import Table, same_tables, table_of
from autograder.diagnosis.forms import Each, Named, Nth, Series
from autograder.languages import Sentence, listing, say
from autograder.wire.values import Opaque, Seed

Path = tuple[str | int, ...]
Leaves = dict[Path, Any]
Alike = Callable[[Any, Any], bool]

ARGUMENT = "argument"  # begins the path of an argument as a call left it

_RTOL, _ATOL = 1e-5, 1e-12  # two right ways to compute a value differ by less than this
_ATOL_OF_LARGEST = 1e-8  # times the array's largest value
_THINGS = (np.ndarray, np.datetime64, np.timedelta64)  # dates, and arrays without numbers
_FAMILIAR = (type(None), int, float, complex, list, tuple, set, frozenset, Opaque, Seed)
EACH = "*"  # in the path of a part that all entries have
KEYS = "*keys"  # ends the path of a dict's keys, if they depend on the arguments
_RETURNED = (
    say("the first returned value"),
    say("the second returned value"),
    say("the third returned value"),
    say("the fourth returned value"),
    say("the fifth returned value"),
    say("the sixth returned value"),
    say("a later returned value"),
)
_OF_ENTRY = (
    say("the first value"),
    say("the second value"),
    say("the third value"),
    say("the fourth value"),
    say("the fifth value"),
    say("the sixth value"),
    say("a later value"),
)
_FEW_DRAWS = 200  # with fewer draws, distributions are not compared
_MOST_DISTANCE = 2.2  # Kolmogorov's statistic: exceeded by one in eight thousand pairs of samples


class Tabular(Opaque, frozen=True):
    """A table, which is one part of an answer."""

    table: Table


class Keyed(Opaque, frozen=True):
    """A dict whose keys are not all text, which is one part of an answer."""

    entries: dict[Any, Any]


def leaves(value: Any, guide: Any) -> Leaves:
    """Return the parts of a value by their path, as deep as a guide of the right form goes."""
    value = familiar(value)
    if isinstance(guide, Series) and isinstance(value, list | tuple):
        return {(): _as_array(list(value))}
    if isinstance(guide, Each) and isinstance(value, dict | list | tuple):
        return _columns(value, guide.inner)
    if isinstance(guide, dict) and isinstance(value, dict):
        found: Leaves = {}
        for key, item in value.items():
            inner = leaves(item, guide.get(key))
            found |= {(key, *path): leaf for path, leaf in inner.items()}
        return found
    names = guide.names if isinstance(guide, Named) else ()
    guide = guide.parts if isinstance(guide, Named) else guide
    if isinstance(guide, tuple | list) and isinstance(value, tuple | list):
        found = {}
        for i, item in enumerate(value):
            step = Nth.of(i, names[i]) if i < len(names) else i
            inner = leaves(item, guide[i] if i < len(guide) else None)
            found |= {(step, *path): leaf for path, leaf in inner.items()}
        return found
    return {(): value}


def familiar(value: Any) -> Any:
    """Return a value; if diagnoses know nothing of its type, what stands for it."""
    if (table := table_of(value)) is not None:
        return Tabular(table.kind, "", table)
    if isinstance(value, str | bytes):  # NumPy's own too
        return str(value) if isinstance(value, str) else bytes(value)
    if isinstance(value, dict):
        return value if all(type(key) is str for key in value) else Keyed("dict", "", value)
    if isinstance(value, np.ndarray | np.generic):
        is_known = value.dtype.kind not in "OV" and not isinstance(value, MaskedArray)
        return value if is_known else Opaque(type(value).__name__, "")
    return value if isinstance(value, _FAMILIAR) else Opaque(type(value).__name__, "")


def _columns(value: Any, form: Any) -> Leaves:
    """Return the parts that all entries have; each part holds the values of all entries."""
    is_dict = isinstance(value, dict)
    keys = sorted(value) if is_dict else range(len(value))
    entries = [leaves(value[key], form) for key in keys]
    expected = _guide_paths(form)
    if any(set(entry) != expected for entry in entries):
        return {(): value}
    found: Leaves = {
        (EACH, *path): _as_array([entry[path] for entry in entries]) for path in expected
    }
    return found | ({(KEYS,): keys} if is_dict else {})


def _guide_paths(form: Any) -> set[Path]:
    """Return the paths of the leaves of a value with this form."""
    if isinstance(form, dict):
        return {(k, *path) for k, inner in form.items() for path in _guide_paths(inner)}
    if isinstance(form, tuple | list):
        return {(i, *path) for i, inner in enumerate(form) for path in _guide_paths(inner)}
    if isinstance(form, Named):
        return _guide_paths(form.parts)
    if isinstance(form, Each):
        return {(EACH, *path) for path in _guide_paths(form.inner)}
    return {()}


def _as_array(items: list[Any]) -> Any:
    """Return numbers as an array, and other things as they are."""
    if items and all(as_numbers(item) is not None and not np.shape(item) for item in items):
        with contextlib.suppress(OverflowError, ValueError):
            return np.asarray(items)
    return items


def name_of(path: Path) -> str:
    """Return what a student would call a part of an answer."""
    name, places = _name_and_places(path)
    for place in places:
        name = place.filled(parts=name)
    return name


Places = tuple[Sentence, ...]  # from the inside out, each with a placeholder for what is in it


def _name_and_places(path: Path, ordinals: Sequence[str] = _RETURNED) -> tuple[str, Places]:
    """Return the name of a part, and where it is."""
    if not path:
        return say("the result"), ()
    if path[0] == ARGUMENT:
        return say("the argument `{name}`", name=path[-1]), ()
    if EACH in path or path[-1] == KEYS:
        return _in_entries(path)
    keys = [step for step in path if isinstance(step, str)]
    if keys:
        name: str = f"`{keys[-1]}`"
        for step in reversed(path[: path.index(keys[-1])]):
            if isinstance(step, str):
                name = say("{inner} of {outer}", inner=name, outer=f"`{step}`")
        return name, _inside(path[:1]) if isinstance(path[0], int) else ()
    return _ordinal(path[-1], ordinals), _inside(path[:-1])


def _in_entries(path: Path) -> tuple[str, Places]:
    """Return the name and place of a part that all entries of a list or dict have."""
    if path[-1] == KEYS:
        return say("the list of keys"), _inside(path[:-1])
    place = len(path) - 1 - path[::-1].index(EACH)
    inner = path[place + 1 :]
    name, places = _name_and_places(inner, _OF_ENTRY) if inner else (say("what is in it"), ())
    return name, (*places, say("{parts} of each entry"), *_inside(path[:place]))


def _inside(path: Path) -> Places:
    """Return where a part is; () for the answer itself."""
    if not path or path[0] == EACH:
        return ()
    if isinstance(path[0], str):
        return (say("{parts} in {outer}", outer=name_of(path)),)
    if isinstance(path[0], Nth) and path[0].name:
        return (say("{parts} in {outer}", outer=f"`{path[0].name}`"),)
    return (say("{parts} in the returned dict"),)


def _ordinal(step: Any, ordinals: Sequence[str]) -> str:
    if isinstance(step, Nth) and step.name:
        return f"`{step.name}`"
    return ordinals[min(int(step), len(ordinals) - 1)]


def listed(paths: Sequence[Path]) -> str:
    """Return the names of parts within a sentence; what they belong to is named once."""
    found: dict[Places, dict[str, None]] = {}
    for path in paths:
        name, places = _name_and_places(path)
        found.setdefault(places, {})[name] = None
    told = []
    for places, names in found.items():
        name = listing(names) if len(names) > 1 else next(iter(names))
        for place in places:
            name = place.filled(parts=name)
        told.append(name)
    if len(told) < 2:
        return told[0]
    if all(len(names) == 1 for names in found.values()):
        return listing(told)
    return say("{some}, and {others}", some=listing(told[:-1]), others=told[-1])


def as_numbers(value: Any) -> NDArray[Any] | None:
    """Return a number or an array of numbers as an array, and None for anything else."""
    if type(value) is np.ndarray and value.dtype.kind in "biufc":
        return value  # the usual case, without the questions below
    if isinstance(familiar(value), bool | int | float | complex | np.ndarray | np.generic):
        try:
            array = np.asarray(value)
        except (OverflowError, ValueError):
            return None
        return array if array.dtype.kind in "biufc" else None
    return None


def alike(seen: Any, made: Any) -> bool:
    """Return whether two leaves are equal, numbers up to a relative 1e-5."""
    first, second = as_numbers(seen), as_numbers(made)
    if first is not None and second is not None:
        return _same_form(first, second) and close(first, second)
    if first is not None or second is not None:
        return False
    if isinstance(seen, _THINGS) and isinstance(made, _THINGS):
        return _same_things(np.asarray(seen), np.asarray(made))
    return _same_opaque(seen, made) if isinstance(seen, Opaque) else _same_parts(seen, made)


def _same_opaque(seen: Opaque, made: Any) -> bool:
    """Return whether two values are equal, of which the first is looked into only here."""
    if isinstance(seen, Tabular) and isinstance(made, Tabular):
        return seen.type_name == made.type_name and same_tables(seen.table, made.table)
    if isinstance(seen, Keyed) and isinstance(made, Keyed):
        return _same_parts(seen.entries, made.entries)
    name = made.type_name if isinstance(made, Opaque) else type(made).__name__
    return seen.type_name == name


def _same_parts(seen: Any, made: Any) -> bool:
    """Return whether values that are neither numbers nor arrays are equal, however deep."""
    if isinstance(seen, Mapping) and isinstance(made, Mapping):
        return seen.keys() == made.keys() and all(alike(seen[k], made[k]) for k in seen)
    if type(seen) is not type(made):
        return False
    if isinstance(seen, list | tuple):
        return len(seen) == len(made) and all(map(alike, seen, made))
    if isinstance(seen, set | frozenset):
        return _same_elements(seen, made)
    return bool(seen == made)


def _same_things(first: NDArray[Any], second: NDArray[Any]) -> bool:
    """Return whether arrays are equal, if they hold other things than numbers."""
    if first.shape != second.shape or first.dtype.kind != second.dtype.kind:
        return False
    if first.dtype.kind in "mM":
        return np.array_equal(first, second, equal_nan=True)
    return all(map(alike, first.flat, second.flat))


def _same_elements(first: AbstractSet[Any], second: AbstractSet[Any]) -> bool:
    """Return whether sets are equal, numbers up to a relative 1e-5."""
    if first == second or len(first) != len(second):
        return first == second
    try:
        return all(map(alike, sorted(first, key=_nan_last), sorted(second, key=_nan_last)))
    except TypeError:  # elements of different kinds have no order
        return False


def _nan_last(element: Any) -> tuple[bool, Any]:
    return element != element, element  # noqa: PLR0124 - NaN alone is not itself


def _same_form(first: NDArray[Any], second: NDArray[Any]) -> bool:
    kinds = first.dtype.kind.replace("u", "i"), second.dtype.kind.replace("u", "i")
    return first.shape == second.shape and (kinds[0] == kinds[1] or not first.shape)


def close(first: NDArray[Any], second: NDArray[Any], rtol: float = _RTOL) -> bool:
    """Return whether arrays of one shape hold the same numbers; NaN equals NaN."""
    if not first.size or (first.dtype == second.dtype and first.tobytes() == second.tobytes()):
        return True
    if first.dtype.kind in "biu" and second.dtype.kind in "biu":
        return bool((first == second).all())
    finite = np.isfinite(second)
    if not finite.all() or not np.isfinite(first).all():
        if (np.isfinite(first) != finite).any():
            return False
        odd = ~finite
        if not np.array_equal(first[odd], second[odd], equal_nan=True):
            return False
        first, second = first[finite], second[finite]
        if not first.size:
            return True
    size = np.abs(second + 0.0)
    tolerated = _ATOL + _ATOL_OF_LARGEST * size.max() + rtol * size
    return bool((np.abs(first - (second + 0.0)) <= tolerated).all())


def alike_draws(seen: Any, made: Any) -> bool:
    """Return whether two leaves may be draws from one distribution, or are the same constants."""
    first, second = as_numbers(seen), as_numbers(made)
    if first is None or second is None:
        return alike(seen, made)
    if not _same_form(first, second):
        return False
    constant = _is_constant(first), _is_constant(second)
    if first.size < 2 or any(constant):
        return first.size < 2 or (all(constant) and close(first, second))
    if first.size < _FEW_DRAWS:
        return _repetitions(first) == _repetitions(second)
    most = _MOST_DISTANCE * math.sqrt(2 / first.size)
    return _distance(first.ravel(), second.ravel()) < most


def _is_constant(array: NDArray[Any]) -> bool:
    return not array.size or bool((array == array.flat[0]).all())


def _repetitions(array: NDArray[Any]) -> tuple[int, int]:
    """Return how many distinct numbers, and distinct rows, there are."""
    rows = np.unique(array, axis=0).shape[0] if array.ndim else 1
    return np.unique(array).size, rows


def _distance(first: NDArray[Any], second: NDArray[Any]) -> float:
    """Return the Kolmogorov-Smirnov distance of two samples, from 0 to 1."""
    both = np.sort(np.concatenate([first, second]))
    shares = [
        np.searchsorted(np.sort(sample), both, side="right") / sample.size
        for sample in (first, second)
    ]
    return float(np.abs(shares[0] - shares[1]).max())


def compared_paths(seen: Leaves, right: Leaves, made: Leaves) -> set[Path]:
    """Return the parts to compare: all except certain entries of dicts.

    Entries that only the student has are not compared. Nor are entries that only the student
    leaves out: if they had been needed, a test would have missed them.
    """
    compared = {*seen, *right, *made}
    for path in tuple(compared):
        only_seen = path not in right and path not in made
        left_out = path not in seen and path in right and path in made
        if (only_seen and _is_beside(path, right)) or (left_out and _is_beside(path, seen)):
            compared.discard(path)
    return compared


def _is_beside(path: Path, others: Leaves) -> bool:
    """Return whether a path is an entry of a dict in which the other answer has entries."""
    return bool(path and isinstance(path[-1], str)) and any(
        other and isinstance(other[-1], str) and other[:-1] == path[:-1] for other in others
    )


def differing(paths: set[Path], first: Leaves, second: Leaves, same: Alike) -> set[Path]:
    """Return the parts in which two answers differ."""
    return {path for path in paths if _differs(path, first, second, same)}


def differ(paths: set[Path], first: Leaves, second: Leaves, same: Alike) -> bool:
    """Return whether two answers differ in one of the parts."""
    return any(_differs(path, first, second, same) for path in paths)


def _differs(path: Path, first: Leaves, second: Leaves, same: Alike) -> bool:
    if path not in first or path not in second:
        return path in first or path in second
    return not same(first[path], second[path])
