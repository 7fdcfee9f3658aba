"""Grade on the workers of a Dask cluster, and connect again when its scheduler comes back."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping

from autograder.errors import ServiceError
from autograder.grading.cluster import Cluster, LostError, Sent, connected
from autograder.grading.protocol import Job, Spec
from autograder.results.format import SubmissionResult
from autograder.service.queue.hands import GraderProcesses, Hands


class ClusterHands:
    """The workers of a scheduler, as those who grade."""

    def __init__(self, address: str) -> None:
        """Connect to a scheduler, `tcp://HOST:PORT`, or start `local:N` workers here.

        Raises RequestError if there is none, or no worker.
        """
        self._address, self._lock = address, threading.Lock()
        self._connection = contextlib.ExitStack()
        self._cluster: Cluster | None = None
        self._sent: dict[Spec, Sent] = {}
        with self._lock:
            self.jobs = self._connected().threads()

    def grade(self, spec: Spec, job: Job, timeout_s: float) -> SubmissionResult:
        """Grade on any worker; raises ServiceError while the scheduler is gone."""
        cluster, sent = self._course(spec)
        try:
            return cluster.grade(sent, job, timeout_s)
        except LostError as error:
            self._lose(cluster)
            raise ServiceError(str(error)) from None

    def prepare(self, spec: Spec, count: int) -> None:  # noqa: ARG002 - workers start their own
        """Send a course to the cluster."""
        self._course(spec)

    def keep(self, most: Mapping[Spec, int]) -> None:
        """Let the workers forget courses of which nothing is to be kept."""
        with self._lock:
            dropped = [spec for spec, count in most.items() if not count and spec in self._sent]
            gone = [self._sent.pop(spec) for spec in dropped]
        for sent in gone:
            sent.forget()

    def close(self) -> None:
        """End the connection, and the workers that were started here."""
        with self._lock:
            self._disconnect()

    def _course(self, spec: Spec) -> tuple[Cluster, Sent]:
        with self._lock:
            cluster = self._connected()
            if spec not in self._sent:
                self._sent[spec] = cluster.send(spec)
            return cluster, self._sent[spec]

    def _connected(self) -> Cluster:
        if self._cluster is None:
            self._cluster = self._connection.enter_context(connected(self._address))
        return self._cluster

    def _lose(self, cluster: Cluster) -> None:
        """Give up a connection, unless another thread has done so."""
        with self._lock:
            if self._cluster is cluster:
                self._disconnect()

    def _disconnect(self) -> None:
        self._sent.clear()
        self._cluster = None
        with contextlib.suppress(Exception):  # of a cluster that is gone
            self._connection.close()


def hands_of(scheduler: str | None, jobs: int) -> Hands:
    """Return the workers of a scheduler, or without one, so many grader processes here."""
    return ClusterHands(scheduler) if scheduler is not None else GraderProcesses(jobs)
