"""A result in the form that nbgrader shows: the comment on an answer, the text below a check.

Both say the same as our own pages, because they come from the same view (report.feedback). So
course.yaml's rules hold here too.
"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.gradebook.graded_notebook import Judged
from autograder.languages import Catalogue, say
from autograder.report.feedback import ExerciseView, FeedbackView, seen_lines
from autograder.report.words import tell
from autograder.results.format import Outcome, SubmissionResult
from autograder.text import inert

_SEEN_SHOWN = 2  # the most findings of tests; others mostly repeat these, and our page shows all
_LINK = "]("  # would turn a quotation in a message into a link


def comment_text(view: ExerciseView, catalogue: Catalogue | None = None) -> str | None:
    """Return the comment on an exercise in Markdown; None if all is right."""
    if view.outcome is Outcome.PASSED:
        return None
    return inert("\n\n".join(_paragraphs(view, catalogue))).replace(_LINK, "] (")


def _paragraphs(view: ExerciseView, catalogue: Catalogue | None) -> Iterator[str]:
    place = f" ({view.place})" if view.place else ""
    yield f"`{view.name}`: {view.verdict}{place}"
    yield from filter(None, (view.diagnosis, view.carried, view.waiting))
    for seen in view.seen[:_SEEN_SHOWN]:
        yield from seen_lines(seen, catalogue)
    if failed := _failed(view):
        yield "\n".join(f"- ✗ {title}" for title in failed)


def _failed(view: ExerciseView) -> list[str]:
    """Return the titles of the tests that did not pass, each once."""
    return list(dict.fromkeys(title for seen in view.seen for title in seen.tests.titles))


def judged(result: SubmissionResult, view: FeedbackView) -> dict[str, Judged]:
    """Return what is shown below each exercise's check, by the exercise's name."""
    scores = {exercise.name: exercise.score for exercise in result.exercises}
    return {e.name: Judged(scores[e.name], _check_text(e, view.catalogue)) for e in view.exercises}


def _check_text(view: ExerciseView, catalogue: Catalogue | None) -> str:
    points = tell(say("{points} points", points=view.points), catalogue) if view.points else ""
    lines = [": ".join(filter(None, (view.name, view.verdict, points)))]
    lines += [f"✗ {title}" for title in _failed(view)]
    lines += [f"✓ {title}" for title in view.passed.titles]
    return "\n".join(lines) + "\n"
