"""Kill processes of a run at random moments, a hundred times, go on, and compare what comes out.

    python benchmarks/kill_anywhere.py [--kills 100] [--students 40] [--seed 1] [--isolation LEVEL]

A class is graded into result files, graded notebooks and a gradebook: once undisturbed, then again
and again while `kill -9` ends one process in turn: the engine, a grader process, a jail, a warm
interpreter, a process of a student's. After the engine's death the same command is given again.
Whenever a class is complete, everything is compared with the undisturbed run, but for durations,
and nothing may be left behind: processes, temporary folders, drafts, cgroups. Prints what is
wrong, and exits with 1 if anything is.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import ctypes
import itertools
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from nbgrader.api import Gradebook
from same_marks_under_load import differences, without_durations

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))

import courses  # noqa: E402 - of the tests
from known_submissions import sample_class  # noqa: E402

from autograder.sandbox.orphans import end_orphaned_jails  # noqa: E402

ASSIGNMENT = "shallow_network"
KINDS = ("engine", "grader", "jail", "warm interpreter", "student's")
_SUBREAPER = 36  # prctl: orphans of our runs become children of this process
_WRONG = 4  # one in so many is a submission of the sample class, the others are right
_LONGEST_WAIT_S = 4.0  # between two kills, or from a start to the first
_END_S = 120.0  # by then all that was started has ended


class Course:
    """A course with a class that has handed in."""

    def __init__(self, folder: Path, students: int, isolation: str) -> None:
        self.folder = courses.copy_of_the_course(folder / "course", ASSIGNMENT)
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        self._isolation = isolation
        names = [f"student{i:02d}" for i in range(students)]
        cases = [c for c in sample_class(ASSIGNMENT) if c.file_name.endswith(".ipynb")]
        odd = itertools.cycle(c for c in cases if "timeout" not in c.outcomes.values())
        solved = self.folder / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        for i, name in enumerate(names):
            text = next(odd).content() if i % _WRONG == 0 else solved.read_bytes()
            place = self.folder / "submitted" / name / ASSIGNMENT
            place.mkdir(parents=True)
            (place / f"{ASSIGNMENT}.ipynb").write_bytes(text + b" " * i)

    def reset(self) -> None:
        """Forget every mark."""
        for name in ("results", "autograded"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        for file in self.folder.glob("gradebook.db*"):
            file.unlink()

    def start(self) -> subprocess.Popen[str]:
        """Start grading what is not graded."""
        return courses.start(
            *("autograder", "grade", ASSIGNMENT, "--gradebook"),
            *("--jobs", 2, "--isolation", self._isolation),
            cwd=self.folder,
            stderr=subprocess.PIPE,
            TMPDIR=str(self.temporary),
        )

    def result_files(self) -> dict[str, tuple[int, int]]:
        """Return what tells a result file from another one of its name, but not of the unread."""
        files = (self.folder / "results" / ASSIGNMENT).glob("[!.]*.json")
        stats = {f: f.stat() for f in files if json.loads(f.read_text())["outcome"] == "graded"}
        return {file.stem: (stat.st_ino, stat.st_mtime_ns) for file, stat in stats.items()}

    def marks(self) -> dict[str, object]:
        """Return all that grading has written, without durations."""
        results = (self.folder / "results" / ASSIGNMENT).glob("*.json")
        read = {f.stem: without_durations(json.loads(f.read_text())) for f in results}
        graded = sorted((self.folder / "autograded").rglob("*.ipynb"))
        texts = {str(f.relative_to(self.folder)): json.loads(f.read_text()) for f in graded}
        return {"results": read, "autograded": texts, "gradebook": self._gradebook()}

    def _gradebook(self) -> dict[str, object]:
        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as gradebook:
            rows: dict[str, list[object]] = collections.defaultdict(list)
            for one in gradebook.assignment_submissions(ASSIGNMENT):
                notebooks = [
                    (
                        sorted((g.name, g.auto_score, g.needs_manual_grade) for g in n.grades),
                        sorted((c.name, c.auto_comment or "") for c in n.comments),
                    )
                    for n in one.notebooks
                ]
                rows[one.student.id].append([one.score, one.needs_manual_grade, notebooks])
            return dict(rows)

    def leftovers(self) -> list[str]:
        """Return what no run should leave behind."""
        found = [*self.temporary.iterdir(), *(self.folder / "results").rglob(".*")]
        found += [f for f in self.folder.glob("gradebook.db-*") if f.stat().st_size]
        return [str(path) for path in found]


# -- processes ---------------------------------------------------------------------------


def family() -> list[psutil.Process]:
    """Return all that runs below us, orphans too, and bury what has ended."""
    below = []
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error, ChildProcessError):
            if process.status() == psutil.STATUS_ZOMBIE and role(process) != "engine":
                os.waitpid(process.pid, os.WNOHANG)
            else:
                below.append(process)
                _seen.add(process.pid)
    return below


_engines: set[int] = set()
_seen: set[int] = set()


def role(process: psutil.Process) -> str:
    """Return which of our processes one is, by its command and its parent's."""
    if process.pid in _engines:
        return "engine"
    try:
        own, above = process.cmdline(), process.parent().cmdline()
    except (psutil.Error, AttributeError):
        return ""
    if "autograder.grading.process" in own:
        return "grader"
    if own and own[0].endswith("bwrap"):
        return "jail"
    is_worker, from_worker = ("autograder.worker" in " ".join(words) for words in (own, above))
    if is_worker and from_worker and not above[0].endswith("bwrap"):
        return "student's"
    return "warm interpreter" if is_worker else ""


def kill_one(run: subprocess.Popen[str], kind: str, chance: random.Random) -> bool:
    """Kill a process of a kind as soon as there is one; False where the run ended before."""
    while run.poll() is None:
        found = [process for process in family() if role(process) == kind]
        if found:
            with contextlib.suppress(psutil.NoSuchProcess):
                chance.choice(found).send_signal(signal.SIGKILL)
                return True
        time.sleep(0.002)
    return False


def all_gone() -> list[str]:
    """Wait until nothing runs below us; return what still does.

    A jail that was cut off at its start is ended by the next run, so here by us.
    """
    deadline = time.monotonic() + _END_S
    while (left := family()) and time.monotonic() < deadline:
        end_orphaned_jails()
        time.sleep(0.05)
    return [f"process {process.pid}, {role(process) or 'unknown'}" for process in left]


def groups() -> set[str]:
    """Return the memory cgroups of grader processes of ours that have ended."""
    found = set()
    for place in Path("/sys/fs/cgroup").rglob("autograder-*"):
        owner = re.fullmatch(r"autograder-(\d+)-\d+", place.name)
        if owner and int(owner[1]) in _seen and not psutil.pid_exists(int(owner[1])):
            found.add(str(place))
    return found


# -- rounds ------------------------------------------------------------------------------


class Trial:
    """A class that is graded again and again, and what went wrong."""

    def __init__(self, course: Course, kills: int, chance: random.Random) -> None:
        self.course = course
        self.left = kills
        self.counts: collections.Counter[str] = collections.Counter()
        self.wrong: list[str] = []
        self.runs = self.rounds = self.errors = 0
        self._kinds = collections.deque(KINDS)
        self._chance = chance
        self.course.reset()
        self._before = groups()
        code, said = self._run(is_disturbed=False)
        if code:
            raise SystemExit(f"the undisturbed run ended with {code}:\n{said}")
        self._right = self.course.marks()
        self._expect(not self._remains(), f"undisturbed: {self._remains()}")

    def round(self) -> None:
        """Grade the class until it is complete, killing as long as there are kills to do."""
        self.course.reset()
        self.rounds += 1
        stored: dict[str, tuple[int, int]] = {}
        code: int | None = None
        while code is None or code < 0 or code == 3:
            code, said = self._run(is_disturbed=True)
            now = self.course.result_files()
            redone = [name for name, what in stored.items() if now.get(name) != what]
            self._expect(not redone, f"lost, or graded once more: {redone}")
            self._expect(code in {0, 3, -signal.SIGKILL}, f"exit {code}: {said}")
            self.errors += code == 3
            stored = now
            if code == 1:
                break
        told = list(differences(self._right, self.course.marks()))
        self._expect(not told, "\n".join(told))
        self._expect(not self._remains(), f"left behind: {self._remains()}")
        print(
            f"round {self.rounds}: {sum(self.counts.values())} killed, {self.runs} runs, "
            f"{self.errors} with an error in the end, {len(self.wrong)} wrong",
            flush=True,
        )

    def _run(self, *, is_disturbed: bool) -> tuple[int, str]:
        """Start the command once, and kill while it runs; return how it ended."""
        run = self.course.start()
        _engines.add(run.pid)
        self.runs += 1
        try:
            while is_disturbed and self.left and run.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    run.wait(self._chance.uniform(0, _LONGEST_WAIT_S))
                if not kill_one(run, self._kinds[0], self._chance):
                    break
                self.left -= 1
                self.counts[self._kinds[0]] += 1
                print(self._kinds[0], end=", ", flush=True)
                self._kinds.rotate(-1)
                if self._kinds[-1] == "engine":
                    break
            _, said = run.communicate()
        finally:
            run.kill()
            run.wait()
            _engines.discard(run.pid)
        self._expect(not (left := all_gone()), f"still running: {left}")
        return run.returncode, said

    def _remains(self) -> list[str]:
        return [*self.course.leftovers(), *sorted(groups() - self._before)]

    def _expect(self, is_so: bool, else_: str) -> None:  # noqa: FBT001 - like assert
        if not is_so:
            self.wrong.append(else_)
            print(f"WRONG: {else_}", flush=True)


def main() -> int:
    """Kill and compare; print what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--students", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--isolation", default="namespaces")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended early"))
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        course = Course(Path(folder), options.students, options.isolation)
        trial = Trial(course, options.kills, random.Random(options.seed))
        while trial.left:
            trial.round()
    killed = ", ".join(f"{kind} {trial.counts[kind]}" for kind in KINDS)
    print(f"{options.students} submissions, {trial.rounds} classes, {trial.runs} runs: {killed}")
    print(f"{len(trial.wrong)} wrong")
    return bool(trial.wrong)


if __name__ == "__main__":
    sys.exit(main())
