"""Call a student's function, and bind the arguments as its author meant them.

Students rename, reorder and add parameters. An argument first goes to the parameter of the same
name. The others fill the free parameters in order. A parameter that still has no value takes an
extra (such as compute_cost's unused `parameters`).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def call(function: Callable[..., Any], arguments: dict[str, Any], extras: dict[str, Any]) -> Any:
    """Call a function with named arguments, and with extras if it wants more.

    Raises whatever the function raises, and TypeError if it takes too few arguments.
    """
    return function(*bind(function, arguments, extras))


def bind(
    function: Callable[..., Any], arguments: dict[str, Any], extras: dict[str, Any]
) -> list[Any]:
    """Return the positional arguments for a call."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return list(arguments.values())
    slots = [p for p in parameters if p.kind in _POSITIONAL]
    if any(p.kind not in _POSITIONAL for p in parameters) and len(slots) < len(arguments):
        return list(arguments.values())
    chosen = _by_name(slots, arguments)
    left = [name for name in arguments if name not in chosen.values()]
    free = [p for p in slots if p.name not in chosen]
    for parameter, name in zip(free, left, strict=False):
        chosen[parameter.name] = name
    values = {slot: arguments[name] for slot, name in chosen.items()}
    _fill_with_extras(slots, values, extras)
    return _in_order(slots, values) + [arguments[name] for name in left[len(free) :]]


def _by_name(slots: list[inspect.Parameter], arguments: dict[str, Any]) -> dict[str, str]:
    """Match parameters to arguments of the same name; upper and lower case may differ."""
    names = {p.name for p in slots}
    chosen = {name: name for name in arguments if name in names}
    folded = {name.lower(): name for name in arguments if name not in names}
    if len(folded) == len(arguments) - len(chosen):
        for parameter in slots:
            if parameter.name not in chosen and parameter.name.lower() in folded:
                chosen[parameter.name] = folded.pop(parameter.name.lower())
    return chosen


def _fill_with_extras(
    slots: list[inspect.Parameter], values: dict[str, Any], extras: dict[str, Any]
) -> None:
    unused = dict(extras)
    wanting = [p for p in slots if p.name not in values and p.default is inspect.Parameter.empty]
    for parameter in wanting:
        if parameter.name in unused:
            values[parameter.name] = unused.pop(parameter.name)
    for parameter in wanting:
        if parameter.name not in values and unused:
            values[parameter.name] = unused.pop(next(iter(unused)))


def _in_order(slots: list[inspect.Parameter], values: dict[str, Any]) -> list[Any]:
    """Return values in the order of the slots, with defaults for gaps between them."""
    last = max((i for i, p in enumerate(slots) if p.name in values), default=-1)
    ordered = []
    for parameter in slots[: last + 1]:
        if parameter.name in values:
            ordered.append(values[parameter.name])
        elif parameter.default is not inspect.Parameter.empty:
            ordered.append(parameter.default)
        else:
            break  # nothing fills a required parameter: the call itself will raise
    return ordered
