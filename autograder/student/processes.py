"""The processes of one notebook: the loaded one, and those that serve the judged exercise.

It trusts nothing that they say. A lost process is made again.
"""

from __future__ import annotations

import contextlib
import socket
import time

from autograder.errors import WireError
from autograder.student.budget import Account, Budget
from autograder.student.causes import memory_limit
from autograder.student.forks import Context, Fork, Loaded
from autograder.student.loading import Loader
from autograder.student.objects import forms_of
from autograder.wire import messages as m
from autograder.wire.frames import receive, send

_AFRESH_S = 60.0  # seconds to send a few bytes: the process may not read them
_LOST = (EOFError, ConnectionError, TimeoutError, WireError)


class Processes:
    """The processes that one notebook has in its sandbox."""

    def __init__(self, loader: Loader, budget: Budget) -> None:
        self._loader = loader
        self._sandbox = loader.sandbox
        self._limits = loader.limits
        self._budget = budget
        self._loaded: Loaded | None = None
        self._forks: dict[Context, Fork] = {}  # the forks of the exercise that is being judged
        self._exercise = ""  # the exercise whose calls may leave something; "" if none did
        self._plain: frozenset[str] = frozenset()  # the functions that leave nothing behind
        self._plain_variables: frozenset[str] = frozenset()
        self.unwritten: frozenset[str] = frozenset()  # the exercises that are still stubs
        self.absent: frozenset[str] = frozenset()  # those that nothing can define
        self._is_spoilt = False  # an exercise has left files: load the notebook again

    def load(self, *accounts: Account, processes: int | None = None) -> m.Loaded:
        """Load the notebook in a fresh process that replaces the old one; errors as in `Loader`."""
        self._forget_loaded()
        self._loaded = self._loader.spawn(processes)
        parsed, loaded = self._loader.load(self._loaded, self._budget.allowance, *accounts)
        self._plain, self.unwritten = frozenset(parsed.plain), frozenset(parsed.unwritten)
        self._plain_variables = frozenset(parsed.plain_variables)
        self.absent = frozenset(parsed.absent)
        scratch = self._sandbox.scratch(self._loaded.process)
        self._loaded = self._loaded._replace(scratch=scratch)
        return loaded

    def could_load_more(self) -> bool:
        """Return whether skipped statements could matter; True if no loaded process says.

        A process that lies about this can only lose the student a second judgement.
        """
        if self._loaded is None:
            return True
        process, clock, _ = self._loaded
        try:
            with clock.watch(Account(self._limits.load_s), self._budget.total) as patience:
                send(process.socket, m.Weigh(), deadline=patience)
                weighed, _ = receive(process.socket, m.Weighed, patience, self._budget.allowance)
        except _LOST:
            self.abandon()
            return True
        return weighed.is_more

    def fork_for(self, context: Context) -> Fork:
        """Return the process for calls of this kind; the student does not pay for loading again."""
        exercise, context = context.exercise, self._shared(context)
        self._turn_to(exercise, is_plain=context.is_plain)
        if context not in self._forks:
            has_own = self._has_its_own(context)
            shared, self._loaded = (self._loaded, None) if has_own else (None, self._loaded)
            try:
                if self._loaded is None:
                    self._load_again(context)
                self._forks[context] = self._make_fork(context)
            except _LOST:
                shared = None
                self.abandon()
                self._load_again(context)  # the loaded process was lost, so load again
                self._forks[context] = self._make_fork(context)
            if has_own:
                self._loaded = shared
        fork = self._forks[context]
        if fork.exercise not in {"", exercise}:
            send(fork.socket, m.Afresh(), deadline=time.monotonic() + _AFRESH_S)
            fork.is_first = False
        fork.exercise = exercise
        return fork

    def _shared(self, context: Context) -> Context:
        """Return the key under which a fork is kept: plain exercises share one."""
        is_shared = context == Context(context.exercise, is_plain=True)
        return Context("", is_plain=True) if is_shared else context

    def placed(self, context: Context, request: m.Call) -> Context:
        """Return the context for a call: whether it is plain depends on what is called, and how.

        A test of a plain exercise may call another one.
        """
        names = self._plain | self._plain_variables
        called = names if request.manner is m.Manner.VALUE else self._plain
        is_plain = context.exercise in names and request.function in called
        return context._replace(is_plain=is_plain)

    def _turn_to(self, exercise: str, *, is_plain: bool) -> None:
        """End the processes of another exercise, unless the calls of both are plain."""
        is_alone = all(fork.exercise == exercise for fork in self._forks.values())
        if self._exercise not in {"", exercise} or not (is_plain or is_alone):
            self.rest()
            self._exercise = ""
        if not is_plain:
            self._exercise = exercise
        for context, fork in list(self._forks.items()):
            if context.exercise and fork.exercise != exercise:
                self.end(context)

    def cpu_s(self, fork: Fork) -> float:
        """Return the CPU seconds of a serving process and of the one that it was forked from."""
        process = fork.process or (self._loaded and self._loaded.process)
        return self._sandbox.usage(process).cpu_s if process is not None else 0.0

    def alone(self, context: Context) -> Context:
        """Return the context for calls that must not start processes; plain code never can."""
        return context if context.is_plain else context._replace(is_alone=True)

    def why_it_ended(self) -> str:
        """Say why the kernel ended a process (lack of memory); "" if it ended by itself."""
        if self._sandbox.ran_out_of_memory():
            return memory_limit(self._limits.memory_mib)
        return ""

    # -- their end ----------------------------------------------------------------

    def end(self, context: Context) -> None:
        """End the process that serves calls of this kind, if there is one."""
        fork = self._forks.pop(self._shared(context), None)
        if fork is None:
            return
        fork.close()
        if fork.process is not None:
            self._sandbox.kill(fork.process)
        else:
            self._stop(fork.pid)

    def rest(self) -> None:
        """End all processes that serve an exercise, and what it left running."""
        in_place = [fork.process for fork in self._forks.values() if fork.process is not None]
        self._forget()
        for process in in_place:
            self._sandbox.kill(process)
        self._stop(0)
        if self._loaded is not None:
            process, _, before = self._loaded
            if self._sandbox.scratch(process) != before:  # files that the next exercise might read
                self._forget_loaded()
                self._is_spoilt = True

    def abandon(self) -> None:
        """End everything that the submission runs or left behind; the next call loads afresh."""
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

    def _stop(self, pid: int) -> None:
        """Ask the loaded process to end forks; if it does not obey, the next fork shows it."""
        if self._loaded is not None:
            with contextlib.suppress(OSError):
                send(self._loaded.process.socket, m.Stop(pid), deadline=time.monotonic() + 1.0)

    # -- forks --------------------------------------------------------------------

    def _load_again(self, context: Context) -> None:
        """Load the notebook for a fork; the submission does not pay for what we cause."""
        is_ours = self._has_its_own(context) or self._is_spoilt
        alone = 1 if context.is_alone else None
        self.load(*(() if is_ours else (self._budget.total,)), processes=alone)
        self._is_spoilt = False

    def _has_its_own(self, context: Context) -> bool:
        """Return whether an exercise gets a process that is loaded for it alone.

        If the reference answers, nothing that student code keeps (in files, shared memory or
        other processes) may reach the next exercise.
        """
        may_fork = self._sandbox.policy.may_fork and not context.is_alone
        return not may_fork or (bool(context.functions) and not context.is_plain)

    def _make_fork(self, context: Context) -> Fork:
        assert self._loaded is not None
        process, clock, _ = self._loaded
        in_place = self._has_its_own(context)
        total, allowance = self._budget.total, self._budget.allowance
        ours, theirs = socket.socketpair()
        fork = Fork(ours, clock, process if in_place else None)
        try:
            with theirs, clock.watch(Account(self._limits.call_s), total) as patience:
                rebind = forms_of(dict(context.functions))
                request = m.Fork(rebind, in_place, context.without_asserts)
                send(process.socket, request, deadline=patience)
                socket.send_fds(process.socket, [b"+"], [theirs.fileno()])
                forked, _ = receive(process.socket, m.Forked, patience, allowance)
            fork.pid = forked.pid
            if context.rebind:
                with clock.watch(Account(self._limits.exercise_s), total) as patience:
                    receive(ours, m.Bound, patience, allowance)
        except BaseException:
            fork.close()
            raise
        if in_place:
            self._loaded = None
        return fork
