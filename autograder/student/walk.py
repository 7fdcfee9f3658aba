"""Execute a notebook from the top, and stop at places where test cells use its names.

Trusted; nothing here trusts the sandbox. At each place, the notebook's process forks before the
first question that could leave a trace. The fork lives as long as the walk, because later test
cells may hold its objects. If processes may not fork, the notebook's own process serves all test
cells.
"""

from __future__ import annotations

import contextlib
import functools
import math
import socket
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from autograder.course.settings import Limits
from autograder.errors import EngineError, WireError
from autograder.languages import say
from autograder.sandbox.launch import Sandbox
from autograder.student import exceptions
from autograder.student.budget import Account, Budget, Clock, Warned
from autograder.student.causes import memory_limit
from autograder.student.errors import (
    StudentCrashed,
    StudentError,
    StudentMissing,
    StudentTimeout,
    code_ended,
)
from autograder.student.forks import Loaded
from autograder.student.handles import Decisions
from autograder.student.held import Lent
from autograder.student.loading import Loader
from autograder.student.reach import Reach, Shared
from autograder.student.telling import Words
from autograder.submission.cells import Cells
from autograder.wire import messages as m
from autograder.wire import reach as r
from autograder.wire.frames import receive, send
from autograder.wire.messages import pack_cells
from autograder.wire.reach import Op

_LOST = (EOFError, ConnectionError, TimeoutError)


def warm_up() -> None:
    """Do once what forks of this process need for a walk: they would each do it anew."""
    exceptions.warm_up()
    for message in (r.Reached, r.Done, r.Threw, r.Back, m.Callback, m.Forked, m.Spawned, m.Killed):
        msgspec.json.Decoder(message)


class Ran(NamedTuple):
    """How code that ran inside the sandbox ended, according to the sandbox."""

    raised: str  # the type of the exception, "" if there was none
    text: str  # of the exception


class _Running(NamedTuple):
    """The notebook's own process, the connection to it, and the account for its code."""

    loaded: Loaded
    reach: Reach
    account: Account


class Walk:
    """A submission's notebook that is executed from the top and stops at places."""

    def __init__(
        self, sandbox: Sandbox, cells: Cells, stops: Sequence[int], limits: Limits, seed: int
    ) -> None:
        """Prepare to execute; before the cells with the numbers `stops`, ascending, it stops."""
        self._sandbox = sandbox
        self._request = r.Walk(seed, [])
        self._code = pack_cells(cells.code)
        more = msgspec.structs.replace(limits, processes=limits.processes + len(stops))
        self._loader = Loader(sandbox, cells, (), more, seed)
        words = Words(cells, (), limits.memory_mib)
        self._shared = Shared(limits, Budget(limits), words, Lent(), {})
        self._bound: list[tuple[int, dict[str, Any]]] = []  # by stop, for the cells after it
        self._running: _Running | None = None
        self._stop = -1  # the stop that the notebook has reached
        self._told = -1  # the last stop up to which notes were taken
        self._forks: list[socket.socket] = []
        self._failure: StudentError | None = None  # the reason why the notebook cannot go on

    @property
    def notes(self) -> list[str]:
        """What the notebook's author ought to know about it."""
        return self._shared.words.notes

    @property
    def for_instructor(self) -> list[str]:
        """The exceptions of the notebook's code, word for word."""
        return self._shared.words.for_instructor

    @property
    def given(self) -> dict[str, type]:
        """The instructor's own classes that the notebook has too, by their names."""
        return self._shared.given

    def at(self, stop: int, allowed: frozenset[str] | None = frozenset()) -> Live:
        """Execute up to a stop, and return the names as they are there.

        `allowed` are the operations that the instructor's own solution needed here
        (`Live.decisions.wanted`), so that a student's answer decides no more than the solution's.
        None allows all operations, for that solution itself.
        """
        defined: frozenset[str] = frozenset()
        if self._failure is None:
            try:
                defined = self._execute(stop)
            except StudentError as error:
                self._failure = error
        return Live(self, stop, defined, Decisions(allowed))

    def close(self) -> None:
        """End the notebook's processes and everything that they started."""
        self._end()
        for fork in self._forks:
            fork.close()

    # -- for `Live` --------------------------------------------------------------------

    def why_absent(self, name: str) -> str:
        """Say why a name is not defined."""
        return self._shared.words.why_absent(name)

    def main(self, stop: int) -> Reach:
        """Return the notebook's own process at a stop; raises StudentError if it was lost."""
        if self._failure is not None:
            raise self._failure
        if stop != self._stop:
            raise EngineError(f"the notebook is at cell {self._stop}, not at cell {stop}")
        assert self._running is not None
        main = self._running.reach
        if main.ended is not None:
            raise main.ended
        main.judgement = f"cell {stop}"
        return main

    def fork(self, stop: int) -> Reach:
        """Return a process that serves a test cell: a fork if that is possible."""
        main = self.main(stop)
        if not self._sandbox.policy.may_fork:
            return main
        try:
            ours, theirs = socket.socketpair()
        except OSError as error:
            raise EngineError(f"a test cell cannot be served: {error}") from None
        total, allowance = self._shared.budget.total, self._shared.budget.allowance
        try:
            with theirs, main.clock.watch(Account(self._shared.limits.call_s), total) as patience:
                send(main.socket, m.Fork({}, in_place=False), deadline=patience)
                socket.send_fds(main.socket, [b"+"], [theirs.fileno()])
                forked, _ = receive(main.socket, m.Forked, patience, allowance)
        except (*_LOST, WireError):
            ours.close()
            self._failure = StudentCrashed(code_ended(self._end()))
            raise self._failure from None
        self._forks.append(ours)
        reach = self._reach(ours, main.clock)
        reach.inherit(main)
        reach.judgement = main.judgement
        reach.lose = functools.partial(self._end_fork, ours, forked.pid)
        return reach

    def bind(self, stop: int, values: Mapping[str, Any]) -> None:
        """Bind names for the cells after a stop."""
        self._bound.append((stop, dict(values)))
        with contextlib.suppress(StudentError):
            _bind(self.main(stop), values)

    # -- executing ---------------------------------------------------------------------

    def _execute(self, stop: int) -> frozenset[str]:
        """Execute up to a stop; start once more from the top if the process was lost."""
        try:
            try:
                return self._go_on(stop)
            except (EOFError, ConnectionError):
                self._end()
                return self._go_on(stop)  # the machine may have caused one failure
        except TimeoutError:
            self._end()
            limit_s = self._shared.limits.load_s
            self.notes.append(
                say("the notebook's own code ran longer than {limit} s", limit=f"{limit_s:g}")
            )
            raise StudentTimeout(say("the notebook's own code did not end in time")) from None
        except (EOFError, ConnectionError):
            told = code_ended(self._end())
            self.notes.append(told)
            raise StudentCrashed(told) from None
        except WireError:
            self._end()
            told = say("the notebook's own code broke the grading protocol")
            self.notes.append(told)
            raise StudentCrashed(told) from None

    def _go_on(self, stop: int) -> frozenset[str]:
        """Execute up to a stop, in a new process if there is none."""
        running = self._running
        if running is None or running.reach.ended is not None:
            self._end()
            running = self._begin()
            for earlier, values in self._bound:
                self._go(running, earlier)
                _bind(running.reach, values)
        return self._go(running, stop)

    def _begin(self) -> _Running:
        """Start a process for the notebook."""
        loaded, load_s = self._loader.spawn(), self._shared.limits.load_s
        process = loaded.process
        account = Warned(load_s, math.inf, lambda: self._sandbox.interrupt(process))
        main = self._reach(process.socket, loaded.clock)
        main.lose = self._end
        main.judgement = "the notebook"
        self._running = _Running(loaded, main, account)
        with loaded.clock.watch(account, self._shared.budget.total) as patience:
            send(process.socket, self._request, self._code, patience)
        return self._running

    def _go(self, running: _Running, stop: int) -> frozenset[str]:
        purse = self._shared.budget.for_loading(running.account)
        reached, _ = running.reach.exchange(r.Go(stop), None, purse, r.Reached)
        hurry = [*self._request.hurry, *reached.too_slow]
        self._request = msgspec.structs.replace(self._request, hurry=hurry)
        if stop > self._told:
            self._told = stop
            self._shared.words.loaded(reached.notes)
        self._stop = stop
        return frozenset(reached.defined)

    def _reach(self, sock: socket.socket, clock: Clock) -> Reach:
        return Reach(sock, clock, self._shared)

    def _end(self) -> str:
        """End all processes; say why the kernel ended one, "" if it did not."""
        running, self._running = self._running, None
        if running is not None:
            self._sandbox.kill(running.loaded.process)
        return self._why()

    def _end_fork(self, sock: socket.socket, pid: int) -> str:
        """End one fork; if the notebook's process does not obey, end that process too."""
        sock.close()
        if self._running is not None:
            with contextlib.suppress(OSError):
                main = self._running.reach
                send(main.socket, m.Stop(pid), deadline=time.monotonic() + 1.0)
        return self._why()

    def _why(self) -> str:
        is_memory = self._sandbox.ran_out_of_memory()
        return memory_limit(self._shared.limits.memory_mib) if is_memory else ""


class Live:
    """The names of a student's notebook at one place in it."""

    def __init__(
        self, walk: Walk, stop: int, defined: frozenset[str], decisions: Decisions
    ) -> None:
        self._walk = walk
        self._stop = stop
        self.defined = defined  # the names that have a value there
        self.decisions = decisions  # the decisions for handles in this test cell
        self._own: Reach | None = None  # the process that serves this test cell
        self._seed: int | None = None  # a seed that must be sent before the next question

    @property
    def ended(self) -> StudentError | None:
        """The reason why nothing more can be asked; None if questions are possible."""
        return self._own.ended if self._own is not None else None

    def value(self, name: str) -> Any:
        """Return the value of a name, plain or as a handle; raises StudentError without one."""
        if self._own is None and self._seed is None:
            main = self._walk.main(self._stop)
            main.decisions = self.decisions
            peeked = self._ask(main, Op.PEEK, name)
            match peeked:
                case [True, value]:
                    return value
        return self._ask(self._reach(), Op.NAME, name)

    def go_on_with(self, earlier: Live | None) -> None:
        """Be served by the process of an earlier test cell, if there is one and it still serves.

        Objects that the earlier test cell keeps are in that process. The notebook must have
        executed nothing since.
        """
        own = earlier._own if earlier is not None else None  # noqa: SLF001 - of this class
        if self._own is None and own is not None and own.ended is None:
            self._own = own
            own.decisions = self.decisions

    def bind(self, values: Mapping[str, Any]) -> None:
        """Bind names for the notebook's later cells; values that cannot be sent are left out."""
        self._walk.bind(self._stop, values)

    def bind_here(self, values: Mapping[str, Any], gone: Iterable[str]) -> None:
        """Bind and delete names for this test cell alone, as far as the values can be sent."""
        reach = self._reach()
        _bind(reach, values)
        if lost := list(gone):
            reach.ask(Op.UNBIND, "", [lost])

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        """Return what a library's function returns in the sandbox."""
        return self._reach().ask(Op.CALL, "", [function, list(args), {}])

    def seed(self, seed: int) -> None:
        """Seed the global random number generators before the next question."""
        self._seed = seed
        if self._own is not None:
            self._reach()

    def run_inside(self, code: str) -> Ran:
        """Run code in the sandbox, beside the student's; only the sandbox says how it ended."""
        match self._reach().ask(Op.RUN, "", [code]):
            case [str(raised), str(text)]:
                return Ran(raised, text)
        raise StudentCrashed(say("the test cell broke the grading protocol"))

    def _ask(self, reach: Reach, op: Op, name: str) -> Any:
        try:
            return reach.ask(op, name, [])
        except StudentMissing:
            raise StudentMissing(self._walk.why_absent(name)) from None

    def _reach(self) -> Reach:
        if self._own is None:
            self._own = self._walk.fork(self._stop)
            self._own.decisions = self.decisions
        seed, self._seed = self._seed, None
        if seed is not None:
            self._own.ask(Op.SEED, "", [seed])
        return self._own


def _bind(reach: Reach, values: Mapping[str, Any]) -> None:
    """Bind names in a process, without those whose value cannot be sent."""
    for name, value in values.items():
        with contextlib.suppress(TypeError):
            reach.ask(Op.BIND, "", [{name: value}])
