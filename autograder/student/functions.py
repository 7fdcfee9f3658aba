"""The student's functions as graders see them: a call returns plain data.

The calls go to the sandbox (see `notebook`). Nothing here trusts a worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from autograder.languages import say
from autograder.student import claims
from autograder.student.errors import Failure, StudentCrashed, StudentMissing, broke_protocol
from autograder.student.figures import Figure, figure_of
from autograder.student.forks import Context
from autograder.student.handles import place_of
from autograder.student.raised import by_student
from autograder.wire import messages as m
from autograder.wire.messages import Manner


class Afterwards(dict[str, Any]):
    """Arguments as a call left them; it remembers which of them a test read."""

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

    kinds: tuple[str, ...]  # the names of its class and all base classes, its own class first
    text: str


class Counted(NamedTuple):
    """What a function returned, and how many lines of Python were executed for it."""

    value: Any
    lines: int


class Printed(NamedTuple):
    """What a function returned, and what it printed."""

    value: Any
    text: str


class Written(NamedTuple):
    """What a function returned, and the text of the file that it wrote."""

    value: Any
    text: str


class Cost(NamedTuple):
    """What a function returned, and the CPU time that the kernel counted for it."""

    value: Any
    cpu_s: float  # in seconds, for all its threads


class Reply(NamedTuple):
    """The answer to one call: a value, and the arguments afterwards if they were observed."""

    value: Any
    arguments: dict[str, Any] | None = None
    told: Any = None  # the report beside the value, in some manners of calling


class Exchange(NamedTuple):
    """Calls that were made together, and what came back: a reply for each, or one exception."""

    function: str
    calls: list[tuple[dict[str, Any], dict[str, Any]]]  # the arguments and extras of each call
    replies: list[Reply] | None
    raised: str = ""  # an exception's type; "" and no replies mean no answer at all
    manner: Manner = Manner.CALL
    details: Any = None  # the details of the manner
    failure: Failure = Failure()  # what may be shown of the exception
    is_accepted: bool = False  # whether the test that made the calls passed


class Callee(Protocol):
    """Carries calls to the sandbox: one attempt, or all attempts at a submission."""

    def call(self, request: m.Call, calls: list[Any], context: Context) -> list[Any]:
        """Make calls for an exercise; raises StudentError if there is no answer."""
        ...

    def measure(
        self, request: m.Call, calls: list[Any], context: Context
    ) -> tuple[list[Any], float]:
        """Make two calls; return the second one's answer, and its CPU time in seconds."""
        ...

    def live(self, function: str, context: Context) -> Any:
        """Return a handle of a function or a class; raises StudentError if there is none."""
        ...


class Student:
    """The student's functions, as attributes. The exercise gives the names of the arguments.

    Each call and what comes back are added to `record`.
    """

    def __init__(
        self,
        attempt: Callee,
        signatures: dict[str, list[str]],
        context: Context,
        record: list[Exchange] | None = None,
        probes: str = "",
    ) -> None:
        self._attempt = attempt
        self._signatures = signatures
        self._context = context
        self._record = [] if record is None else record
        self._probes = probes  # the source of the instructor's probes

    def __getattr__(self, name: str) -> Function:
        """Return the student's function with this name."""
        if name.startswith("__"):
            raise AttributeError(name)
        return Function(self._attempt, name, self._signatures, self._context, self._record)

    def value(self, name: str) -> Any:
        """Return the value of the student's variable of that name, as plain data.

        Raises StudentMissing if it has none. `student["answer"]` is the same.
        """
        return getattr(self, name).read()

    __getitem__ = value

    def printed(self, name: str) -> Printed:
        """Return what the student's answer cell printed, and the value of its last line.

        The cell of the exercise `name` has the ID `name-printed`; it ran with the notebook.
        """
        answer: Printed = getattr(self, name).printed()
        return answer

    def run_probe(self, name: str, /, **given: Any) -> Any:
        """Call a function of probes.py beside the student's code; return plain data.

        Its parameters that are not given are names of the student's notebook. The student's code
        may have decided what it returns.
        """
        return getattr(self, self._context.exercise).probed(name, self._probes, given)


class Function:
    """One of the student's functions or classes."""

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

        `extras` are values, by name, for parameters that the exercise does not have but that a
        student may have added. A function among the arguments stays here: student code calls it
        back. Raises StudentError if there is no answer.
        """
        if any(callable(value) for value in (*args, *kwargs.values())):
            return self._call_with_functions(self._name_arguments(args, kwargs))
        return self._call([(args, kwargs)], extras)[0].value

    def live(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function; a value without a plain form stays in the sandbox, as a handle.

        A handle is called and asked for attributes, items, its length and its text, and each
        answer is plain or a handle. It cannot be compared: see `student.handles`. Arguments
        are passed as they are, to the student's own parameters.
        """
        return self._attempt.live(self._name, self._context)(*args, **kwargs)

    def read(self) -> Any:
        """Return the value that the name has, as plain data; nothing is called."""
        return self._call([((), {})], None, manner=Manner.VALUE)[0].value

    def many(
        self, calls: Sequence[Sequence[Any]], extras: dict[str, Any] | None = None
    ) -> list[Any]:
        """Call the function once for each list of arguments, in one exchange; return all values."""
        return [reply.value for reply in self._call([(args, {}) for args in calls], extras)]

    def observe(
        self, *args: Any, items: int = 0, extras: dict[str, Any] | None = None, **kwargs: Any
    ) -> Observed:
        """Call the function and return its value and its arguments as it left them.

        A generator does nothing before its items are taken, so its value is the list of at most
        `items` first items.
        """
        manner = Manner.ITEMS if items else Manner.CALL
        call = [(args, kwargs)]
        reply = self._call(call, extras, observe=True, manner=manner, details=items or None)[0]
        return Observed(reply.value, reply.arguments or {})

    def items(
        self, *args: Any, most: int = 1000, extras: dict[str, Any] | None = None, **kwargs: Any
    ) -> list[Any]:
        """Call a generator; return at most `most` items, each as it was when it was yielded.

        The function may return any iterable, such as a list.
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
        """Make an object with these arguments, take steps with it, and return the answers by name.

        A step is a method's name followed by its arguments, or the name of an attribute. The
        answers are named after the steps: "fit", "predict", and for a second call "predict 2".
        Raises StudentMissing if the object has no such method or attribute.
        """
        named = [[name, self._name_arguments(rest, {}, name)] for name, *rest in steps]
        answers: dict[str, Any]  # claims.is_sound has checked this
        answers = self._call([(args, kwargs)], extras, manner=Manner.USE, details=named)[0].value
        if len(answers) < len(named):
            told = say("{name} has no {part}", name=self._name, part=named[len(answers)][0])
            raise StudentMissing(told)
        return answers

    def refuses(
        self, *args: Any, extras: dict[str, Any] | None = None, **kwargs: Any
    ) -> Refused | None:
        """Call the function with arguments that it must refuse; return the exception, or None.

        None means that it did not refuse them. A stub's NotImplementedError refuses nothing.
        """
        told = self._call([(args, kwargs)], extras, manner=Manner.REFUSE)[0].told
        return None if told is None else Refused(tuple(told[0]), told[1])

    def lines(self, *args: Any, extras: dict[str, Any] | None = None, **kwargs: Any) -> Counted:
        """Call the function and count the executed lines of Python; see check_vectorized.

        NumPy's own lines count too, and a line counts each time it is executed.
        """
        reply = self._call([(args, kwargs)], extras, manner=Manner.LINES)[0]
        return Counted(reply.value, reply.told)

    def printed(self, *args: Any, extras: dict[str, Any] | None = None, **kwargs: Any) -> Printed:
        """Call the function; return its value and what it printed, at most 50,000 characters."""
        answer = self._call([(args, kwargs)], extras, manner=Manner.PRINTED)[0].value
        return Printed(answer["value"], answer["printed"])

    def written(
        self, file: str, /, *args: Any, extras: dict[str, Any] | None = None, **kwargs: Any
    ) -> Written:
        """Call the function; return its value and the text that it wrote into a file.

        `file` is the file's path in the working folder. The text is "" if the call wrote no such
        file, and is cut after 50,000 characters. A handed-out file would be removed: name another.
        """
        call = [(args, kwargs)]
        answer = self._call(call, extras, manner=Manner.WRITTEN, details=file)[0].value
        return Written(answer["value"], answer["written"])

    def figure(
        self, *args: Any, extras: dict[str, Any] | None = None, **kwargs: Any
    ) -> Figure | None:
        """Call the function; return the figure that it returned or drew last, as plain data.

        A function may also return axes of matplotlib, or a grid of seaborn. For a variable that
        holds one of these, nothing is called. None means that there is no figure.
        """
        reply = self._call([(args, kwargs)], extras, manner=Manner.FIGURE)[0]
        return figure_of(reply.value)

    def probed(self, probe: str, source: str, given: dict[str, Any]) -> Any:
        """Return what a probe returns for the student's function; see `Student.run_probe`."""
        extras = {"source": source, "probe": probe}
        return self._call([((), given)], extras, manner=Manner.PROBE)[0].value

    def cost(self, few: Sequence[Any], many: Sequence[Any]) -> Cost:
        """Call the function with few samples, then with very many; time the second for check_cost.

        No lines are counted, so student code gains nothing by changing a count.
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

    def _call_with_functions(self, arguments: dict[str, Any]) -> Any:
        """Call the function through a handle, which alone can pass functions; record the call."""
        replies, failure = None, Failure()
        try:
            value = self.live(*arguments.values())
            replies = [Reply(value)] if place_of(value) is None else None
        except Exception as error:
            if (told := by_student(error)) is None:
                raise
            failure = told.failure if isinstance(told, StudentCrashed) else failure
            raise told from None
        finally:
            raised = failure.type_name
            made = Exchange(self._name, [(arguments, {})], replies, raised, failure=failure)
            self._record.append(made)
        return value

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
