"""The student's functions as graders see them: call them, and plain data comes back.

The calls go to the sandbox (attempt.py); nothing here believes a worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from autograder.attempt import Attempt, Context, StudentCrashed
from autograder.worker import messages as m


class Afterwards(dict[str, Any]):
    """Arguments as a call left them; it remembers which of them somebody looked at."""

    def __init__(self, arguments: dict[str, Any]) -> None:
        super().__init__(arguments)
        self.looked_at: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        """Return an argument."""
        self.looked_at.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return an argument, or a default."""
        self.looked_at.add(name)
        return super().get(name, default)


class Observed(NamedTuple):
    """What a function returned, and its arguments as they were afterwards."""

    value: Any
    arguments: dict[str, Any]


class Reply(NamedTuple):
    """What came of one call: a value, and the arguments afterwards where they were observed."""

    value: Any
    arguments: dict[str, Any] | None = None


class Exchange(NamedTuple):
    """Calls that were made together, and what came back: a reply to each, or an exception."""

    function: str
    calls: list[tuple[dict[str, Any], dict[str, Any]]]  # arguments and extras
    replies: list[Reply] | None
    raised: str = ""  # an exception's type; "" with no replies: there was no answer at all


class Student:
    """The student's functions, as attributes. Arguments are named by the exercise.

    What is called, and what comes back, is added to `record`.
    """

    def __init__(
        self,
        attempt: Attempt,
        signatures: dict[str, list[str]],
        context: Context,
        record: list[Exchange] | None = None,
    ) -> None:
        self._attempt = attempt
        self._signatures = signatures
        self._context = context
        self._record = [] if record is None else record

    def __getattr__(self, name: str) -> Function:
        """Return the student's function of that name."""
        if name.startswith("__"):
            raise AttributeError(name)
        parameters = self._signatures.get(name, [])
        return Function(self._attempt, name, parameters, self._context, self._record)


class Function:
    """One function of the student's."""

    def __init__(
        self,
        attempt: Attempt,
        name: str,
        parameters: list[str],
        context: Context,
        record: list[Exchange],
    ) -> None:
        self._attempt = attempt
        self._name = name
        self._parameters = parameters
        self._context = context
        self._record = record

    def __call__(self, *args: Any, extras: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Call the function and return what it returned, as plain data.

        `extras` are values for parameters that the exercise does not have but a
        student may ask for, by name.
        """
        return self._call([(args, kwargs)], extras)[0].value

    def many(
        self, calls: Sequence[Sequence[Any]], extras: dict[str, Any] | None = None
    ) -> list[Any]:
        """Call the function once for each list of arguments, in one exchange."""
        return [reply.value for reply in self._call([(args, {}) for args in calls], extras)]

    def observe(self, *args: Any, extras: dict[str, Any] | None = None, **kwargs: Any) -> Observed:
        """Call the function and return its value and its arguments as it left them."""
        reply = self._call([(args, kwargs)], extras, observe=True)[0]
        return Observed(reply.value, reply.arguments or {})

    def _call(
        self, calls: Sequence[Any], extras: dict[str, Any] | None, *, observe: bool = False
    ) -> list[Reply]:
        bound = [(self._name_arguments(*call), extras or {}) for call in calls]
        replies, raised = None, ""
        try:
            replies = self._ask(bound, observe=observe)
        except StudentCrashed as error:
            raised = error.type_name
            raise
        finally:
            self._record.append(Exchange(self._name, bound, replies, raised))
        return replies

    def _ask(self, bound: list[Any], *, observe: bool) -> list[Reply]:
        call = m.Call(self._name, observe)
        answers = self._attempt.call(call, [list(pair) for pair in bound], self._context)
        width = 2 if observe else 1
        for answer in answers:
            if not isinstance(answer, list) or len(answer) != width:
                raise StudentCrashed(f"{self._name} broke the grading protocol")
            if observe and not isinstance(answer[1], dict):
                raise StudentCrashed(f"{self._name} broke the grading protocol")
        return [Reply(answer[0], *map(Afterwards, answer[1:])) for answer in answers]

    def _name_arguments(self, args: Sequence[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
        if len(args) > len(self._parameters):
            raise TypeError(f"{self._name} takes {len(self._parameters)} arguments")
        return dict(zip(self._parameters, args, strict=False)) | kwargs
