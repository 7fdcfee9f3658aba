"""The pages of a student: assignments, handing in, the receipt and the feedback."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

import msgspec
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute

from autograder.course.settings import Assignment
from autograder.errors import CourseError
from autograder.report.page import feedback_main
from autograder.report.words import language_of
from autograder.service.queue.hand_in import Refused, TooMany
from autograder.service.web.door import STUDENTS, Asked, door
from autograder.service.web.downloads import release_of, several
from autograder.service.web.own_work import (
    Dates,
    OwnAttempt,
    attempts_of,
    before_in_queue,
    dates_of,
    files_of,
    view_of,
)
from autograder.service.web.receive import most_bytes, take
from autograder.service.web.render import SOON_S, go_to, render, when
from autograder.service.web.site import Site
from autograder.service.web.words import Words

_WAIT_S = 3.0  # an answer waits so long for a result, so that most people see no waiting page
_LOOK_S = 0.5  # workers of other processes ring no bell here


class _Row(msgspec.Struct, frozen=True):
    """An assignment or an attempt in a list."""

    name: str
    title: str
    moment: str
    attempts: int
    points: str
    dates: Dates | None = None
    attempt: OwnAttempt | None = None


def doors() -> list[BaseRoute]:
    """Return the doors of students."""
    one = "/work/{assignment}"
    return [
        door(one, assignment_page, STUDENTS),
        door(f"{one}/release", release, STUDENTS),
        door(f"{one}/attempts", take_in, STUDENTS, "POST", wait=_in_time, most=most_of),
        door(f"{one}/attempts/{{number:nth}}", attempt_page, STUDENTS, wait=_until_graded),
        door(f"{one}/attempts/{{number:nth}}/files", handed_files, STUDENTS),
    ]


def home(asked: Asked) -> Response:
    """List the assignments, with what the student has earned."""
    rows, spent = [], 0
    for assignment in asked.site.engine.course.folder.course.assignments:
        dates = dates_of(asked, asked.member, assignment)
        every = attempts_of(asked, asked.member, assignment)
        counts = next((a.result for a in every if a.counts and a.result is not None), None)
        spent += counts.late_days if counts is not None else 0
        points = "" if counts is None else view_of(asked, assignment, counts).total
        moment = when(dates.due, asked.site, asked.catalogue)
        rows.append(_Row(assignment.name, assignment.title, moment, len(every), points, dates))
    in_term = asked.site.engine.course.folder.course.late_days
    days = max(0, in_term - spent) if in_term else None
    return _page(asked, "home.html.j2", rows=rows, late_days=days)


def assignment_page(asked: Asked) -> Response:
    """Show an assignment: the form to hand in, and the attempts so far."""
    return _assignment_page(asked, assignment_of(asked))


def _assignment_page(asked: Asked, assignment: Assignment, problem: str = "") -> Response:
    dates = dates_of(asked, asked.member, assignment)
    every = attempts_of(asked, asked.member, assignment)
    released = asked.site.engine.course.folder.release_notebooks(assignment)
    used = sum(a.state != "dropped" for a in every)
    most = assignment.attempts.in_all
    return _page(
        asked,
        "assignment.html.j2",
        status=422 if problem else 200,
        assignment=assignment,
        dates=dates,
        due=when(dates.due, asked.site, asked.catalogue),
        rows=[_attempt_row(asked, assignment, one) for one in every],
        names=", ".join(f"{name}.ipynb" for name in assignment.notebooks),
        is_released=all(path.is_file() for path in released.values()),
        is_shared=_has_mates(asked, assignment),
        left=None if most is None else max(0, most - used),
        problem=problem,
    )


def _has_mates(asked: Asked, assignment: Assignment) -> bool:
    mates = asked.site.engine.course.teams(assignment.name).mates(asked.member.name)
    return len(mates) > 1


def _attempt_row(asked: Asked, assignment: Assignment, attempt: OwnAttempt) -> _Row:
    result = attempt.result
    points = "" if result is None else view_of(asked, assignment, result).total
    moment = when(attempt.received_at, asked.site, asked.catalogue)
    return _Row(assignment.name, "", moment, 0, points, attempt=attempt)


def take_in(asked: Asked) -> Response:
    """Take in what a student hands in, and go to its receipt."""
    assignment, member = assignment_of(asked), asked.member
    try:
        number = take(asked.site.engine, member, assignment, asked.files("notebook"))
    except Refused as refused:
        return _assignment_page(asked, assignment, why_not(asked, refused))
    return go_to(page_of(assignment, number))


def page_of(assignment: Assignment, number: int) -> str:
    """Return the path of an attempt's page."""
    return f"/work/{quote(assignment.name)}/attempts/{number}"


def why_not(asked: Asked, refused: Refused) -> Markup:
    """Return why something is not taken, and when it may be."""
    words, again = Words(asked.catalogue), ""
    if isinstance(refused, TooMany):
        again = when(refused.again_at, asked.site, asked.catalogue)
    sentences = [words.filled(str(refused)), words("again_at", moment=again) if again else ""]
    return Markup(" ").join(filter(None, sentences))


def attempt_page(asked: Asked) -> Response:
    """Show an attempt: its receipt, and the feedback or its place in the queue."""
    assignment = assignment_of(asked)
    attempt = _own_attempt(asked, assignment)
    feedback = None
    if attempt.result is not None:
        feedback = feedback_main(view_of(asked, assignment, attempt.result))
    return _page(
        asked,
        "attempt.html.j2",
        refresh_s=SOON_S if attempt.is_waiting else 0,
        assignment=assignment,
        attempt=attempt,
        received=when(attempt.received_at, asked.site, asked.catalogue),
        before=before_in_queue(asked, attempt) if attempt.state == "queued" else 0,
        feedback=feedback,
    )


def release(asked: Asked) -> Response:
    """Download what is handed out."""
    assignment = assignment_of(asked)
    folder = asked.site.engine.course.folder
    files = release_of(folder, assignment, language_of(asked.catalogue))
    if not files:
        raise HTTPException(404)
    return several(assignment.name, files)


def handed_files(asked: Asked) -> Response:
    """Download what was handed in."""
    assignment = assignment_of(asked)
    attempt = _own_attempt(asked, assignment)
    return several(f"{assignment.name}-{attempt.number}", files_of(asked, attempt))


async def _in_time(asked: Asked) -> None:
    """Refuse files that come too soon after others, before they are read."""
    if not asked.site.uploads.allows(asked.member.name):
        raise HTTPException(429)


async def _until_graded(asked: Asked) -> None:
    """Wait for a moment until an attempt is graded."""
    left = _WAIT_S
    while left > 0:
        attempt = await run_in_threadpool(_waiting_attempt, asked)
        if attempt is None:
            return
        await asked.site.engine.board.wait(attempt, _LOOK_S)
        left -= _LOOK_S


def _waiting_attempt(asked: Asked) -> int | None:
    attempt = _own_attempt(asked, assignment_of(asked))
    return attempt.id if attempt.is_waiting else None


def _own_attempt(asked: Asked, assignment: Assignment) -> OwnAttempt:
    every = attempts_of(asked, asked.member, assignment, int(asked.path["number"]))
    if not every:
        raise HTTPException(404)
    return every[0]


def assignment_of(asked: Asked) -> Assignment:
    """Return the assignment in the address; raises HTTPException."""
    try:
        return asked.site.engine.course.folder.course.assignment(asked.path["assignment"])
    except CourseError:
        raise HTTPException(404) from None


def most_of(site: Site, path: Iterable[str] | object) -> int:
    """Return how many bytes a form of the assignment in the address may have."""
    name = path["assignment"] if isinstance(path, dict) else ""
    for assignment in site.engine.course.folder.course.assignments:
        if assignment.name == name:
            return most_bytes(assignment)
    raise HTTPException(404)


def _page(asked: Asked, template: str, **values: object) -> Response:
    return render(asked.site, asked.visitor, asked.catalogue, template, **values)  # type: ignore[arg-type]
