"""Say that a def takes different arguments than the exercise, if that makes calls fail."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from typing import Any

from autograder.diagnosis.source import Signature, Source
from autograder.languages import listing, say
from autograder.student.functions import Exchange
from autograder.wire.messages import Manner

_MOST_SHOWN = 10
_METHOD = re.compile(r"^(\w+)\.(\w+)\(\) (?:missing|takes|got)")


def other_arguments(
    exercise: str, exchanges: Sequence[Exchange], source: Source | None, reference: Any
) -> str:
    """Return a sentence on a def that cannot be called like the exercise; "" if there is none."""
    failing = [e for e in exchanges if e.function == exercise and e.replies is None]
    if source is None or not failing:
        return ""
    if any(e.failure.type_name != "TypeError" or e.failure.place for e in failing):
        return ""
    methods = {_method(exercise, e) for e in failing}
    if methods == {""}:
        return _of_function(exercise, failing, source)
    (method, *others) = sorted(methods)
    function = inspect.getattr_static(reference.callable_of(exercise), method, None)
    return "" if others or not callable(function) else _of_method(method, function, source)


def _method(exercise: str, exchange: Exchange) -> str:
    """Return the method of a class in which a call failed; "" for a plain function."""
    found = _METHOD.match(exchange.failure.text)
    if found is None or found[1] != exercise:
        return "" if exchange.manner is not Manner.USE else "__init__"
    return found[2]


def _of_function(exercise: str, failing: Sequence[Exchange], source: Source) -> str:
    own = source.signature()
    calls = [call for exchange in failing for call in exchange.calls]
    if own is None or any(own.fits(len(named), len(extras)) for named, extras in calls):
        return ""
    longest = max((list(arguments) for arguments, _ in calls), key=len)
    return _said(exercise, exercise, longest, own)


def _of_method(method: str, function: Callable[..., Any], source: Source) -> str:
    own = source.signature(method)
    if own is None:
        return ""
    if not re.search(rf"\bdef[ \t]+{method}[ \t]*\([ \t\n]*self\b", source.text):
        return say(
            "A method's first parameter is the object that it is called on: `{method}` needs "
            "`self` before the others.",
            method=method,
        )
    asked = list(inspect.signature(function).parameters)[1:]
    if own.fits(len(asked)) or asked == list(own.names):
        return ""
    called = source.name if method == "__init__" else method
    return _said(called, method, asked, own)


def _said(called: str, defined: str, asked: Sequence[str], own: Signature) -> str:
    takes = ", ".join(own.names[:_MOST_SHOWN]) + (", ..." if len(own.names) > _MOST_SHOWN else "")
    return say(
        "It is called as `{call}`, but the def of `{function}` takes ({takes}). Take just the "
        "arguments that the exercise has: {asked}.",
        call=f"{called}({', '.join(asked)})",
        function=defined,
        takes=takes,
        asked=listing(f"`{name}`" for name in asked) if asked else say("none"),
    )


def given_for(exchange: Exchange, source: Source | None) -> str:
    """Return a sentence on parameters with other names, in the line at which a call stopped."""
    own = source.signature() if source else None
    if own is None or exchange.manner is not Manner.CALL or not exchange.calls:
        return ""
    arguments = list(exchange.calls[0][0])
    known = {name.casefold() for name in arguments}
    free = [name for name in own.names if name.casefold() not in known]
    folded = {name.casefold() for name in own.names}
    left = [name for name in arguments if name.casefold() not in folded]
    pairs = [
        say("`{name}` is given what the exercise calls `{argument}`", name=name, argument=argument)
        for name, argument in zip(free, left, strict=False)
        if re.search(rf"(?<![\w.]){name}\b", exchange.failure.line)
    ]
    return say("In the tests {facts}.", facts=listing(pairs)) if pairs else ""
