"""A student's feedback in the terminal: what `grade --show` prints."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from autograder.report.feedback import ExerciseView, FeedbackView, Seen
from autograder.report.table import STYLE

_INDENT = 2


def feedback_text(view: FeedbackView) -> Group:
    """Return a student's feedback as text: the summary first, then each exercise."""
    return Group(*_summary(view), *(part for e in view.exercises for part in _exercise(e)))


def _summary(view: FeedbackView) -> Iterator[RenderableType]:
    yield Text()
    yield Text(f"{view.student} · {view.assignment}", style="bold")
    if view.file:
        yield Text(view.file, style="dim")
    total = f"{view.total} points." if view.total else ""
    earned = f"Earned: {view.earned}, before lateness." if view.earned else ""
    yield Text(" ".join(filter(None, (total, earned, *view.sentences))))
    if view.work_on is not None:
        yield _next(view.exercises[view.work_on])
    for note in view.notes:
        yield Text(f"Note: {note}")


def _next(exercise: ExerciseView) -> Text:
    place = f" ({exercise.place})" if exercise.place else ""
    return Text.assemble("Work on this next: ", (exercise.name, "bold"), place)


def _exercise(exercise: ExerciseView) -> Iterator[RenderableType]:
    yield Text()
    style = STYLE[exercise.outcome]
    head = Text.assemble((exercise.name, "bold"), "  ", (exercise.verdict, style))
    for part in (exercise.points, exercise.place):
        if part:
            head.append(f"  {part}")
    yield head
    parts = [Text(t) for t in (exercise.diagnosis, exercise.carried, exercise.waiting) if t]
    parts += [line for seen in exercise.seen for line in _seen(seen)]
    parts += [_test("✓", title) for title in exercise.passed.titles]
    yield from (_indented(part) for part in parts)


def _seen(seen: Seen) -> Iterator[Text]:
    if seen.message:
        yield Text(f"Seen: {seen.message}")
    if seen.hint:
        yield Text(f"Hint: {seen.hint}")
    yield from (_test("✗", title) for title in seen.tests.titles)


def _test(mark: str, title: str) -> Text:
    return Text(f"  {mark} {title}", style="dim")


def _indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, _INDENT), expand=False)
