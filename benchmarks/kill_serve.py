"""Kill a service a hundred times while students hand in, and look at what they were promised.

    python benchmarks/kill_serve.py [--kills 100] [--students 6] [--seed 1] [--database URL]

Students hand in one solved notebook after the other. Meanwhile `kill -9` ends the server, one of
its grader processes, or an `autograder work` beside it, in turn; what was killed is started again.
In the end, every attempt that has a receipt must have one result with all points, or must have been
left out because its student had handed in again. Prints what is wrong, and exits with 1 if
anything is.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import csv
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx
import psutil
import sqlalchemy as sa

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))

import courses  # noqa: E402 - of the tests
from known_submissions import known  # noqa: E402

from autograder.service.database.connect import open_database  # noqa: E402
from autograder.service.database.tables import Attempt, Person, Result, State  # noqa: E402

NAME = "shallow_network"
POINTS = 70.0
SETTINGS = f"""\
course: neural-networks
title: T
assignments:
- {{name: {NAME}, title: T, attempts: {{per_hour: null}}}}
"""
CSRF = re.compile(r'name="csrf" value="(\w+)"')
_END_S = 300.0  # by then the queue is empty


class Killed:
    """A service and a worker beside it, which are started again when they are killed."""

    def __init__(self, folder: Path, students: int, database: str) -> None:
        self.root = courses.copy_of_the_course(folder / "course", NAME, settings=SETTINGS)
        names = [f"student{number}" for number in range(students)]
        (self.root / "roster.csv").write_text("\n".join(["id", *names]) + "\n")
        self.port = random.Random().randrange(20_000, 30_000)
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = database or f"sqlite:///{self.root}/.autograder/service.db"
        self.running: dict[str, subprocess.Popen[str]] = {}
        self._folder = folder

    def start(self, kind: str) -> None:
        """Start the server or the worker."""
        common = ("--database", self.database, "--jobs", 1)
        command = ("serve", "--port", self.port) if kind == "server" else ("work",)
        place = self.root if kind == "server" else self._folder
        self.running[kind] = courses.start("autograder", *command, *common, cwd=place)

    def kill(self, kind: str) -> None:
        """End a process at once; a grader's parent starts a new one by itself."""
        if kind == "grader":
            below = psutil.Process(self.running["server"].pid).children(recursive=True)
            graders = [one for one in below if "grading.process" in " ".join(cmdline(one))]
            for one in graders[:1]:
                with contextlib.suppress(psutil.NoSuchProcess):
                    one.kill()
            return
        self.running[kind].kill()
        self.running[kind].wait()
        self.start(kind)

    def links(self) -> list[str]:
        """Return the students' links."""
        options = ("--url", self.url, "--database", self.database)
        done = courses.run("autograder", "links", *options, cwd=self.root, code=0)
        return [row["link"] for row in csv.DictReader(io.StringIO(done.stdout))]

    def stop(self) -> None:
        """End everything."""
        for process in self.running.values():
            process.terminate()
            process.wait(60)


def cmdline(process: psutil.Process) -> list[str]:
    """Return a process's command; none if it has ended."""
    try:
        return process.cmdline()
    except psutil.Error:
        return []


class Student(threading.Thread):
    """Hands in one notebook after the other, and keeps the receipts."""

    def __init__(self, url: str, link: str, number: int, stop: threading.Event) -> None:
        super().__init__()
        self._url, self._link, self._number, self._stop_now = url, link, number, stop
        self.receipts: set[int] = set()

    def run(self) -> None:
        """Hand in until it is time to stop."""
        notebook = json.loads(known(NAME, "as_taught").content())
        rng, count = random.Random(self._number), 0
        with httpx.Client(base_url=self._url, timeout=30, headers={"Origin": self._url}) as own:
            while not self._stop_now.is_set():
                notebook["metadata"]["number"] = f"{self._number} {count}"
                with contextlib.suppress(httpx.TransportError):
                    if self._hand_in(own, json.dumps(notebook).encode()):
                        count += 1
                self._stop_now.wait(rng.uniform(0.5, 4))

    def _hand_in(self, own: httpx.Client, data: bytes) -> bool:
        page = own.get(f"/work/{NAME}")
        if page.status_code == 401:
            own.post(self._link)
        found = CSRF.search(page.text)
        if page.status_code != 200 or found is None:
            return False
        files = {"notebook": (f"{NAME}.ipynb", data)}
        answer = own.post(f"/work/{NAME}/attempts", data={"csrf": found[1]}, files=files)
        if answer.status_code != 303:
            return False
        self.receipts.add(int(answer.headers["location"].rpartition("/")[2]))
        return True


def wrong_ones(service: Killed, students: list[Student]) -> list[str]:
    """Return what is not as promised."""
    database = open_database(service.root, service.database)
    with database.reading() as session:
        rows = session.execute(
            sa.select(Person.name, Attempt, sa.func.count(Result.id), sa.func.max(Result.score))
            .join(Attempt, Attempt.person_id == Person.id)
            .outerjoin(Result, Result.attempt_id == Attempt.id)
            .group_by(Person.id, Attempt.id)
        ).all()
    by_key = {(name, one.number): (one, count, score) for name, one, count, score in rows}
    wrong = [
        f"student{number} has a receipt of {receipt}, which is lost"
        for number, student in enumerate(students)
        for receipt in sorted(student.receipts)
        if (f"student{number}", receipt) not in by_key
    ]
    for (name, number), (one, count, score) in by_key.items():
        expected = (0, None) if one.state == State.DROPPED else (1, POINTS)
        if (count, score) != expected or one.state not in {State.GRADED, State.DROPPED}:
            wrong.append(f"{name} {number}: {one.state}, {count} results, {score} points")
    states = collections.Counter(one.state for one, _, _ in by_key.values())
    tries = sum(one.tries for one, _, _ in by_key.values())
    print(f"{len(by_key)} attempts: {dict(states)}; begun {tries} times")
    database.close()
    return wrong


def is_empty(service: Killed) -> bool:
    """Return whether nothing waits."""
    database = open_database(service.root, service.database)
    with database.reading() as session:
        waiting = Attempt.state.in_([State.QUEUED, State.RUNNING])
        left = session.scalars(sa.select(sa.func.count()).where(waiting)).one()
    database.close()
    return left == 0


def main() -> None:
    """Kill, wait, and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--students", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="")
    asked = parser.parse_args()
    rng, stop = random.Random(asked.seed), threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        service = Killed(Path(folder), asked.students, asked.database)
        service.start("server")
        time.sleep(3)
        students = [
            Student(service.url, link, number, stop) for number, link in enumerate(service.links())
        ]
        service.start("worker")
        try:
            for student in students:
                student.start()
            victims = [rng.choice(("server", "grader", "worker")) for _ in range(asked.kills)]
            for victim in victims:
                time.sleep(rng.uniform(0.5, 5))
                service.kill(victim)
            stop.set()
            for student in students:
                student.join()
            print(f"killed: {dict(collections.Counter(victims))}")
            end = time.monotonic() + _END_S
            while not is_empty(service) and time.monotonic() < end:
                time.sleep(1)
            wrong = wrong_ones(service, students)
        finally:
            stop.set()
            service.stop()
    print("\n".join(wrong) or "nothing is lost, and nothing marked twice")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
