"""Lists, tuples, sets and dicts, and those of the module `collections`."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from typing import Any

from autograder.wire.values.kinds import Kind, Packing, Term, Unpacking, harmless, malformed
from autograder.wire.values.limits import MAX_DEPTH
from autograder.wire.values.markers import NoPlainFormError, utf8
from autograder.wire.values.records import is_named_tuple, pack_named_tuple

_FACTORIES = {kind.__name__: kind for kind in (list, dict, set, int, float, str, tuple, bool)}


def _pack_list(packing: Packing, value: list[Any], depth: int) -> Term:
    return ["l", packing.several(value, depth)]


def _unpack_list(unpacking: Unpacking, parts: list[Term], depth: int) -> list[Any]:
    return unpacking.several(_only(parts), depth)


def _pack_tuple(packing: Packing, value: tuple[Any, ...], depth: int) -> Term:
    if is_named_tuple(value):
        return pack_named_tuple(packing, value, depth)
    return ["t", packing.several(value, depth)]


def _unpack_tuple(unpacking: Unpacking, parts: list[Term], depth: int) -> tuple[Any, ...]:
    return tuple(unpacking.several(_only(parts), depth))


def _pack_deque(packing: Packing, value: deque[Any], depth: int) -> Term:
    return ["deque", packing.several(list(value), depth), value.maxlen]


def _unpack_deque(unpacking: Unpacking, parts: list[Term], depth: int) -> deque[Any]:
    items, longest = parts
    return deque(unpacking.several(_only([items]), depth), longest)


def _only(parts: list[Term]) -> list[Term]:
    """Return the one part, which is a list."""
    match parts:
        case [list(terms)]:
            return terms
    raise malformed()


# -- sets ----------------------------------------------------------------------------


def _pack_set(packing: Packing, value: set[Any], depth: int) -> Term:
    return ["s", _sorted(packing.elements(list(value), depth))]


def _pack_frozenset(packing: Packing, value: frozenset[Any], depth: int) -> Term:
    return ["z", _sorted(packing.elements(list(value), depth))]


def _sorted(terms: list[Term]) -> list[Term]:
    """Return terms in an order of their own, so that equal sets are equal terms."""
    return sorted(terms, key=repr)


def _unpack_set(unpacking: Unpacking, parts: list[Term], depth: int) -> set[Any]:
    return set(unpacking.elements(_only(parts), depth))


def _unpack_frozenset(unpacking: Unpacking, parts: list[Term], depth: int) -> frozenset[Any]:
    return frozenset(unpacking.elements(_only(parts), depth))


# -- dicts ---------------------------------------------------------------------------


def _pack_dict(packing: Packing, value: dict[Any, Any], depth: int) -> Term:
    if not all(map(_is_text, value)):
        return ["d", *_pairs(packing, value, depth)]
    if depth >= MAX_DEPTH:
        raise NoPlainFormError
    terms = packing.several(list(value.values()), depth)
    return dict(zip(map(utf8, value), terms, strict=False))


def _is_text(key: Any) -> bool:
    return type(key) is str


def _pairs(packing: Packing, value: dict[Any, Any], depth: int) -> list[Term]:
    """Return the terms of the keys, and those of the values."""
    keys, items = list(value), list(value.values())
    return [packing.elements(keys, depth), packing.several(items, depth)]


def _unpack_dict(unpacking: Unpacking, parts: list[Term], depth: int) -> dict[Any, Any]:
    keys, items = parts
    found = unpacking.elements(_only([keys]), depth)
    return harmless(dict(zip(found, unpacking.several(_only([items]), depth), strict=True)))


def _pack_default_dict(packing: Packing, value: defaultdict[Any, Any], depth: int) -> Term:
    make = value.default_factory
    name = getattr(make, "__name__", None)
    if make is None or _FACTORIES.get(str(name)) is make:
        return ["defaultdict", name, *_pairs(packing, value, depth)]
    return _pack_dict(packing, value, depth)  # a function of the student's stays there


def _unpack_default_dict(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    name, *pairs = parts
    make = None if name is None else _FACTORIES[name]
    return defaultdict(make, _unpack_dict(unpacking, pairs, depth))


def _dict_kind(kind: type[dict[Any, Any]]) -> Kind:
    """Return the kind of a dict that differs from others by its class alone."""
    tag = kind.__name__
    make: Callable[[Any], Any] = kind

    def pack(packing: Packing, value: dict[Any, Any], depth: int) -> Term:
        return [tag, *_pairs(packing, value, depth)]

    def unpack(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
        return make(_unpack_dict(unpacking, parts, depth))

    return Kind((kind,), tag, pack, unpack)


KINDS = (
    Kind((list,), "l", _pack_list, _unpack_list),
    Kind((tuple,), "t", _pack_tuple, _unpack_tuple),
    Kind((deque,), "deque", _pack_deque, _unpack_deque),
    Kind((set,), "s", _pack_set, _unpack_set),
    Kind((frozenset,), "z", _pack_frozenset, _unpack_frozenset),
    Kind((dict,), "d", _pack_dict, _unpack_dict),
    Kind((defaultdict,), "defaultdict", _pack_default_dict, _unpack_default_dict),
    _dict_kind(OrderedDict),
    _dict_kind(Counter),
)
