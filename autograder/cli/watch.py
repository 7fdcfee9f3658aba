"""autograder watch."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from autograder.cli.console import (
    PROCESSORS,
    AskedIsolation,
    AssignmentName,
    CoursePlace,
    Jobs,
    RosterPlace,
    SandboxLevel,
    announce,
    ensure_secret,
    level_of,
)
from autograder.cli.marks import record_marks
from autograder.cli.rows import grade_to_rows
from autograder.collect.repositories import (
    Commits,
    Failures,
    Host,
    Repository,
    Seen,
    is_commit,
    repositories,
)
from autograder.collect.run import Collection, collect
from autograder.collect.times import Clock
from autograder.course.folder import CourseFolder, find_course
from autograder.course.roster import ROSTER_FILE, read_roster
from autograder.course.settings import Assignment
from autograder.errors import AutograderError, RequestError
from autograder.export.forges import Forge, Way, feedback_answer, forge, project_of
from autograder.grading.engine import ClassRun
from autograder.results.points import points_text
from autograder.results.store import ResultStore
from autograder.sandbox.policy import Isolation
from autograder.submission.editions import Editions
from autograder.submission.find import find_submissions
from autograder.submission.teams import with_teams
from autograder.text import listed, printable

_TOKEN = "GIT_TOKEN"  # noqa: S105 - the variable's name
_PLACE = Path(".autograder") / "watch"


def watch(  # noqa: PLR0913, PLR0917 - options of a command
    assignment: AssignmentName,
    addresses: Annotated[
        str,
        typer.Argument(
            metavar="TEMPLATE",
            help="The addresses of the students' repositories, with columns of the roster in "
            "braces, like https://github.com/org/{assignment}-{github}.git.",
        ),
    ],
    every: Annotated[
        float, typer.Option(min=1, metavar="SECONDS", help="How often to look for pushes.")
    ] = 60.0,
    once: Annotated[
        bool, typer.Option("--once", help="Look once, as in a job that runs every night.")
    ] = False,
    feedback: Annotated[
        Way | None,
        typer.Option(help="Answer each graded commit. The token is the environment's GIT_TOKEN."),
    ] = None,
    api: Annotated[
        str, typer.Option(metavar="URL", help="With --feedback: the API. Default: the host's own.")
    ] = "",
    roster: RosterPlace = None,
    course: CoursePlace = Path(),
    jobs: Jobs = PROCESSORS,
    isolation: SandboxLevel = AskedIsolation.AUTO,
) -> None:
    """Grade what students push to their repositories, and answer with feedback."""
    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    watched = Class(roster or folder.root / ROSTER_FILE, addresses, assignment)
    token = os.environ.pop(_TOKEN, "").strip()  # no other process of ours gets it
    host = Host(addresses, token)
    answers = None if feedback is None else forge(feedback, addresses, token, api)
    ensure_secret(folder)
    level = level_of(isolation)
    watcher = Watcher(folder, chosen, watched, host, answers, level, jobs)
    problems = watcher.look()
    while not once:
        time.sleep(every)
        watcher.look()
    raise typer.Exit(1 if problems else 0)


class Class:
    """Whose repositories are watched, as the roster says it now."""

    def __init__(self, roster: Path, template: str, assignment: str) -> None:
        """Read the roster; raises RequestError."""
        self._place, self._template, self._assignment = roster, template, assignment
        self._without: list[str] = []
        self._take_over()

    def look(self) -> list[str]:
        """Read the roster again; return what is wrong with it, and then go by the one before."""
        try:
            self._take_over()
        except RequestError as error:
            return [f"{error}; the students known so far still hold"]
        return []

    def _take_over(self) -> None:
        self.roster = read_roster(self._place)
        found = repositories(self._template, self._assignment, self.roster.students)
        self.repositories, without = found
        if without and without != self._without:
            announce(f"no address, because the roster lacks a column: {listed(without)}")
        self._without = without


class Watcher:
    """Grades and answers what is new in the repositories of a class."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a class is watched with
        self,
        folder: CourseFolder,
        assignment: Assignment,
        watched: Class,
        host: Host,
        answers: Forge | None,
        isolation: Isolation,
        jobs: int,
    ) -> None:
        """Read what was graded and answered before."""
        self._folder, self._assignment = folder, assignment
        self._class = watched
        self._host, self._answers = host, answers
        self._isolation, self._jobs = isolation, jobs
        self._seen = Seen(folder.root / _PLACE / f"{assignment.name}.json")
        self._failures = Failures()
        self._told: set[str] = set()  # problems, each once

    def look(self) -> list[str]:
        """Grade and answer what was pushed; return what went wrong."""
        problems = self._class.look()
        heads = self._host.heads(self._class.repositories)
        problems += [f"{a}: {why}" for a, why in heads.items() if not is_commit(why)]
        new = [
            one
            for one in self._class.repositories
            if is_commit(heads[one.address])
            and heads[one.address] != self._seen.of(one.address).graded
            and not self._failures.waits(one.address, heads[one.address])
        ]
        if new:
            problems += self._grade(new, heads)
        if self._answers is not None:
            problems += self._answer(self._answers)
        for problem in problems:
            if problem not in self._told:
                announce(printable(problem))
        self._told = set(problems)
        return problems

    def _grade(self, new: list[Repository], heads: Mapping[str, str]) -> list[str]:
        came, problems = {}, []
        clock = Clock(self._folder.course.timezone)
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        with tempfile.TemporaryDirectory(prefix="backgrade-watch-") as place:
            for one in new:
                fetched = self._host.fetch(one.address)
                if isinstance(fetched, str):
                    problems.append(f"{one.address}: {fetched}")
                    self._failures.add(one.address, heads[one.address])
                    continue
                came[one] = fetched.commit
                for student in one.students:
                    (Path(place) / f"{student}.zip").write_bytes(fetched.data)
            assignment = self._assignment
            collection = Collection(
                self._folder, assignment, self._class.roster, clock, received=now
            )
            report = collect(collection, [Path(place)])
        problems += [problem.removeprefix(f"{place}/") for problem in report.problems]
        self._grade_students({row.student for row in report.rows})
        for one, commit in came.items():
            before = self._seen.of(one.address)
            self._seen.save(one.address, msgspec.structs.replace(before, graded=commit))
        return problems

    def _grade_students(self, students: Iterable[str]) -> None:
        folder, assignment = self._folder, self._assignment
        paths = [folder.submitted() / student / assignment.name for student in sorted(students)]
        if not paths:
            return
        editions = Editions.of(folder, assignment)
        notebooks = assignment.notebooks
        found = find_submissions(paths, assignment.name, folder.submitted(), notebooks, editions)
        found = with_teams(folder, assignment, found)
        run = ClassRun(folder, assignment, found, folder.results(), self._isolation)
        graded = grade_to_rows(run, min(self._jobs, len(found)), None)
        for row in graded.rows:
            points = f"{points_text(row.counts)} of {points_text(row.max_score)}"
            typer.echo(f"{printable(row.student)}: {row.outcome}, {points}")
        record_marks(graded, is_asked=False)

    def _answer(self, answers: Forge) -> list[str]:
        store = ResultStore(self._folder.results(), self._assignment.name)
        problems = []
        for one in self._class.repositories:
            commits = self._seen.of(one.address)
            if commits.graded == commits.answered or store.brief(one.students[0]) is None:
                continue
            result = store.read(one.students[0])
            now = dt.datetime.now(dt.UTC)
            answer = feedback_answer(result, self._folder, self._assignment, now)
            try:
                answers.answer(project_of(one.address), commits.graded, answer)
            except AutograderError as error:
                problems.append(str(error))
                continue
            self._seen.save(one.address, Commits(commits.graded, commits.graded))
        return problems
