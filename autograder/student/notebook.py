"""Load one notebook in its sandbox and carry calls to the forks that judge its exercises.

Trusts nothing the worker sends: every reply is size-checked and decoded to
plain data before a grader sees it. Time is kept outside the worker, by `budget`.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.course.settings import Limits
from autograder.errors import WireError
from autograder.sandbox.launch import Sandbox
from autograder.student.budget import Account, Budget, Clock, Warned
from autograder.student.causes import memory_limit
from autograder.student.errors import (
    StudentCrashed,
    StudentMissing,
    StudentTimeout,
)
from autograder.student.forks import Context, Fork, Loaded
from autograder.student.objects import forms_of
from autograder.student.telling import Words
from autograder.submission.cells import Cells
from autograder.wire import messages as m
from autograder.wire.frames import Allowance, receive, send
from autograder.wire.messages import pack_cells

MAX_CALL_BYTES = 256 << 20  # that a submission may send: as one answer with its callbacks
MAX_SUBMISSION_BYTES = 1 << 30  # and in all
_AFTER_ALL_S = 5  # CPU seconds beyond the limit, after which the kernel ends a process
_REPLIES = m.Returned | m.Raised | m.Callback
_EXCHANGE_S, _EXCHANGES = 0.001, 5000  # for a call back, which its author did not write


class Attempt:
    """One notebook, loaded in its sandbox, and the forks that judge its exercises."""

    def __init__(
        self, sandbox: Sandbox, cells: Cells, exercises: Sequence[str], limits: Limits, seed: int
    ) -> None:
        self._sandbox = sandbox
        self._cells = cells
        self._exercises = list(exercises)
        self._limits = limits
        self._seed = seed
        self._loaded: Loaded | None = None
        self._budget = Budget(limits)
        self._gave_up: set[str] = set()  # judgements that ran out of time
        self._died: set[str] = set()  # judgements whose process ended by itself
        self._forks: dict[Context, Fork] = {}  # of the exercise being judged
        self._cannot_load = ""
        self._extent = m.Extent.NEEDED
        self._exercise = ""  # which is being judged
        self._is_spoilt = False  # whether an exercise has left files: the notebook is loaded again
        self._slow: list[m.Place] = []  # statements that were interrupted
        self._allowance = Allowance(MAX_SUBMISSION_BYTES)
        self._words = Words(cells, self._exercises, limits.memory_mib)
        self.asked_elsewhere = False  # whether the reference was asked what it does not ask itself
        self.defined: frozenset[str] = frozenset()
        self.cut_short: frozenset[str] = frozenset()  # exercises that miss what a statement does
        self._is_needed_alone = False  # nothing could matter but what is needed

    @property
    def is_worth_asking(self) -> bool:
        """Return whether the notebook's own code came to its end, and more than needed was run."""
        return not self._cannot_load and not self._is_needed_alone

    @property
    def notes(self) -> list[str]:
        """What the notebook's author should know of it."""
        return self._words.notes

    @property
    def for_instructor(self) -> list[str]:
        """What the notebook's code raised, word for word."""
        return self._words.for_instructor

    # -- loading ------------------------------------------------------------------

    def load(self, extent: m.Extent) -> None:
        """Execute the submission's statements in a fresh sandboxed process."""
        self._extent = extent
        try:
            try:
                loaded = self._load(self._budget.total)
            except (EOFError, ConnectionError):
                loaded = self._load(self._budget.total)  # once may be the machine's doing
        except TimeoutError:
            self._cannot_load = "timeout"
            self.notes.append(f"the notebook's own code ran longer than {self._limits.load_s:g} s")
        except (EOFError, ConnectionError):
            self._cannot_load = "crashed"
            self.notes.append(
                f"the notebook's own code {self._how_it_ended('ended the interpreter')}"
            )
        except WireError:
            self._cannot_load = "crashed"
            self.notes.append("the notebook's own code broke the grading protocol")
        else:
            self._is_needed_alone = loaded.is_needed_alone
            self.defined = frozenset(loaded.defined) & frozenset(self._exercises)
            self.cut_short = frozenset(loaded.cut_short)
            self._words.loaded(loaded.notes)

    def _load(self, *accounts: Account, processes: int | None = None) -> m.Loaded:
        limits = self._limits
        self._forget_loaded()
        process = self._sandbox.spawn(
            m.Limits(
                memory_mib=limits.memory_mib,
                cpu_s=int(limits.total_s) + _AFTER_ALL_S,
                processes=processes or limits.processes,
                file_size_mib=limits.file_size_mib,
                scratch_mib=limits.scratch_mib,
            )
        )
        self._loaded = Loaded(process, Clock(lambda: self._sandbox.usage(process)))
        request = m.Load(self._exercises, self._extent, self._slow, self._seed)
        cells = pack_cells(self._cells.code)
        account = Warned(limits.load_s, lambda: self._sandbox.interrupt(process))
        with self._loaded.clock.watch(account, *accounts) as patience:
            send(process.socket, request, cells, patience)
            loaded, _ = receive(process.socket, m.Loaded, patience, self._allowance)
        self._slow = self._slow or loaded.too_slow
        self._loaded = self._loaded._replace(scratch=self._sandbox.scratch(process))
        return loaded

    def rest(self) -> None:
        """End what judged exercises so far: another notebook's turn has come."""
        self._end_forks()

    def close(self) -> None:
        """End the submission's processes and everything that they started."""
        self._abandon()

    @contextlib.contextmanager
    def at_our_expense(self) -> Iterator[None]:
        """Give back, of what the whole submission may use, the time and bytes used inside."""
        allowance, self._allowance = self._allowance, Allowance(MAX_SUBMISSION_BYTES)
        try:
            with self._budget.at_our_expense():
                yield
        finally:
            self._allowance = allowance

    def has_time(self) -> bool:
        """Return whether a call may be made yet."""
        return not self._budget.total.is_used_up

    # -- calling ------------------------------------------------------------------

    def call(self, request: m.Call, calls: list[Any], context: Context) -> list[Any]:
        """Make calls in the fork of an exercise; raises StudentError for no answer."""
        self._refuse_if_hopeless(request.function, context)
        try:
            try:
                return self._ask(request, calls, context)
            except (EOFError, ConnectionError):
                if context.judgement in self._died:
                    raise
                self._died.add(context.judgement)  # once may be the machine's doing
                self._abandon()
                return self._ask(request, calls, context)
        except TimeoutError:
            self._abandon()
            self._gave_up.add(context.judgement)
            raise StudentTimeout(f"{request.function} did not return in time") from None
        except (EOFError, ConnectionError):
            self._end_fork(context)
            raise StudentCrashed(f"{request.function} {self._how_it_ended()}") from None
        except WireError:
            self._end_fork(context)
            raise StudentCrashed(f"{request.function} broke the grading protocol") from None

    def measure(
        self, request: m.Call, calls: list[Any], context: Context
    ) -> tuple[list[Any], float]:
        """Make two calls, in a process that can start no other; return the second one's CPU time.

        It is the kernel's count, of all that the process has done. The first call is there for
        what a function does once, such as an import.
        """
        context = context._replace(is_alone=True)
        few, many = calls
        self.call(request, [few], context)
        process = self._fork_for(context).process
        before_s = self._sandbox.usage(process).cpu_s if process is not None else 0.0
        answers = self.call(request, [many], context)
        after = self._fork_for(context).process
        if process is None or after is not process:
            raise StudentCrashed(f"{request.function} ended the Python process")
        return answers, self._sandbox.usage(process).cpu_s - before_s

    def _ask(self, request: m.Call, calls: list[Any], context: Context) -> list[Any]:
        """Make calls in a fork; to load the notebook again for it counts for nobody."""
        fork = self._fork_for(context)
        once = Account(self._limits.call_s * len(calls))
        charged = self._budget.exercise(context.judgement), self._budget.total
        allowance = Allowance(MAX_CALL_BYTES, self._allowance)
        with fork.clock.watch(once, *charged) as patience:
            send(fork.socket, request, calls, patience, strict=True)
            fork.expect(context, request, calls)
            reply, value = receive(fork.socket, _REPLIES, patience, allowance)
        answering = Account(self._limits.exercise_s)  # what the reference needs is not theirs
        exchanges = 0
        while isinstance(reply, m.Callback):
            answer, result = fork.answer(reply, value, answering, self._budget.answers)
            self.asked_elsewhere |= fork.asked_elsewhere
            if exchanges < _EXCHANGES:
                once.limit_s += _EXCHANGE_S
            exchanges += 1
            with fork.clock.watch(once, *charged) as patience:
                send(fork.socket, answer, result, patience)
                reply, value = receive(fork.socket, _REPLIES, patience, allowance)
        if isinstance(reply, m.Raised):
            raise self._words.error(request.function, reply, calls)
        if not isinstance(value, list) or len(value) != len(calls):
            raise WireError("wire: not one answer for each call")
        return value

    def _refuse_if_hopeless(self, function: str, context: Context) -> None:
        if self._cannot_load == "timeout":
            raise StudentTimeout("the notebook's own code did not end in time")
        if self._cannot_load:
            raise StudentCrashed("the notebook's own code ended the interpreter")
        is_defined = function in self.defined or function in context.rebind
        if not is_defined and function in self.cut_short:
            raise StudentTimeout("the statement that defines it did not end in time")
        if not is_defined:
            raise StudentMissing(self._words.why_absent(function))
        if context.judgement in self._gave_up:
            raise StudentTimeout("not called again: an earlier call ran out of time")

    def _how_it_ended(self, by_itself: str = "ended the Python process") -> str:
        """Say how a process ended: by itself, or by the kernel for want of memory."""
        if self._sandbox.ran_out_of_memory():
            return f"was ended: {memory_limit(self._limits.memory_mib)}"
        return by_itself

    # -- forks --------------------------------------------------------------------

    def _fork_for(self, context: Context) -> Fork:
        if context not in self._forks:
            if context.exercise != self._exercise:
                self._end_forks()
                self._exercise = context.exercise
            has_own = self._has_its_own(context)
            shared, self._loaded = (self._loaded, None) if has_own else (None, self._loaded)
            try:
                if self._loaded is None:
                    self._load_again(context)
                self._forks[context] = self._make_fork(context)
            except (EOFError, ConnectionError, TimeoutError, WireError):
                shared = None
                self._abandon()
                self._load_again(context)  # the loaded process was lost: make it again
                self._forks[context] = self._make_fork(context)
            if has_own:
                self._loaded = shared
        return self._forks[context]

    def _load_again(self, context: Context) -> None:
        """Load the notebook for a fork; where that is our way, not theirs, nobody pays."""
        is_ours = self._has_its_own(context) or self._is_spoilt
        alone = 1 if context.is_alone else None
        self._load(*(() if is_ours else (self._budget.total,)), processes=alone)
        self._is_spoilt = False

    def _has_its_own(self, context: Context) -> bool:
        """Return whether an exercise is served by a process that is loaded for it alone.

        Where the reference answers, nothing that student code keeps (in files, in memory that
        processes share, in other processes) may reach the next exercise.
        """
        is_shared = self._sandbox.policy.may_fork and not context.is_alone
        return bool(context.functions) or not is_shared

    def _abandon(self) -> None:
        """End all that the submission runs, and what it left behind; the next call loads afresh."""
        self._forget()
        self._loaded = None
        self._sandbox.kill_all()

    def _forget(self) -> None:
        for fork in self._forks.values():
            fork.close()
        self._forks.clear()

    def _forget_loaded(self) -> None:
        if self._loaded is not None:
            self._sandbox.kill(self._loaded.process)
            self._loaded = None

    def _make_fork(self, context: Context) -> Fork:
        assert self._loaded is not None
        process, clock, _ = self._loaded
        in_place = self._has_its_own(context)
        ours, theirs = socket.socketpair()
        fork = Fork(ours, clock, process if in_place else None)
        try:
            with theirs, clock.watch(Account(self._limits.call_s), self._budget.total) as patience:
                rebind = forms_of(dict(context.functions))
                request = m.Fork(rebind, in_place, context.without_asserts)
                send(process.socket, request, deadline=patience)
                socket.send_fds(process.socket, [b"+"], [theirs.fileno()])
                forked, _ = receive(process.socket, m.Forked, patience, self._allowance)
            fork.pid = forked.pid
            if context.rebind:
                with clock.watch(Account(self._limits.exercise_s), self._budget.total) as patience:
                    receive(ours, m.Bound, patience, self._allowance)
        except BaseException:
            fork.close()
            raise
        if in_place:
            self._loaded = None
        return fork

    def _end_fork(self, context: Context) -> None:
        """End the fork of a context, if there is one."""
        fork = self._forks.pop(context, None)
        if fork is None:
            return
        fork.close()
        if fork.process is not None:
            self._sandbox.kill(fork.process)
        else:
            self._stop(fork.pid)

    def _end_forks(self) -> None:
        """End all forks of an exercise, and what they have left running."""
        in_place = [fork.process for fork in self._forks.values() if fork.process is not None]
        self._forget()
        for process in in_place:
            self._sandbox.kill(process)
        self._stop(0)
        if self._loaded is not None:
            process, _, before = self._loaded
            if self._sandbox.scratch(process) != before:  # files that the next one might read
                self._forget_loaded()
                self._is_spoilt = True

    def _stop(self, pid: int) -> None:
        """Ask the loaded process to end forks; if it does not obey, the next fork finds out."""
        if self._loaded is not None:
            with contextlib.suppress(OSError):
                send(self._loaded.process.socket, m.Stop(pid), deadline=time.monotonic() + 1.0)
