"""The command line: parse, call one function of the package, print.

Results go to standard output, progress and summaries to standard error. Exit
codes: 0 done, 1 something did not pass (a submission is below --fail-under or could
not be collected, somebody has no page, an audit is not clean, a release is not fit), 2 a
mistake in the command or the course, 3 an error of ours.
"""

from __future__ import annotations

import datetime as dt
import enum
import errno
import os
import shlex
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder import __version__, secret
from autograder.course import Assignment, CourseFolder, Run, find_course
from autograder.engine import ClassRun, Graded, grade_class, refresh
from autograder.errors import AutograderError, RequestError, StorageError
from autograder.moments import moment_text
from autograder.report.feedback import feedback_view, held_until
from autograder.report.junit import write_junit
from autograder.report.remarks import missing_students, same_files
from autograder.report.table import class_table
from autograder.report.terminal import feedback_text
from autograder.results import ResultStore, SubmissionOutcome, SubmissionResult, exact, json_bytes
from autograder.sandbox.levels import choose_isolation
from autograder.sandbox.policy import AUTO, Isolation
from autograder.submission import SubmissionFile, find_submissions
from autograder.text import not_found, printable

app = typer.Typer(
    help="Grade notebook exercises with hidden tests that student code cannot reach.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_err = Console(stderr=True)
# What a disk or its owner says to a command, as opposed to a bug of ours.
_REFUSALS = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT}


class AskedIsolation(enum.StrEnum):
    """A level of isolation, or the best of them."""

    AUTO = AUTO
    NAMESPACES = Isolation.NAMESPACES
    LANDLOCK = Isolation.LANDLOCK
    NONE = Isolation.NONE


@app.command()
def grade(  # noqa: PLR0913, PLR0917 - options of a command
    assignment: Annotated[str, typer.Argument(help="The assignment's name in course.yaml.")],
    submissions: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[SUBMISSION]...",
            help="Notebooks, scripts, zips, or folders of them. Default: the course's submitted/.",
        ),
    ] = None,
    course: Annotated[Path, typer.Option(help="The course's folder, or one inside it.")] = Path(),
    results: Annotated[
        Path | None, typer.Option(help="Where result files go. Default: the course's results/.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Submissions graded at a time.")] = (
        os.cpu_count() or 1
    ),
    isolation: Annotated[
        AskedIsolation,
        typer.Option(
            help="How student code is kept in. auto: the best that this machine offers of "
            "namespaces and landlock; none protects nothing."
        ),
    ] = AskedIsolation.AUTO,
    run: Annotated[
        Run | None,
        typer.Option(help="Execute only what exercises need, or all. Default: course.yaml's."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Grade again what has not changed.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the results as JSON, not as a table.")
    ] = False,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML to this file.")] = None,
    fail_under: Annotated[
        float | None,
        typer.Option(min=0, max=100, help="Exit 1 if a submission earns less than this percent."),
    ] = None,
    show: Annotated[
        str | None,
        typer.Option(
            metavar="STUDENT",
            help="Print this student's feedback below the table, as the student may see it.",
        ),
    ] = None,
    gradebook: Annotated[
        bool | None,
        typer.Option(
            "--gradebook/--no-gradebook",
            help="Write marks into nbgrader's gradebook. Default: those of submitted/.",
        ),
    ] = None,
) -> None:
    """Grade submissions of an assignment and write a result file for each."""
    if show is not None and as_json:
        raise RequestError("--show prints text and --json prints JSON: ask for one of them")
    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    paths = submissions or [folder.submitted()]
    found = find_submissions(paths, assignment, folder.submitted(), chosen.notebooks)
    if show is not None and all(show != submission.student for submission in found):
        students = [submission.student for submission in found]
        raise RequestError(f"--show: no submission of {not_found(show, students)}")
    _make_secret(folder)
    level = _choose(isolation)
    unkept = _of_the_course(folder, found) if results is None else frozenset[str]()
    if gradebook is not False:
        _bring_extensions(folder, chosen)
    store = results or folder.results()
    class_run = ClassRun(folder, chosen, found, store, level, run, force, unkept=unkept)
    start = time.perf_counter()
    jobs = min(jobs, len(found))
    graded = _watched(grade_class(class_run, jobs=jobs), len(found))
    seconds = time.perf_counter() - start
    outcomes = [g.result for g in graded]
    if junit is not None:
        write_junit(junit, outcomes)
    if as_json:
        sys.stdout.write(json_bytes(outcomes).decode())
    else:
        console = Console(width=None if sys.stdout.isatty() else 180)
        console.print(class_table(outcomes, console.width))
    if show is not None:
        (shown,) = (outcome for outcome in outcomes if outcome.student == show)
        _show(shown, folder, chosen)
    _summarise(graded, seconds, class_run)
    if not submissions and (missing := missing_students(folder.root, outcomes)):
        _say(f"in the roster, and handed in nothing: {', '.join(missing)}")
    code = _exit_code(outcomes, fail_under)
    is_recorded = gradebook is False or _record(class_run, graded, is_asked=bool(gradebook))
    raise typer.Exit(code or (0 if is_recorded else 1))


def _record(class_run: ClassRun, graded: list[Graded], *, is_asked: bool) -> bool:
    """Write a class into the gradebook; return whether all that belongs there is in it.

    Unless asked, only what was collected belongs there, and only if there is a gradebook.
    """
    folder, name = class_run.folder, class_run.assignment.name
    graded = [g for g in graded if g.result.student not in class_run.unkept]
    if not is_asked:
        collected = folder.submitted().resolve()
        graded = [g for g in graded if collected in Path(g.result.submission.path).parents]
    if not graded:
        return True
    try:
        from autograder.gradebook.place import exists, gradebook_url  # noqa: PLC0415

        if not is_asked and not exists(gradebook_url(folder)):
            _say(
                f"no gradebook yet, so marks are in {folder.results().name} alone; "
                f"autograder release {name}, or --gradebook, makes it"
            )
            return True
        from autograder.gradebook.record import record  # noqa: PLC0415 - takes seconds
    except ModuleNotFoundError as error:
        if is_asked:
            raise RequestError(
                f"--gradebook: {error.name} is not installed; pip install 'backgrade[course]'"
            ) from None
        return True
    done = record(folder, class_run.assignment, graded)
    _say(f"{done.written} written to the gradebook {done.gradebook}")
    if done.held:
        names = ", ".join(map(printable, sorted(done.held)))
        _say(f"in the gradebook without marks, for a human to look at: {names}")
    for sentence in done.left_out:
        _say(f"not in the gradebook: {printable(sentence)}")
    return not done.left_out


def _of_the_course(folder: CourseFolder, found: list[SubmissionFile]) -> frozenset[str]:
    """Return which submissions are the course's own: a result would make students of them."""
    own = [folder.root / name for name in ("solutions", "assignments")]
    places = [path.resolve() for path in own]
    return frozenset(
        submission.student
        for submission in found
        if any(place in submission.path.resolve().parents for place in places)
    )


def _bring_extensions(folder: CourseFolder, assignment: Assignment) -> None:
    """Have extensions that stand in the gradebook alone count here too."""
    if assignment.due is None:  # nothing to extend: the database's library takes a while to import
        return
    try:
        from autograder.gradebook.extensions import bring_extensions  # noqa: PLC0415
        from autograder.gradebook.place import gradebook_url  # noqa: PLC0415
    except ModuleNotFoundError:
        return
    for sentence in bring_extensions(gradebook_url(folder), folder, assignment):
        _say(sentence)


def _show(result: SubmissionResult, folder: CourseFolder, assignment: Assignment) -> None:
    view = feedback_view(result, folder.course, assignment)
    Console(width=None if sys.stdout.isatty() else 100).print(feedback_text(view))
    until = held_until(assignment, dt.datetime.now(dt.UTC))
    if until is not None:
        _say(f"students may see this after {moment_text(until)}, as course.yaml says")


def _choose(asked: AskedIsolation) -> Isolation:
    if asked is not AskedIsolation.AUTO:
        return Isolation(asked)
    level, why_not_better = choose_isolation()
    if why_not_better:
        _say(f"isolation {level}: {why_not_better.removeprefix('sandbox: ')}")
    return level


def _make_secret(folder: CourseFolder) -> None:
    if secret.make_secret(folder.root):
        path = folder.root / secret.SECRET_FILE
        _say(f"made the course secret {path}; keep it, and keep it out of git")


def _watched(coming: Iterable[Graded], total: int) -> list[Graded]:
    """Return what comes, with a bar that shows how much has come."""
    columns = (TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    graded = []
    with Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal) as bar:
        task = bar.add_task("grade", total=total)
        for one in coming:
            graded.append(one)
            bar.advance(task)
    return graded


def _summarise(graded: list[Graded], seconds: float, class_run: ClassRun) -> None:
    new = sum(g.is_new for g in graded)
    text = f"{new} graded in {seconds:.1f} s"
    if new:
        text += f" ({new / seconds:.1f} submissions/s)"
    if new < len(graded):
        text += f", {len(graded) - new} unchanged and skipped"
    text += f"; isolation {class_run.isolation}"
    _say(f"{text}; results in {class_run.results / class_run.assignment.name}")
    if class_run.unkept:
        own = ", ".join(sorted(class_run.unkept))
        _say(f"the course's own, so no result is kept (--results FOLDER keeps it): {own}")
    for same in same_files(g.result for g in graded):
        _say(f"the same file, byte for byte: {', '.join(same)}")
    if class_run.isolation is Isolation.NONE:
        _say("isolation none: student code could read and change anything; trust no mark here")
    for outcome, advice in (
        (SubmissionOutcome.UNREADABLE, "ask for the file again"),
        (SubmissionOutcome.ERROR, "not graded; run again, or see docs/how-it-works.md"),
    ):
        names = sorted(printable(g.result.student) for g in graded if g.result.outcome is outcome)
        if names:
            _say(f"{outcome} ({advice}): {', '.join(names)}")


def _exit_code(results: list[SubmissionResult], fail_under: float | None) -> int:
    if any(r.outcome is SubmissionOutcome.ERROR for r in results):
        return 3
    if fail_under is not None and any(_is_under(r, fail_under) for r in results):
        return 1
    return 0


def _is_under(result: SubmissionResult, percent: float) -> bool:
    return 100 * exact(result.counts) < exact(percent) * exact(result.max_score)


@app.command("audit")
def audit_graders(  # noqa: PLR0913, PLR0917 - options of a command
    assignment: Annotated[str, typer.Argument(help="The assignment's name in course.yaml.")],
    course: Annotated[Path, typer.Option(help="The course's folder, or one inside it.")] = Path(),
    jobs: Annotated[int, typer.Option(min=1, help="Submissions graded at a time.")] = (
        os.cpu_count() or 1
    ),
    isolation: Annotated[
        AskedIsolation, typer.Option(help="How the code is kept in, as for grade.")
    ] = AskedIsolation.AUTO,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole report as JSON, not as tables.")
    ] = False,
    page: Annotated[
        Path | None, typer.Option(help="Write the report to this file, as Markdown.")
    ] = None,
) -> None:
    """Say what an assignment's hidden graders catch, and what they let be."""
    from autograder.audit.run import audit  # noqa: PLC0415 - the other commands need none of it
    from autograder.report.audit_page import write_page  # noqa: PLC0415
    from autograder.report.audit_table import audit_tables  # noqa: PLC0415

    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    _make_secret(folder)
    start = time.perf_counter()
    graded = 0

    def watch(coming: Iterable[Graded], total: int) -> list[Graded]:
        nonlocal graded
        graded = total
        return _watched(coming, total)

    report = audit(folder, chosen, _choose(isolation), jobs, watch)
    if page is not None:
        write_page(page, report)
    if as_json:
        sys.stdout.write(json_bytes(report).decode())
    else:
        console = Console(width=None if sys.stdout.isatty() else 180)
        for part in audit_tables(report):
            console.print(part, highlight=False)
    verdict = "clean" if report.is_clean else "not clean"
    _say(f"{graded} graded in {time.perf_counter() - start:.1f} s; {assignment}: {verdict}")
    raise typer.Exit(3 if report.errors else 0 if report.is_clean else 1)


@app.command()
def feedback(
    assignment: Annotated[str, typer.Argument(help="The assignment's name in course.yaml.")],
    students: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[STUDENT]...", help="Whose pages to write. Default: all that have a result."
        ),
    ] = None,
    course: Annotated[Path, typer.Option(help="The course's folder, or one inside it.")] = Path(),
    results: Annotated[
        Path | None, typer.Option(help="Where result files are. Default: the course's results/.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="Where pages go. Default: the course's feedback/.")
    ] = None,
) -> None:
    """Write a page of feedback for each student, from the result files."""
    from autograder.report.publish import Edition, publish  # noqa: PLC0415 - jinja2 takes its time

    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    store = ResultStore(results or folder.results(), chosen.name)
    now = dt.datetime.now(dt.UTC)
    refresh(folder, chosen, store)
    edition = Edition(folder.course, chosen, output or folder.feedback(), now, folder.submitted())
    done = publish(store, students or [], edition)
    count = len(done.pages)
    _say(f"{count} {'page' if count == 1 else 'pages'} of feedback in {edition.folder}")
    until = held_until(chosen, now)
    if until is not None:
        _say(f"they hold no feedback yet, only that it comes after {moment_text(until)}")
    if done.missing:
        _say(f"no result, so no page: {', '.join(map(printable, done.missing))}")
    if done.unreadable:
        names = ", ".join(printable(path.name) for path in done.unreadable)
        _say(f"not a result file of {chosen.name}, so no page: {names}")
    raise typer.Exit(1 if done.missing or done.unreadable else 0)


@app.command("collect")
def collect_submissions(  # noqa: PLR0913, PLR0917 - options of a command
    assignment: Annotated[str, typer.Argument(help="The assignment's name in course.yaml.")],
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="SOURCE...",
            help="Exports of Moodle, Canvas or Blackboard, clones of repositories, plain folders "
            "and zips.",
        ),
    ],
    roster: Annotated[
        Path | None,
        typer.Option(help="The CSV that says who is who. Default: the course's roster.csv."),
    ] = None,
    course: Annotated[Path, typer.Option(help="The course's folder, or one inside it.")] = Path(),
    timezone: Annotated[
        str | None,
        typer.Option(
            metavar="ZONE",
            help="What times without a zone are in, like Europe/Berlin. Default: the course's.",
        ),
    ] = None,
    received: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="When all of it came in, like '2026-11-20 23:59'. Default: as the sources say.",
        ),
    ] = None,
    commit_times: Annotated[
        bool,
        typer.Option(
            "--commit-times",
            help="Believe the times of commits, which students set. Default: when it was cloned.",
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")
    ] = False,
) -> None:
    """Bring submissions from exports and clones into submitted/."""
    from autograder.collect.roster import ROSTER_FILE, read_roster  # noqa: PLC0415 - no other command needs it
    from autograder.collect.run import Collection, collect  # noqa: PLC0415
    from autograder.collect.table import collection_table, summary  # noqa: PLC0415
    from autograder.collect.times import Clock  # noqa: PLC0415

    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    clock = Clock(timezone or folder.course.timezone)
    students = read_roster(roster or folder.root / ROSTER_FILE)
    came_in = None if received is None else clock.read(received)
    collection = Collection(folder, chosen, students, clock, dry_run, came_in, commit_times)
    report = collect(collection, sources)
    if report.rows:
        Console(width=None if sys.stdout.isatty() else 180).print(collection_table(report))
    for problem in report.problems:
        sys.stdout.write(f"left out: {printable(problem)}\n")
    for line in summary(report, clock.name, is_dry=dry_run):
        _say(line)
    raise typer.Exit(1 if report.problems else 0)


@app.command()
def init(
    new: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FOLDER]",
            help="Where the new course goes: a folder that is empty or not there yet. Default: "
            "no new course, but nbgrader_config.py for this one.",
        ),
    ] = None,
) -> None:
    """Start a course in a new folder; or set nbgrader up for the course that this is run in."""
    from autograder.plugins.config import CONFIG_FILE, write_config  # noqa: PLC0415
    from autograder.start import start_course  # noqa: PLC0415

    if new is None:
        folder = find_course(Path())
        is_new = write_config(folder)
        _say(f"{folder.root / CONFIG_FILE}: {'written' if is_new else 'there already, and right'}")
        return
    example = start_course(new).course.assignments[0].name
    _say(f"{new}: a course with the assignment {example}; its README.md says what is where. Try:")
    sys.stdout.write(f"cd {shlex.quote(str(new))}\n")
    sys.stdout.write(
        f"autograder grade {example} tests/submissions/{example} --results results/examples\n"
    )


@app.command()
def release(
    assignment: Annotated[str, typer.Argument(help="The assignment's name in course.yaml.")],
    course: Annotated[Path, typer.Option(help="The course's folder, or one inside it.")] = Path(),
    check: Annotated[
        bool,
        typer.Option("--check", help="Make nothing: prove what lies in the course's assignments/."),
    ] = False,
) -> None:
    """Make the student version by nbgrader, prove that it is fit, and only then release it."""
    try:
        from autograder.release import prove  # noqa: PLC0415 - Jupyter takes its time
    except ImportError as error:
        raise RequestError(f"{error}; release needs pip install 'backgrade[course]'") from None

    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    _make_secret(folder)
    run = prove.check if check else prove.release
    console, is_fit = Console(soft_wrap=True), True
    start = time.perf_counter()
    for proof in run(folder, chosen, _choose(AskedIsolation.AUTO)):
        is_fit &= not proof.reasons
        mark = "[red]no[/]" if proof.reasons else "[green]ok[/]"
        console.print(f"{mark}  {proof.seconds:4.1f} s  {proof.title}", highlight=False)
        for reason in proof.reasons:
            console.print(f"    {reason}", markup=False, highlight=False)
    verdict = "fit for release" if is_fit else "not fit for release"
    place = folder.releases(assignment)
    if not is_fit and not check:
        verdict += "; what was released before is as it was"
    _say(f"{assignment}: {verdict}; {place}, {time.perf_counter() - start:.1f} s")
    raise typer.Exit(0 if is_fit else 1)


@app.command()
def doctor() -> None:
    """Say what this machine offers for grading, and what to install."""
    from autograder.doctor import examine  # noqa: PLC0415 - starts sandboxes

    console, all_ok = Console(), True
    for finding in examine():
        all_ok &= finding.ok or not finding.is_needed
        mark = "[green]ok[/]" if finding.ok else "[red]no[/]"
        console.print(f"{mark}  {finding.what:<22}", end="")
        console.print(finding.told, markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(0 if all_ok else 1)


@app.command()
def version() -> None:
    """Print the version."""
    sys.stdout.write(f"{__version__}\n")


def _say(text: str) -> None:
    """Print a line to standard error; names in it may be students' own."""
    text = "\n".join(map(printable, text.split("\n")))
    _err.print(text, markup=False, highlight=False, soft_wrap=True)


def main(run: Callable[[], None] = app) -> None:
    """Run the command line; a mistake of the user's is one sentence, no traceback."""
    try:
        run()
    except AutograderError as error:
        _say(f"autograder: {error}")
        sys.exit(error.exit_code)
    except OSError as error:
        if error.errno not in _REFUSALS:
            raise
        _say(f"autograder: {error.filename or 'the disk'}: {error.strerror}; nothing was lost")
        sys.exit(StorageError.exit_code)


if __name__ == "__main__":
    main()
