"""Grade on a worker of a cluster, and keep the course and its grader processes there.

Trusted: the worker's process is an engine's, and student code runs below it as below a local one.
Only bytes come and go, so nothing is imported on another machine's word.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.metadata
import platform
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from autograder import __version__
from autograder.course.folder import find_course
from autograder.errors import AutograderError, EngineError, RequestError, SandboxError
from autograder.grading.parcel import unpack_course
from autograder.grading.pool import grade_one, graders
from autograder.grading.protocol import Job, Spec
from autograder.results.format import SubmissionResult
from autograder.sandbox.home import HeldFolder


class Task(msgspec.Struct, frozen=True):
    """One submission to grade on a worker."""

    course: str  # the name of the course's parcel
    spec: Spec  # with the course's folder on the machine that sent it
    job: Job
    timeout_s: float


class Answer(msgspec.Struct, frozen=True):
    """A submission's result, or why there is none."""

    result: SubmissionResult | None = None
    kind: str = ""  # the error's class
    why: str = ""


# Made here and not in the threads that use it: if two threads make msgspec read a type for
# the first time at the same moment, the process crashes.
_TASKS = msgspec.json.Decoder(Task)


def versions() -> dict[str, str]:
    """Return the versions here of everything that must be the same on all machines."""
    return {
        "backgrade": __version__,
        "Python": platform.python_version(),
        "NumPy": importlib.metadata.version("numpy"),
    }


def grade_elsewhere(parcel: bytes, task: bytes, expected: dict[str, str], worker: str) -> bytes:
    """Grade a packed submission with a packed course; return a packed answer.

    It does not raise for an error in a course, a machine or a grader process: the answer says it.
    """
    try:
        _check(expected, worker)
        answer = _grade(parcel, _TASKS.decode(task), worker)
    except AutograderError as error:
        answer = Answer(None, type(error).__name__, str(error))
    return msgspec.json.encode(answer)


def forget(course: str) -> None:
    """Remove a course and end its grader processes, now or when the last grading with it ends."""
    _courses.forget(course)


def _check(expected: dict[str, str], worker: str) -> None:
    own = versions()
    other = [f"{n} {own.get(n)} there, {v} here" for n, v in expected.items() if own.get(n) != v]
    if other:
        raise RequestError(
            f"worker {worker} has other versions: {'; '.join(other)}; install the same on both"
        )


def _grade(parcel: bytes, task: Task, worker: str) -> Answer:
    try:
        with _courses.used(task.course, parcel) as root:
            spec = msgspec.structs.replace(task.spec, root=str(root), reads=())
            try:
                return Answer(grade_one(spec, task.job, task.timeout_s))
            except EngineError:
                raise
            except AutograderError as error:  # it names a path that nobody knows
                why = str(error).replace(str(root), task.spec.root)
                if isinstance(error, SandboxError):  # this machine's fault, and not the course's
                    why = f"worker {worker}: {why}"
                return Answer(None, type(error).__name__, why)
    except OSError as error:
        raise EngineError(f"worker {worker} cannot keep the course: {error}") from None


class _Course:
    def __init__(self, parcel: bytes) -> None:
        self.place = HeldFolder()
        self.root = self.place.folder.resolve()
        self.users = 0
        self.is_forgotten = False
        try:
            unpack_course(parcel, self.root)
            find_course(self.root)  # now, while no other thread reads its first course
        except BaseException:
            self.place.close()
            raise

    def close(self) -> None:
        graders.close(str(self.root))
        self.place.close()


class _Courses:
    """The courses that this process keeps: the last one, and older ones still in use."""

    def __init__(self) -> None:
        self._kept: dict[str, _Course] = {}
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def used(self, name: str, parcel: bytes) -> Iterator[Path]:
        """Give the folder of a course, and keep it while something is graded with it."""
        with self._lock:
            if name not in self._kept:
                self._sweep(self._kept)
                self._kept[name] = _Course(parcel)
            course = self._kept[name]
            course.users += 1
            course.is_forgotten = False
        try:
            yield course.root
        finally:
            with self._lock:
                course.users -= 1
                self._sweep([name] if course.is_forgotten else [])

    def forget(self, name: str) -> None:
        with self._lock:
            if name in self._kept:
                self._kept[name].is_forgotten = True
                self._sweep([name])

    def close(self) -> None:
        with self._lock:
            for course in self._kept.values():
                course.close()
            self._kept.clear()

    def _sweep(self, names: Iterable[str]) -> None:
        for name in [name for name in names if not self._kept[name].users]:
            self._kept.pop(name).close()


_courses = _Courses()
atexit.register(_courses.close)
