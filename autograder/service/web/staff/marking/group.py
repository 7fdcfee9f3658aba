"""Answers that are alike: show them, and mark all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute

from autograder.errors import RequestError
from autograder.results.points import points_text
from autograder.service.database.tables import Mark
from autograder.service.marking.groups import (
    earlier_marks,
    groups_of,
    members_of,
    next_of,
    progress_of,
    ticked_in,
)
from autograder.service.marking.mark import Decision, give, state_of, take_back
from autograder.service.marking.rubric import items_of, read_points
from autograder.service.web.door import STAFF, Asked, door
from autograder.service.web.render import go_to, when
from autograder.service.web.site import Site
from autograder.service.web.staff.marking.place import (
    address,
    book_of,
    marking_page,
    place_of,
    question_of,
    shows_names,
    with_names,
)
from autograder.service.web.staff.marking.question import number_of

_SHOWN = 500  # members of a group on a page
_FORM_BYTES = 256 << 10  # of a form with all of them, and a long comment in Chinese


class Filled(msgspec.Struct, frozen=True):
    """What the form is filled in with."""

    items: frozenset[int] = frozenset()
    beside: str = ""
    comment: str = ""
    new_points: str = ""
    new_text: str = ""
    members: frozenset[int] | None = None  # None: all


def doors() -> list[BaseRoute]:
    """Return the doors to a group of answers."""
    one = "/class/{assignment}/marking/{question}/answers/{key}"
    return [door(one, group_page, STAFF), door(one, mark_group, STAFF, "POST", most=_most)]


def _most(_site: Site, _path: Mapping[str, str]) -> int:
    return _FORM_BYTES


def group_page(asked: Asked) -> Response:
    """Show the answers of a group, and the form to mark them."""
    return _page(asked)


def mark_group(asked: Asked) -> Response:
    """Mark the chosen answers, or remove their marks; then show the next ones."""
    place, database = place_of(asked), asked.site.engine.database
    assignment, question = question_of(asked)
    try:
        if asked.field("do") == "back":
            take_back(database, place, _seen(asked.form))
        else:
            give(database, place, _seen(asked.form), _decision(asked))
    except RequestError as error:
        return _page(asked, str(error), _typed(asked))
    asked.site.engine.graded.ring()
    key, names = asked.path["key"], shows_names(asked)
    if asked.field("do") == "next":
        following = next_of(groups_of(database, assignment.name, question), key)
        key = "" if following is None else following.key
    return go_to(with_names(address(assignment, question, key), names=names))


def _page(asked: Asked, problem: str = "", filled: Filled | None = None) -> Response:
    assignment, question = question_of(asked)
    database, key = asked.site.engine.database, asked.path["key"]
    groups = groups_of(database, assignment.name, question)
    place = next((n for n, one in enumerate(groups) if one.key == key), None)
    if place is None:
        raise HTTPException(404)
    group = groups[place]
    with database.reading() as session:
        items = items_of(session, place_of(asked))
    members = members_of(database, assignment.name, question, group)
    marks = [one.mark for one in members if one.mark is not None]
    ticked = ticked_in(database, marks)
    book, _ = book_of(asked, assignment, [question])
    return marking_page(
        asked,
        "staff/group.html.j2",
        status=422 if problem else 200,
        assignment=assignment,
        question=question,
        group=group,
        members=members[:_SHOWN],
        more=max(0, len(members) - _SHOWN),
        state_of=state_of,
        when=lambda moment: when(moment, asked.site, None),
        earlier=earlier_marks(database, place_of(asked), key, members),
        elsewhere=book.elsewhere(question.id),
        items=items,
        filled=filled or _as_marked(marks, ticked),
        differs=filled is None and _differ(marks, ticked),
        progress=progress_of(database, assignment.name, question),
        before=groups[place - 1] if place else None,
        after=groups[place + 1] if place + 1 < len(groups) else None,
        problem=problem,
    )


def _as_marked(marks: Sequence[Mark], ticked: Mapping[int, frozenset[int]]) -> Filled:
    """Fill the form with how the answers are marked, if all are marked alike."""
    if not marks or _differ(marks, ticked):
        return Filled()
    mark = marks[0]
    has_beside = mark.beside or not ticked[mark.id]
    beside = points_text(mark.beside) if has_beside else ""
    return Filled(ticked[mark.id], beside, mark.comment)


def _differ(marks: Sequence[Mark], ticked: Mapping[int, frozenset[int]]) -> bool:
    return len({(ticked[one.id], one.beside, one.comment) for one in marks}) > 1


def _typed(asked: Asked) -> Filled:
    items = frozenset(int(one) for one in _texts(asked.form, "item") if one.isdigit())
    return Filled(
        items,
        beside=asked.field("beside"),
        comment=asked.field("comment"),
        new_points=asked.field("new_points"),
        new_text=asked.field("new_text"),
        members=frozenset(_seen(asked.form)),
    )


def _decision(asked: Asked) -> Decision:
    return Decision(
        items=[number_of(one) for one in _texts(asked.form, "item")],
        beside=read_points(asked.field("beside")),
        comment=asked.field("comment"),
        new_points=read_points(asked.field("new_points")),
        new_text=asked.field("new_text"),
    )


def _seen(form: FormData) -> dict[int, str]:
    """Return the chosen attempts, each with how it was marked when the page was made."""
    pairs = (one.partition(":") for one in _texts(form, "member"))
    return {number_of(attempt): state for attempt, _, state in pairs}


def _texts(form: FormData, name: str) -> list[str]:
    return [one for one in form.getlist(name) if isinstance(one, str)]
