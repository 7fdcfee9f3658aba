"""One notebook of a submission: load it, and carry calls to the processes that serve them.

It trusts nothing that the worker sends: every reply is size-checked and decoded to plain data
before a grader sees it. Time is measured outside the worker, by `budget`.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from typing import Any

from autograder.course.settings import Limits
from autograder.errors import WireError
from autograder.languages import say
from autograder.sandbox.launch import Sandbox
from autograder.student.budget import Budget
from autograder.student.call_limit import CallLimit
from autograder.student.errors import (
    StudentCrashed,
    StudentMissing,
    StudentTimeout,
    broke_protocol,
    call_ended,
    code_ended,
)
from autograder.student.forks import Context, Fork
from autograder.student.handles import Calls
from autograder.student.held import Lent
from autograder.student.loading import Loader
from autograder.student.processes import Processes
from autograder.student.questions import Answer, Question
from autograder.student.reach import Reach, Shared
from autograder.student.telling import Words, unwritten
from autograder.submission.cells import Cells
from autograder.wire import messages as m
from autograder.wire.frames import decode, receive_frame, send, send_bytes
from autograder.wire.reach import Op

_REPLIES = m.Returned | m.Raised | m.Callback | m.Next


class Attempt:
    """One notebook, loaded in its sandbox; its functions answer calls."""

    def __init__(
        self, sandbox: Sandbox, cells: Cells, exercises: Sequence[str], limits: Limits, seed: int
    ) -> None:
        self._exercises = exercises
        self.call_limit = CallLimit()
        self._loader = Loader(sandbox, cells, exercises, limits, seed)
        self._budget = Budget(limits)
        self._processes = Processes(self._loader, self._budget)
        self._words = Words(cells, exercises, limits.memory_mib)
        self._died: set[str] = set()  # judgements in which the process ended by itself
        self._cannot_load = ""
        self._loaded = m.Loaded([], [], [], [], [])  # how it ended; nothing is defined before that
        self.asked_elsewhere = False  # whether student code asked what the reference does not

    @property
    def is_worth_asking(self) -> bool:
        """Return whether the notebook loaded to its end, with more than the needed statements."""
        return not self._cannot_load and not self._loaded.is_needed_alone

    @property
    def defined(self) -> frozenset[str]:
        """The exercises that can be called."""
        return frozenset(self._loaded.defined) & frozenset(self._exercises)

    @property
    def unwritten(self) -> frozenset[str]:
        """The exercises that are still the stubs that were handed out."""
        return self.defined & self._processes.unwritten

    @property
    def absent(self) -> frozenset[str]:
        """The exercises that the notebook neither defines nor can define."""
        return self._processes.absent.difference(self._loaded.defined, self._loaded.variables)

    @property
    def cut_short(self) -> frozenset[str]:
        """The exercises that depend on an interrupted statement."""
        return frozenset(self._loaded.cut_short)

    @property
    def notes(self) -> list[str]:
        """What the notebook's author ought to know about it."""
        return self._words.notes

    @property
    def for_instructor(self) -> list[str]:
        """The exceptions of the notebook's own code, word for word."""
        return self._words.for_instructor

    @property
    def too_slow(self) -> list[m.Place]:
        """The statements that did not end in time."""
        return self._loader.too_slow

    @property
    def ran_out_of_time(self) -> bool:
        """Whether the notebook's own code did not come to its end."""
        return self._cannot_load == "timeout"

    def load(self, extent: m.Extent, before: Attempt | None = None) -> None:
        """Execute the submission's statements in a fresh sandboxed process.

        What did not end in an attempt `before` gets little time. What may matter to no exercise
        has half of the time.
        """
        statement_s = self.call_limit.statement_s / (2 if extent is m.Extent.MATTERING else 1)
        if extent is m.Extent.ALL:
            statement_s = math.inf  # it may be the notebook's own work
        hurry = before.too_slow if before is not None else []
        self._loader.choose(extent, statement_s, hurry, sorted(self.call_limit.timed_out))
        try:
            try:
                loaded = self._processes.load(self._budget.total)
            except (EOFError, ConnectionError):
                loaded = self._processes.load(self._budget.total)  # it may work now
        except TimeoutError:
            self._cannot_load = "timeout"
            self._processes.abandon()  # it would go on until the submission's end
            self.notes.append(say("the notebook's own code did not end in time"))
        except (EOFError, ConnectionError):
            self._cannot_load = "crashed"
            self.notes.append(code_ended(self._processes.why_it_ended()))
        except WireError:
            self._cannot_load = "crashed"
            self.notes.append(say("the notebook's own code broke the grading protocol"))
        else:
            self._loaded = loaded
            self._words.loaded(loaded.notes)

    def could_load_more(self) -> bool:
        """Return whether statements that were skipped could matter to an exercise."""
        return self._processes.could_load_more()

    def rest(self) -> None:
        """End the processes that judged exercises: it is another notebook's turn."""
        self._processes.rest()

    def close(self) -> None:
        """End the submission's processes and everything that they started."""
        self._processes.abandon()

    def at_our_expense(self) -> AbstractContextManager[None]:
        """Give the time and bytes that are used inside back to the submission."""
        return self._budget.at_our_expense()

    def has_time(self) -> bool:
        """Return whether there is time for another call."""
        return not self._budget.total.is_used_up

    def call(self, request: m.Call, calls: list[Any], context: Context) -> list[Any]:
        """Make calls in the fork of an exercise; raises StudentError if there is no answer."""
        return self.ask(Question.of(request, calls), context).values

    def ask(
        self,
        question: Question,
        context: Context,
        known: Collection[bytes] = (),
        *,
        is_large: bool = False,
    ) -> Answer:
        """Make calls in the fork of an exercise; raises StudentError if there is no answer.

        An answer is not unpacked if its digest is in `known`.
        """
        context = self._processes.placed(context, question.request)
        function, is_read = question.request.function, question.request.manner in m.OF_VARIABLES
        self._refuse_if_hopeless(question.request, context)
        if function in self.unwritten - context.rebind and not is_read:
            raise unwritten(function)
        try:
            try:
                return self._ask(question, context, known, is_large=is_large)
            except (EOFError, ConnectionError):
                if context.judgement in self._died:
                    raise
                self._died.add(context.judgement)  # the machine may have caused one failure
                self._processes.abandon()
                return self._ask(question, context, known, is_large=is_large)
        except TimeoutError:
            self._processes.rest()
            self._budget.gave_up.add(context.judgement)
            told = say("{function} did not return in time", function=function)
            raise StudentTimeout(told) from None
        except (EOFError, ConnectionError):
            self._processes.end(context)
            why = self._processes.why_it_ended()
            raise StudentCrashed(call_ended(function, why)) from None
        except WireError:
            self._processes.end(context)
            raise StudentCrashed(broke_protocol(function)) from None
        finally:
            if question.request.manner is m.Manner.PROBE:  # its source is in that process
                self._processes.end(context)

    def measure(
        self, request: m.Call, calls: list[Any], context: Context
    ) -> tuple[list[Any], float]:
        """Make two calls in a process that cannot start others; return the second one's CPU time.

        The kernel counts everything that the process has done, in seconds. The first call does
        what a function does only once, such as an import.
        """
        context = self._processes.alone(self._processes.placed(context, request))
        few, many = calls
        self.call(request, [few], context)
        before = self._processes.fork_for(context)
        before_s = self._processes.cpu_s(before)
        answers = self.ask(Question.of(request, [many]), context, is_large=True).values
        if self._processes.fork_for(context) is not before:
            raise StudentCrashed(call_ended(request.function, ""))
        return answers, self._processes.cpu_s(before) - before_s

    def live(self, function: str, context: Context) -> Any:
        """Return a handle of a function or a class; raises StudentError if there is none.

        Names that are bound to the reference in this context refuse to be called through it.
        """
        context = self._processes.placed(context, m.Call(function))
        self._refuse_if_hopeless(m.Call(function), context)
        fork = self._processes.fork_for(context)
        if fork.reach is None:
            shared = Shared(self._loader.limits, self._budget, self._words, Lent(), {})
            fork.reach = Reach(fork.socket, fork.clock, shared)
            fork.reach.judgement = context.judgement
            fork.reach.decisions = Calls()
            fork.reach.lose = functools.partial(self._lose, context)
        return fork.reach.ask(Op.NAME, function, [])

    def _lose(self, context: Context) -> str:
        """End the fork of an exercise; return why it ended, if the kernel ended it."""
        self._processes.end(context)
        return self._processes.why_it_ended()

    def _ask(
        self, question: Question, context: Context, known: Collection[bytes], *, is_large: bool
    ) -> Answer:
        """Make calls in a fork; loading the notebook again for it is not charged to the student."""
        fork = self._processes.fork_for(context)
        limit_s, exercise = self._loader.limits.call_s, context.exercise
        once = functools.partial(
            self.call_limit.account, limit_s, exercise, question, is_large=is_large
        )
        purse = self._budget.purse(context.judgement, question.size, once)
        with purse.watch(fork.clock) as patience:
            send_bytes(fork.socket, question.frame, patience)
            fork.expect(context, question)
            frame = receive_frame(fork.socket, patience, purse.allowance)
        while (digest := frame.digest) not in known:
            reply, value = decode(frame, _REPLIES)
            if isinstance(reply, m.Next):
                purse.turn_to_the_next_call()
                with purse.watch(fork.clock) as patience:
                    frame = receive_frame(fork.socket, patience, purse.allowance)
                continue
            if not isinstance(reply, m.Callback):
                return Answer(digest, frame, self._values(question, reply, value, fork))
            answer, result = fork.answer(reply, value, *purse.answers)
            self.asked_elsewhere |= fork.asked_elsewhere
            purse.add_for_an_exchange()
            with purse.watch(fork.clock) as patience:
                send(fork.socket, answer, result, patience)
                frame = receive_frame(fork.socket, patience, purse.allowance)
        return Answer(digest, frame)

    def _values(
        self, question: Question, reply: m.Returned | m.Raised, value: Any, fork: Fork
    ) -> list[Any]:
        """Return what the calls returned; raises an error if there is no answer."""
        if isinstance(reply, m.Raised):
            if reply.type_name == "MemoryError" and not fork.is_first:
                raise EOFError  # without other processes it may have enough memory
            raise self._words.error(question.request.function, reply, question.calls)
        if not isinstance(value, list) or len(value) != question.size:
            raise WireError("wire: not one answer for each call")
        return value

    def _refuse_if_hopeless(self, request: m.Call, context: Context) -> None:
        if self._cannot_load == "timeout":
            raise StudentTimeout(say("the notebook's own code did not end in time"))
        if self._cannot_load:
            raise StudentCrashed(code_ended(""))
        function = request.function
        is_defined = function in self.defined or function in context.rebind
        if request.manner in m.OF_VARIABLES:
            is_defined |= function in self._exercises and function in self._loaded.variables
        if not is_defined and function in self.cut_short:
            raise StudentTimeout(say("the statement that defines it did not end in time"))
        if not is_defined:
            raise StudentMissing(self._words.why_absent(function))
        if context.judgement in self._budget.gave_up:
            raise StudentTimeout(say("not called again: an earlier call ran out of time"))
