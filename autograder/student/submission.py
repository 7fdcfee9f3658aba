"""The attempts at a submission's notebooks: each has its own sandbox, as each has its own kernel.

A notebook is loaded when a test first asks for one of its functions.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from autograder.course.exercises import Exercise
from autograder.course.settings import Limits, Run
from autograder.errors import AutograderError
from autograder.languages import said_of, say
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Policy
from autograder.student.call_limit import CallLimit
from autograder.student.errors import StudentTimeout
from autograder.student.forks import Context
from autograder.student.notebook import Attempt
from autograder.student.own_time import undisturbed
from autograder.student.questions import Answer, Question
from autograder.submission.cells import Cells
from autograder.wire import messages as m

_WITH_MORE = say("judged with statements that were skipped at first")


class _Handed(NamedTuple):
    """The current submission: its notebooks, and how to load them."""

    cells: Mapping[str, Cells] = {}
    run: Run = Run.NEEDED
    seed: int = 0


class _Loads(NamedTuple):
    """The sandboxes for one extent of loading, and the attempts in them, by notebook."""

    sandboxes: dict[str, Sandbox]
    attempts: dict[str, Attempt]


class Attempts:
    """The attempts at the notebooks of one submission after another."""

    def __init__(
        self,
        policy: Policy,
        exercises: Mapping[str, tuple[Exercise, ...]],
        limits: Limits,
        given: Mapping[str, Sequence[str]],
        warm: Policy | None = None,
    ) -> None:
        """Start a sandbox for each notebook; `given` are the cells that were handed out.

        `warm` is the policy for loading with skipped statements, which import more packages.
        """
        self._names = {n: [e.name for e in own] for n, own in exercises.items()}
        self._owner = {name: notebook for notebook, own in self._names.items() for name in own}
        self._limits = limits
        self._new_sandbox = functools.partial(_new_sandbox, policy, warm or policy, given)
        self._first, self._more = _Loads({}, {}), _Loads({}, {})  # `_more`: with more statements
        self._taken: dict[str, list[str]] = {}  # by notebook, exercises judged in such a load
        self._complete: set[str] = set()  # notebooks that need not be loaded with more
        self._is_with_more = False
        self._handed = _Handed()
        self.call_limit = CallLimit()  # it gets the reference later
        try:
            for notebook in exercises:
                self._first.sandboxes[notebook] = self._new_sandbox(notebook)
        except BaseException:
            self.close()
            raise

    def cgroups(self) -> list[Path]:
        """Return the folders of the sandboxes' cgroups."""
        return [sandbox.cgroup for sandbox in self._every_sandbox() if sandbox.cgroup is not None]

    def _every_sandbox(self) -> list[Sandbox]:
        return [*self._first.sandboxes.values(), *self._more.sandboxes.values()]

    def start_more(self) -> None:
        """Start the sandboxes that `has_more` needs; it can also start them itself."""
        for notebook in self._first.sandboxes:
            self._more.sandboxes[notebook] = self._new_sandbox(notebook, is_spare=True)

    def wait_until_ready(self) -> None:
        """Wait until notebooks can be loaded; raises SandboxError if a sandbox failed."""
        for sandbox in self._first.sandboxes.values():
            sandbox.wait_until_ready()

    def begin(
        self, cells: Mapping[str, Cells], run: Run, seed: str, beside: Mapping[str, bytes]
    ) -> None:
        """Make a submission, given by its notebooks, the current one, and end the one before.

        A notebook that is not among them defines nothing. `beside` are the files that were handed
        in with the notebooks.
        """
        self.end()
        for sandbox in self._first.sandboxes.values():
            sandbox.beside = beside
        every = {name: cells.get(name, Cells([], [], name)) for name in self._names}
        number = int.from_bytes(hashlib.sha256(f"{seed} load".encode()).digest()[:4])
        self._handed = _Handed(every, run, number)

    def of(self, exercise: str) -> Attempt:
        """Return the attempt at an exercise's notebook, and load it if necessary."""
        notebook = self._owner[exercise]
        if self._is_with_more and self.has_more(exercise):
            return self._more.attempts[notebook]
        if notebook not in self._first.attempts:
            for other in self._first.attempts.values():
                other.rest()
            extent = m.Extent.ALL if self._handed.run is Run.ALL else m.Extent.NEEDED
            self._load(self._first, notebook, extent)
        return self._first.attempts[notebook]

    def _load(
        self, loads: _Loads, notebook: str, extent: m.Extent, first: Attempt | None = None
    ) -> None:
        cells, seed = self._handed.cells[notebook], self._handed.seed
        np.random.seed(seed)  # noqa: NPY002 - a reference may draw from the global one
        random.seed(seed)
        names = self._names[notebook]
        attempt = Attempt(loads.sandboxes[notebook], cells, names, self._limits, seed)
        loads.attempts[notebook] = attempt
        attempt.call_limit = self.call_limit
        attempt.load(extent, first)

    def opened(self, exercise: str) -> Attempt | None:
        """Return the attempt at an exercise's notebook; None if no test asked for it."""
        attempt = self._first.attempts.get(self._owner[exercise])
        return attempt and self.of(exercise)

    # -- with more than is needed ---------------------------------------------------

    def has_more(self, exercise: str) -> bool:
        """Return whether skipped statements could matter; if so, load the notebook with them.

        This happens once for all its exercises, in a second sandbox, and leaves the first one as
        it is.
        """
        notebook = self._owner[exercise]
        if notebook not in self._more.attempts:
            if not self._could_have_more(notebook):
                return False
            if notebook not in self._more.sandboxes:
                self._more.sandboxes[notebook] = self._new_sandbox(notebook, is_spare=True)
            first = self._first.attempts.get(notebook)
            self._load(self._more, notebook, m.Extent.MATTERING, first)
            if not self._more.attempts[notebook].is_worth_asking:
                self._more.attempts[notebook].close()
        return self._more.attempts[notebook].is_worth_asking

    def _could_have_more(self, notebook: str) -> bool:
        first = self._first.attempts.get(notebook)
        if self._handed.run is Run.ALL or notebook in self._complete:
            return False
        # A notebook whose own code does not end would not end again.
        if first is not None and (first.ran_out_of_time or not first.could_load_more()):
            self._complete.add(notebook)
            return False
        return True

    @contextlib.contextmanager
    def with_more(self) -> Iterator[None]:
        """Send calls to the notebooks that were loaded with all statements that could matter."""
        for attempt in self._first.attempts.values():
            attempt.rest()
        self._is_with_more = True
        try:
            yield
        finally:
            self._is_with_more = False
            for attempt in self._more.attempts.values():
                attempt.rest()

    def take(self, exercise: str) -> None:
        """Note that an exercise's verdict comes from the notebook that was loaded with more."""
        notebook = self._owner[exercise]
        taken, notes = self._taken.setdefault(notebook, []), self._more.attempts[notebook].notes
        if taken:
            notes.remove(said_of(", ".join(taken), _WITH_MORE))
        taken.append(exercise)
        notes.append(said_of(", ".join(taken), _WITH_MORE))

    def call(self, request: m.Call, calls: list[Any], context: Context) -> list[Any]:
        """Make calls in the notebook with the called exercise; raises StudentError."""
        return self.ask(Question.of(request, calls), context).values

    def ask(self, question: Question, context: Context, known: Collection[bytes] = ()) -> Answer:
        """Make calls in the same way; an answer is not unpacked if its digest is in `known`."""
        with self._in_place(question.request, context) as (attempt, where):
            return attempt.ask(question, where, known)

    def measure(
        self, request: m.Call, calls: list[Any], context: Context
    ) -> tuple[list[Any], float]:
        """Make two calls; return the second one's answer, and its CPU time in seconds."""
        with self._in_place(request, context) as (attempt, where):
            return attempt.measure(request, calls, where)

    def live(self, function: str, context: Context) -> Any:
        """Return a handle of a function or a class; raises StudentError if there is none."""
        with self._in_place(m.Call(function), context) as (attempt, where):
            return attempt.live(function, where)

    @contextlib.contextmanager
    def _in_place(self, request: m.Call, context: Context) -> Iterator[tuple[Attempt, Context]]:
        """Find the attempt with the called exercise; a timeout there shortens its later limits."""
        own = self._owner[context.exercise]
        owner = self._owner.get(request.function.partition(".")[0], own)
        if owner != own:
            context = Context(context.exercise)  # another notebook carries no errors forward
        attempt = self.of(self._names[owner][0])
        try:
            with undisturbed():
                yield attempt, context
        except StudentTimeout:
            self.call_limit.timed_out.add(context.exercise)
            raise

    def notes(self) -> list[str]:
        """Return the notes on the notebooks; each names its notebook if there are several."""
        return self._of_each(lambda attempt: attempt.notes)

    def for_instructor(self) -> list[str]:
        """Return the exceptions raised while the notebooks were loaded, word for word."""
        return self._of_each(lambda attempt: attempt.for_instructor)

    def _of_each(self, told: Callable[[Attempt], list[str]]) -> list[str]:
        """Return what is said about each notebook, from the load that gave its verdicts."""
        taken = {notebook: self._more.attempts[notebook] for notebook in self._taken}
        return [
            said_of(notebook, line) if len(self._names) > 1 else line
            for notebook, attempt in (self._first.attempts | taken).items()
            for line in told(attempt)
        ]

    def end(self) -> None:
        """End the current submission's processes."""
        self.call_limit.timed_out.clear()
        self._complete.clear()
        attempts = [*self._first.attempts.values(), *self._more.attempts.values()]
        self._taken.clear()
        self._first.attempts.clear()
        self._more.attempts.clear()
        for attempt in attempts:
            attempt.close()

    def close(self) -> None:
        """End the sandboxes, and all in them."""
        try:
            with contextlib.suppress(AutograderError):
                self.end()
        finally:
            for sandbox in self._every_sandbox():
                sandbox.close()


def _new_sandbox(
    policy: Policy,
    warm: Policy,
    given: Mapping[str, Sequence[str]],
    notebook: str,
    *,
    is_spare: bool = False,
) -> Sandbox:
    return Sandbox(warm if is_spare else policy, given[notebook], is_spare=is_spare)
