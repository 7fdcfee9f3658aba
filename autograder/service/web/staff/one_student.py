"""One student's attempts: marks, code, feedback; extensions, and attempts that are set aside."""

from __future__ import annotations

import threading
from urllib.parse import quote

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute

from autograder.course.extensions import give_extension
from autograder.course.moments import read_due
from autograder.course.settings import Assignment
from autograder.errors import RequestError, UnreadableSubmission
from autograder.report.feedback import feedback_view
from autograder.report.page import feedback_main
from autograder.results.points import points_text
from autograder.service.changes import record
from autograder.service.people.visits import Visitor
from autograder.service.queue.files import read_attempt
from autograder.service.queue.lease import queue_again
from autograder.service.standing.aside import count_again, set_aside
from autograder.service.web.door import INSTRUCTORS, STAFF, Asked, door
from autograder.service.web.downloads import several
from autograder.service.web.own_work import OwnAttempt, attempts_of, dates_of, files_of
from autograder.service.web.render import go_to, when
from autograder.service.web.staff.pages import assignment_of, staff_page, student_of

_MOST_CHARS = 300_000  # of code on a page
_writing = threading.Lock()  # extensions.csv is changed by one at a time


class _Attempt(msgspec.Struct, frozen=True):
    attempt: OwnAttempt
    received: str
    points: str


def doors() -> list[BaseRoute]:
    """Return the doors to one student."""
    student = "/class/{assignment}/student/{name}"
    attempt = f"{student}/{{number:nth}}"
    return [
        door(student, student_page, STAFF),
        door(f"{student}/extension", extend, INSTRUCTORS, "POST"),
        door(attempt, attempt_page, STAFF),
        door(f"{attempt}/files", download_files, STAFF),
        door(f"{attempt}/aside", put_aside, INSTRUCTORS, "POST"),
        door(f"{attempt}/again", grade_again, INSTRUCTORS, "POST"),
    ]


def student_page(asked: Asked) -> Response:
    """List a student's attempts at an assignment, with the due date."""
    assignment, student = assignment_of(asked), student_of(asked)
    dates = dates_of(asked, student, assignment)
    every = attempts_of(asked, student, assignment)
    return staff_page(
        asked,
        "staff/student.html.j2",
        assignment=assignment,
        student=student,
        dates=dates,
        due=when(dates.due, asked.site, None),
        due_field="" if dates.due is None else f"{dates.due:%Y-%m-%dT%H:%M}",
        attempts=[_Attempt(a, when(a.received_at, asked.site, None), _points(a)) for a in every],
    )


def _points(attempt: OwnAttempt) -> str:
    result = attempt.result
    return "" if result is None else f"{points_text(result.counts)}/{points_text(result.max_score)}"


def attempt_page(asked: Asked) -> Response:
    """Show an attempt: the code as text, what the student reads, and what only staff may know."""
    assignment, student = assignment_of(asked), student_of(asked)
    attempt = _attempt(asked, student, assignment)
    result, course = attempt.result, asked.site.engine.course.folder.course
    feedback = None
    if result is not None:
        feedback = feedback_main(feedback_view(result, course, assignment))
    return staff_page(
        asked,
        "staff/attempt.html.j2",
        assignment=assignment,
        student=student,
        attempt=attempt,
        received=when(attempt.received_at, asked.site, None),
        notes=result.for_instructor if result else [],
        reasons={n: e.reasons for n, e in result.evidence.items() if e.reasons} if result else {},
        feedback=feedback,
        cells=_cells(asked, student, assignment, attempt),
    )


def _cells(
    asked: Asked, student: Visitor, assignment: Assignment, attempt: OwnAttempt
) -> list[tuple[str, str]]:
    """Return the code of an attempt, each cell with what it is called."""
    folder = asked.site.engine.course.folder
    read = read_attempt(folder, assignment, student.name, files_of(asked, attempt)).reading
    cells, left = [], _MOST_CHARS
    for notebook, one in read.files.items():
        try:
            code = one.cells().code
        except UnreadableSubmission as error:
            cells.append((notebook, str(error)))
            continue
        for number, text in code:
            if left > 0:
                cells.append((f"{notebook}, cell {number}", text[:left]))
            left -= len(text)
    if left < 0:
        cells.append(("", "The rest is too long to show here: download the file."))
    return cells


def _attempt(asked: Asked, student: Visitor, assignment: Assignment) -> OwnAttempt:
    every = attempts_of(asked, student, assignment, int(asked.path["number"]))
    if not every:
        raise HTTPException(404)
    return every[0]


def download_files(asked: Asked) -> Response:
    """Download what a student handed in."""
    assignment, student = assignment_of(asked), student_of(asked)
    attempt = _attempt(asked, student, assignment)
    name = f"{student.name}-{assignment.name}-{attempt.number}"
    return several(name, files_of(asked, attempt))


def extend(asked: Asked) -> Response:
    """Give a student more time, or take it away again."""
    assignment, student = assignment_of(asked), student_of(asked)
    engine, until = asked.site.engine, asked.field("until")
    if assignment.due is None:
        raise RequestError(f"{assignment.name} has no due date to extend; course.yaml sets it")
    moment = read_due(until, engine.course.folder.course.zone) if until else None
    if until and moment is None:
        raise RequestError(f"not a date and time: {until[:60]!r}; write it like 2030-12-08 23:59")
    text = f"{moment:%Y-%m-%d %H:%M:%S}" if moment else ""
    with _writing:
        give_extension(engine.settings.root, student.name, assignment.name, text)
    with engine.database.writing() as session:
        what = "extension given" if text else "extension taken away"
        record(
            session,
            asked.member.name,
            what,
            about=student.name,
            assignment=assignment.name,
            detail=text,
        )
    engine.graded.ring()
    return go_to(_address(assignment, student))


def put_aside(asked: Asked) -> Response:
    """Let an attempt not count, or let it count again."""
    assignment, student = assignment_of(asked), student_of(asked)
    attempt, engine = _attempt(asked, student, assignment), asked.site.engine
    if asked.field("what") == "count":
        count_again(engine.database, asked.member.name, attempt.id)
    else:
        set_aside(engine.database, asked.member.name, attempt.id, asked.field("why"))
    engine.graded.ring()
    return go_to(_address(assignment, student))


def grade_again(asked: Asked) -> Response:
    """Put an attempt into the queue once more."""
    assignment, student = assignment_of(asked), student_of(asked)
    attempt, engine = _attempt(asked, student, assignment), asked.site.engine
    queue_again(engine.database, attempt.id)
    with engine.database.writing() as session:
        detail = f"attempt {attempt.number}"
        record(
            session,
            asked.member.name,
            "graded again",
            about=student.name,
            assignment=assignment.name,
            detail=detail,
        )
    engine.handed_in.ring()
    return go_to(_address(assignment, student))


def _address(assignment: Assignment, student: Visitor) -> str:
    return f"/class/{quote(assignment.name)}/student/{quote(student.name, safe='')}"
