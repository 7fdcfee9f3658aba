"""A student's feedback as a page: one HTML file that needs nothing else.

Texts come from students, so everything is escaped, and the page's own policy
(Content-Security-Policy) allows no script and no request.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from autograder.errors import StorageError
from autograder.files import safe_name, write_whole
from autograder.report.feedback import FeedbackView

_CODE = re.compile(r"`([^`]+)`")


def feedback_page(view: FeedbackView) -> str:
    """Return the HTML of a student's feedback."""
    return _template().render(view=view)


@functools.cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["code"] = _with_code
    return environment.get_template("feedback.html.j2")


def _with_code(text: str) -> Markup:
    """Return a text, escaped, with what stands between backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped


def page_path(folder: Path, student: str, assignment: str) -> Path:
    """Return where a student's page lies: where nbgrader's release_feedback looks for it."""
    return folder / safe_name(student) / safe_name(assignment) / f"{safe_name(assignment)}.html"


def write_page(path: Path, html: str) -> None:
    """Write a page; whoever reads it meanwhile reads the old one."""
    try:
        write_whole(path, html.encode("utf-8", "replace"))
    except OSError as error:
        raise StorageError(
            f"{path}: cannot be written: {error.strerror}; free the place or choose another "
            "with --output, and run again"
        ) from None
