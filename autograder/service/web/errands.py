"""Errands: what a browser keeps for us while its owner signs in elsewhere.

It is signed and short-lived, and the state that comes back must be the one that this browser was
sent out with. So nobody can send somebody else's browser back with their own sign-in.
"""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from starlette.responses import Response

from autograder.service.web.door import Asked
from autograder.service.web.doorstep import drop, keep

_LASTS_S = 600


def new_state() -> str:
    """Return a state that nobody can guess."""
    return secrets.token_urlsafe(24)


def send_out(asked: Asked, response: Response, state: str, **values: str) -> Response:
    """Let the browser keep values until it comes back with a state."""
    site = asked.site
    sealed = site.keys.seal({**values, "state": state})
    keep(response, site.address, _cookie(asked, state), sealed, _LASTS_S)
    return response


def come_back(asked: Asked, state: str) -> dict[str, str] | None:
    """Return what this browser was sent out with; None if it was not sent out with this state."""
    values = asked.site.keys.unseal(asked.cookies.get(_cookie(asked, state), ""))
    known = values.get("state", "")
    return values if known and hmac.compare_digest(known.encode(), state.encode()) else None


def done(asked: Asked, response: Response, state: str) -> Response:
    """Let the browser forget an errand."""
    drop(response, asked.site.address, _cookie(asked, state))
    return response


def _cookie(asked: Asked, state: str) -> str:
    kept = "".join(c for c in state[:8] if c.isascii() and c.isalnum())
    return asked.site.address.cookie_named(f"backgrade-errand-{kept}")


def own_path(wanted: str) -> str:
    """Return a path of ours to show; the first page for anything that could lead elsewhere."""
    is_plain = wanted.isprintable() and "\\" not in wanted and not wanted.startswith("//")
    parts = urlsplit(wanted if is_plain else "/")
    is_own = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return parts.path if is_own else "/"
