"""Entering through the hub that has started the service."""

from __future__ import annotations

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from autograder.service.moments import now
from autograder.service.people.arrivals import Arrivals
from autograder.service.people.hub import Hub
from autograder.service.people.visits import HUB_SESSION
from autograder.service.web.door import ANYBODY, Asked, door
from autograder.service.web.doorstep import begin
from autograder.service.web.errands import come_back, done, new_state, own_path, send_out
from autograder.service.web.render import go_to

SIGN_IN = "/sign-in"


def doors() -> list[BaseRoute]:
    """Return the doors through which users of a hub come."""
    return [
        door(SIGN_IN, leave_for_hub, ANYBODY),
        door("/oauth_callback", back_from_hub, ANYBODY),
    ]


def sign_in_path(path: str) -> str:
    """Return where a browser is sent to sign in, and then to see a page."""
    return f"{SIGN_IN}?next={quote(path, safe='')}"


def leave_for_hub(asked: Asked) -> Response:
    """Send the browser to the hub, which sends it back."""
    leaving = _hub(asked).departure(new_state())
    address = leaving.address
    if address.startswith("/"):  # of the host that we are on, and not under our path
        address = asked.site.address.origin + address
    response = RedirectResponse(address, 303)
    path = own_path(asked.query.get("next", "/"))
    return send_out(asked, response, leaving.state, verifier=leaving.verifier, path=path)


def back_from_hub(asked: Asked) -> Response:
    """Start a visit of whom the hub names."""
    hub, state = _hub(asked), asked.query.get("state", "")
    errand = come_back(asked, state)
    if errand is None:
        raise HTTPException(403)
    user = hub.user_for_code(asked.query.get("code", ""), errand["verifier"])
    if user is None:
        raise HTTPException(403)
    engine = asked.site.engine
    arrivals = Arrivals(engine.database, engine.settings.root)
    session = asked.cookies.get(HUB_SESSION, "")
    secret = arrivals.enter_from_hub(user, session, now())
    return done(asked, begin(asked, secret, go_to(errand["path"])), state)


def _hub(asked: Asked) -> Hub:
    if asked.site.hub is None:
        raise HTTPException(404)
    return asked.site.hub
