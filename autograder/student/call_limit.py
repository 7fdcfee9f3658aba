"""How long one call of a student's function may take, and one statement of their notebook.

Trusted. When a call has used up its limit, the reference is timed on the same arguments. An
honest answer may take a fixed multiple of that time, on any machine.
"""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Callable

import numpy as np

from autograder.student.budget import Account
from autograder.student.oracle import Solve
from autograder.student.questions import Question

_SLOWER = 100  # a call may take this many times the reference's time
_STATEMENT_S = 3.0  # a statement at the top level may take at least this long
_HURRY = 4  # after one timeout in an exercise, calls have a quarter of the limit
_LARGE = 4  # calls whose cost is measured get this many times the limit: their arguments are large


class CallLimit:
    """The limits of one call and of one statement, for all notebooks of a submission."""

    def __init__(self, solve: Solve | None = None, load_s: float = 0.0) -> None:
        """`solve` is the reference's own solution, which took `load_s` to load."""
        self._solve = solve
        self.statement_s = max(_STATEMENT_S, _SLOWER * load_s)
        self.timed_out: set[str] = set()  # exercises in which a call ran out of time

    def account(
        self, limit_s: float, exercise: str, question: Question, *, is_large: bool
    ) -> Account:
        """Return an account for one of several calls that are made together."""
        limit_s *= _LARGE if is_large else 1
        limit_s /= _HURRY if exercise in self.timed_out else 1
        return Lenient(limit_s, lambda: reference_s(self._solve, question))


class Lenient(Account):
    """An account that is extended before it counts as used up, as the reference's time allows."""

    def __init__(self, limit_s: float, reference_s: Callable[[], float]) -> None:
        super().__init__(limit_s)
        self._reference_s: Callable[[], float] | None = reference_s

    @property
    def is_used_up(self) -> bool:
        """Whether no time is left."""
        if not super().is_used_up:
            return False
        if self._reference_s is not None:
            reference_s, self._reference_s = self._reference_s, None
            self.limit_s = max(self.limit_s, _SLOWER * reference_s())
        return super().is_used_up


def reference_s(solve: Solve | None, question: Question) -> float:
    """Return the CPU time of the reference's own solution for the same calls, in seconds.

    It is 0 for a function that the reference does not define. The arguments, and the global
    random number generators, are restored afterwards.
    """
    if solve is None:
        return 0.0
    python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002 - it may draw there
    calls = question.calls
    start = time.thread_time()
    try:
        with contextlib.suppress(Exception):  # a call that raises has still taken time
            solve(question.request, calls, {})
        return time.thread_time() - start
    finally:
        random.setstate(python)
        np.random.set_state(numpy)  # noqa: NPY002
