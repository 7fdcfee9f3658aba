"""autograder grade."""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import (
    PROCESSORS,
    AskedIsolation,
    AssignmentName,
    CoursePlace,
    Jobs,
    SchedulerAddress,
    announce,
    ensure_secret,
    level_of,
    output,
)
from autograder.cli.marks import record_marks
from autograder.cli.regrade import Asked, accept_preview, finish_accepted, preview_class
from autograder.cli.rows import grade_to_rows, tell_of_odd_tests
from autograder.course.folder import CourseFolder, find_course
from autograder.course.moments import moment_text
from autograder.course.settings import Assignment, Run
from autograder.errors import RequestError
from autograder.files import json_list
from autograder.grading.engine import ClassRun
from autograder.grading.protocol import HandOut
from autograder.languages import Catalogue
from autograder.report.feedback import feedback_view
from autograder.report.held import held_until
from autograder.report.junit import write_junit
from autograder.report.overview import class_overview, not_graded
from autograder.report.remarks import missing_students, same_files
from autograder.report.table import class_table
from autograder.report.terminal import feedback_text
from autograder.results.brief import Row
from autograder.results.format import SubmissionOutcome, SubmissionResult
from autograder.results.points import exact
from autograder.sandbox.policy import Isolation
from autograder.submission.editions import Editions
from autograder.submission.files import Resolver
from autograder.submission.find import SubmissionFile, find_submissions
from autograder.submission.teams import with_teams
from autograder.text import not_found, printable

_MOST_ROWS = 500  # of a table that nobody asked for


def grade(  # noqa: PLR0913, PLR0917 - options of a command
    assignment: AssignmentName,
    submissions: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="SUBMISSION",
            help="Notebooks, scripts, zips, or folders of them. Default: the course's submitted/.",
        ),
    ] = None,
    course: CoursePlace = Path(),
    results: Annotated[
        Path | None, typer.Option(help="Where result files go. Default: the course's results/.")
    ] = None,
    jobs: Jobs = PROCESSORS,
    isolation: Annotated[
        AskedIsolation,
        typer.Option(
            help="Sandbox level. auto picks the strongest that this machine offers; none "
            "disables the sandbox."
        ),
    ] = AskedIsolation.AUTO,
    run: Annotated[
        Run | None,
        typer.Option(help="Execute only what exercises need, or all. Default: course.yaml's."),
    ] = None,
    scheduler: SchedulerAddress = None,
    force: Annotated[
        bool, typer.Option("--force", help="Grade everything again, even what has not changed.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the results as JSON, not as a table.")
    ] = False,
    table: Annotated[
        bool | None,
        typer.Option(
            "--table/--summary",
            help="Print a row for each submission, or a summary of the exercises. Default: a "
            f"summary of more than {_MOST_ROWS} submissions.",
        ),
    ] = None,
    junit: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write JUnit XML to this file.")
    ] = None,
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
    preview: Annotated[
        bool,
        typer.Option(
            "--preview",
            help="Change no mark: grade into a place of its own, and print whose mark would "
            "change, and where.",
        ),
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Put the previewed results in place. Needs --why.")
    ] = False,
    student: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STUDENT",
            help="With --accept: only this student's result; may be repeated.",
        ),
    ] = None,
    keep_best: Annotated[
        bool,
        typer.Option("--keep-best", help="With --accept: no points of a submission become fewer."),
    ] = False,
    why: Annotated[
        str, typer.Option(help="With --accept: the reason, for the record of regrades.")
    ] = "",
    language: Annotated[
        str | None,
        typer.Option(
            envvar="AUTOGRADER_LANGUAGE",
            help="The table's language, one of course.yaml's. Default: the first of them.",
        ),
    ] = None,
) -> None:
    """Grade submissions of an assignment and write a result file for each."""
    if show is not None and as_json:
        raise RequestError("--show prints text and --json prints JSON: ask for one of them")
    asked = Asked(preview, accept, student or (), keep_best, why.strip(), gradebook, as_json)
    asked.check({"--show": show, "--junit": junit, "--fail-under": fail_under})
    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    catalogue = _catalogue(folder, language)
    paths = _checked(submissions, folder) or [folder.submitted()]
    editions = Editions.of(folder, chosen)
    found = find_submissions(paths, assignment, folder.submitted(), chosen.notebooks, editions)
    found = with_teams(folder, chosen, found)
    if show is not None and all(show != submission.student for submission in found):
        students = [submission.student for submission in found]
        raise RequestError(f"--show: no submission of {not_found(show, students)}")
    ensure_secret(folder)
    level = level_of(isolation)
    unkept = _of_the_course(folder, found) if results is None else frozenset[str]()
    if gradebook is not False:
        _bring_extensions(folder, chosen)
    store = results or folder.results()
    class_run = ClassRun(folder, chosen, found, store, level, run, force, unkept=unkept)
    finish_accepted(class_run, asked)
    if accept:
        accept_preview(class_run, asked)
    start = time.perf_counter()
    jobs, spoken = min(jobs, len(found)), catalogue.language if catalogue else ""
    with _workers(scheduler) as hand_out:
        if preview:
            preview_class(class_run, asked, jobs, hand_out)
        graded = grade_to_rows(class_run, jobs, hand_out, spoken)
    seconds = time.perf_counter() - start
    if junit is not None:
        write_junit(junit, graded.results())
    if as_json:
        sys.stdout.writelines(json_list(graded.results()))
    else:
        _print_class(graded.rows, catalogue, table)
    if show is not None:
        (shown,) = (row for row in graded.rows if row.student == show)
        _show(graded.result(shown), folder, chosen)
    _summarise(graded.rows, seconds, class_run)
    tell_of_odd_tests(graded)
    if not submissions and (missing := missing_students(folder.root, graded.rows)):
        announce(f"in the roster, and handed in nothing: {', '.join(missing)}")
    code = _exit_code(graded.rows, fail_under)
    is_recorded = gradebook is False or record_marks(graded, is_asked=bool(gradebook))
    raise typer.Exit(code or (0 if is_recorded else 1))


def _checked(submissions: list[Path] | None, folder: CourseFolder) -> list[Path]:
    """Return what was named; raises RequestError if it can hold no submissions."""
    if not submissions and not folder.submitted().is_dir():
        raise RequestError(
            f"{folder.submitted()}: no such folder; autograder collect brings submissions there, "
            "or name files or a folder of them"
        )
    for path in submissions or ():
        if path.resolve() == folder.root:
            raise RequestError(
                f"{path} is the course itself; name the folder of its submissions, or none for "
                "submitted/"
            )
    return submissions or []


def _print_class(rows: list[Row], catalogue: Catalogue | None, is_table: bool | None) -> None:  # noqa: FBT001 - an option
    """Print a table of all, or of a large class what its exercises earned and whom to look at."""
    console = output()
    if is_table or (is_table is None and len(rows) <= _MOST_ROWS):
        console.print(class_table(rows, console.width, catalogue))
        return
    console.print(class_overview(rows, catalogue))
    if doubtful := not_graded(rows)[:_MOST_ROWS]:
        console.print(class_table(doubtful, console.width, catalogue))


@contextlib.contextmanager
def _workers(scheduler: str | None) -> Iterator[HandOut | None]:
    """Give a function that hands submissions to a scheduler's workers; None to grade here."""
    if scheduler is None:
        yield None
        return
    from autograder.grading.cluster import connected  # noqa: PLC0415 - few ask for it

    with connected(scheduler) as cluster:
        yield cluster.hand_out


def _catalogue(folder: CourseFolder, language: str | None) -> Catalogue | None:
    """Return the catalogue of the table's language; raises RequestError for any other language."""
    known = folder.course.languages
    if language is not None and language not in known:
        raise RequestError(f"--language: {printable(language)!r} is none of {', '.join(known)}")
    return folder.catalogue_in(language or folder.course.language)


def _of_the_course(folder: CourseFolder, found: list[SubmissionFile]) -> frozenset[str]:
    """Return which submissions are the course's own files: they belong to no student."""
    places = tuple(f"{(folder.root / name).resolve()}/" for name in ("solutions", "assignments"))
    resolved = Resolver()
    return frozenset(one.student for one in found if resolved(one.path).startswith(places))


def _bring_extensions(folder: CourseFolder, assignment: Assignment) -> None:
    """Copy extensions that are only in the gradebook, so that they count here too."""
    if assignment.due is None:  # nothing to extend, and the database's library is slow to import
        return
    try:
        from autograder.gradebook.extensions import bring_extensions  # noqa: PLC0415
        from autograder.gradebook.place import gradebook_url  # noqa: PLC0415
    except ModuleNotFoundError:
        return
    for sentence in bring_extensions(gradebook_url(folder), folder, assignment):
        announce(sentence)


def _show(result: SubmissionResult, folder: CourseFolder, assignment: Assignment) -> None:
    catalogue = folder.catalogue_in(result.language)
    view = feedback_view(result, folder.course, assignment, catalogue)
    output(100).print(feedback_text(view))
    until = held_until(assignment, dt.datetime.now(dt.UTC))
    if until is not None:
        announce(f"students may see this after {moment_text(until)}, as course.yaml says")


def _summarise(rows: list[Row], seconds: float, class_run: ClassRun) -> None:
    new = sum(row.is_new for row in rows)
    text = f"{new} graded in {seconds:.1f} s"
    if new:
        text += f" ({new / seconds:.1f} submissions/s)"
    if new < len(rows):
        text += f", {len(rows) - new} unchanged and skipped"
    text += f"; isolation {class_run.isolation}"
    announce(f"{text}; results in {class_run.results / class_run.assignment.name}")
    if class_run.unkept:
        own = ", ".join(sorted(class_run.unkept))
        announce(f"the course's own, so no result is kept (--results FOLDER keeps it): {own}")
    for same in same_files(rows):
        announce(f"the same file, byte for byte: {', '.join(same)}")
    if class_run.isolation is Isolation.NONE:
        announce("isolation none: student code could read and change anything; trust no mark here")
    for outcome, advice in (
        (SubmissionOutcome.UNREADABLE, "ask for the file again"),
        (SubmissionOutcome.ERROR, "not graded; run again, or see docs/how-it-works/route.md"),
    ):
        names = sorted(printable(row.student) for row in rows if row.outcome is outcome)
        if names:
            announce(f"{outcome} ({advice}): {', '.join(names)}")


def _exit_code(rows: list[Row], fail_under: float | None) -> int:
    if any(row.outcome is SubmissionOutcome.ERROR for row in rows):
        return 3
    if fail_under is not None and any(_is_under(row, fail_under) for row in rows):
        return 1
    return 0


def _is_under(row: Row, percent: float) -> bool:
    return 100 * exact(row.counts) < exact(percent) * exact(row.max_score)
