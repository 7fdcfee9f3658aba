"""The processes of one notebook: the loaded one, and those that serve the exercise being judged.

Trusts nothing that they say. A process that was lost is made again.
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

_AFRESH_S = 60.0  # for a few bytes that nobody may be there to read
_LOST = (EOFError, ConnectionError, TimeoutError, WireError)


class Processes:
    """What runs of one notebook in its sandbox."""

    def __init__(self, loader: Loader, budget: Budget) -> None:
        self._loader = loader
        self._sandbox = loader.sandbox
        self._limits = loader.limits
        self._budget = budget
        self._loaded: Loaded | None = None
        self._forks: dict[Context, Fork] = {}  # of the exercise being judged
        self._exercise = ""  # which is being judged, "" for all that are plain
        self._plain: frozenset[str] = frozenset()  # exercises that leave nothing behind
        self._is_spoilt = False  # whether an exercise has left files: the notebook is loaded again

    def load(self, *accounts: Account, processes: int | None = None) -> m.Loaded:
        """Load the notebook in a fresh process in place of the old one; for errors see `Loader`."""
        self._forget_loaded()
        self._loaded = self._loader.spawn(processes)
        self._plain, loaded = self._loader.load(self._loaded, self._budget.allowance, *accounts)
        scratch = self._sandbox.scratch(self._loaded.process)
        self._loaded = self._loaded._replace(scratch=scratch)
        return loaded

    def fork_for(self, context: Context) -> Fork:
        """Return what serves calls of this kind; loading the notebook for it counts for nobody."""
        exercise, context = context.exercise, self._shared(context)
        if context not in self._forks:
            self._turn_to(exercise)
            has_own = self._has_its_own(context)
            shared, self._loaded = (self._loaded, None) if has_own else (None, self._loaded)
            try:
                if self._loaded is None:
                    self._load_again(context)
                self._forks[context] = self._make_fork(context)
            except _LOST:
                shared = None
                self.abandon()
                self._load_again(context)  # the loaded process was lost: make it again
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
        """Return under what a fork is kept: exercises that are plain share one."""
        is_plain = context.exercise in self._plain and context == Context(context.exercise)
        return Context("") if is_plain else context

    def _turn_to(self, exercise: str) -> None:
        """End what served another exercise, unless it is plain and so is this one."""
        served = "" if exercise in self._plain else exercise
        if served or self._exercise:
            if served != self._exercise:
                self.rest()
                self._exercise = served
            return
        for context, fork in list(self._forks.items()):
            if context.exercise and fork.exercise != exercise:
                self.end(context)

    def cpu_s(self, fork: Fork) -> float:
        """Return the CPU time of what serves calls, and of what it was forked from, in seconds."""
        process = fork.process or (self._loaded and self._loaded.process)
        return self._sandbox.usage(process).cpu_s if process is not None else 0.0

    def alone(self, context: Context) -> Context:
        """Return where calls go that can start no process; plain code cannot anywhere."""
        return context if context.exercise in self._plain else context._replace(is_alone=True)

    def why_it_ended(self) -> str:
        """Say why the kernel ended a process: for lack of memory; "" if it ended by itself."""
        if self._sandbox.ran_out_of_memory():
            return memory_limit(self._limits.memory_mib)
        return ""

    # -- their end ----------------------------------------------------------------

    def end(self, context: Context) -> None:
        """End what serves calls of a kind, if anything does."""
        fork = self._forks.pop(self._shared(context), None)
        if fork is None:
            return
        fork.close()
        if fork.process is not None:
            self._sandbox.kill(fork.process)
        else:
            self._stop(fork.pid)

    def rest(self) -> None:
        """End all that serves an exercise, and what it has left running."""
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

    def abandon(self) -> None:
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

    def _stop(self, pid: int) -> None:
        """Ask the loaded process to end forks; if it does not obey, the next fork finds out."""
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
        """Return whether an exercise is served by a process that is loaded for it alone.

        Where the reference answers, nothing that student code keeps (in files, in memory that
        processes share, in other processes) may reach the next exercise.
        """
        may_fork = self._sandbox.policy.may_fork and not context.is_alone
        is_plain = not context.exercise or context.exercise in self._plain
        return not may_fork or (bool(context.functions) and not is_plain)

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
