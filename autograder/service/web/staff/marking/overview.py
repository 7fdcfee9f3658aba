"""The questions of an assignment that people mark, with how far they are."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import BaseRoute

from autograder.service.marking.answers import ask_for_answers
from autograder.service.marking.groups import progress_of
from autograder.service.marking.questions import questions_of
from autograder.service.web.door import STAFF, Asked, door
from autograder.service.web.render import SOON_S, go_to
from autograder.service.web.staff.marking.place import address, book_of, marking_page
from autograder.service.web.staff.pages import assignment_of


def doors() -> list[BaseRoute]:
    """Return the doors to the questions."""
    one = "/class/{assignment}/marking"
    return [
        door(one, overview, STAFF),
        door(f"{one}/book", write_book, STAFF, "POST"),
    ]


def overview(asked: Asked) -> Response:
    """List the questions."""
    assignment, engine = assignment_of(asked), asked.site.engine
    is_reading = ask_for_answers(engine.database, engine.course.folder, assignment)
    if is_reading:
        engine.graded.ring()
    questions = questions_of(engine.course.folder, assignment)
    book, problem = book_of(asked, assignment, questions)
    return marking_page(
        asked,
        "staff/marking.html.j2",
        refresh_s=SOON_S if is_reading else 0,
        assignment=assignment,
        rows=[(one, progress_of(engine.database, assignment.name, one)) for one in questions],
        is_reading=is_reading,
        pending=len(book.pending),
        elsewhere={one.id: len(book.elsewhere(one.id)) for one in questions},
        problem=problem,
    )


def write_book(asked: Asked) -> Response:
    """Write the marks into nbgrader's gradebook now."""
    assignment = assignment_of(asked)
    asked.site.engine.scribe.write(assignment.name)
    return go_to(address(assignment))
