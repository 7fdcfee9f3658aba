"""The student's functions as graders see them: call them, and plain data comes back.

The calls go to the sandbox (see `notebook`); nothing here believes a worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from autograder.languages import say
from autograder.student import claims
from autograder.student.errors import Failure, StudentCrashed, StudentMissing, broke_protocol
from autograder.student.forks import Context
from autograder.wire import messages as m
from autograder.wire.messages import Manner


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


class Refused(NamedTuple):
    """The exception that a call raised."""

    kinds: tuple[str, ...]  # the names of its class and of all bases, the class first
    text: str


class Counted(NamedTuple):
    """What a function returned, and how many lines of Python that took."""

    value: Any
    lines: int


class Cost(NamedTuple):
    """What a function returned, and the CPU time that it took, as the kernel counts it."""

    value: Any
    cpu_s: float  # seconds, of all its threads


class Reply(NamedTuple):
    """The answer to one call: a value, and the arguments afterwards if they were observed."""

    value: Any
    arguments: dict[str, Any] | None = None
    told: Any = None  # beside the value, in some manners of calling


class Exchange(NamedTuple):
    """Calls that were made together, and what came back: a reply to each, or an exception."""

    function: str
    calls: list[tuple[dict[str, Any], dict[str, Any]]]  # arguments and extras
    replies: list[Reply] | None
    raised: str = ""  # an exception's type; "" with no replies: there was no answer at all
    manner: Manner = Manner.CALL
    details: Any = None  # of the manner
    failure: Failure = Failure()  # what may be told of the exception
    is_accepted: bool = False  # by a test that passed


class Callee(Protocol):
    """What carries calls to the sandbox: an attempt, or all attempts at a submission."""

    def call(self, request: m.Call, calls: list[Any], context: Context) -> list[Any]:
        """Make calls for an exercise; raises StudentError for no answer."""
        ...

    def measure(
        self, request: m.Call, calls: list[Any], context: Context
    ) -> tuple[list[Any], float]:
        """Make two calls; return the second one's answer, and the CPU time that it took."""
        ...


class Student:
    """The student's functions, as attributes. Arguments are named by the exercise.

    What is called, and what comes back, is added to `record`.
    """

    def __init__(
        self,
        attempt: Callee,
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
        return Function(self._attempt, name, self._signatures, self._context, self._record)


class Function:
    """One function of the student's, or a class."""

    def __init__(
        self,
        attempt: Callee,
        name: str,
        signatures: dict[str, list[str]],
        context: Context,
        record: list[Exchange],
    ) -> None:
        self._attempt = attempt
        self._name = name
        self._signatures = signatures
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

    def observe(
        self, *args: Any, items: int = 0, extras: dict[str, Any] | None = None, **kwargs: Any
    ) -> Observed:
        """Call the function and return its value and its arguments as it left them.

        Of a generator, which does nothing before it is asked: the value is the list of its
        first `items`, at most so many.
        """
        manner = Manner.ITEMS if items else Manner.CALL
        call = [(args, kwargs)]
        reply = self._call(call, extras, observe=True, manner=manner, details=items or None)[0]
        return Observed(reply.value, reply.arguments or {})

    def items(
        self, *args: Any, most: int = 1000, extras: dict[str, Any] | None = None, **kwargs: Any
    ) -> list[Any]:
        """Call a generator; return its items as they were when they were yielded, at most so many.

        Whatever can be iterated over will do: a function may return a list instead.
        """
        reply = self._call([(args, kwargs)], extras, manner=Manner.ITEMS, details=most)[0]
        return list(reply.value)

    def use(
        self,
        *args: Any,
        steps: Sequence[Sequence[Any]],
        extras: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Make an object of a class with these arguments, take steps with it, return the answers.

        A step is a method's name followed by its arguments, or the name of an attribute.
        The answers are named by the steps: "fit", "predict", and a second one "predict 2".
        Raises StudentMissing where the object has no such method or attribute.
        """
        named = [[name, self._name_arguments(rest, {}, name)] for name, *rest in steps]
        answers: dict[str, Any]  # see claims
        answers = self._call([(args, kwargs)], extras, manner=Manner.USE, details=named)[0].value
        if len(answers) < len(named):
            told = say("{name} has no {part}", name=self._name, part=named[len(answers)][0])
            raise StudentMissing(told)
        return answers

    def refuses(
        self, *args: Any, extras: dict[str, Any] | None = None, **kwargs: Any
    ) -> Refused | None:
        """Call the function with what it must refuse; return the exception, None where it did not.

        A stub's NotImplementedError refuses nothing.
        """
        told = self._call([(args, kwargs)], extras, manner=Manner.REFUSE)[0].told
        return None if told is None else Refused(tuple(told[0]), told[1])

    def lines(self, *args: Any, extras: dict[str, Any] | None = None, **kwargs: Any) -> Counted:
        """Call the function and count the lines of Python that are executed; see check_vectorized.

        NumPy's own lines count too, and one line counts for each time that it is executed.
        """
        reply = self._call([(args, kwargs)], extras, manner=Manner.LINES)[0]
        return Counted(reply.value, reply.told)

    def cost(self, few: Sequence[Any], many: Sequence[Any]) -> Cost:
        """Call the function with few samples, then with very many; measure that for check_cost.

        No lines are counted, and nothing that student code does to a count helps it.
        """
        calls = [[self._name_arguments(arguments, {}), {}, None] for arguments in (few, many)]
        answers, cpu_s = self._attempt.measure(m.Call(self._name), calls, self._context)
        match answers:
            case [[value, _]]:
                return Cost(value, cpu_s)
        raise StudentCrashed(broke_protocol(self._name))

    def _call(
        self,
        calls: Sequence[Any],
        extras: dict[str, Any] | None,
        *,
        observe: bool = False,
        manner: Manner = Manner.CALL,
        details: Any = None,
    ) -> list[Reply]:
        bound = [(self._name_arguments(*call), extras or {}) for call in calls]
        replies, failure = None, Failure()
        try:
            call = m.Call(self._name, manner, observe)
            replies = self._ask(call, [[*pair, details] for pair in bound])
        except StudentCrashed as error:
            failure = error.failure
            raise
        finally:
            self._record.append(
                Exchange(
                    *(self._name, bound, replies, failure.type_name),
                    *(manner.compared, details, failure),
                )
            )
        return replies

    def _ask(self, call: m.Call, calls: list[Any]) -> list[Reply]:
        answers = self._attempt.call(call, calls, self._context)
        for answer, made in zip(answers, calls, strict=True):
            if not claims.is_sound(call, made, answer):
                raise StudentCrashed(broke_protocol(self._name))
            if claims.is_too_large(call, answer):
                told = say("{function} returned more than can be sent", function=self._name)
                raise StudentCrashed(told)
        return [
            Reply(value, Afterwards(*after) if after else None, told)
            for value, told, *after in answers
        ]

    def _name_arguments(
        self, args: Sequence[Any], kwargs: dict[str, Any], method: str = ""
    ) -> dict[str, Any]:
        name = f"{self._name}.{method}" if method else self._name
        parameters = self._signatures.get(name, [])
        if len(args) > len(parameters):
            raise TypeError(f"{name} takes {len(parameters)} arguments")
        return dict(zip(parameters, args, strict=False)) | kwargs
