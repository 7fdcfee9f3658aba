"""Checks that a function does its work with array operations, and not in loops."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from autograder.checks.failure import CheckFailed
from autograder.compare import wording
from autograder.languages import from_course, say


def check_vectorized(lines: Mapping[int, int], what: str = "samples") -> None:
    """Check that the number of executed Python lines does not grow with the number of samples.

    `lines` maps numbers of samples to counts from `student.<function>.lines`. Time is not
    measured. Up to a tenth of a line for each further sample is allowed. Raises CheckFailed.
    """
    few, many = min(lines), max(lines)
    if min(lines.values()) < 0:
        raise CheckFailed(
            say("the lines that are executed could not be counted: sys.settrace was used")
        )
    if lines[many] - lines[few] > (many - few) / 10:
        things = from_course(what)
        told = say("more lines of Python are executed for {many} {things} than for {few}")
        raise CheckFailed(
            told.filled(many=many, few=few, things=things), wording.LOOP.filled(things=things)
        )


_COST_TIMES, _COST_S = 10, 0.1  # allowed: times the reference's CPU time, plus seconds


def check_cost(cpu_s: float, reference: Callable[[], Any], what: str = "samples") -> None:
    """Check that a call with very many samples takes about as long as the reference's.

    `cpu_s` is in seconds, from `student.<function>.cost`. Ten times the reference's CPU time plus
    a tenth of a second is allowed. Use so many samples that a loop takes half a second. Raises
    CheckFailed.
    """
    began = time.thread_time()
    reference()
    if cpu_s > _COST_TIMES * (time.thread_time() - began) + _COST_S:
        things = from_course(what)
        told = say("very many {things} take much longer than array operations do", things=things)
        raise CheckFailed(told, wording.LOOP.filled(things=things))
