"""The report of a class as a page: one HTML file that needs no other file.

Code, names and messages come from students. So everything is escaped, and the page's own policy
(Content-Security-Policy) allows no script and no request.
"""

from __future__ import annotations

import functools

import jinja2
from markupsafe import Markup

from autograder.insight.charts import exercises_chart, marks_chart
from autograder.insight.figures import ClassReport
from autograder.insight.monday import percent
from autograder.insight.terminal import FLAGS, correlation_text
from autograder.report.html import environment
from autograder.report.page import with_code
from autograder.results.points import points_text
from autograder.text import counted, printable

_MOST_SHOWN = 12  # groups with their code; of the others, only what they read
_MOST_ALONE = 30  # mistakes of one student each, which are shown by name only


def report_page(report: ClassReport) -> str:
    """Return the HTML of a report."""
    charts = {"marks": Markup(), "exercises": Markup()}
    if report.marks is not None and report.marks.bins:
        charts["marks"] = Markup(marks_chart(report.marks))  # noqa: S704 - matplotlib escapes
    if report.exercises:
        charts["exercises"] = Markup(exercises_chart(report.exercises))  # noqa: S704 - the same
    shared = [group for group in report.unexplained if group.count > 1]
    return _template().render(
        report=report,
        charts=charts,
        shared=shared[:_MOST_SHOWN],
        smaller=shared[_MOST_SHOWN:],
        alone=[group for group in report.unexplained if group.count == 1][:_MOST_ALONE],
        n_alone=sum(group.count == 1 for group in report.unexplained),
        flags=FLAGS,
    )


@functools.cache
def _template() -> jinja2.Template:
    own = environment("autograder.insight")
    own.filters |= {
        "points": points_text,
        "tenths": lambda value: points_text(round(value, 1)),
        "percent": percent,
        "correlation": correlation_text,
        "students": functools.partial(counted, thing="student"),
        "printable": printable,
        "code": with_code,
    }
    return own.get_template("report.html.j2")
