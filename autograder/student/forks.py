"""What an attempt holds in its sandbox: a loaded notebook, and the forks that serve exercises."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any, NamedTuple

from autograder.sandbox.launch import Process
from autograder.student.budget import Account, Clock
from autograder.student.oracle import Solve
from autograder.student.questions import Question
from autograder.student.reach import Reach
from autograder.student.reference_calls import Responder
from autograder.wire import messages as m


class Loaded(NamedTuple):
    """A notebook's process, the clock that measures its tree, and a digest of what it wrote."""

    process: Process
    clock: Clock
    scratch: str = ""


class Context(NamedTuple):
    """Which fork a call goes to: the judged exercise, and the names bound to the reference.

    `solve` is the reference's own solution. `is_strict` is set if marks depend on answers to
    questions that the reference does not ask itself.
    """

    exercise: str
    functions: tuple[tuple[str, Callable[..., Any]], ...] = ()
    solve: Solve | None = None
    is_strict: bool = False
    without_asserts: bool = False  # run the notebook's functions without their asserts
    is_alone: bool = False  # in a process that cannot start another one
    is_plain: bool = False  # the call leaves nothing behind

    @property
    def judgement(self) -> str:
        """The name under which time is counted: an exercise, judged plainly or with names bound."""
        how = " strictly with " if self.is_strict else " with "
        words = how.join((self.exercise, *sorted(self.rebind)))
        return f"{words}, without asserts" if self.without_asserts else words

    @property
    def rebind(self) -> frozenset[str]:
        """The names that are bound to the reference's functions."""
        return frozenset(name for name, _ in self.functions)


class Fork:
    """A process that serves an exercise: a fork of the loaded process, or (`process`) itself."""

    def __init__(self, ours: socket.socket, clock: Clock, process: Process | None) -> None:
        self.socket = ours
        self.clock = clock
        self.process = process
        self.pid = 0  # nonzero if it is a fork
        self.exercise = ""  # the exercise whose calls it served last
        self.is_first = True  # whether it has not yet served another exercise
        self.reach: Reach | None = None  # through which handles ask
        self._responder: Responder | None = None

    def expect(self, context: Context, question: Question) -> None:
        """Prepare for the questions that student code may ask during these calls."""
        if context.functions and self._responder is None:
            solve, is_strict = context.solve, context.is_strict
            self._responder = Responder(dict(context.functions), solve, is_strict=is_strict)
        if self._responder is not None:
            self._responder.begin(question)

    def answer(self, asked: m.Callback, value: Any, *accounts: Account) -> tuple[m.Answer, Any]:
        """Evaluate a rebound function for the worker; refuse if it cannot be evaluated."""
        if self._responder is None:
            return m.Answer(ok=False), None
        return self._responder.answer(asked, value, *accounts)

    @property
    def asked_elsewhere(self) -> bool:
        """Whether student code asked a question that the reference does not ask."""
        return self._responder is not None and self._responder.asked_elsewhere

    def close(self) -> None:
        """Hang up."""
        self.socket.close()
        if self._responder is not None:
            self._responder.close()
