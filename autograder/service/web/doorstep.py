"""Entering by a personal link, and leaving."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute

from autograder.service.moments import now
from autograder.service.people.entering import enter_by_link, of_link
from autograder.service.people.visits import end_visit
from autograder.service.web.door import ANYBODY, MEMBERS, Asked, door
from autograder.service.web.render import go_to, render
from autograder.service.web.site import Address


def doors() -> list[BaseRoute]:
    """Return the doors through which people come and go."""
    return [
        door("/enter/{token}", ask, ANYBODY),
        door("/enter/{token}", let_in, ANYBODY, "POST"),
        door("/leave", leave, MEMBERS, "POST"),
    ]


def ask(asked: Asked) -> Response:
    """Show whose link it is; programs that look at links must not use it up."""
    site, token = asked.site, asked.path["token"]
    person = of_link(site.engine.database, site.keys, token)
    if person is None:
        return _refuse(asked)
    name = person.full_name or person.name
    return render(site, None, asked.catalogue, "enter.html.j2", person=name, token=token)


def let_in(asked: Asked) -> Response:
    """Start a visit, with a new secret in the browser's cookie."""
    site = asked.site
    secret = enter_by_link(site.engine.database, site.keys, asked.path["token"], now())
    if secret is None:
        return _refuse(asked)
    return begin(asked, secret)


def begin(asked: Asked, secret: str, response: Response | None = None) -> Response:
    """Give the browser the secret of a new visit, end the one before, and show a page."""
    site = asked.site
    if asked.visitor is not None:
        end_visit(site.engine.database, asked.visitor.visit)
    response = response or go_to("/")
    keep(response, site.address, site.address.cookie, secret, 30 * 24 * 3600)
    return response


def keep(response: Response, address: Address, name: str, value: str, lasts_s: int) -> None:
    """Let the browser keep a cookie that only we get back."""
    response.set_cookie(
        name,
        value,
        max_age=lasts_s,
        path=address.cookie_path,
        secure=address.is_https,
        httponly=True,
        samesite="lax",
    )


def leave(asked: Asked) -> Response:
    """End a visit."""
    end_visit(asked.site.engine.database, asked.member.visit)
    response = render(asked.site, None, asked.catalogue, "left.html.j2")
    drop(response, asked.site.address, asked.site.address.cookie)
    return response


def drop(response: Response, address: Address, name: str) -> None:
    """Let the browser forget a cookie of ours."""
    response.delete_cookie(name, path=address.cookie_path, secure=address.is_https)


def _refuse(asked: Asked) -> Response:
    if not asked.site.keys_tried.allows(asked.address):
        raise HTTPException(429)
    return render(asked.site, None, asked.catalogue, "link_wrong.html.j2", status=404)
