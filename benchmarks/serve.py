"""Measure `autograder serve` under load, as students and instructors feel it.

    python benchmarks/serve.py load [--students 50] [--seconds 60] [--seed 1] [--same]
    python benchmarks/serve.py pages [--students 2000] [--attempts 40000]

`load` serves the bundled course, and lets students hand in notebooks of the sample class, chosen at
random, at random moments within so many seconds. It prints how long each waited from the press of
the button to the page with the feedback, which notebooks took longest, how long the queue took to
empty, how many answers were errors, the memory of the server without its graders, and the CPU time
of all processes. Before that, one student hands in alone. With --same, all hand in a solved one.

`pages` fills a database with a large class, without grading, and prints how long the pages of an
instructor take.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import os
import random
import re
import signal
import statistics
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
from known_submissions import Case, known, sample_class  # noqa: E402
from serving import a_result  # noqa: E402

from autograder.service.database.connect import open_database  # noqa: E402
from autograder.service.database.tables import (  # noqa: E402
    Attempt,
    Handed,
    Person,
    Result,
    Role,
    Standing,
    State,
)
from autograder.service.moments import now  # noqa: E402
from autograder.service.queue.files import pack_files  # noqa: E402
from autograder.service.queue.finish import pack_result  # noqa: E402

NAME = "shallow_network"
CSRF = re.compile(r'name="csrf" value="(\w+)"')
TRIES = 3  # of each page of an instructor


class Service:
    """A served copy of the bundled course."""

    def __init__(self, folder: Path) -> None:
        self.root = courses.copy_of_the_course(folder)
        self.url = self.instructor = ""

    def start(self) -> None:
        """Start the service, and learn its address."""
        self._process = courses.start(
            *("autograder", "serve", "--port", 0), cwd=self.root, stderr=subprocess.PIPE
        )
        said = [next(self._process.stderr) for _ in range(2)]
        self.url = re.search(r"http://[^;]+", said[0])[0]
        self.instructor = re.search(r"http://\S+/enter/\S+", said[1])[0]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._process.stderr:
            print("  service:", line.strip())

    def memory_mib(self) -> float:
        """Return the most memory that the server itself has used."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024

    def cpu_s(self) -> float:
        """Return the CPU time of the server itself."""
        times = psutil.Process(self._process.pid).cpu_times()
        return times.user + times.system

    def cpu_of_all_s(self) -> float:
        """Return the CPU time of the server and of all processes below it that are not gone."""
        own = psutil.Process(self._process.pid)
        spent = 0.0
        for process in (own, *own.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                spent += sum(process.cpu_times()[:4])
        return spent

    def links(self) -> list[str]:
        """Return the students' links."""
        done = courses.run("autograder", "links", "--url", self.url, cwd=self.root, code=0)
        return [row["link"] for row in csv.DictReader(io.StringIO(done.stdout))]

    def stop(self) -> None:
        """Stop the service."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(60)


def entered(link: str, url: str) -> httpx.Client:
    """Return a browser that has entered."""
    browser = httpx.Client(base_url=url, timeout=120, headers={"Origin": url})
    answer = browser.post(link)
    assert answer.status_code == 303, answer.status_code
    return browser


def hand_in(
    browser: httpx.Client,
    work: tuple[str, bytes],
    waited: list[tuple[float, str]],
    wrong: list[str],
) -> None:
    """Hand in as a browser does, and note how long it took to the page with the feedback."""
    name, data = work
    page = f"/work/{NAME}"
    token = CSRF.search(browser.get(page).text)[1]
    start = time.monotonic()
    files = {"notebook": (f"{NAME}.ipynb", data)}
    answer = browser.post(f"{page}/attempts", data={"csrf": token}, files=files)
    if answer.status_code != 303:
        wrong.append(f"{answer.status_code}")
        return
    while True:
        shown = browser.get(answer.headers["location"])
        if shown.status_code != 200:
            wrong.append(f"{shown.status_code}")
            return
        if "refresh" not in shown.headers:
            break
        time.sleep(float(shown.headers["refresh"]))
    waited.append((time.monotonic() - start, name))


def notebooks(number: int, rng: random.Random, *, same: bool) -> list[tuple[str, bytes]]:
    """Return different notebooks by name: solved ones, or some of the sample class at random."""
    cases = [known(NAME, "as_taught")] if same else sample_class(NAME)
    cases = [case for case in cases if _can_be_numbered(case)]
    chosen = []
    for place, case in enumerate(rng.choices(cases, k=number)):
        notebook = json.loads(case.content())
        notebook["metadata"]["number"] = place
        chosen.append((case.name, json.dumps(notebook).encode()))
    return chosen


def _can_be_numbered(case: Case) -> bool:
    """Return whether a case is a notebook that can be numbered."""
    try:
        return isinstance(json.loads(case.content())["metadata"], dict)
    except (ValueError, KeyError, TypeError):
        return False


def load(students: int, seconds: float, seed: int, *, same: bool) -> None:
    """Let students hand in at random moments."""
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder))
        names = [f"student{n:04}" for n in range(students)]
        (service.root / "roster.csv").write_text("id\n" + "\n".join(names) + "\n")
        service.start()
        try:
            browsers = [entered(link, service.url) for link in service.links()]
            waited: list[tuple[float, str]] = []
            wrong: list[str] = []
            first = entered(service.links()[0], service.url)
            hand_in(first, ("half_done", known(NAME, "half_done").content()), waited, wrong)
            print(f"one student alone: {waited.pop()[0]:.2f} s")
            rng = random.Random(seed)
            works = notebooks(students, rng, same=same)
            begin, spent = time.monotonic(), service.cpu_of_all_s()
            threads = [
                threading.Timer(rng.uniform(0, seconds), hand_in, (browser, work, waited, wrong))
                for browser, work in zip(browsers, works, strict=True)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            drained = time.monotonic() - begin
            ordered = sorted(seconds for seconds, _ in waited)
            print(f"{students} students within {seconds:.0f} s, seed {seed}")
            print(
                f"  median {statistics.median(ordered):.2f} s, "
                f"p95 {ordered[int(len(ordered) * 0.95)]:.2f} s, longest {ordered[-1]:.2f} s"
            )
            slowest = sorted(waited, reverse=True)[:5]
            print("  longest:", ", ".join(f"{name} {took:.2f} s" for took, name in slowest))
            print(f"  CPU time of all processes {service.cpu_of_all_s() - spent:.1f} s")
            print(f"  the last result after {drained:.1f} s; errors: {len(wrong)} {wrong[:5]}")
            print(
                f"  memory of the server {service.memory_mib():.0f} MiB; "
                f"its CPU time {service.cpu_s():.1f} s; load {os.getloadavg()[0]:.1f}"
            )
        finally:
            service.stop()


def fill(root: Path, students: int, attempts: int) -> None:
    """Fill a database with a large class."""
    database = open_database(root)
    result = a_result()
    data, packed = pack_result(result), pack_files({"x.ipynb": b"{}"})
    each = attempts // students
    with database.writing() as session:
        people = [
            {"name": f"student{n:04}", "full_name": f"Name {n}", "role": Role.STUDENT}
            for n in range(students)
        ]
        session.execute(sa.insert(Person), people)
        ids = session.scalars(sa.select(Person.id).where(Person.role == Role.STUDENT)).all()
        rows = [
            {
                "person_id": person,
                "assignment": NAME,
                "number": number,
                "received_at": now(),
                "sha256": "0" * 64,
                "size": 2,
                "state": State.GRADED,
            }
            for person in ids
            for number in range(1, each + 1)
        ]
        session.execute(sa.insert(Attempt), rows)
        own = session.execute(sa.select(Attempt.id, Attempt.person_id, Attempt.number)).all()
        session.execute(sa.insert(Handed), [{"attempt_id": a, "data": packed} for a, _, _ in own])
        session.execute(
            sa.insert(Result),
            [
                {
                    "attempt_id": a,
                    "stamp": "x",
                    "outcome": "graded",
                    "score": 7.0,
                    "max_score": 10.0,
                    "made_at": now(),
                    "data": data,
                }
                for a, _, _ in own
            ],
        )
        session.execute(
            sa.insert(Standing),
            [
                {
                    "person_id": person,
                    "assignment": NAME,
                    "attempts": each,
                    "last_at": now(),
                    "attempt_id": a,
                    "outcome": "graded",
                    "points": 7.0,
                    "max_score": 10.0,
                }
                for a, person, number in own
                if number == each
            ],
        )
    database.close()


def pages(students: int, attempts: int) -> None:
    """Time an instructor's pages of a large class."""
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder))
        fill(service.root, students, attempts)
        service.start()
        try:
            browser = entered(service.instructor, service.url)
            time.sleep(2)
            print(f"{students} students, {attempts} attempts")
            whole = f"/class/{NAME}"
            one = f"{whole}/student/student0042"
            lists = (whole, f"{whole}?part=15", f"{whole}?order=points", f"{whole}?q=0042")
            for path in ("/", *lists, one, f"{one}/3", "/people", "/log"):
                took = []
                for _ in range(TRIES):
                    start = time.monotonic()
                    answer = browser.get(path)
                    took.append(time.monotonic() - start)
                    assert answer.status_code == 200, (path, answer.status_code)
                print(f"  {path:45} {1000 * statistics.median(took):6.0f} ms")
            print(f"  memory of the server {service.memory_mib():.0f} MiB")
            print(f"  load {os.getloadavg()[0]:.1f}")
        finally:
            service.stop()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    loads, large = commands.add_parser("load"), commands.add_parser("pages")
    loads.add_argument("--students", type=int, default=50)
    loads.add_argument("--seconds", type=float, default=60)
    loads.add_argument("--seed", type=int, default=1)
    loads.add_argument("--same", action="store_true")
    large.add_argument("--students", type=int, default=2000)
    large.add_argument("--attempts", type=int, default=40_000)
    asked = parser.parse_args()
    if asked.command == "load":
        load(asked.students, asked.seconds, asked.seed, same=asked.same)
    else:
        pages(asked.students, asked.attempts)


if __name__ == "__main__":
    main()
