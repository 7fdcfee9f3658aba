"""Run the portable attacks against Backgrade, nbgrader and otter-grader.

    python benchmarks/security [--attacks FOLDER] [--otter-python PATH]

README.md beside this file says what is measured and what is not.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from corpus import Attack, insert, read_attacks
from course import Course
from judge import NEXT_SOLVES, judge, may_have_lost
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from report import Measured, show, write_json, write_markdown
from rich.console import Console
from tools import ATTACKER, NEXT, Backgrade, Graded, Marks, Nbgrader, Otter, Tool, grade

ROOT = Path(__file__).resolve().parents[2]
_err = Console(stderr=True)


@dataclass(frozen=True)
class Task:
    """Code to grade with a tool, and whether another student follows it."""

    name: str
    tool: Tool
    cells: Sequence[NotebookNode]
    with_next: bool = False


@dataclass
class Bench:
    """The tools with their courses, and how many of them may run at the same time."""

    course: Course
    tools: list[Tool]
    work: Path
    jobs: int
    timeout_s: float

    def grade_all(self, tasks: Iterable[Task]) -> dict[tuple[str, str], Graded]:
        """Grade each task's code with its tool; return the outcomes by task's and tool's name."""
        with ThreadPoolExecutor(self.jobs) as pool:
            futures = {
                (task.name, task.tool.name): pool.submit(self._grade, task) for task in tasks
            }
            return {key: future.result() for key, future in futures.items()}

    def _grade(self, task: Task) -> Graded:
        tool, names = task.tool, list(self.course.points)
        class_ = {ATTACKER: insert(tool.release, task.cells, names)}
        if task.with_next:
            class_[NEXT] = insert(tool.release, self.solved(NEXT_SOLVES), names)
        box = Path(tempfile.mkdtemp(dir=self.work))
        graded = grade(tool, self.course, box, class_, self.timeout_s)
        _say(f"{task.name}: {tool.name}: {graded.seconds:.1f} s")
        return graded

    def solved(self, names: Iterable[str]) -> list[NotebookNode]:
        """Return the reference's cells for some exercises."""
        return [new_code_cell(self.course.solutions[name]) for name in names]

    def baselines(self) -> dict[str, dict[str, Graded]]:
        """Grade honest submissions of both extremes; raises SystemExit if a tool gets one wrong."""
        solved = {"the reference solution": [*self.course.points], "the untouched release": []}
        graded = self.grade_all(
            Task(name, tool, self.solved(exercises), with_next=True)
            for name, exercises in solved.items()
            for tool in self.tools
        )
        for (name, tool), one in graded.items():
            marks = one.marks[ATTACKER]
            due = {exercise: self.course.points[exercise] for exercise in solved[name]}
            if marks is None or {k: v for k, v in marks.full.items() if v} != due or one.wrote:
                raise SystemExit(f"{one.log[-3000:]}\n{tool}: {name} got {marks}; expected {due}")
        return {
            name: {tool.name: graded[name, tool.name] for tool in self.tools} for name in solved
        }

    def controls(
        self, attacks: list[Attack], graded: dict[tuple[str, str], Graded]
    ) -> dict[tuple[str, str], Marks | None]:
        """Grade only the honest part if marks may have been lost."""
        tasks = {
            (self._solves(attack), tool.name): tool
            for attack in attacks
            for tool in self.tools
            if may_have_lost(graded[attack.name, tool.name], attack.deserves)
        }
        controls = self.grade_all(
            Task(f"only {solves}", tool, self.solved(solves.split(", ")))
            for (solves, _), tool in tasks.items()
        )
        return {
            (attack.name, tool.name): controls[key].marks[ATTACKER]
            for attack in attacks
            for tool in self.tools
            if (key := (f"only {self._solves(attack)}", tool.name)) in controls
        }

    def _solves(self, attack: Attack) -> str:
        return ", ".join(name for name in self.course.points if name in attack.deserves)

    def measure(self, attacks: list[Attack]) -> Measured:
        """Grade everything and judge it."""
        start = time.perf_counter()
        for tool in self.tools:
            tool.prepare(self.course, self.work)
        baselines = self.baselines()
        graded = self.grade_all(
            Task(a.name, tool, a.cells, with_next=a.reaches_further)
            for a in attacks
            for tool in self.tools
        )
        controls = self.controls(attacks, graded)
        due = sum(self.course.points[name] for name in NEXT_SOLVES)
        verdicts = {
            (a.name, tool.name): judge(
                graded[a.name, tool.name], a.deserves, controls.get((a.name, tool.name)), due
            )
            for a in attacks
            for tool in self.tools
        }
        names = [tool.name for tool in self.tools]
        seconds = time.perf_counter() - start
        return Measured(names, baselines, attacks, graded, verdicts, seconds)


def make_otter_environment(folder: Path) -> Path:
    """Install the pinned otter-grader into a separate environment; return its Python."""
    _say(f"installing otter-grader into {folder}")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    requirements = Path(__file__).with_name("requirements.txt")
    command = [python, "-m", "pip", "install", "--quiet", "--requirement", requirements]
    subprocess.run(command, check=True)
    return python


def _say(text: str) -> None:
    _err.print(text, markup=False, highlight=False, soft_wrap=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python benchmarks/security", description=(__doc__ or "").splitlines()[0]
    )
    default = ROOT / "tests" / "submissions" / "attacks"
    parser.add_argument("--attacks", type=Path, default=default, help="folder of attacks")
    parser.add_argument("--only", default="", help="attacks whose name this pattern finds")
    parser.add_argument(
        "--otter-python", type=Path, help="a Python with otter-grader; else one is installed"
    )
    parser.add_argument("--work", type=Path, help="where runs take place; default: a temporary one")
    parser.add_argument("--jobs", type=int, default=2, help="runs at a time")
    parser.add_argument("--timeout", type=float, default=300, help="seconds for one command")
    parser.add_argument("--markdown", type=Path, help="write the tables to this file")
    parser.add_argument("--json", type=Path, help="write all that was measured to this file")
    return parser.parse_args()


def main() -> None:
    """Run the benchmark and print its tables."""
    options = _options()
    if os.geteuid() != 0:
        raise SystemExit("run it as root: it makes namespaces, and runs the tools in them")
    attacks = [a for a in read_attacks(options.attacks) if re.search(options.only, a.name)]
    if not attacks:
        raise SystemExit(f"{options.attacks}: no case is `portable: true`")
    with tempfile.TemporaryDirectory(dir=options.work, prefix="backgrade-security-") as folder:
        work = Path(folder)
        work.chmod(0o755)
        python = options.otter_python or make_otter_environment(work / "otter-environment")
        nbgrader = Nbgrader(ROOT)
        tools: list[Tool] = [Backgrade(ROOT, nbgrader), nbgrader, Otter(python.absolute())]
        bench = Bench(Course(ROOT), tools, work, options.jobs, options.timeout)
        measured = bench.measure(attacks)
    show(measured, Console(width=None if sys.stdout.isatty() else 180))
    if options.markdown:
        write_markdown(measured, options.markdown)
    if options.json:
        write_json(measured, options.json)


if __name__ == "__main__":
    main()
