"""The result of a collection, in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from autograder.collect.deposit import Done
from autograder.collect.run import Report
from autograder.collect.sources import Told
from autograder.collect.times import timestamp
from autograder.text import printable

_STYLE = {Done.COLLECTED: "green", Done.REPLACED: "green", Done.OLDER: "dim", Done.UNCHANGED: "dim"}
_WEAK = {
    Told.COMMIT: "of the last commit, which is what the student's clock said or was told to say",
    Told.ENTRY: "of a zip's entry, which may be when it was packed",
    Told.FILE: "of a file's last change, which may be when it was copied",
    Told.CLONE: "of when a repository was cloned; --received says when all came in, and "
    "--commit-times believes the commits",
}


def collection_table(report: Report) -> Table:
    """Return a row for each attempt: whose it is, which file, when, and what happened."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("student", no_wrap=True, overflow="ellipsis", max_width=40)
    table.add_column("file", overflow="fold")
    table.add_column("time", no_wrap=True)
    table.add_column("what happened")
    for row in report.rows:
        late = "; Canvas says late" if row.is_late else ""
        done = Text(row.done + late, style=_STYLE[row.done])
        student = Text(printable(row.student))
        table.add_row(student, Text(row.where), timestamp(row.moment.utc), done)
    return table


def summary(report: Report, zone: str, *, is_dry: bool) -> Iterator[str]:
    """Return the lines below the table."""
    counts = [
        (report.count(Done.COLLECTED, Done.REPLACED), "collected"),
        (report.count(Done.OLDER), "older and kept beside"),
        (report.count(Done.UNCHANGED), "unchanged"),
        (len(report.problems), "left out"),
    ]
    text = ", ".join(f"{count} {what}" for count, what in counts if count)
    is_quiet = report.count(Done.UNCHANGED) == len(report.rows)
    before = "nothing was written (--dry-run); would be: " if is_dry else ""
    yield before + (text or "nothing found") + ("; submitted/ is as it was" if is_quiet else "")
    for told, what in _WEAK.items():
        if count := report.witnessed(told):
            yield f"{count} of the times {'is' if count == 1 else 'are'} {what}"
    if count := report.zones_assumed:
        yield (
            f"{count} of the times had no zone: taken in {zone}; timezone in course.yaml, or "
            "--timezone, names another"
        )
