"""The namespace of test cells: the instructor's names, and the student's, fetched when used.

Trusted. Python looks up here the global names of a test cell, and of the functions that it uses.
A name that is not the instructor's is asked from the sandbox.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from typing import Any, Protocol

from autograder.languages import say
from autograder.student.errors import StudentError

_BUILTINS = frozenset(dir(builtins))


class Source(Protocol):
    """Where the names of a student's notebook come from."""

    @property
    def defined(self) -> frozenset[str]:
        """The names that have a value."""

    def value(self, name: str) -> Any:
        """Return the value of a name; raises StudentError if there is none."""


class Nothing:
    """A notebook that defines nothing."""

    defined: frozenset[str] = frozenset()

    def value(self, name: str) -> Any:
        """Raise KeyError."""
        raise KeyError(name)


class Names(dict[str, Any]):
    """Globals in which a missing name may be the student's."""

    def __init__(self) -> None:
        super().__init__()
        self._source: Source = Nothing()
        self._fetched: dict[str, Any] = {}
        self.students: set[str] = set()  # the names that the source's solutions define
        self.absent: set[str] = set()  # those of them that were needed and are missing
        self.unwritten: set[str] = set()  # those that still are `...`, as in a student version
        self.deleted: set[str] = set()  # those of the student's that a test cell has deleted

    def turn_to(self, source: Source) -> None:
        """Take the student's names from another place in the notebook."""
        self._source = source
        self._fetched = {}
        self.absent = set()
        self.unwritten = set()
        self.deleted = set()

    def why_absent(self, name: str) -> str:
        """Say why the student has no such name."""
        try:
            self._source.value(name)
        except StudentError as error:
            return str(error)
        return say("{name} is not defined", name=name)

    def _is_students(self, name: str) -> bool:
        is_hidden = name in _BUILTINS and name not in self.students
        return name in self._source.defined and not is_hidden and name not in self.deleted

    def __setitem__(self, name: str, value: Any) -> None:
        """Bind a name."""
        self.deleted.discard(name)
        super().__setitem__(name, value)

    def __delitem__(self, name: str) -> None:
        """Delete a name, also if it is the student's; raises KeyError for no name."""
        is_students = self._is_students(name)
        if not is_students or dict.__contains__(self, name):
            super().__delitem__(name)
        if is_students:
            self.deleted.add(name)

    def __missing__(self, name: str) -> Any:
        """Return the student's value of a name; raises KeyError, which becomes a NameError."""
        if name not in self._fetched or name in self.deleted:
            if not self._is_students(name):
                if name in self.students:
                    self.absent.add(name)
                raise KeyError(name)
            self._fetched[name] = self._source.value(name)
        value = self._fetched[name]
        if value is ...:
            self.unwritten.add(name)
        return value

    def __contains__(self, name: object) -> bool:
        """Whether a name has a value."""
        return super().__contains__(name) or (isinstance(name, str) and self._is_students(name))

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of a name, or the default."""
        return self[name] if name in self else default  # noqa: SIM401 - this is that method

    def __iter__(self) -> Iterator[str]:
        """Yield all names that have a value."""
        yield from super().__iter__()
        yield from (n for n in sorted(self._source.defined) if not dict.__contains__(self, n))

    def keys(self) -> Any:
        """Return all names."""
        return list(self)
