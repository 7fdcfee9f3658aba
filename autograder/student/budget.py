"""What a submission may use: bytes, and time that does not depend on the machine's load.

Trusted. Only the submission's own time is counted. While it computes, that is its CPU time; while
all its processes sleep, it is the time that passes. While it waits for a processor or a disk,
nothing is counted, because the machine causes this. Each limit is backed by a much larger limit
on wall-clock time, for cases that this count misses.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from autograder.course.settings import Limits
from autograder.errors import WireError
from autograder.sandbox.usage import Usage
from autograder.student.own_time import waiting
from autograder.wire.allowance import Allowance

OURS_S = 5.0  # seconds to find out which mistake an exercise has
LOADS = 3  # loads of a notebook if each exercise has its own: one to judge, two to carry forward
MAX_CALL_BYTES = 256 << 20  # that a submission may send as one answer with its callbacks
MAX_SUBMISSION_BYTES = 1 << 30  # that a submission may send in all
PATIENCE = 10  # the wall-clock limit is this many times larger
_SLICE_S = 0.1  # seconds between two looks at the processes
_MOST_SLICE_S = 0.5
_SHARE = 20  # a look may cost one part in this many
_A_LITTLE = 0.02  # seconds; less than this need not be charged to the right account
_EXCHANGE_S, _EXCHANGES = 0.001, 5000  # seconds added for a callback, and for how many callbacks
_MANY_BYTES = 4096  # a process that sends so many between two looks was not asleep

Look = Callable[[], Usage]
Now = Callable[[], float]


@dataclass(eq=False)
class Account:
    """The time that may be used for one purpose, and how much of it was used."""

    limit_s: float
    used_s: float = 0.0
    passed_s: float = 0.0
    is_open: bool = False  # whether a look was already charged to it

    def charge(self, used_s: float, passed_s: float) -> None:
        """Subtract time that was used."""
        self.used_s += used_s
        self.passed_s += passed_s

    @property
    def is_used_up(self) -> bool:
        """Whether no time is left."""
        return self.used_s >= self.limit_s or self.passed_s >= PATIENCE * self.limit_s


class Warned(Account):
    """An account that warns its user after each step, and after an eighth of the remaining time."""

    def __init__(self, limit_s: float, step_s: float, warn: Callable[[], None]) -> None:
        super().__init__(limit_s)
        self._step_s = step_s
        self._warn = warn
        self._next_s = self._after(0.0)

    def _after(self, used_s: float) -> float:
        return used_s + min(self._step_s, (self.limit_s - used_s) / 8)

    def charge(self, used_s: float, passed_s: float) -> None:
        """Subtract time that was used, and warn if necessary."""
        super().charge(used_s, passed_s)
        if not self.is_used_up and self.used_s >= self._next_s:
            self._next_s = self._after(self.used_s)
            self._warn()


class Clock:
    """Measures from time to time what a tree of processes uses, and charges it to accounts.

    It measures only after waiting for something, so a call that returns at once costs no look.
    """

    def __init__(self, look: Look, now: Now = time.monotonic, slice_s: float = _SLICE_S) -> None:
        self._look = look
        self.now = now
        self.slice_s = self._least_slice_s = slice_s
        self._cpu_s = 0.0  # at the last look
        self.waited_s = 0.0  # since the last look
        self._running: tuple[Account, ...] = ()

    def restart(self) -> None:
        """Begin to measure processes that have used nothing yet."""
        self._cpu_s = self.waited_s = 0.0

    @contextlib.contextmanager
    def watch(self, once: Account, *running: Account) -> Iterator[Watch]:
        """Charge the waiting inside: `once` is for one call, the other accounts are for several."""
        if self.waited_s > _A_LITTLE and running != self._running:
            used_s, _ = self.look()
            for account in self._running:
                account.charge(used_s, 0.0)
        self._running = running
        watch = Watch(self, once, running)
        try:
            with waiting():
                yield watch
        finally:
            watch.end()

    def look(self) -> Usage:
        """Return the CPU time since the last look, and whether all sleep."""
        began = time.thread_time()
        usage = self._look()
        cost_s = time.thread_time() - began
        self.slice_s = max(self._least_slice_s, min(_SHARE * cost_s, _MOST_SLICE_S))
        used_s = max(0.0, usage.cpu_s - self._cpu_s)
        self._cpu_s = max(self._cpu_s, usage.cpu_s)
        self.waited_s = 0.0
        return Usage(used_s, usage.is_asleep)


class Watch:
    """Waits for one answer, as `wire.Patience` describes."""

    def __init__(self, clock: Clock, once: Account, running: tuple[Account, ...]) -> None:
        self._clock = clock
        self._once = once
        self._accounts = (once, *running)
        self._since = clock.now()
        self._before_s = clock.waited_s  # waited for other answers since the last look
        self._due = self._since + max(0.0, clock.slice_s - self._before_s)
        self._was_asleep = False
        self._moved = 0

    def end(self) -> None:
        """Note how long it waited."""
        self._clock.waited_s = self._before_s + self._clock.now() - self._since

    def left_s(self, moved: int = 0) -> float:
        """Return how many seconds to wait before asking again; raises TimeoutError at the end.

        `moved` is the number of bytes sent or received since the last call.
        """
        self._moved += moved
        now = self._clock.now()
        if now >= self._due:
            self._settle(now)
        if any(account.is_used_up for account in self._accounts):
            raise TimeoutError
        return max(self._due - self._clock.now(), 0.001)

    def _settle(self, now: float) -> None:
        """Charge the time since the last look."""
        cpu_s, is_asleep = self._clock.look()
        is_asleep = is_asleep and self._moved < _MANY_BYTES
        passed_s = now - self._since
        used_s = cpu_s
        if is_asleep and self._was_asleep:  # asleep throughout: waking up uses a processor
            used_s = max(cpu_s, passed_s)
        for account in self._accounts[1:]:
            account.charge(used_s, self._before_s + passed_s)
        # The first look also counts what other calls used.
        self._once.charge(used_s if self._once.is_open else min(used_s, passed_s), passed_s)
        self._once.is_open = True
        self._was_asleep, self._moved, self._before_s = is_asleep, 0, 0.0
        self._since = now
        self._due = self._clock.now() + self._clock.slice_s


class Budget:
    """What one notebook of a submission may use: time, in accounts, and bytes that it sends."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.total = Account(limits.total_s)
        self.allowance = Allowance(MAX_SUBMISSION_BYTES)
        self.gave_up: set[str] = set()  # the judgements that ran out of time
        self._answers = Account(limits.total_s)  # for the reference's answers to callbacks
        self._exercises: dict[str, Account] = {}  # an account for each judgement

    def exercise(self, judgement: str) -> Account:
        """Return the time that is left for an exercise in one judgement."""
        return self._exercises.setdefault(judgement, Account(self._limits.exercise_s))

    def purse(self, judgement: str, calls: int, once: Callable[[], Account]) -> Purse:
        """Return what this number of calls, made together, may use; `once()` is for each call."""
        return Purse(
            once,
            calls,
            (self.exercise(judgement), self.total),
            # The student does not pay for the reference.
            (Account(self._limits.exercise_s), self._answers),
            Allowance(MAX_CALL_BYTES, self.allowance),
        )

    def for_loading(self, account: Account) -> Purse:
        """Return what a notebook's own code may use while test cells' functions answer it."""
        allowance = Allowance(MAX_CALL_BYTES, self.allowance)
        return Purse(lambda: account, 1, (self.total,), (), allowance)

    @contextlib.contextmanager
    def at_our_expense(self) -> Iterator[None]:
        """Charge the time inside to no account, but still limit it."""
        kept = self.total, self._exercises, self.allowance
        self.total, self._exercises = Account(OURS_S), {}
        self.allowance = Allowance(MAX_SUBMISSION_BYTES)
        try:
            yield
        finally:
            self.total, self._exercises, self.allowance = kept


class Purse:
    """What calls that are made together may use."""

    def __init__(
        self,
        once: Callable[[], Account],
        calls: int,
        running: tuple[Account, ...],
        answers: tuple[Account, ...],
        allowance: Allowance,
    ) -> None:
        self._of_a_call = once
        self._once = once()
        self._calls_left = calls - 1
        self._running = running  # the accounts that these calls share with others
        self._exchanges = 0
        self.answers = answers  # what the reference may use to answer callbacks
        self.allowance = allowance

    def watch(self, clock: Clock) -> contextlib.AbstractContextManager[Watch]:
        """Charge the waiting inside to the accounts."""
        return clock.watch(self._once, *self._running)

    def turn_to_the_next_call(self) -> None:
        """Begin to count for the next call; raises WireError if there is none."""
        if not self._calls_left:
            raise WireError("wire: more calls have ended than were made")
        self._calls_left -= 1
        self._once = self._of_a_call()

    def add_for_an_exchange(self) -> None:
        """Add the time for one callback: its exchange is not the student's code."""
        if self._exchanges < _EXCHANGES:
            self._once.limit_s += _EXCHANGE_S
        self._exchanges += 1
