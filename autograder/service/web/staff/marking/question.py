"""One question: the groups of alike answers, the rubric, and marks from formgrader."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import BaseRoute

from autograder.errors import RequestError
from autograder.service.marking.formgrader import keep_ours, take_over
from autograder.service.marking.groups import groups_of, next_of, progress_of
from autograder.service.marking.rubric import (
    add_item,
    change_item,
    items_of,
    read_points,
    remove_item,
)
from autograder.service.web.door import STAFF, Asked, door
from autograder.service.web.render import go_to
from autograder.service.web.staff.marking.place import (
    address,
    book_of,
    marking_page,
    place_of,
    question_of,
    shows_names,
    with_names,
)

_GROUPS = 50  # of a page


def doors() -> list[BaseRoute]:
    """Return the doors to a question."""
    one = "/class/{assignment}/marking/{question}"
    return [
        door(one, question_page, STAFF),
        door(f"{one}/rubric", change_rubric, STAFF, "POST"),
        door(f"{one}/formgrader", decide, STAFF, "POST"),
    ]


def question_page(asked: Asked) -> Response:
    """List the groups of answers, a part at a time."""
    assignment, question = question_of(asked)
    database = asked.site.engine.database
    groups = groups_of(database, assignment.name, question)
    with database.reading() as session:
        items = items_of(session, place_of(asked))
    book, problem = book_of(asked, assignment, [question])
    part = min(read_part(asked.query.get("part", "")), max(1, -(-len(groups) // _GROUPS)))
    return marking_page(
        asked,
        "staff/question.html.j2",
        assignment=assignment,
        question=question,
        progress=progress_of(database, assignment.name, question),
        groups=groups[(part - 1) * _GROUPS : part * _GROUPS],
        first=next_of(groups, ""),
        part=part,
        parts=-(-len(groups) // _GROUPS),
        items=items,
        elsewhere=list(book.elsewhere(question.id).values()),
        problem=problem,
    )


def read_part(text: str) -> int:
    """Return which part of a list was asked for, from 1."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def change_rubric(asked: Asked) -> Response:
    """Add, change or remove an item of the rubric."""
    place, database, what = place_of(asked), asked.site.engine.database, asked.field("what")
    points, text = read_points(asked.field("points")) or 0.0, asked.field("text")
    if what == "add":
        with database.writing() as session:
            add_item(session, place, points, text)
    elif what == "remove":
        remove_item(database, place, number_of(asked.field("item")))
    else:
        change_item(database, place, number_of(asked.field("item")), points, text)
    asked.site.engine.graded.ring()
    return _back(asked)


def decide(asked: Asked) -> Response:
    """Use the marks that were given in formgrader, or replace them with ours."""
    assignment, question = question_of(asked)
    book, problem = book_of(asked, assignment, [question])
    if problem:
        raise RequestError(problem)
    chosen = {number_of(one) for one in asked.form.getlist("person") if isinstance(one, str)}
    lines = [line for who, line in book.elsewhere(question.id).items() if who in chosen]
    engine, place = asked.site.engine, place_of(asked)
    if asked.field("what") == "take":
        take_over(engine.database, place, lines)
    else:
        keep_ours(engine.database, place, lines)
        engine.scribe.ask(assignment.name)
    engine.graded.ring()
    return _back(asked)


def number_of(text: str) -> int:
    """Return a number of a row; raises RequestError."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise RequestError("this form is not complete; load the page again")
    return int(text)


def _back(asked: Asked) -> Response:
    return go_to(with_names(address(*question_of(asked)), names=shows_names(asked)))
