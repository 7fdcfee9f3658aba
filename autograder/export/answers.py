"""A result as Gradescope and PrairieLearn read it: what a student may see, and the points.

Both keep it as it was written. Gradescope's visibility settings hold back what course.yaml shows
only later; PrairieLearn has no such settings, so what is held back is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.languages import Catalogue, plain, say
from autograder.report.feedback import ExerciseView, FeedbackView, feedback_view, seen_lines
from autograder.report.held import held_until, view_now
from autograder.results.format import Outcome, SubmissionOutcome, SubmissionResult

PRAIRIELEARN_FAILURE = {
    "gradable": False,
    "format_errors": [
        plain(
            say(
                "An error of ours: your work was not graded, and this costs you nothing. Tell "
                "your instructor."
            )
        )
    ],
}
_NOW, _AFTER_DUE, _PUBLISHED = "visible", "after_due_date", "after_published"


def gradescope_results(
    result: SubmissionResult, folder: CourseFolder, assignment: Assignment, now: dt.datetime
) -> dict[str, Any]:
    """Return the content of Gradescope's results.json."""
    catalogue = folder.catalogue_in(result.language)
    shown = view_now(result, folder.course, assignment, now, catalogue)
    later = feedback_view(result, folder.course, assignment, catalogue)
    is_held = held_until(assignment, now, result) is not None
    has_points = assignment.feedback.marks
    tests = _tests(later if is_held else shown, result, has_points=has_points)
    for test in tests:
        test["visibility"] = _AFTER_DUE if is_held else _NOW
    if not is_held and later.exercises != shown.exercises:
        tests += [
            {**test, "name": f"{test['name']} *", "visibility": _AFTER_DUE}
            for test in _tests(later, result, has_points=False)
        ]
    if not has_points:  # the total is then hidden too, until an instructor publishes the grades
        points = {"score": result.score, "max_score": result.max_score, "visibility": _PUBLISHED}
        tests.append({"name": assignment.title, "output": "", "output_format": "text", **points})
    return {
        "score": result.score,
        "output": "\n".join(sentences_of(shown)),
        "output_format": "text",
        "stdout_visibility": "hidden",
        "tests": tests,
    }


def _tests(
    view: FeedbackView, result: SubmissionResult, *, has_points: bool
) -> list[dict[str, Any]]:
    """Return a test for each exercise."""
    tests = []
    for seen, exercise in zip(view.exercises, result.exercises, strict=True):
        points = {"score": exercise.score, "max_score": exercise.max_score}
        is_right = exercise.outcome is Outcome.PASSED
        test = {
            "name": seen.called,
            **(points if has_points else {}),
            "status": "passed" if is_right else "failed",
            "output": "\n".join(exercise_lines(seen, view.catalogue)),
            "output_format": "text",
        }
        tests.append(test)
    return tests


def prairielearn_results(
    result: SubmissionResult, folder: CourseFolder, assignment: Assignment, now: dt.datetime
) -> dict[str, Any]:
    """Return the content of PrairieLearn's results.json; an unreadable file costs no attempt."""
    catalogue = folder.catalogue_in(result.language)
    view = view_now(result, folder.course, assignment, now, catalogue)
    sentences = list(sentences_of(view))
    if result.outcome is SubmissionOutcome.UNREADABLE:
        return {"gradable": False, "format_errors": sentences}
    tests = []
    for seen, exercise in zip(view.exercises, result.exercises, strict=bool(view.exercises)):
        points = {"points": exercise.score, "max_points": exercise.max_score}
        test = {
            "name": seen.called,
            **(points if assignment.feedback.marks else {}),
            "message": seen.verdict,
            "output": "\n".join(exercise_lines(seen, catalogue)),
        }
        tests.append(test)
    return {
        "gradable": True,
        "score": min(1.0, result.score / result.max_score),  # extra credit cannot exceed all
        "message": sentences[0],
        "output": "\n".join(sentences[1:]),
        "tests": tests,
    }


def sentences_of(view: FeedbackView) -> Iterator[str]:
    """Yield what is said of the whole submission."""
    yield from view.sentences
    yield from view.notes


def exercise_lines(seen: ExerciseView, catalogue: Catalogue | None) -> Iterator[str]:
    """Yield what is said of an exercise, as lines of text."""
    yield ", ".join(filter(None, (seen.verdict, seen.place)))
    yield from filter(None, (seen.diagnosis, seen.carried, seen.waiting))
    for found in seen.seen:
        yield from seen_lines(found, catalogue)
        yield from (f"✗ {title}" for title in found.tests.titles)
    yield from (f"✓ {title}" for title in seen.passed.titles)
