"""Grader processes: start them, give them jobs, and replace one that fails.

If a grader process dies or hangs, it is replaced and the submission is tried once more. If that
also fails, the outcome is an `error`, never a zero.
"""

from __future__ import annotations

import contextlib
import os
import queue
import selectors
import signal
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from autograder import errors
from autograder.course.folder import find_course
from autograder.errors import AutograderError, EngineError, SandboxError
from autograder.grading.lifeline import Place
from autograder.grading.protocol import Done, Job, Spec, Started
from autograder.results.format import (
    SubmissionOutcome,
    SubmissionResult,
)
from autograder.results.languages import settled, with_sentences
from autograder.sandbox.cgroup import sweep_groups
from autograder.sandbox.home import Home
from autograder.sandbox.interpreter import interpreter
from autograder.sandbox.usage import usage_of
from autograder.student.budget import Account, Clock
from autograder.surroundings import clean_environment, python

T = TypeVar("T")
# Made before there are threads: msgspec may crash if two of them first read a type together.
_STARTED, _DONE = msgspec.json.Decoder(Started), msgspec.json.Decoder(Done)
_START_S = 60.0
_SETTINGS = {
    "MPLBACKEND": "Agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",  # a hidden test that goes through a set of texts says the same each time
}
_LOOK_S = 1.0  # seconds between two looks at a grader process


class StuckError(EngineError):
    """A grader process did not come to an end with an answer of an exercise."""

    def __init__(self, exercise: str) -> None:
        super().__init__("a grader process was kept busy without an end")
        self.exercise = exercise


class GraderProcess:
    """A running `python -m autograder.grading.process`."""

    def __init__(self, spec: Spec) -> None:
        """Start it and wait until it can grade; raises the error that it reports."""
        environment = clean_environment() | _SETTINGS
        folder = find_course(Path(spec.root))
        handed_out = folder.handed_out(folder.course.assignment(spec.assignment))
        self._home = Home((str(path), name) for name, path in handed_out.items())
        lifeline, self._lifeline = os.pipe()  # closes when this process ends, for whatever reason
        self._place, place = Place.make()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                [*python("autograder.grading.process"), str(lifeline), str(place)],
                cwd=self._home.folder,  # the reference finds the same files there as students
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                pass_fds=(lifeline, place),
            )
        except BaseException:
            self._home.close()
            raise
        finally:
            os.close(lifeline)
            os.close(place)
        self._pending = b""
        self.is_broken = False  # a hidden test is: a new process would not help
        try:
            self._write(msgspec.structs.replace(spec, python=spec.python or interpreter()))
            self._catalogues = folder.catalogues()  # in the meantime it starts
            started = self._read(_STARTED, _START_S)
        except AutograderError:
            self.close()
            raise
        if started.error:
            self.close()
            raise getattr(errors, started.kind, EngineError)(started.error)

    def grade(self, job: Job, timeout_s: float) -> SubmissionResult:
        """Return a submission's result; raises EngineError if the process fails.

        Raises StuckError if an answer kept the process busy, until the kernel ended it.
        """
        self._write(job)
        try:
            done = self._read(_DONE, timeout_s)
        except EngineError:
            if self._was_ended_by(signal.SIGVTALRM):
                raise StuckError(self._place.text()) from None
            raise
        self.is_broken = done.is_broken
        return settled(with_sentences(done.result, done.sentences), self._catalogues)

    def _was_ended_by(self, sent: signal.Signals) -> bool:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(1) == -sent
        return False

    def close(self) -> None:
        """End the process; its sandbox ends with it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        os.close(self._lifeline)
        sweep_groups(self._process.pid)
        self._home.close()

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self.close()

    def _write(self, message: msgspec.Struct) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(msgspec.json.encode(message) + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise EngineError("a grader process died") from None

    def _read(self, kind: msgspec.json.Decoder[T], timeout_s: float) -> T:
        """Read one line; `timeout_s` counts the time that the process and all below it use."""
        assert self._process.stdout is not None
        clock = Clock(lambda: usage_of(self._process.pid), slice_s=_LOOK_S)
        clock.look()
        with clock.watch(Account(timeout_s)) as patience, selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._pending:
                try:
                    ready = selector.select(patience.left_s())
                except TimeoutError:
                    raise EngineError("a grader process did not answer in time") from None
                if not ready:
                    continue
                chunk = os.read(self._process.stdout.fileno(), 1 << 16)
                if not chunk:
                    raise EngineError("a grader process died")
                self._pending += chunk
        line, _, self._pending = self._pending.partition(b"\n")
        try:
            return kind.decode(line)
        except msgspec.MsgspecError:
            raise EngineError("a grader process answered nonsense") from None


class _Graders:
    """Idle grader processes by their `Spec`, shared by threads."""

    def __init__(self) -> None:
        self._idle: dict[Spec, queue.SimpleQueue[GraderProcess]] = {}
        self._lock = threading.Lock()

    def _queue(self, spec: Spec) -> queue.SimpleQueue[GraderProcess]:
        with self._lock:
            return self._idle.setdefault(spec, queue.SimpleQueue())

    def take(self, spec: Spec) -> GraderProcess:
        try:
            return self._queue(spec).get_nowait()
        except queue.Empty:
            return GraderProcess(spec)

    def give_back(self, spec: Spec, process: GraderProcess) -> None:
        self._queue(spec).put(process)

    def start(self, spec: Spec, count: int) -> None:
        """Start processes until so many are idle; raises the error that one of them reports."""
        waiting = self._queue(spec)
        while waiting.qsize() < count:
            waiting.put(GraderProcess(spec))

    def keep(self, most: Mapping[Spec, int]) -> None:
        """End idle processes of some kinds, until there are at most so many of each."""
        for spec, count in most.items():
            waiting = self._queue(spec)
            with contextlib.suppress(queue.Empty):
                while waiting.qsize() > count:
                    waiting.get_nowait().close()

    def close(self, root: str = "") -> None:
        """End the idle processes: those of the course in a folder, or all."""
        with self._lock:
            specs = [spec for spec in self._idle if root in {"", spec.root}]
            idle = [self._idle.pop(spec) for spec in specs]
        for waiting in idle:
            with contextlib.suppress(queue.Empty):
                while True:
                    waiting.get_nowait().close()


graders = _Graders()


def grade_one(spec: Spec, job: Job, timeout_s: float) -> SubmissionResult:
    """Grade one submission in a grader process of this process (an executor's).

    Raises EngineError if two processes in a row failed on it, and SandboxError if two sandboxes
    in a row did not start, since one may have been killed meanwhile.
    """
    failures = 0
    while True:
        process = None
        try:
            process = graders.take(spec)
            result = process.grade(job, timeout_s)
        except (EngineError, SandboxError) as error:
            if process is not None:
                process.kill()
            if isinstance(error, StuckError) and error.exercise not in job.lost:
                job = msgspec.structs.replace(job, lost=(*job.lost, error.exercise))
                continue
            failures += 1
            if failures == 2:
                raise
            continue
        except BaseException:
            if process is not None:
                process.kill()
            raise
        if result.outcome is not SubmissionOutcome.ERROR or process.is_broken:
            graders.give_back(spec, process)
            return result
        process.kill()  # the process itself may be broken
        failures += 1
        if failures == 2:
            return result
