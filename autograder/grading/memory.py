"""Remember how hidden tests ended: what is answered as before is not judged anew.

What a hidden test makes of a submission depends on nothing but the seed of its random numbers
and the answers to its calls. So the calls of a test that ran are kept, with what came back and the
verdict. For the next submission with that seed, the same calls are made. If every answer has
the same bytes, so is the verdict, and the test itself need not run. With the first one that has
not, the test runs as ever; answers that have come by then are not asked for again.

Only answers decide: a submission that was judged before can make this faster, and nothing else.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from autograder.results.format import TestResult
from autograder.student.errors import StudentError
from autograder.student.forks import Context
from autograder.student.functions import Exchange
from autograder.student.questions import Answer, Question
from autograder.student.submission import Attempts
from autograder.wire import messages as m

_MOST_RUNS = 4  # of one test with one seed: right answers are rounded in so many ways
_MOST_BYTES = 32 << 20  # of all runs
_MOST_BYTES_OF_A_RUN = 1 << 20


class Step(NamedTuple):
    """Calls that a test made together, and the digest of what came back."""

    question: Question
    digest: bytes


class Given(NamedTuple):
    """Calls that were made already, with what came back, or why nothing did."""

    question: Question
    answer: Answer | StudentError


class Run(NamedTuple):
    """A run of a hidden test in which each call was answered."""

    steps: tuple[Step, ...]
    record: list[Exchange]
    result: TestResult


class Memory:
    """Runs of hidden tests, by seed and test; of each, what was seen last comes first."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, str], list[Run]] = {}
        self._bytes_left = _MOST_BYTES

    def recall(
        self, seed: str, test: str, attempts: Attempts, context: Context
    ) -> Run | list[Given]:
        """Make the calls of a test; return how it ends, or what came back until that is open."""
        runs = possible = self._runs.get((seed, test), [])
        given: list[Given] = []
        while possible:
            steps = [run.steps[len(given)] for run in possible]
            question = steps[0].question
            try:
                answer = attempts.ask(question, context, {step.digest for step in steps})
            except StudentError as error:
                return [*given, Given(question, error)]
            given.append(Given(question, answer))
            pairs = zip(possible, steps, strict=True)
            possible = [run for run, step in pairs if step.digest == answer.digest]
            for run in possible:
                if len(run.steps) == len(given):
                    runs.remove(run)
                    runs.insert(0, run)
                    return run
        return given

    def keep(self, seed: str, test: str, run: Run, size: int) -> None:
        """Keep a run, which takes so many bytes."""
        if not run.steps or size > _MOST_BYTES_OF_A_RUN:
            return
        if size > self._bytes_left:
            self._runs.clear()
            self._bytes_left = _MOST_BYTES
        self._bytes_left -= size
        runs = self._runs.setdefault((seed, test), [])
        runs[:] = [run, *runs[: _MOST_RUNS - 1]]


class Transcript:
    """Carries a test's calls to the sandbox, and writes them down."""

    def __init__(self, attempts: Attempts, given: Sequence[Given]) -> None:
        self._attempts = attempts
        self._given = deque(given)
        self._state = _state()
        self.steps: list[Step] = []
        self.size = 0  # bytes
        self._is_complete = True

    @property
    def is_complete(self) -> bool:
        """Whether the answers are all that the test has depended on, and no other test on it."""
        return self._is_complete and _state() == self._state

    def call(self, request: m.Call, calls: list[Any], context: Context) -> list[Any]:
        """Make calls, unless they were made already; raises StudentError."""
        question = Question.of(request, calls)
        answer = self._answer(question, context)
        if isinstance(answer, StudentError):
            self._is_complete = False
            raise answer
        self.steps.append(Step(question, answer.digest))
        self.size += len(question.frame) + answer.frame.size
        return answer.values

    def _answer(self, question: Question, context: Context) -> Answer | StudentError:
        if self._given:
            made, answer = self._given.popleft()
            if made == question:
                return answer
            self._given.clear()  # a test that never asks the same twice
        try:
            return self._attempts.ask(question, context)
        except StudentError as error:
            return error

    def measure(
        self, request: m.Call, calls: list[Any], context: Context
    ) -> tuple[list[Any], float]:
        """Make two calls whose time is measured, which is never the same."""
        self._is_complete = False
        return self._attempts.measure(request, calls, context)


def _state() -> tuple[Any, ...]:
    """Return the state of the global generators of random numbers, which a reference may use."""
    numpy = np.random.get_state(legacy=False)  # noqa: NPY002
    state = numpy["state"]
    return random.getstate(), state["key"].tobytes(), state["pos"], numpy["gauss"]
