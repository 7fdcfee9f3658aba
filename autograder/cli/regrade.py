"""`grade --preview` and `grade --accept`."""

from __future__ import annotations

import datetime as dt
import getpass
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import typer

from autograder.cli.console import announce, output
from autograder.cli.marks import record_marks
from autograder.cli.rows import GradedClass, grade_to_rows
from autograder.errors import RequestError
from autograder.files import json_bytes, json_list
from autograder.grading.engine import ClassRun
from autograder.grading.protocol import HandOut
from autograder.regrade.accept import Wish, planned
from autograder.regrade.journal import (
    Journal,
    complete,
    put_in_place,
    read_journal,
    rows,
    write_journal,
)
from autograder.regrade.places import Places
from autograder.regrade.preview import compare, preview_run, take_over
from autograder.regrade.table import change_table, left_out, total_sentence
from autograder.results.format import SubmissionOutcome
from autograder.text import counted, printable


class Asked(NamedTuple):
    """The options of `grade` that a regrade needs."""

    preview: bool
    accept: bool
    students: Sequence[str]
    keep_best: bool
    why: str
    gradebook: bool | None
    as_json: bool

    def check(self, others: Mapping[str, Any]) -> None:
        """Raise RequestError if options do not belong together."""
        if self.preview and self.accept:
            raise RequestError("--preview shows and --accept changes: ask for one, then the other")
        if self.accept and not self.why:
            raise RequestError(
                '--accept: say why, for the record: --why "the test of sigmoid was wrong"'
            )
        own = {"--student": self.students, "--keep-best": self.keep_best, "--why": self.why}
        if not self.accept and any(own.values()):
            name = next(name for name, value in own.items() if value)
            raise RequestError(f"{name} belongs to --accept")
        if self.preview or self.accept:
            for name, value in others.items():
                if value is not None:
                    raise RequestError(f"{name} is not for a regrade: grade without it")


def preview_class(run: ClassRun, asked: Asked, jobs: int, hand_out: HandOut | None) -> None:
    """Grade a preview, print what it would change, and end the command."""
    name = run.assignment.name
    places = Places(run.results, name)
    with places.locked():
        own = preview_run(run, places)
        if not own.force:
            take_over(run, places)
        graded = grade_to_rows(own, jobs, hand_out)
        preview = compare(run, [row.student for row in graded.rows], places)
    if asked.as_json:
        sys.stdout.write(json_bytes(preview).decode())
    elif preview.changes:
        table = change_table(preview)
        output().print(table, highlight=False)
    if more := left_out(preview):
        announce(f"{more} more changes: --json has all")
    announce(total_sentence(preview.totals))
    errors = [row.student for row in graded.rows if row.outcome is SubmissionOutcome.ERROR]
    if errors:
        announce(f"error (not graded; preview again): {', '.join(map(printable, sorted(errors)))}")
    elif preview.changes:
        announce(f'no mark has changed yet; autograder grade {name} --accept --why "..."')
    raise typer.Exit(3 if errors else 0)


def accept_preview(run: ClassRun, asked: Asked) -> None:
    """Put previewed results in place, and end the command."""
    places = Places(run.results, run.assignment.name)
    now = dt.datetime.now(dt.UTC).isoformat()
    wish = Wish(now, _user(), asked.why, asked.students, asked.keep_best)
    with places.locked():
        journal = planned(preview_run(run, places), places, wish)
        if not journal.steps:
            announce("nothing to accept: every result in place is up to date")
            raise typer.Exit
        write_journal(places, journal)
        is_recorded = _carry_out(run, places, journal, asked)
    if asked.as_json:
        sys.stdout.writelines(json_list(journal.lines))
    raise typer.Exit(0 if is_recorded else 1)


def finish_accepted(run: ClassRun, asked: Asked) -> None:
    """Complete a regrade that was accepted by a command that did not end well."""
    places = Places(run.results, run.assignment.name)
    if not places.journal.exists():
        return
    with places.locked():
        journal = read_journal(places)
        if journal is not None:
            announce(f"completing the regrade that was accepted at {journal.when}")
            _carry_out(run, places, journal, asked)


def _carry_out(run: ClassRun, places: Places, journal: Journal, asked: Asked) -> bool:
    """Bring results, record and gradebook to what was accepted; return whether all is recorded."""
    overtaken = put_in_place(run.folder, run.assignment, places, journal)
    changed = [line for line in journal.lines if line.change.student not in overtaken]
    kept = sum(line.kept for line in changed)
    text = f"{counted(len(journal.steps) - len(overtaken), 'result')} put in place"
    if changed:
        text += f"; {len(changed) - kept} with other marks or verdicts"
        text += f", {kept} whose better mark was kept" if kept else ""
        text += f"; the record is {places.record}"
    announce(text)
    if overtaken:
        names = ", ".join(map(printable, overtaken))
        announce(f"graded again since they were accepted, so left as they are: {names}")
    is_recorded = True
    if asked.gradebook is not False:
        graded = GradedClass(run, rows(places, journal), {})
        is_recorded = record_marks(graded, is_asked=bool(asked.gradebook))
    complete(places, journal)
    return is_recorded


def _user() -> str:
    """Return who is logged in, "" if the machine does not know."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
