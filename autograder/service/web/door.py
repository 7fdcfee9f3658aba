"""Doors: every route says who may use it, and nobody else gets in.

A door finds out who has sent a request, refuses who may not enter, and checks that a form comes
from our own page. Only then it calls what makes the page, in a thread.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Collection, Mapping

import msgspec
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from autograder.languages import Catalogue
from autograder.service.database.tables import Role
from autograder.service.moments import now
from autograder.service.people.visits import Visitor, find_visitor, with_hub_session
from autograder.service.web.arriving import FORM_BYTES, form_of
from autograder.service.web.site import Site

ANYBODY: frozenset[Role] = frozenset()
STUDENTS = frozenset({Role.STUDENT})
STAFF = frozenset({Role.ASSISTANT, Role.INSTRUCTOR})
INSTRUCTORS = frozenset({Role.INSTRUCTOR})
MEMBERS = frozenset(Role)
_OF_PROXIES = ("forwarded", "x-forwarded-for", "x-real-ip")
_OWN_SITE = {"same-origin", "none"}


class _Nth(Convertor[int]):
    """The number of an attempt in an address: never one that a database cannot hold."""

    regex = "[0-9]{1,9}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("nth", _Nth())


class NotEntered(HTTPException):
    """A page for members was asked for by nobody that we know."""

    def __init__(self) -> None:
        super().__init__(401)


class Asked(msgspec.Struct, frozen=True):
    """A request that was let in."""

    site: Site
    visitor: Visitor | None  # always there at doors for members
    path: Mapping[str, str]  # the variable parts of the address
    query: Mapping[str, str]
    form: FormData
    cookies: Mapping[str, str]
    bearer: str  # the token that a program has sent; "" for none
    address: str
    is_forwarded: bool  # whether a proxy has passed it on
    catalogue: Catalogue | None

    @property
    def member(self) -> Visitor:
        """Who has asked, at a door for members."""
        assert self.visitor is not None
        return self.visitor

    def field(self, name: str) -> str:
        """Return a field of the form as text; "" if it is missing."""
        value = self.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def files(self, name: str) -> list[UploadFile]:
        """Return the files of a field that were chosen."""
        every = self.form.getlist(name)
        return [one for one in every if isinstance(one, UploadFile) and one.filename]


Page = Callable[[Asked], Response]
Wait = Callable[[Asked], Awaitable[object]]


def door(  # noqa: PLR0913, PLR0917 - all that makes a door
    path: str,
    page: Page,
    who: Collection[Role],
    method: str = "GET",
    wait: Wait | None = None,
    most: Callable[[Site, Mapping[str, str]], int] = lambda _site, _path: FORM_BYTES,
    *,
    is_for_others: bool = False,
) -> Route:
    """Return a route.

    `wait` is awaited before the page is made; `most` says how many bytes a form may have.
    `is_for_others` is for forms that other sites send, which must prove in their own way what
    they say.
    """

    async def endpoint(request: Request) -> Response:
        site: Site = request.app.state.site
        address = request.client.host if request.client else ""
        if not site.addresses.allows(address):
            raise HTTPException(429)
        visitor = await run_in_threadpool(_visitor, site, request, needed=bool(who))
        request.state.visitor = visitor
        if who:
            if visitor is None:
                raise NotEntered
            if visitor.role not in who:
                raise HTTPException(404)  # as for a page that does not exist
            if not site.people.allows(visitor.name):
                raise HTTPException(429)
        catalogue = language_for(site, visitor, request.headers.get("accept-language", ""))
        path_values = {name: str(value) for name, value in request.path_params.items()}
        asked = Asked(
            site=site,
            visitor=visitor,
            path=path_values,
            query=request.query_params,
            form=FormData(),
            cookies=request.cookies,
            bearer=_bearer(request),
            address=address,
            is_forwarded=any(name in request.headers for name in _OF_PROXIES),
            catalogue=catalogue,
        )
        if wait is not None:
            await wait(asked)
        if method == "GET":
            return await run_in_threadpool(page, asked)
        _check_origin(site, request, is_for_others=is_for_others)
        async with form_of(request, most(site, path_values)) as form:
            if who and visitor is not None:
                _check_form(site, visitor, form)
            return await run_in_threadpool(page, msgspec.structs.replace(asked, form=form))

    return Route(path, endpoint, methods=[method], name=f"{method} {path}")


def _visitor(site: Site, request: Request, *, needed: bool) -> Visitor | None:
    secret = request.cookies.get(site.address.cookie, "")
    full = with_hub_session(secret, request.cookies)
    try:
        return find_visitor(site.engine.database, full, now()) if secret else None
    except SQLAlchemyError:
        if needed:
            raise
        return None  # style sheets and health need no database


def _bearer(request: Request) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _check_origin(site: Site, request: Request, *, is_for_others: bool) -> None:
    """Refuse a form that another site has sent, but for what is meant for others."""
    if is_for_others:
        return
    origin = request.headers.get("origin", "").lower()
    is_own = origin in {"", site.address.origin, _own_origin(request)}
    if not is_own or request.headers.get("sec-fetch-site", "none") not in _OWN_SITE:
        raise HTTPException(403)


def _own_origin(request: Request) -> str:
    """Return the address that the browser itself used; only known hosts get here."""
    return f"{request.url.scheme}://{request.headers.get('host', '')}".lower()


def _check_form(site: Site, visitor: Visitor, form: FormData) -> None:
    sent = form.get("csrf", "")
    expected = site.keys.for_forms(visitor.visit)
    if not isinstance(sent, str) or not hmac.compare_digest(sent.encode(), expected.encode()):
        raise HTTPException(403)


def language_for(site: Site, visitor: Visitor | None, accepted: str) -> Catalogue | None:
    """Return the catalogue of the reader's language: the roster's, else the browser's."""
    folder = site.engine.course.folder
    known = folder.course.languages
    by_name = {language.casefold(): language for language in known}
    wanted = [visitor.language] if visitor and visitor.language else []
    wanted += [part.partition(";")[0].strip() for part in accepted[:500].split(",")]
    for one in wanted:
        folded = one.casefold()
        found = by_name.get(folded) or by_name.get(folded.partition("-")[0])
        if found:
            return folder.catalogue_in(found)
    return folder.catalogue_in(folder.course.language)
