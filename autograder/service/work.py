"""`autograder work`: grade what a service's queue holds, until told to stop."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType

from autograder.sandbox.policy import Isolation
from autograder.service.bell import Bell
from autograder.service.database.connect import Database
from autograder.service.queue.elsewhere import GraderElsewhere
from autograder.service.queue.hands import Hands
from autograder.service.queue.workers import Workers

GRACE_S = 20.0  # for attempts that are being graded when the program is told to stop


def work(
    database: Database, isolation: Isolation, hands: Hands, started: Callable[[str], None]
) -> None:
    """Grade until SIGTERM or Ctrl-C; `started` is called with the worker's name."""
    grader = GraderElsewhere(database, isolation, hands)
    workers = Workers(database, grader, hands.jobs, Bell(), lambda _attempt: None)
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    workers.start()
    started(workers.name)
    stop.wait()
    workers.stop(GRACE_S)
    grader.close()
    hands.close()
