"""How long one call of a student's function may take.

Trusted. Where a call has used up its limit, the reference is measured on the same arguments: an
honest answer may take so many times as long, on any machine.
"""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.student.budget import Account
from autograder.student.oracle import Solve
from autograder.wire.frames import crossed
from autograder.wire.messages import Call

_SLOWER = 100  # times the reference's own time
_HURRY = 4  # a call has this part of its limit after another one of the exercise ran out of time
_LARGE = 4  # times a limit: for a call whose cost is measured, so with very large arguments


class CallLimit:
    """What one call may take, for all notebooks of a submission."""

    def __init__(self, solve: Solve | None = None) -> None:
        self._solve = solve  # the reference's own solution
        self.timed_out: set[str] = set()  # exercises in which a call ran out of time

    def account(
        self, limit_s: float, exercise: str, request: Call, calls: list[Any], *, is_large: bool
    ) -> Account:
        """Return an account for one of several calls that are made together."""
        limit_s *= _LARGE if is_large else 1
        limit_s /= _HURRY if exercise in self.timed_out else 1
        return Lenient(limit_s, lambda: reference_s(self._solve, request, calls))


class Lenient(Account):
    """An account that gets more before it is given up, as much as the reference needs."""

    def __init__(self, limit_s: float, reference_s: Callable[[], float]) -> None:
        super().__init__(limit_s)
        self._reference_s: Callable[[], float] | None = reference_s

    @property
    def is_used_up(self) -> bool:
        """Whether nothing is left."""
        if not super().is_used_up:
            return False
        if self._reference_s is not None:
            reference_s, self._reference_s = self._reference_s, None
            self.limit_s = max(self.limit_s, _SLOWER * reference_s())
        return super().is_used_up


def reference_s(solve: Solve | None, request: Call, calls: list[Any]) -> float:
    """Return the CPU time of the reference's own solution for the same calls, in seconds.

    It is 0 for what the reference does not define. Arguments, and the global generators of
    random numbers, are as before afterwards.
    """
    if solve is None:
        return 0.0
    python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002 - it may draw there
    own = crossed(calls)
    start = time.thread_time()
    try:
        with contextlib.suppress(Exception):  # where it refuses, it has still taken its time
            solve(request, own, {})
        return time.thread_time() - start
    finally:
        random.setstate(python)
        np.random.set_state(numpy)  # noqa: NPY002
