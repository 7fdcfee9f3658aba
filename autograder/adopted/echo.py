"""What a test cell does to names, done in the student's process as well.

Trusted. In a kernel, the student's functions see a name that a test cell binds anew, changes or
deletes. So before student code is called, the names that it mentions are brought up to date. So are
`input` and `print`, which a test cell may replace.
"""

from __future__ import annotations

import builtins
from collections.abc import Collection
from typing import Any

from autograder.adopted.names import Names
from autograder.student.handles import place_of
from autograder.student.walk import Live

_ABSENT = object()
_CHANGEABLE = (list, dict, set)
_BUILTINS: dict[str, Any] = {"input": input, "print": print}  # as they are before any test


class Echo:
    """The names of one test cell that the student's code mentions."""

    def __init__(self, names: Names, watched: Collection[str], live: Live) -> None:
        """Begin with the names as they are; `watched` are those that may change.

        Names of the student's that an earlier test cell has bound anew are not told yet, nor are
        builtins that it has replaced.
        """
        self._names = names
        self._live = live
        self._builtins = _BUILTINS.keys() - live.defined
        self._told = {name: dict.get(names, name, _ABSENT) for name in watched}
        bound = (name for name in sorted(names.students) if dict.__contains__(names, name))
        self._told |= dict.fromkeys([*bound, *sorted(self._builtins)], _ABSENT)
        self._content = {name: _content(value) for name, value in self._told.items()}
        self._gone: set[str] = set()
        self._is_busy = False

    def bring(self) -> None:
        """Tell the sandbox what has changed since the last time."""
        if self._is_busy:
            return
        bound, gone = {}, self._names.deleted & self._told.keys()
        for name, before in self._told.items():
            value = self._value(name)
            content = _content(value)
            if value is _ABSENT is not before and name in self._builtins:
                gone.add(name)
            elif value is not _ABSENT and (value is not before or content != self._content[name]):
                bound[name] = value
            self._told[name], self._content[name] = value, content
        gone -= self._gone
        self._gone = (self._gone | gone) - bound.keys()
        if bound or gone:
            self._is_busy = True
            try:
                self._live.bind_here(bound, gone)
            finally:
                self._is_busy = False

    def _value(self, name: str) -> Any:
        """Return the value that a test cell has given a name; _ABSENT if it has not."""
        value = dict.get(self._names, name, _ABSENT)
        if name not in self._builtins:
            return value
        value = vars(builtins)[name] if value is _ABSENT else value
        return _ABSENT if value is _BUILTINS[name] else value


def _content(value: Any) -> str:
    """Return a text that differs after a change in place, of a value that can be changed."""
    if place_of(value) is not None or not isinstance(value, _CHANGEABLE):
        return ""
    return repr(value)
