"""How much of the feedback students see before the due date."""

from __future__ import annotations

import datetime as dt

import msgspec

from autograder.course.moments import moment_text
from autograder.course.settings import Assignment, Course, Shown, ShownTests
from autograder.languages import Catalogue, say
from autograder.report.feedback import FeedbackView, feedback_view, held_view
from autograder.report.words import tell
from autograder.results.format import SubmissionResult


def held_until(
    assignment: Assignment, now: dt.datetime, result: SubmissionResult | None = None
) -> dt.datetime | None:
    """Return when students may see their feedback, or None if they may see some of it now.

    For a result, this is its student's own due date, including an extension.
    """
    until = limited_until(assignment, now, result)
    return until if assignment.feedback.before_due is Shown.NONE else None


def limited_until(
    assignment: Assignment, now: dt.datetime, result: SubmissionResult | None = None
) -> dt.datetime | None:
    """Return until when less is shown than afterwards, or None if everything is shown now."""
    due = assignment.due
    if due is None or assignment.feedback.before_due is Shown.DIAGNOSES:
        return None
    if result is not None and result.due is not None:
        due = max(due, dt.datetime.fromisoformat(result.due).astimezone(due.tzinfo))
    return due if now < due else None


def _limited(assignment: Assignment) -> Assignment:
    """Return an assignment with the rules of feedback that hold before its due date."""
    rules = assignment.feedback
    limited = msgspec.structs.replace(
        rules,
        tests=rules.tests if rules.before_due is Shown.TITLES else ShownTests.NONE,
        messages=False,
        diagnosis=False,
    )
    return msgspec.structs.replace(assignment, feedback=limited)


def view_now(
    result: SubmissionResult,
    course: Course,
    assignment: Assignment,
    now: dt.datetime,
    catalogue: Catalogue | None = None,
) -> FeedbackView:
    """Return what a student may see of a result at this moment."""
    held = held_until(assignment, now, result)
    if held is not None:
        return held_view(result, course, assignment, held, catalogue)
    until = limited_until(assignment, now, result)
    if until is None:
        return feedback_view(result, course, assignment, catalogue)
    view = feedback_view(result, course, _limited(assignment), catalogue)
    more = tell(
        say("More of your feedback will be here after {moment}.", moment=moment_text(until)),
        catalogue,
    )
    return msgspec.structs.replace(view, sentences=(*view.sentences, more))
