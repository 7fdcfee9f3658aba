"""The grader's end of the connection to one process that serves test cells.

Trusted. Every reply is checked before a test sees it. Time is measured outside the sandbox, and
the grader's functions are called back only within limits.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from typing import Any, NamedTuple, NoReturn

from autograder.course.settings import Limits
from autograder.errors import WireError
from autograder.languages import say
from autograder.student.budget import Account, Budget, Clock, Purse
from autograder.student.changed import write_into
from autograder.student.errors import (
    StudentCrashed,
    StudentError,
    StudentMissing,
    StudentTimeout,
    broke_protocol,
    call_ended,
)
from autograder.student.handles import Asking, Decisions, HandleRefusal, place_of
from autograder.student.held import HeldThere, Lent
from autograder.student.missing import is_empty, leaves_out
from autograder.student.raised import by_student, made, note
from autograder.student.telling import Words
from autograder.student.twins import Twins
from autograder.wire import messages as m
from autograder.wire import reach as r
from autograder.wire.frames import receive, send
from autograder.wire.reach import Op
from autograder.wire.values import TooLargeError

_REPLIES = r.Done | r.Threw
_OURS = frozenset({Op.BIND, Op.UNBIND, Op.SEED, Op.RUN})  # their answer is never an exception
_RUNNING = frozenset({Op.CALL, Op.OPERATE, Op.SET})  # what changes objects
_UNNAMED = frozenset({Op.OPERATE, Op.NEW, Op.FILL, Op.FIELDS})  # a failure names what was before
_MOST_NESTED = 30  # levels of questions inside callbacks inside questions
_MOST_CALLS_BACK = 100_000  # callbacks during one question
_MOST_CHARS = 4000  # characters of the text of a grader's exception


class Shared(NamedTuple):
    """What all processes of one notebook share."""

    limits: Limits
    budget: Budget
    words: Words
    lent: Lent
    given: dict[str, type]  # the instructor's classes that the notebook has too, by their names


def _peeked(answer: Any) -> Any:
    """Return the value of a name in the answer to PEEK, which says first whether it is plain."""
    return answer[1] if isinstance(answer, list) and len(answer) == 2 else answer


class Reach:
    """What can be asked of one process."""

    def __init__(self, sock: socket.socket, clock: Clock, shared: Shared) -> None:
        self.socket = sock
        self.clock = clock
        self.ended: StudentError | None = None  # the reason why nothing more can be asked
        self.decisions = Decisions()
        self.judgement = ""  # the judgement to which time is charged
        self.name = ""  # the name that a failure's message uses
        self.lose: Callable[[], str] = lambda: ""  # ends the process, and says why it ended
        self._shared = shared
        self._held = HeldThere(self, shared.lent, shared.given)
        self._twins = Twins(self._ask, shared.given)
        self._raised: list[BaseException] = []  # exceptions that the grader's functions raised
        self._depth = 0

    def inherit(self, parent: Reach) -> None:
        """Let a fork call what its parent was lent."""
        self._held.borrowed |= parent._held.borrowed

    def refuse(self) -> NoReturn:
        """End a process whose answer our own code would never give; raises StudentCrashed."""
        self.lose()
        self.ended = StudentCrashed(broke_protocol(self.name))
        raise self.ended

    def ask(self, op: Op, name: str, values: list[Any]) -> Any:
        """Return the answer: a plain value or a handle; raises the exception of student code.

        Raises StudentError if there is no answer, and TypeError for values that cannot be sent.
        """
        if op in _RUNNING:
            self.decisions.prepare()
        sent = [self._twins.leaving(value) for value in values]
        answer = self._ask(op, name, sent, values)
        return self._twins.arrived(answer, has_run=op in _RUNNING)

    def _ask(self, op: Op, name: str, sent: list[Any], values: list[Any] | None = None) -> Any:
        """Return the answer to values as they are sent; `values` are the grader's own."""
        if self.ended is not None:
            raise self.ended
        if op is Op.CALL:
            self.name = _name_of(sent[0])
        elif op not in _UNNAMED:
            self.name = name
        if self._depth >= _MOST_NESTED:
            raise RecursionError(say("calls and calls back are nested too deeply"))
        answer, thrown = self._answered(op, name, sent, sent if values is None else values)
        if thrown is not None:
            raise thrown
        return answer

    def _answered(
        self, op: Op, name: str, sent: list[Any], values: list[Any]
    ) -> tuple[Any, BaseException | None]:
        """Return the answer, or the exception that student code raised.

        Raises StudentError if the process was lost. An OSError of student code is no such loss.
        """
        self._depth += 1
        try:
            return self._answer(op, name, sent, values)
        except TimeoutError:
            self.lose()
            told = say("{function} did not return in time", function=self.name)
            self.ended = StudentTimeout(told)
        except (EOFError, OSError):
            self.ended = StudentCrashed(call_ended(self.name, self.lose()))
        except WireError:
            self.refuse()
        except BaseException as error:
            if not isinstance(error, Exception | SystemExit):  # it may have cut an exchange off
                self.ended = StudentCrashed(call_ended(self.name, self.lose()))
            raise
        finally:
            self._depth -= 1
        raise self.ended

    def _answer(
        self, op: Op, name: str, sent: list[Any], values: list[Any]
    ) -> tuple[Any, BaseException | None]:
        """Return the answer, or the exception that student code raised."""
        limits, budget = self._shared.limits, self._shared.budget
        purse = budget.purse(self.judgement, 1, lambda: Account(limits.call_s))
        reply, value = self.exchange(r.Use(op, name), sent, purse, _REPLIES)
        match reply, value:
            case r.Done(), [answer, list(changes)]:
                if changes:
                    write_into(values, self._twins.arrived(changes))
                self._refuse_missing(_peeked(answer) if op is Op.PEEK else answer)
                _note_way(answer, op, name if op in {Op.NAME, Op.GET} else f"{self.name}(...)")
                return (answer if reply.returned < 0 else _argument(reply, values)), None
            case r.Threw(), [list(args), own] if op not in _OURS:
                error = self._error(reply, args, own, values)
                is_an_end = isinstance(error, StopIteration) and name != "__next__"
                if is_an_end and not self.decisions.allows("raise StopIteration"):
                    # It would end a loop of the test, as if all of it had been right.
                    told = by_student(error) or StudentCrashed(broke_protocol(self.name))
                    error = note(RuntimeError("a call raised StopIteration"), told)
                return None, error
        raise WireError("wire: not an answer to the question")

    def _refuse_missing(self, answer: Any) -> None:
        """Raise HandleRefusal for missing values in an answer, if the solution has none."""
        is_solution = self.decisions.allowed is None
        is_missing = leaves_out(answer, or_is_nan=is_solution)
        is_missing |= is_empty(answer, or_a_container=is_solution)
        if is_missing and not self.decisions.allows("missing values"):
            raise HandleRefusal(
                say("the answer is empty or has missing values, which a comparison would leave out")
            )

    def exchange(self, message: Any, value: Any, purse: Purse, replies: Any) -> tuple[Any, Any]:
        """Send a message, answer all callbacks, and return the reply with its value.

        Raises what `receive` raises.
        """
        calls_back = 0
        while True:
            with purse.watch(self.clock) as patience:
                self._send(message, value, patience)
                reply, value = receive(
                    self.socket,
                    replies | r.Back | m.Callback,
                    patience,
                    purse.allowance,
                    self._held,
                )
            if isinstance(reply, r.Reply):
                for is_error, text in reply.printed:
                    (sys.stderr if is_error else sys.stdout).write(text)
            if not isinstance(reply, r.Back | m.Callback):
                return reply, value
            calls_back += 1
            if calls_back > _MOST_CALLS_BACK:
                raise TimeoutError
            purse.add_for_an_exchange()
            if isinstance(reply, m.Callback):  # of a name that is bound to the reference
                message, value = m.Answer(ok=False), None
            else:
                message, value = self._call_back(reply, value)

    def _send(self, message: Any, value: Any, patience: Any) -> None:
        try:
            send(self.socket, message, value, patience, strict=True, holder=self._held)
        except (TypeError, TooLargeError) as error:  # nothing was sent
            told = TypeError("too much of this is outside arrays: it cannot be sent")
            told = error if isinstance(error, TypeError) else told
            if not isinstance(message, r.Result):
                raise told from None
            self._send(self._pass_on(told), None, patience)

    def _call_back(self, back: r.Back, value: Any) -> tuple[r.Result, Any]:
        """Call a function of the grader with hostile arguments."""
        self._held.check_borrowed(back.number)
        match value:
            case [list(args), dict(kwargs)]:
                pass
            case _:
                raise WireError("wire: a call back without arguments")
        try:
            args, kwargs = self._twins.arrived([args, kwargs])
            return r.Result(), self._twins.leaving(self._held.call(back.number, args, kwargs))
        except Exception as error:
            if self.ended is not None:  # a question of the function has ended the process
                raise
            return self._pass_on(error), None
        except BaseException:
            self.ended = StudentCrashed(call_ended(self.name, self.lose()))
            raise

    def _pass_on(self, error: Exception) -> r.Result:
        """Return the result that tells student code that a grader's function raised."""
        self._raised.append(error)
        name = next(k.__name__ for k in type(error).__mro__ if k.__module__ == "builtins")
        return r.Result(name, str(error)[:_MOST_CHARS], len(self._raised) - 1)

    def _error(self, threw: r.Threw, args: list[Any], own: Any, values: list[Any]) -> BaseException:
        """Return the exception that student code raised."""
        if threw.is_missing:
            return StudentMissing(self.name)
        if threw.lent >= 0:
            if threw.lent >= len(self._raised):
                raise WireError("wire: an exception that was never raised")
            return self._raised[threw.lent]
        if own is not None and not (isinstance(own, Asking) and isinstance(own, Exception)):
            raise WireError("wire: an exception that is none")
        error = made(threw.type_names, args, threw.text) if own is None else own
        if own is not None:
            object.__setattr__(own, "args", tuple(args))
        error.args = tuple(args)
        error = self._twins.error(error)
        name = next(iter(threw.type_names), "").rpartition(".")[2]
        raised = m.Raised(name, threw.text, threw.is_stub, threw.cell, threw.line)
        return note(error, self._shared.words.error(self.name, raised, values))


def _argument(reply: r.Done, values: list[Any]) -> Any:
    """Return the argument that a call returned: the grader's own object; WireError if none."""
    match values:
        case [_, list(args), dict()] if reply.returned < len(args):
            return args[reply.returned]
    raise WireError("wire: an argument that there is not")


def _note_way(answer: Any, op: Op, name: str) -> None:
    """Note how the object in an answer was found."""
    place = place_of(answer)
    if place is None:
        return
    place.way = {Op.NAME: "", Op.GET: f".{name}"}.get(op, "()")
    place.name = name


def _name_of(value: Any) -> str:
    """Return the name of a called object in a failure's message, without asking the sandbox."""
    place = place_of(value)
    return (place.name if place is not None else "") or type(value).__name__
