"""Entering from a learning platform, by LTI 1.3.

The platform's own name is part of our addresses, so what is signed by one is never taken for a
word of another.
"""

from __future__ import annotations

import hmac
from urllib.parse import quote, urlencode, urlsplit

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute

from autograder.course.exercises import read_all_exercises
from autograder.course.settings import Assignment
from autograder.service.database.tables import Role
from autograder.service.lti.launch import (
    DEEP_LINKING,
    LTI,
    Choosing,
    Launch,
    NoLaunch,
    read_launch,
    use_once,
)
from autograder.service.lti.people import enter_by_launch
from autograder.service.marking.questions import questions_of
from autograder.service.people.arrivals import Arrivals
from autograder.service.people.settings import Platform, read_settings
from autograder.service.web.door import ANYBODY, Asked, door
from autograder.service.web.doorstep import begin
from autograder.service.web.errands import come_back, done, new_state, send_out
from autograder.service.web.headers import POLICY
from autograder.service.web.render import go_to, render

_MOST_HINT = 4000


def doors() -> list[BaseRoute]:
    """Return the doors of learning platforms."""
    login, launch = "/lti/login/{platform}", "/lti/launch/{platform}"
    return [
        door(login, leave_for_platform, ANYBODY),
        door(login, leave_for_platform, ANYBODY, "POST", is_for_others=True),
        door(launch, hear, ANYBODY, "POST", is_for_others=True),
        door("/lti/enter/{key}", let_in, ANYBODY),
        door("/lti/keys", keys, ANYBODY),
    ]


def leave_for_platform(asked: Asked) -> Response:
    """Send the browser back to its platform, which signs who it is."""
    platform, state, nonce = platform_of(asked), new_state(), new_state()
    hints = {name: _given(asked, name) for name in ("login_hint", "lti_message_hint")}
    if _given(asked, "iss") != platform.issuer or not hints["login_hint"]:
        raise NoLaunch(f"{platform.name}: the issuer or the login hint is not right")
    if _given(asked, "client_id") not in {"", platform.client_id}:
        raise NoLaunch(f"{platform.name}: another client id than that of serve.yaml")
    asking = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": platform.client_id,
        "redirect_uri": f"{asked.site.address.url}/lti/launch/{quote(platform.name)}",
        "state": state,
        "nonce": nonce,
        **{name: value for name, value in hints.items() if value},
    }
    joint = "&" if urlsplit(platform.authorize).query else "?"
    response = RedirectResponse(f"{platform.authorize}{joint}{urlencode(asking)}", 303)
    return send_out(asked, response, state, nonce=nonce, platform=platform.name)


def hear(asked: Asked) -> Response:
    """Check what a platform has signed. Who has brought it is checked in the next request."""
    platform, state = platform_of(asked), asked.field("state")
    if error := asked.field("error"):
        raise NoLaunch(f"{platform.name}: {error[:100]}: {asked.field('error_description')[:200]}")
    launch = read_launch(asked.site.platform_keys, platform, asked.field("id_token"))
    use_once(asked.site.engine.database, f"{platform.name} {launch.nonce}")
    key = asked.site.launches.hold(launch)
    return go_to(f"/lti/enter/{key}?state={quote(state, safe='')}")


def let_in(asked: Asked) -> Response:
    """Start a visit, if this browser is the one that was sent out."""
    state, site = asked.query.get("state", ""), asked.site
    launch, errand = site.launches.take(asked.path["key"]), come_back(asked, state)
    if launch is None or errand is None:
        raise NoLaunch("a launch came back that was not sent out from this browser")
    same_nonce = hmac.compare_digest(errand.get("nonce", "").encode(), launch.nonce.encode())
    if not same_nonce or errand.get("platform") != launch.platform.name:
        raise NoLaunch(f"{launch.platform.name}: another nonce than the one that was sent")
    known = [one.name for one in site.engine.course.folder.course.assignments]
    if launch.assignment not in known:
        launch = msgspec.structs.replace(launch, assignment="")
    arrivals = Arrivals(site.engine.database, site.engine.settings.root)
    secret = enter_by_launch(site.engine.database, arrivals, launch)
    return done(asked, begin(asked, secret, _page(asked, launch)), state)


def keys(asked: Asked) -> Response:
    """Give the public key with which platforms check what we sign."""
    return JSONResponse(asked.site.engine.grades.key.public())


def _page(asked: Asked, launch: Launch) -> Response:
    if launch.choosing is not None:
        if launch.role is Role.STUDENT:
            raise HTTPException(404)
        return _choices(asked, launch, launch.choosing)
    name = quote(launch.assignment)
    folder = "work" if launch.role is Role.STUDENT else "class"
    return go_to(f"/{folder}/{name}" if name else "/")


def _choices(asked: Asked, launch: Launch, choosing: Choosing) -> Response:
    """Let an instructor choose what a link of the platform opens: one button each."""
    target = urlsplit(choosing.return_to)
    if target.scheme not in {"http", "https"} or not target.netloc.isprintable():
        raise NoLaunch(f"{launch.platform.name}: no address to return to")
    course = asked.site.engine.course.folder.course
    rows = [(one, _signed(asked, launch, choosing, one)) for one in course.assignments]
    page = render(
        asked.site, None, asked.catalogue, "lti_choose.html.j2", rows=rows, to=choosing.return_to
    )
    origin = f"{target.scheme}://{target.netloc}"
    allowed = "form-action 'self'"
    page.headers["Content-Security-Policy"] = POLICY.replace(allowed, f"{allowed} {origin}")
    return page


def _signed(asked: Asked, launch: Launch, choosing: Choosing, assignment: Assignment) -> str:
    folder = asked.site.engine.course.folder
    exercises = read_all_exercises(folder, assignment)
    most = sum(one.points for own in exercises.values() for one in own if not one.is_bonus)
    most += sum(one.points for one in questions_of(folder, assignment))
    item = {
        "type": "ltiResourceLink",
        "title": assignment.title,
        "url": f"{asked.site.address.url}/lti/launch/{launch.platform.name}",
        "custom": {"assignment": assignment.name},
        "lineItem": {"scoreMaximum": most or 100, "resourceId": assignment.name},
        "window": {"targetName": "_blank"},
    }
    claims = {
        "iss": launch.platform.client_id,
        "aud": launch.platform.issuer,
        "nonce": new_state(),
        f"{LTI}deployment_id": launch.deployment,
        f"{LTI}message_type": "LtiDeepLinkingResponse",
        f"{LTI}version": "1.3.0",
        f"{DEEP_LINKING}content_items": [item],
    }
    if choosing.data is not None:
        claims[f"{DEEP_LINKING}data"] = choosing.data
    return asked.site.engine.grades.key.sign(claims)


def platform_of(asked: Asked) -> Platform:
    """Return the platform that an address names; raises HTTPException if there is none."""
    settings = read_settings(asked.site.engine.settings.root)
    platform = settings.platform(asked.path["platform"])
    if platform is None:
        raise HTTPException(404)
    return platform


def _given(asked: Asked, name: str) -> str:
    return (asked.field(name) or asked.query.get(name, ""))[:_MOST_HINT]
