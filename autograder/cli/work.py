"""autograder work."""

from __future__ import annotations

import tempfile
from pathlib import Path

from autograder.cli.console import (
    PROCESSORS,
    AskedIsolation,
    DatabaseUrl,
    Jobs,
    SandboxLevel,
    SchedulerAddress,
    announce,
    level_of,
    needing,
)


def work(
    database: DatabaseUrl,
    jobs: Jobs = PROCESSORS,
    scheduler: SchedulerAddress = None,
    isolation: SandboxLevel = AskedIsolation.AUTO,
) -> None:
    """Grade what a service's queue holds, on this machine too. AUTOGRADER_SECRET must be set."""
    with needing("serve", "work"):
        from autograder.service.database.connect import open_database  # noqa: PLC0415
        from autograder.service.queue.on_cluster import hands_of  # noqa: PLC0415
        from autograder.service.work import work as grade_from  # noqa: PLC0415
    level = level_of(isolation)
    opened = open_database(Path(tempfile.gettempdir()), database)
    hands = hands_of(scheduler, jobs)
    grade_from(opened, level, hands, lambda name: announce(f"worker {name}: waiting for attempts"))
