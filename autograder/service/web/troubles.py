"""What a person reads when something is wrong, and the line in the log."""

from __future__ import annotations

import logging

from markupsafe import Markup, escape
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ExceptionHandler

from autograder.errors import AutograderError, RequestError
from autograder.languages import Catalogue
from autograder.service.database.connect import reason
from autograder.service.lti.launch import NoLaunch
from autograder.service.people.arrivals import UNKNOWN, Stranger
from autograder.service.people.visits import Visitor
from autograder.service.web.arriving import TooLarge
from autograder.service.web.by_hub import sign_in_path
from autograder.service.web.door import NotEntered, language_for
from autograder.service.web.programs import API
from autograder.service.web.render import render
from autograder.service.web.words import Words

log = logging.getLogger(__name__)
_SAID = {
    400: ("wrong", ("not_taken", "again")),
    401: ("outside", ("outside_what",)),
    403: ("wrong", ("stale",)),
    404: ("not_found", ("not_found_what",)),
    405: ("not_found", ("not_found_what",)),
    408: ("wrong", ("too_slow", "again")),
    429: ("wrong", ("too_many",)),
}
_OURS = ("wrong", ("trouble", "trouble_what"))


def handlers() -> dict[object, ExceptionHandler]:
    """Return what answers for each kind of error."""
    return {
        HTTPException: _http,
        NotEntered: _not_entered,
        Stranger: _stranger,
        NoLaunch: _no_launch,
        TooLarge: _too_large,
        RequestError: _request,
        SQLAlchemyError: _ours,
        AutograderError: _ours,
        OSError: _ours,
        Exception: _bug,
    }


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    title, sentences = _SAID.get(error.status_code, _OURS)
    if error.status_code == 401 and _own_path(request).startswith(f"{API}/"):
        sentences = ("token_wrong",)
    answer = _page(request, error.status_code, title, *sentences)
    answer.headers.update(error.headers or {})
    if error.status_code == 429:
        answer.headers["Retry-After"] = "60"
    return answer


def _not_entered(request: Request, error: Exception) -> Response:
    """Send a person to where people sign in, if there is such a place."""
    if request.app.state.site.hub is None or request.method != "GET":
        return _http(request, error)
    return RedirectResponse(sign_in_path(_own_path(request)), 303)


def _own_path(request: Request) -> str:
    """Return the path of a request without the one that all our pages are under."""
    return str(request.url.path).removeprefix(request.app.state.site.address.path)


def _stranger(request: Request, error: Exception) -> Response:
    assert isinstance(error, Stranger)
    told = Words(_language(request)).filled(UNKNOWN, name=error.name)
    return _page(request, 403, "outside", told, "stranger_what")


def _no_launch(request: Request, error: Exception) -> Response:
    log.warning("LTI: %s", error)
    return _page(request, 403, "wrong", "no_launch", "no_launch_what")


def _too_large(request: Request, error: Exception) -> Response:
    assert isinstance(error, TooLarge)
    words = Words(_language(request))
    told = words("too_large", size=max(1, error.most >> 20))
    return _page(request, 413, "wrong", told, "too_large_what", "not_taken")


def _request(request: Request, error: Exception) -> Response:
    """An instructor has asked for something that is not possible; the text says why."""
    return _page(request, 422, "wrong", escape(str(error)))


def _ours(request: Request, error: Exception) -> Response:
    why = reason(error) if isinstance(error, SQLAlchemyError) else str(error)
    log.error("%s %s: %s", request.method, request.url.path, why)
    return _page(request, 503, *_OURS[:1], *_OURS[1], retry=True)


def _bug(request: Request, error: Exception) -> Response:
    log.error("%s %s", request.method, request.url.path, exc_info=error)
    return _page(request, 500, *_OURS[:1], *_OURS[1])


def _page(
    request: Request, status: int, title: str, *sentences: str, retry: bool = False
) -> Response:
    catalogue = _language(request)
    words = Words(catalogue)
    told = [one if isinstance(one, Markup) else words(one) for one in sentences]
    if _own_path(request).startswith(f"{API}/"):
        problem = " ".join(one.unescape() for one in told)
        return JSONResponse({"problem": problem}, status)
    answer = render(
        request.app.state.site,
        _visitor(request),
        catalogue,
        "wrong.html.j2",
        status=status,
        title=words(title),
        sentences=told,
    )
    if retry:
        answer.headers["Retry-After"] = "30"
    return answer


def _visitor(request: Request) -> Visitor | None:
    return getattr(request.state, "visitor", None)


def _language(request: Request) -> Catalogue | None:
    accepted = request.headers.get("accept-language", "")
    return language_for(request.app.state.site, _visitor(request), accepted)
