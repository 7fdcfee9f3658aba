"""Hand submissions out to the workers of a Dask cluster, a few at a time.

Trusted. Everything travels as bytes, so that workers need no shared disk. Dask gives the tasks of
a dead worker to another one; here each submission ends exactly once.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import itertools
import logging
import os
import queue
import re
import socket
import sys
import tempfile
import time
import uuid
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from autograder import errors
from autograder.course.folder import find_course
from autograder.course.secret import course_secret
from autograder.errors import AutograderError, EngineError, RequestError
from autograder.grading.elsewhere import Answer, Task, forget, grade_elsewhere, versions
from autograder.grading.parcel import pack_course
from autograder.grading.protocol import Ended, Job, Spec, failed_twice
from autograder.languages import say
from autograder.results.format import SubmissionResult
from autograder.sandbox.home import sweep
from autograder.sandbox.interpreter import PACKAGE_FOLDER
from autograder.submission.editions import Editions
from autograder.submission.reading import Carried, read_all

_LOCAL = re.compile(r"local:([1-9][0-9]{0,3})")
_REMOTE = re.compile(r"(tcp|tls)://[^/\s]+:[0-9]+/?")
_FOR_A_THREAD = 2  # submissions handed out per thread: one is graded, one waits
_CONNECT_S = 10.0
_FIRST_WORKER_S = 60.0
_NO_WORKER_S = 600.0  # seconds without any worker before a run is given up
_LOOK_S = 2.0  # seconds between two counts of the workers
_UNLOADABLE = (ImportError, AttributeError)  # raised by a worker that lacks this module


_WORKERS_DIED = say("all workers that had it died")


class LostError(EngineError):
    """The scheduler is gone."""


class Cluster:
    """A connection to a scheduler."""

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._address = address

    def hand_out(self, spec: Spec, jobs: Iterable[Job], timeout_s: float) -> Iterator[Ended]:
        """Yield each job when it ends, with its result or with a sentence on why there is none.

        Raises an error that makes every job impossible: CourseError, SandboxError, RequestError
        if versions differ, and EngineError if the scheduler or all workers are gone.
        """
        course = Sent(self._client, spec)
        run = _Run(_Workers(self._client, self._address), course, iter(jobs), timeout_s)
        try:
            yield from run.ends()
        finally:
            with contextlib.suppress(Exception):  # a cluster that is gone needs no stop
                run.stop()
            course.forget()

    def threads(self) -> int:
        """Return how many submissions can be graded at the same time, at least one."""
        return _Workers(self._client, self._address).threads()

    def send(self, spec: Spec) -> Sent:
        """Send a course, for submissions that come one by one."""
        return Sent(self._client, spec)

    def grade(self, course: Sent, job: Job, timeout_s: float) -> SubmissionResult:
        """Return the result of one submission, from any worker.

        Raises EngineError if two workers in a row could not grade it, LostError if the scheduler is
        gone, and the error that makes every submission impossible.
        """
        from distributed import KilledWorker  # noqa: PLC0415 - optional

        workers = _Workers(self._client, self._address)
        for _ in range(2):
            with contextlib.suppress(KilledWorker):
                answer = workers.answer(course.submit(job, timeout_s))
                if answer.result is not None:
                    return answer.result
                raise getattr(errors, answer.kind, AutograderError)(answer.why)
        raise EngineError(_WORKERS_DIED)


class _Workers:
    """How many workers there are, and what it means if one could not answer."""

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self.address = address
        self._looked_at = -_LOOK_S
        self._last_seen = time.monotonic()
        self._threads = 0

    def threads(self) -> int:
        """Return how many submissions can be graded at the same time, at least one."""
        now = time.monotonic()
        if now >= self._looked_at + _LOOK_S:
            try:
                self._threads = sum(self._client.nthreads().values())
            except (OSError, ValueError, CancelledError) as error:
                raise self.is_lost(error) from None
            self._looked_at = now
        if self._threads:
            self._last_seen = now
        elif now > self._last_seen + _NO_WORKER_S:
            raise EngineError(f"{self.address}: no worker is left; start some and run again")
        return max(1, self._threads)

    def is_lost(self, error: BaseException) -> LostError:
        """Return the error to raise if the scheduler is gone."""
        return LostError(
            f"{self.address}: the scheduler is gone ({type(error).__name__}); what is graded "
            "stays graded: run again when it is back"
        )

    def answer(self, future: Any) -> Answer:
        """Return what a worker answered; raises KilledWorker if several died."""
        from distributed import KilledWorker  # noqa: PLC0415 - optional

        try:
            return msgspec.json.decode(future.result(), type=Answer)
        except KilledWorker:
            raise
        except CancelledError as error:
            raise self.is_lost(error) from None
        except _UNLOADABLE as error:
            raise RequestError(
                f"{self.address}: a worker cannot load backgrade {versions()['backgrade']}: "
                f"{error}; install it there"
            ) from None
        except Exception as error:  # noqa: BLE001 - whatever else a worker or Dask may raise
            raise EngineError(f"{self.address}: {type(error).__name__}: {error}") from None


class _Run:
    """The jobs of one class: the waiting ones, those handed out, and the suspects.

    Dask gives up a job after several workers died with it, whether it or another job caused this.
    So a suspect is graded once more, alone, after all others have ended.
    """

    def __init__(
        self, workers: _Workers, course: Sent, waiting: Iterator[Job], timeout_s: float
    ) -> None:
        self._workers = workers
        self._course = course
        self._waiting = waiting
        self._timeout_s = timeout_s
        self._running: dict[str, tuple[Any, Job]] = {}
        self._done = queue.SimpleQueue[Any]()
        self._suspects: list[Job] = []
        self._is_alone = False  # whether a suspect is being graded

    def ends(self) -> Iterator[Ended]:
        """Yield each job as it ends."""
        self._fill()
        while self._running:
            with contextlib.suppress(queue.Empty):
                future = self._done.get(timeout=_LOOK_S)
                _, job = self._running.pop(future.key)
                if end := self._end_of(job, future):
                    yield job, end
            self._fill()

    def stop(self) -> None:
        """Cancel what is handed out, since nobody will read the answers."""
        for future, _ in self._running.values():
            future.cancel()

    def _fill(self) -> None:
        places = _FOR_A_THREAD * self._workers.threads() - len(self._running)
        for job in itertools.islice(self._waiting, max(0, places)):
            self._submit(job)
        if self._suspects and not self._running:
            self._is_alone = True
            self._submit(self._suspects.pop())

    def _submit(self, job: Job) -> None:
        future = self._course.submit(job, self._timeout_s)
        self._running[future.key] = future, job
        future.add_done_callback(self._done.put)

    def _end_of(self, job: Job, future: Any) -> SubmissionResult | str:
        """Return a result, or why there is none; "" for a suspect, which is graded again later."""
        from distributed import KilledWorker  # noqa: PLC0415 - optional

        try:
            answer = self._workers.answer(future)
        except KilledWorker:
            if self._is_alone:
                return failed_twice(_WORKERS_DIED)
            self._suspects.append(job)
            return ""
        if answer.result is not None:
            return answer.result
        if answer.kind == EngineError.__name__:
            return failed_twice(answer.why)
        raise getattr(errors, answer.kind, AutograderError)(answer.why)


class Sent:
    """A course that workers take from each other, and the jobs that are submitted with it."""

    def __init__(self, client: Any, spec: Spec) -> None:
        folder = find_course(Path(spec.root))
        assignment = folder.course.assignment(spec.assignment)
        parcel = pack_course(folder, assignment)
        self.name = hashlib.sha256(parcel).hexdigest()
        self._client, self._notebooks = client, assignment.notebooks
        self._editions = Editions.of(folder, assignment)
        secret = course_secret(folder.root)
        self._spec = msgspec.structs.replace(spec, reads=(), python=None, secret=secret)
        self._run = f"backgrade-{uuid.uuid4().hex}"
        self._number = itertools.count()
        self._parcel = client.submit(bytes, parcel, key=f"{self._run}-course")

    def forget(self) -> None:
        """Let the workers remove the course; errors do not matter, since they may be gone."""
        with contextlib.suppress(Exception):
            self._client.run(forget, self.name, on_error="ignore")

    def submit(self, job: Job, timeout_s: float) -> Any:
        """Hand out a job with everything that this disk holds of it; return Dask's future."""
        if job.carried is None:
            reading = read_all(job.file, self._notebooks, job.own_folder, self._editions)
            job = msgspec.structs.replace(job, carried=Carried.of(reading))
        task = msgspec.json.encode(Task(self.name, self._spec, job, timeout_s))
        return self._client.submit(
            _grade,
            self._parcel,
            task,
            versions(),
            key=f"{self._run}-{next(self._number)}",  # without the student's name
            pure=False,
        )


def _grade(parcel: bytes, task: bytes, expected: dict[str, str]) -> bytes:
    """Run on a worker."""
    from distributed import get_worker  # noqa: PLC0415 - optional

    return grade_elsewhere(parcel, task, expected, get_worker().address)


@contextlib.contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """Connect to a scheduler, `tcp://HOST:PORT`, or to a local cluster made for this, `local:N`.

    Raises RequestError for a malformed address, if nobody answers or no worker comes, and if
    `distributed` is not installed.
    """
    local = _LOCAL.fullmatch(address)
    if local is None and _REMOTE.fullmatch(address) is None:
        raise RequestError(
            f"--scheduler: {address!r} is no address; expected tcp://HOST:8786, tls://HOST:8786, "
            "or local:N for N workers on this machine"
        )
    with contextlib.ExitStack() as stack:
        try:
            importlib.import_module("distributed")
            target = stack.enter_context(_local_cluster(int(local[1]))) if local else address
        except ImportError as error:
            raise RequestError(
                f"--scheduler: {error.name or error} is not installed; "
                "pip install 'backgrade[dask]'"
            ) from None
        except RuntimeError as error:
            raise EngineError(
                f"--scheduler: {address}: its workers do not start: {error}"
            ) from None
        client = stack.enter_context(_client(target, address))
        yield Cluster(client, address)


@contextlib.contextmanager
def _client(target: Any, address: str) -> Iterator[Any]:
    import dask  # noqa: PLC0415 - optional
    from distributed import Client  # noqa: PLC0415 - optional

    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"})
    try:
        if target == address:
            _reach(address)
        client = Client(target, timeout=_CONNECT_S, set_as_default=False)
    except (OSError, TimeoutError, ValueError, TypeError, RuntimeError) as error:
        raise RequestError(
            f"--scheduler: no Dask scheduler answers at {address}: {error}; is it running, and "
            "is its port open?"
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_FIRST_WORKER_S)
        except TimeoutError:
            raise RequestError(
                f"--scheduler: {address} has no worker; start one: dask worker {address}"
            ) from None
        yield client


def _reach(address: str) -> None:
    """Raise an error at once if an address cannot be reached: Dask itself would retry for long."""
    from distributed.security import Security  # noqa: PLC0415 - optional

    place = urlsplit(address)
    if place.scheme == "tls" and Security().get_connection_args("client")["ssl_context"] is None:
        raise RequestError(
            f"--scheduler: {address} needs certificates, and Dask's configuration names none; "
            "see docs/cluster.md"
        )
    with socket.create_connection((place.hostname, place.port), timeout=_CONNECT_S):
        pass


@contextlib.contextmanager
def _local_cluster(workers: int) -> Iterator[Any]:
    """Start workers here with their own keys, so that other users cannot connect."""
    import dask  # noqa: PLC0415 - optional
    from distributed import LocalCluster  # noqa: PLC0415 - optional

    dask.config.set({f"distributed.{who}.http.routes": [] for who in ("scheduler", "worker")})
    dask.config.set({"distributed.scheduler.allowed-failures": 1})
    os.environ["PYTHONSAFEPATH"] = "1"  # the workers, too, import nothing from the current folder
    sys.path.append(str(PACKAGE_FOLDER.parent))  # theirs starts as a copy of ours
    try:
        with (
            tempfile.TemporaryDirectory(
                prefix="autograder-dask-", ignore_cleanup_errors=True
            ) as own,
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                host="127.0.0.1",
                scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
                security=True,
                local_directory=own,
                silence_logs=logging.ERROR,
            ) as cluster,
        ):
            yield cluster
    finally:
        sweep()  # remove what killed workers left behind
