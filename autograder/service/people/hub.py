"""JupyterHub: it starts the service, says who somebody is, and vouches for tokens.

The hub is trusted. What a browser or a program brings is not: the hub is asked about it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from autograder.errors import RequestError, ServiceError

if TYPE_CHECKING:
    from jupyterhub.services.auth import HubOAuth

_STARTED_BY_HUB = "JUPYTERHUB_SERVICE_PREFIX"
_MOST_CHARS = 200  # of a token or a code


class HubUser(msgspec.Struct, frozen=True):
    """What the hub says of somebody."""

    name: str
    groups: frozenset[str] = frozenset()


class Departure(msgspec.Struct, frozen=True):
    """How a browser is sent to the hub, and what proves later that it is the same one."""

    address: str
    state: str
    verifier: str


class Hub:
    """The hub that has started this service."""

    def __init__(self, auth: HubOAuth) -> None:
        self._auth = auth

    def departure(self, state: str) -> Departure:
        """Return where a browser signs in; a path if the hub is on the same host as we are."""
        from tornado.httputil import url_concat  # noqa: PLC0415 - comes with jupyterhub

        verifier, challenge, method = self._auth.generate_pkce_code_challenge()
        proof = {"state": state, "code_challenge": challenge, "code_challenge_method": method}
        return Departure(url_concat(self._auth.login_url, proof), state, verifier)

    def user_for_code(self, code: str, verifier: str) -> HubUser | None:
        """Return who has signed in; None if the hub does not let them use this service."""
        if not code or len(code) > _MOST_CHARS:
            return None
        token = _asked(self._auth.token_for_code, code, code_verifier=verifier)
        return self.user_for_token(token)

    def user_for_token(self, token: str) -> HubUser | None:
        """Return whose token it is; None if it does not give access to this service."""
        if not token or len(token) > _MOST_CHARS or not token.isascii():
            return None
        model = _asked(self._auth.user_for_token, token, use_cache=False)
        if not model or model.get("kind") != "user":
            return None
        if not self._auth.check_scopes(self._auth.access_scopes, model):
            return None
        return HubUser(model["name"], frozenset(model.get("groups") or ()))


def _asked(ask: Any, *arguments: str, **options: Any) -> Any:
    """Return the hub's answer; raises ServiceError if there is none."""
    from tornado.web import HTTPError  # noqa: PLC0415 - comes with jupyterhub

    try:
        return ask(*arguments, **options)
    except (HTTPError, OSError, KeyError, ValueError) as error:
        raise ServiceError(f"the hub did not say who somebody is: {error}") from None


def is_started_by_hub() -> bool:
    """Return whether a hub has started this process as a service of its own."""
    return bool(os.environ.get(_STARTED_BY_HUB))


def hub_of_environment() -> Hub:
    """Return the hub that has started this process. Its token leaves the environment.

    Raises RequestError if jupyterhub is not installed.
    """
    try:
        from jupyterhub.services.auth import HubOAuth  # noqa: PLC0415 - few need it
    except ModuleNotFoundError:
        raise RequestError(
            "serve: jupyterhub is not installed; pip install 'backgrade[hub]'"
        ) from None
    auth = HubOAuth()
    # The value is read from the environment when it is first used: now, and then never again.
    if not auth.api_token or not auth.oauth_client_id:
        raise RequestError("serve: the hub has given no token")
    os.environ.pop("JUPYTERHUB_API_TOKEN", None)
    os.environ.pop("JPY_API_TOKEN", None)
    return Hub(auth)


def listening_place() -> tuple[str, int]:
    """Return the host and the port at which the hub expects this service; raises RequestError."""
    parts = urlsplit(os.environ.get("JUPYTERHUB_SERVICE_URL", ""))
    if not parts.hostname or not parts.port:
        raise RequestError("serve: give the service a `url` with a port in jupyterhub_config.py")
    return parts.hostname, parts.port


def public_address() -> str:
    """Return what people type to reach this service, as far as the hub knows it."""
    return os.environ.get("JUPYTERHUB_PUBLIC_URL", "").rstrip("/")


def service_path() -> str:
    """Return the path under which the hub has put this service."""
    return os.environ[_STARTED_BY_HUB].rstrip("/")
