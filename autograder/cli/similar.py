"""autograder similar."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from autograder.cli.console import (
    AssignmentName,
    CoursePlace,
    ResultsPlace,
    announce,
    needing,
    output,
)
from autograder.course.folder import find_course
from autograder.files import json_bytes
from autograder.results.store import ResultStore
from autograder.text import printable

_MOST_PAIRS = 50


def similar(  # noqa: PLR0913, PLR0917 - options of a command
    assignment: AssignmentName,
    course: CoursePlace = Path(),
    results: ResultsPlace = None,
    page: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            help="Where the page goes. Default: ASSIGNMENT.similar.html beside results.",
        ),
    ] = None,
    pairs: Annotated[int, typer.Option(min=1, help="Show so many pairs at most.")] = _MOST_PAIRS,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the pairs as JSON, not as a table.")
    ] = False,
) -> None:
    """Show students whose code is closer than is usual in their class: worth a look."""
    with needing("insight", "similar"):
        from autograder.report.html import write_page  # noqa: PLC0415
        from autograder.similarity.find import code_of, find_similar, released  # noqa: PLC0415
        from autograder.similarity.page import similar_page  # noqa: PLC0415
        from autograder.similarity.side_by_side import pair_views  # noqa: PLC0415
    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    store = ResultStore(results or folder.results(), chosen.name)
    every = [result for _, result in store.every() if result is not None]
    own = [result for result in every if result.assignment == chosen.name]
    if not own:
        raise store.none_yet()
    code = code_of(own)
    given = released(folder, chosen)
    found = find_similar(chosen.name, code, given, pairs)
    path = page or store.folder.with_name(f"{chosen.name}.similar.html")
    write_page(path, similar_page(chosen.title, found, pair_views(found, code, given)), "--page")
    if as_json:
        sys.stdout.write(json_bytes(found).decode())
    elif found.pairs:
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column("rank", justify="right")
        table.add_column("students")
        table.add_column("unusual", justify="right")
        for pair in found.pairs:
            names = " and ".join(map(printable, pair.students))
            table.add_row(str(pair.rank), Text(names), f"{pair.unusual:.1f}")
        output().print(table, highlight=False)
    worth = len(found.pairs) + found.more
    text = f"{worth} of {found.compared} pairs {'is' if worth == 1 else 'are'} worth a look"
    if found.more:
        text += f"; the closest {len(found.pairs)} are shown"
    announce(f"{text}; side by side in {path}")
    if found.is_small:
        announce("the class is small: nobody can say what is usual in it, so look at the code")
