"""The pairs that are worth a look as a page: one HTML file without scripts, for the instructor.

Code and names come from students. Everything is escaped, and the page's own policy
(Content-Security-Policy) allows no script and no request.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jinja2

from autograder.errors import StorageError
from autograder.files import write_whole
from autograder.similarity.find import Similar
from autograder.similarity.side_by_side import PairView
from autograder.text import printable


def similar_page(title: str, similar: Similar, pairs: Sequence[PairView]) -> str:
    """Return the HTML of the page."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.similarity"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["printable"] = printable
    template = environment.get_template("similar.html.j2")
    return template.render(title=title, similar=similar, pairs=pairs)


def write_page(path: Path, html: str) -> None:
    """Write the page; raises StorageError if that is not possible."""
    try:
        write_whole(path, html.encode("utf-8", "replace"))
    except OSError as error:
        raise StorageError(
            f"{path}: cannot be written: {error.strerror}; free the place, or choose another with "
            "--page"
        ) from None
