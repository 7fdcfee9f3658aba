"""Remember how hidden tests ended, so that equal answers need not be judged again.

The result of a hidden test depends only on the seed of its random numbers and on the answers to
its calls. So the calls of each test, the answers and the verdict are kept. For the next
submission with the same seed, the same calls are made. If every answer has the same bytes, the
verdict is the same, and the test itself need not run. At the first answer that differs, the test
runs as usual; answers that have already come are not asked for again.

Only answers decide. A submission that was judged before can make this faster, and nothing else.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import numpy as np

from autograder.results.format import TestResult
from autograder.student.errors import StudentError, StudentMissing
from autograder.student.forks import Context
from autograder.student.functions import Exchange
from autograder.student.questions import Answer, Question
from autograder.student.submission import Attempts
from autograder.wire import messages as m

_MOST_RUNS = 4  # runs of one test with one seed: rounding makes right answers differ
_MOST_BYTES = 32 << 20  # bytes of all runs
_MOST_BYTES_OF_A_RUN = 1 << 20
_UNWRITTEN = b"is still a stub"  # in place of a digest


class Step(NamedTuple):
    """Calls that a test made together, and the digest of their answers."""

    question: Question
    digest: bytes


class Given(NamedTuple):
    """Calls that were already made, with their answers, or the reason why there are none."""

    question: Question
    answer: Answer | StudentError


class Run(NamedTuple):
    """A run of a hidden test in which each call was answered, or met a stub."""

    steps: tuple[Step, ...]
    record: list[Exchange]
    result: TestResult
    size: int  # bytes
    reason: str = ""  # how it failed, for the teacher alone


def _ask(
    attempts: Attempts, question: Question, context: Context, known: Collection[bytes] = ()
) -> Answer | StudentError:
    try:
        return attempts.ask(question, context, known)
    except StudentError as error:
        return error


def _step(question: Question, answer: Answer | StudentError) -> Step | None:
    """Return what is remembered of a question and its answer; None if the answer says too little.

    A stub always ends in the same way. Another call without an answer may end differently.
    """
    if isinstance(answer, StudentMissing) and answer.is_known:
        return Step(question, _UNWRITTEN)
    return None if isinstance(answer, StudentError) else Step(question, answer.digest)


class Memory:
    """Runs of hidden tests, by seed and test, with the most recently seen run first."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, str], list[Run]] = {}
        self._bytes_left = _MOST_BYTES
        self.common: dict[str, tuple[Question, ...]] = {}  # by exercise, asked of every submission

    def recall(
        self, seed: str, test: str, attempts: Attempts, context: Context
    ) -> Run | list[Given]:
        """Make the calls of a test; return the run that matches, or else the answers so far."""
        runs = possible = self._runs.get((seed, test), [])
        given: list[Given] = []
        while possible:
            steps = [run.steps[len(given)] for run in possible]
            question = steps[0].question
            answer = _ask(attempts, question, context, {step.digest for step in steps})
            given.append(Given(question, answer))
            made = _step(question, answer)  # a test may ask something else each time
            if made is None:
                return given
            possible = [run for run, step in zip(possible, steps, strict=True) if step == made]
            for run in possible:
                if len(run.steps) == len(given):
                    runs.remove(run)
                    runs.insert(0, run)
                    return run
        return given

    def keep(self, seed: str, test: str, run: Run) -> None:
        """Keep a run; if there is no room for it, all others are forgotten."""
        if not run.steps or run.size > _MOST_BYTES_OF_A_RUN:
            return
        if run.size > self._bytes_left:
            self._runs.clear()
            self._bytes_left = _MOST_BYTES
        runs = self._runs.setdefault((seed, test), [])
        runs.insert(0, run)
        dropped, runs[_MOST_RUNS:] = runs[_MOST_RUNS:], []
        self._bytes_left += sum(one.size for one in dropped) - run.size


class Transcript:
    """Carries a test's calls to the sandbox, and records them."""

    def __init__(self, attempts: Attempts, given: Sequence[Given]) -> None:
        self._attempts = attempts
        self._given = deque(given)
        self._state = _state()
        self.steps: list[Step] = []
        self.size = 0  # bytes
        self._is_complete = True

    @property
    def is_complete(self) -> bool:
        """Whether the test depended on these answers only, and no other test depends on it."""
        return self._is_complete and _state() == self._state

    def call(self, request: m.Call, calls: list[Any], context: Context) -> list[Any]:
        """Make calls, unless they were already made; raises StudentError."""
        question = Question.of(request, calls)
        answer = self._answer(question, context)
        step = _step(question, answer)
        if step is None:
            self._is_complete = False
        else:
            self.steps.append(step)
            self.size += len(question.frame)
        if isinstance(answer, StudentError):
            raise answer
        self.size += answer.frame.size
        return answer.values

    def _answer(self, question: Question, context: Context) -> Answer | StudentError:
        if self._given:
            made, answer = self._given.popleft()
            if made == question:
                return answer
            self._given.clear()  # the test asks something different each time
        return _ask(self._attempts, question, context)

    def measure(
        self, request: m.Call, calls: list[Any], context: Context
    ) -> tuple[list[Any], float]:
        """Make two calls and measure their time, which is never the same."""
        self._is_complete = False
        return self._attempts.measure(request, calls, context)

    def live(self, function: str, context: Context) -> Any:
        """Return a handle, whose answers are not written down."""
        self._is_complete = False
        return self._attempts.live(function, context)


def _state() -> tuple[Any, ...]:
    """Return the state of the global random number generators, which a reference may use."""
    numpy = np.random.get_state(legacy=False)  # noqa: NPY002
    state = numpy["state"]
    return random.getstate(), state["key"].tobytes(), state["pos"], numpy["gauss"]
