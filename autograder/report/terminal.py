"""A student's feedback in the terminal, as `grade --show` prints it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from autograder.languages import Catalogue, join_sentences, say
from autograder.report.feedback import (
    ExerciseView,
    FeedbackView,
    HandView,
    Seen,
    seen_lines,
)
from autograder.report.table import STYLE
from autograder.report.words import tell

_INDENT = 2


def feedback_text(view: FeedbackView) -> Group:
    """Return a student's feedback as text: first the summary, then each exercise."""
    return Group(
        *_summary(view),
        *(part for e in view.exercises for part in _exercise(e, view.catalogue)),
        *(part for one in view.by_hand for part in _by_hand(one)),
    )


def _summary(view: FeedbackView) -> Iterator[RenderableType]:
    yield Text()
    yield Text(f"{view.student} · {view.assignment}", style="bold")
    if view.file:
        yield Text(view.file, style="dim")
    total = say("{points} points.", points=view.total) if view.total else ""
    earned = say("Earned: {points}, before lateness.", points=view.earned) if view.earned else ""
    yield Text(tell(join_sentences((total, earned, *view.sentences)), view.catalogue))
    if view.work_on is not None:
        yield _next(view.exercises[view.work_on], view.catalogue)
    for note in view.notes:
        yield Text(tell(say("Note: {note}", note=note), view.catalogue))


def _next(exercise: ExerciseView, catalogue: Catalogue | None) -> Text:
    place = f" ({exercise.place})" if exercise.place else ""
    text = Text(tell(say("Work on this next: {exercise}", exercise=exercise.called), catalogue))
    text.highlight_words([exercise.called], "bold")
    return text.append(place)


def _exercise(exercise: ExerciseView, catalogue: Catalogue | None) -> Iterator[RenderableType]:
    yield Text()
    style = STYLE[exercise.outcome]
    head = Text.assemble((exercise.called, "bold"), "  ", (exercise.verdict, style))
    for part in (exercise.points, exercise.place):
        if part:
            head.append(f"  {part}")
    yield head
    parts = [Text(t) for t in (exercise.diagnosis, exercise.carried, exercise.waiting) if t]
    parts += [line for seen in exercise.seen for line in _seen(seen, catalogue)]
    parts += [_test("✓", title) for title in exercise.passed.titles]
    yield from (_indented(part) for part in parts)


def _by_hand(answer: HandView) -> Iterator[RenderableType]:
    yield Text()
    yield Text.assemble((answer.name, "bold"), f"  {answer.verdict}  {answer.points}".rstrip())
    yield from (_indented(Text(line)) for line in answer.comments)


def _seen(seen: Seen, catalogue: Catalogue | None) -> Iterator[Text]:
    yield from (Text(line) for line in seen_lines(seen, catalogue))
    yield from (_test("✗", title) for title in seen.tests.titles)


def _test(mark: str, title: str) -> Text:
    return Text(f"  {mark} {title}", style="dim")


def _indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, _INDENT), expand=False)
