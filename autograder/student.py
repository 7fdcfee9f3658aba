"""The student's functions as graders see them: call them, and plain data comes back.

The calls go to the sandbox (attempt.py); nothing here believes a worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from autograder.attempt import Attempt, Context, StudentCrashed
from autograder.worker import messages as m


class Observed(NamedTuple):
    """What a function returned, and its arguments as they were afterwards."""

    value: Any
    arguments: dict[str, Any]


class Student:
    """The student's functions, as attributes. Arguments are named by the exercise."""

    def __init__(
        self, attempt: Attempt, signatures: dict[str, list[str]], context: Context
    ) -> None:
        self._attempt = attempt
        self._signatures = signatures
        self._context = context

    def __getattr__(self, name: str) -> Function:
        """Return the student's function of that name."""
        if name.startswith("__"):
            raise AttributeError(name)
        return Function(self._attempt, name, self._signatures.get(name, []), self._context)


class Function:
    """One function of the student's."""

    def __init__(
        self, attempt: Attempt, name: str, parameters: list[str], context: Context
    ) -> None:
        self._attempt = attempt
        self._name = name
        self._parameters = parameters
        self._context = context

    def __call__(self, *args: Any, extras: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Call the function and return what it returned, as plain data.

        `extras` are values for parameters that the exercise does not have but a
        student may ask for, by name.
        """
        return self._call([(args, kwargs)], extras)[0][0]

    def many(
        self, calls: Sequence[Sequence[Any]], extras: dict[str, Any] | None = None
    ) -> list[Any]:
        """Call the function once for each list of arguments, in one exchange."""
        return [reply[0] for reply in self._call([(args, {}) for args in calls], extras)]

    def observe(self, *args: Any, extras: dict[str, Any] | None = None, **kwargs: Any) -> Observed:
        """Call the function and return its value and its arguments as it left them."""
        return Observed(*self._call([(args, kwargs)], extras, observe=True)[0])

    def _call(
        self, calls: Sequence[Any], extras: dict[str, Any] | None, *, observe: bool = False
    ) -> list[Any]:
        bound = [[self._name_arguments(*call), extras or {}] for call in calls]
        replies = self._attempt.call(m.Call(self._name, observe), bound, self._context)
        width = 2 if observe else 1
        for reply in replies:
            if not isinstance(reply, list) or len(reply) != width:
                raise StudentCrashed(f"{self._name} broke the grading protocol")
            if observe and not isinstance(reply[1], dict):
                raise StudentCrashed(f"{self._name} broke the grading protocol")
        return replies

    def _name_arguments(self, args: Sequence[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
        if len(args) > len(self._parameters):
            raise TypeError(f"{self._name} takes {len(self._parameters)} arguments")
        return dict(zip(self._parameters, args, strict=False)) | kwargs
