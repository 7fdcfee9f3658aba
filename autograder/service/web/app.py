"""The application: all doors, and what surrounds them."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import AsyncIterator
from importlib import resources

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.routing import BaseRoute

from autograder.report.page import feedback_style
from autograder.service.database.tables import Role
from autograder.service.web import by_hub, by_lti, doorstep, health, programs, student
from autograder.service.web.door import ANYBODY, MEMBERS, Asked, door
from autograder.service.web.headers import SafeHeaders
from autograder.service.web.site import Site
from autograder.service.web.staff import classroom, one_student, people, platforms, tools
from autograder.service.web.staff.marking import group, overview, question
from autograder.service.web.troubles import handlers
from autograder.service.web.under import UnderPath

_OWN_NAMES = ("127.0.0.1", "localhost", "::1")


def application(site: Site, hosts: tuple[str, ...] = ()) -> Starlette:
    """Return the pages of a service, which starts and stops with them."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(site.engine.start)
        site.is_ready = True
        yield
        site.is_ready = False
        await run_in_threadpool(site.engine.stop)

    allowed = [*_OWN_NAMES, *filter(None, (site.address.host, *hosts))]
    app = Starlette(
        routes=every_door(),
        middleware=[
            Middleware(UnderPath, path=site.address.path),
            Middleware(SafeHeaders, is_https=site.address.is_https),
            Middleware(TrustedHostMiddleware, allowed_hosts=allowed, www_redirect=False),
        ],
        exception_handlers=handlers(),
        lifespan=lifespan,
    )
    app.state.site = site
    return app


def every_door() -> list[BaseRoute]:
    """Return all doors of the service."""
    return [
        door("/", _home, MEMBERS),
        door("/static/{name}", _static, ANYBODY),
        *doorstep.doors(),
        *by_hub.doors(),
        *by_lti.doors(),
        *programs.doors(),
        *student.doors(),
        *classroom.doors(),
        *one_student.doors(),
        *overview.doors(),
        *question.doors(),
        *group.doors(),
        *tools.doors(),
        *people.doors(),
        *platforms.doors(),
        *health.doors(),
    ]


def _home(asked: Asked) -> Response:
    if asked.member.role is Role.STUDENT:
        return student.home(asked)
    return classroom.overview(asked)


def _static(asked: Asked) -> Response:
    style = _styles().get(asked.path["name"])
    if style is None:
        raise HTTPException(404)
    return Response(style, media_type="text/css", headers={"Cache-Control": "max-age=300"})


@functools.cache
def _styles() -> dict[str, str]:
    own = resources.files("autograder.service.web") / "static" / "service.css"
    return {"feedback.css": feedback_style(), "service.css": own.read_text(encoding="utf-8")}
