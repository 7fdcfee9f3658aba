"""Call a probe: an instructor's function that uses the names of a notebook where they are.

In the sandbox it runs beside student code, which decides what it sees, so what it returns is a
claim like any other. Its source comes with the call, and is not there before.
"""

from __future__ import annotations

import builtins
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from autograder.wire.messages import Arguments

ALL_NAMES = "names"  # the parameter that gets all names of the notebook, as they are kept
_NAMED = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


def prober(names: dict[str, Any]) -> Callable[[Arguments, Arguments], Any]:
    """Return what calls a probe with arguments; its extras are its `source` and its name, `probe`.

    Afterwards each name has the value that it had before.
    """

    def ask(given: Arguments, extras: Arguments) -> Any:
        before = dict(names)
        try:
            return _call(names, given, **extras)
        finally:
            for name in names.keys() - before.keys():
                del names[name]
            names.update(before)

    return ask


def _call(names: dict[str, Any], given: Arguments, *, source: str, probe: str) -> Any:
    """Call a probe; raises NameError if the notebook has no name that it needs."""
    own: dict[str, Any] = {"__name__": "probes", "__builtins__": builtins}
    exec(compile(source, "<probes>", "exec", dont_inherit=True), own)  # noqa: S102
    function = own[probe]
    parameters = inspect.signature(function).parameters
    return function(**given, **_taken(parameters, names, given))


def _taken(
    parameters: Mapping[str, inspect.Parameter], names: dict[str, Any], given: Arguments
) -> Arguments:
    """Return the parameters that take their values from the notebook, with these values."""
    taken: Arguments = {}
    for name, parameter in parameters.items():
        if name in given or parameter.kind not in _NAMED:
            continue
        if name == ALL_NAMES:
            taken[name] = names
        elif name in names:
            taken[name] = names[name]
        elif parameter.default is inspect.Parameter.empty:
            raise NameError(f"name {name!r} is not defined")
    return taken
