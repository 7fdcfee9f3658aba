"""Python's operations by the names of their methods, as student code's own objects know them."""

from __future__ import annotations

import builtins
import copy
import inspect
import math
import operator
from collections.abc import Callable
from typing import Any

from autograder.wire import reach as r
from autograder.worker.records import record_of

_MOST_NAMES = 1000


def operate(name: str, subject: Any, *others: Any) -> Any:
    """Carry out an operation; raises whatever the operation raises."""
    if name in r.BINARY:
        return _binary(name)(subject, *others)
    if name in r.REFLECTED:
        return _binary(f"__{name[3:]}")(*others, subject)
    return _OTHER[name](subject, *others)


def _binary(name: str) -> Callable[..., Any]:
    if name in {"__divmod__", "__pow__"}:
        return divmod if name == "__divmod__" else pow
    made: Callable[..., Any] = getattr(operator, name)
    return made


def _signature(subject: Any) -> list[list[Any]]:
    """Return the parameters of a callable: [name, kind, [default] or []] for each."""
    return [
        [p.name, int(p.kind), [] if p.default is p.empty else [p.default]]
        for p in inspect.signature(subject).parameters.values()
    ]


def _awaited(subject: Any) -> Any:
    """Return the result of a coroutine, which is run to its end."""
    import asyncio  # noqa: PLC0415 - large, and few objects are awaited

    async def wait() -> Any:
        return await subject

    return asyncio.run(wait())


def _content(subject: Any) -> Any:
    """Return the content of an object that is a container of Python's besides; or TypeError."""
    base = next((base for base in _CONTENTS if isinstance(subject, base)), None)
    if base is None:
        raise TypeError
    return _CONTENTS[base](subject)


_CONTENTS: dict[type, Callable[[Any], Any]] = {
    tuple: lambda subject: tuple(tuple.__iter__(subject)),
    list: lambda subject: list(list.__iter__(subject)),
    dict: dict.copy,
    set: set.copy,
}


def _leave(subject: Any, type_name: str, text: str) -> bool:
    """Leave a context, with an exception of a builtin type if there is one."""
    if not type_name:
        return bool(type(subject).__exit__(subject, None, None, None))
    kind = getattr(builtins, type_name, Exception)
    return bool(type(subject).__exit__(subject, kind, kind(text), None))


_OTHER: dict[str, Callable[..., Any]] = {
    **{name: getattr(operator, name) for name in r.COMPARISONS},
    "__eq__": operator.eq,
    **{name: getattr(operator, name) for name in r.ITEMS},
    **{name: getattr(operator, name) for name in r.IN_PLACE},
    "__neg__": operator.neg,
    "__pos__": operator.pos,
    "__abs__": abs,
    "__invert__": operator.invert,
    "__round__": round,
    "__trunc__": math.trunc,
    "__floor__": math.floor,
    "__ceil__": math.ceil,
    "__reversed__": reversed,
    "__iter__": iter,
    "__next__": next,
    "__len__": len,
    "__bool__": bool,
    "__int__": int,
    "__float__": float,
    "__complex__": complex,
    "__index__": operator.index,
    "__hash__": hash,
    "__await__": _awaited,
    "__aiter__": aiter,
    "__anext__": lambda subject: _awaited(anext(subject)),
    "__enter__": lambda subject: type(subject).__enter__(subject),
    "__exit__": _leave,
    "__str__": lambda subject: str.__str__(str(subject)),
    "__repr__": lambda subject: str.__str__(repr(subject)),
    "__format__": lambda subject, text: str.__str__(format(subject, text)),
    "__dir__": lambda subject: dir(subject)[:_MOST_NAMES],
    "__signature__": _signature,
    "__record__": record_of,
    "__content__": _content,
    "__copy__": copy.copy,
    "__deepcopy__": copy.deepcopy,
}
