"""A student's feedback as a page: one HTML file that needs no other file.

The texts come from students. So everything is escaped, and the page's own policy
(Content-Security-Policy) allows no script and no request.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from autograder.files import safe_name
from autograder.languages import Catalogue, say, say_n
from autograder.report.feedback import FeedbackView
from autograder.report.html import environment
from autograder.report.words import language_of, tell

_CODE = re.compile(r"`([^`]+)`")


# The template's own words around the view, by the names that the template uses.
_WORDS = {
    "title": say("Feedback on {assignment} for {student}"),
    "skip": say("Skip to the feedback"),
    "who": say("Feedback for {student}"),
    "points": say("{points} points"),
    "earned": say("Earned: {points}, before lateness."),
    "next": say("Work on this next: {exercise}"),
    "notes": say("Notes on your file"),
    "every": say("All exercises"),
    "exercise": say("Exercise"),
    "verdict": say("Verdict"),
    "of_points": say("Points"),
    "not_final": say("not final"),
    "by_hand": say("Marked by your instructors"),
    "question": say("{question}: {verdict}"),
    "seen": say("What the tests saw"),
    "hint": say("Hint:"),
    "test": say("Test: {title}"),
}


def feedback_page(view: FeedbackView) -> str:
    """Return the HTML of a student's feedback."""
    return _template("feedback.html.j2").render(
        view=view, language=language_of(view.catalogue), words=_Words(view.catalogue)
    )


def feedback_main(view: FeedbackView) -> Markup:
    """Return the part of the page below its heading, for a page of another program."""
    words = _Words(view.catalogue)
    return Markup(_template("feedback_main.html.j2").render(view=view, words=words))  # noqa: S704 - our own template


def feedback_style() -> str:
    """Return the style sheet of the page."""
    return _template("feedback.css").render()


class _Words:
    """The template's own words in one language, as HTML; values in them are escaped."""

    def __init__(self, catalogue: Catalogue | None) -> None:
        self._catalogue = catalogue

    def __call__(self, name: str, **values: str) -> Markup:
        """Return words with their placeholders filled."""
        return self._filled(_WORDS[name], values)

    def passed(self, number: int) -> Markup:
        """Return the words for how many tests have passed."""
        return self._filled(say_n("Passed: {n} test", "Passed: {n} tests", number), {})

    def in_tests(self, number: int) -> Markup:
        """Return the words for how many tests found something."""
        return self._filled(say_n("In {n} test", "In {n} tests", number), {})

    def _filled(self, sentence: str, values: Mapping[str, str]) -> Markup:
        template = escape(tell(sentence, self._catalogue))
        return template.format(**values)


@functools.cache
def _environment() -> jinja2.Environment:
    own = environment("autograder.report")
    own.filters["code"] = with_code
    return own


def _template(name: str) -> jinja2.Template:
    return _environment().get_template(name)


def with_code(text: str) -> Markup:
    """Return a text, escaped, with text between backticks marked as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped


def page_path(folder: Path, student: str, assignment: str) -> Path:
    """Return the path of a student's page: nbgrader's release_feedback looks for it there."""
    return folder / safe_name(student) / safe_name(assignment) / f"{safe_name(assignment)}.html"
