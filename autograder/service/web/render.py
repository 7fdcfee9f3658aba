"""From a template to an answer."""

from __future__ import annotations

import datetime as dt
import functools
import re

import jinja2
from starlette.responses import HTMLResponse, RedirectResponse, Response

from autograder.course.moments import moment_text
from autograder.languages import Catalogue
from autograder.report.html import environment
from autograder.report.words import language_of, tell
from autograder.service.database.tables import Role
from autograder.service.people.visits import Visitor
from autograder.service.web.site import Site
from autograder.service.web.words import Words

SOON_S, LATER_S = 1, 30  # after which a page that waits, or shows the class, looks again


@functools.cache
def templates() -> jinja2.Environment:
    """Return the environment of the service's templates."""
    return environment("autograder.service.web")


def render(  # noqa: PLR0913 - what every page needs
    site: Site,
    visitor: Visitor | None,
    catalogue: Catalogue | None,
    template: str,
    *,
    status: int = 200,
    refresh_s: int = 0,
    **values: object,
) -> HTMLResponse:
    """Return a page. The browser asks for it again after so many seconds, if any."""
    course = site.engine.course.folder.course
    html = (
        templates()
        .get_template(template)
        .render(
            course=tell(course.title, catalogue),
            visitor=visitor,
            is_staff=visitor is not None and visitor.role is not Role.STUDENT,
            is_instructor=visitor is not None and visitor.role is Role.INSTRUCTOR,
            csrf=site.keys.for_forms(visitor.visit) if visitor else "",
            language=language_of(catalogue),
            t=Words(catalogue),
            **values,
        )
    )
    html = _under(site.address.path, html)
    headers = {"Refresh": str(refresh_s)} if refresh_s else None
    return HTMLResponse(html.encode("utf-8", "replace"), status, headers)


def _under(path: str, html: str) -> str:
    """Put the service's own path before the links of a page, which begin with a slash.

    What people wrote has no quotation marks here: they are escaped.
    """
    return re.sub(r'\b(href|action|src)="/', rf'\1="{path}/', html) if path else html


def when(moment: dt.datetime | None, site: Site, catalogue: Catalogue | None) -> str:
    """Return a moment as people read it, in the course's time zone; "" for none."""
    if moment is None:
        return ""
    zone = site.engine.course.folder.course.zone
    return tell(moment_text(moment.astimezone(zone)), catalogue)


def go_to(path: str) -> Response:
    """Send the browser to another page of ours, after a form; `UnderPath` makes it complete."""
    return RedirectResponse(path, 303)
