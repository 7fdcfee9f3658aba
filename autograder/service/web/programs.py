"""Handing in by a program: `autograder submit`, and the button in JupyterLab.

A program shows a token: that of a personal link, or one for which the hub vouches. No browser
sends such a token by itself, so no other site can misuse it.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from autograder.errors import RequestError
from autograder.service.database.tables import Role
from autograder.service.moments import now
from autograder.service.people.arrivals import Arrivals
from autograder.service.people.entering import of_link
from autograder.service.people.visits import Visitor, as_visitor
from autograder.service.queue.hand_in import Refused
from autograder.service.web.door import ANYBODY, Asked, door
from autograder.service.web.own_work import attempts_of
from autograder.service.web.receive import take
from autograder.service.web.render import when
from autograder.service.web.student import assignment_of, most_of, page_of, why_not
from autograder.service.web.words import Words
from autograder.text import printable

API = "/api"


def doors() -> list[BaseRoute]:
    """Return the doors of programs that hand in."""
    one = f"{API}/work/{{assignment}}/attempts"
    return [
        door(f"{API}/work", assignments, ANYBODY, wait=_knows),
        door(one, take_in, ANYBODY, "POST", wait=_knows_in_time, most=most_of),
    ]


def assignments(asked: Asked) -> Response:
    """List what can be handed in."""
    student, site = _student(asked), asked.site
    every = site.engine.course.folder.course.assignments
    told = [{"name": a.name, "title": a.title, "notebooks": list(a.notebooks)} for a in every]
    return JSONResponse({"student": student.called, "assignments": told})


def take_in(asked: Asked) -> Response:
    """Take in what a student hands in, and give the receipt."""
    student, assignment = _student(asked), assignment_of(asked)
    try:
        number = take(asked.site.engine, student, assignment, asked.files("notebook"))
    except Refused as refused:
        return JSONResponse({"problem": str(why_not(asked, refused).unescape())}, 422)
    attempt = attempts_of(asked, student, assignment, number)[0]
    receipt = {
        "number": number,
        "received": when(attempt.received_at, asked.site, asked.catalogue),
        "sha256": attempt.sha256,
        "page": asked.site.address.url + page_of(assignment, number),
    }
    return JSONResponse(receipt, 201)


async def _knows_in_time(asked: Asked) -> None:
    """Refuse files that come too soon after others, too."""
    student = await _knows(asked)
    if not asked.site.uploads.allows(student.name):
        raise HTTPException(429)


async def _knows(asked: Asked) -> Visitor:
    """Refuse strangers, and what is no assignment, before anything is read."""
    student = await run_in_threadpool(_student, asked)
    name = asked.path.get("assignment")
    names = [one.name for one in asked.site.engine.course.folder.course.assignments]
    if name is not None and name not in names:
        words = Words(asked.catalogue)
        told = words.text("no_assignment", given=printable(name)[:80], names=", ".join(names))
        raise RequestError(told)
    return student


def _student(asked: Asked) -> Visitor:
    """Return whose token it is; raises HTTPException or Stranger."""
    tried = asked.site.keys_tried
    is_in_time = tried.would_allow(asked.address)  # the hub is asked no more often than that
    found = _of_link(asked) or (_of_hub(asked) if is_in_time else None)
    if found is None:
        raise HTTPException(401 if tried.allows(asked.address) else 429)
    if found.role is not Role.STUDENT:
        raise RequestError("only students hand in; you are entered as staff")
    if not asked.site.people.allows(found.name):
        raise HTTPException(429)
    return found


def _of_link(asked: Asked) -> Visitor | None:
    link = asked.site.keys.read(asked.bearer)
    if link is None or link.is_once:
        return None
    person = of_link(asked.site.engine.database, asked.site.keys, asked.bearer)
    return None if person is None else as_visitor(person, "")


def _of_hub(asked: Asked) -> Visitor | None:
    hub, engine = asked.site.hub, asked.site.engine
    user = None if hub is None else hub.user_for_token(asked.bearer)
    if user is None:
        return None
    return Arrivals(engine.database, engine.settings.root).student_of_hub(user, now())
