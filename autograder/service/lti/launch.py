"""A launch: what a platform has signed, checked before anybody believes any of it."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from typing import Any

import msgspec
import sqlalchemy as sa
from joserfc import jwt
from joserfc.errors import JoseError
from sqlalchemy.exc import IntegrityError

from autograder.service.database.connect import Database
from autograder.service.database.tables import LtiNonce, Role
from autograder.service.lti.keys import PlatformKeys
from autograder.service.moments import now
from autograder.service.people.settings import Platform, StudentId

LTI = "https://purl.imsglobal.org/spec/lti/claim/"
DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/"
_GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
_MEMBERS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership"
_OPENS, _CHOOSES = "LtiResourceLinkRequest", "LtiDeepLinkingRequest"
_OLDEST_S, _LEEWAY_S = 600, 30
_KEPT_S, _MOST_KEPT = 60.0, 1000
_MOST_CHARS = 20_000


class NoLaunch(Exception):
    """A launch that is not believed; the text is for the log and the instructor."""


class Choosing(msgspec.Struct, frozen=True):
    """An instructor's wish to choose what a link of the platform opens."""

    return_to: str
    data: Any = None


class Launch(msgspec.Struct, frozen=True):
    """What a platform has said, checked."""

    platform: Platform
    nonce: str
    sub: str
    context: str
    role: Role
    name: str  # the id on the roster, as far as the platform tells
    full_name: str = ""
    assignment: str = ""
    grades: str = ""  # where the assignment's grades are kept
    members: str = ""  # where the course's members are listed
    deployment: str = ""
    choosing: Choosing | None = None


def read_launch(keys: PlatformKeys, platform: Platform, token: str) -> Launch:
    """Check an id_token, and return what it says; raises NoLaunch and ServiceError."""
    if len(token) > _MOST_CHARS:
        raise NoLaunch("the token is too long")
    try:
        claims = keys.check(platform.keys, token)
        _check(platform, claims)
        return _launch(platform, claims)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NoLaunch(f"{platform.name}: {type(error).__name__}: {error}") from None


def _check(platform: Platform, claims: dict[str, Any]) -> None:
    registry = jwt.JWTClaimsRegistry(
        leeway=_LEEWAY_S,
        iss={"essential": True, "value": platform.issuer},
        aud={"essential": True, "value": platform.client_id},
        exp={"essential": True},
        iat={"essential": True},
        sub={"essential": True},
        nonce={"essential": True},
    )
    registry.validate(claims)
    if claims["iat"] < time.time() - _OLDEST_S:
        raise NoLaunch(f"{platform.name}: the launch is too old")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != platform.client_id:
        raise NoLaunch(f"{platform.name}: the launch is for another tool")
    if claims.get(f"{LTI}version") != "1.3.0":
        raise NoLaunch(f"{platform.name}: not LTI 1.3")
    if claims.get(f"{LTI}message_type") not in {_OPENS, _CHOOSES}:
        raise NoLaunch(f"{platform.name}: not a launch")
    deployment = claims.get(f"{LTI}deployment_id")
    if deployment not in platform.deployments:
        raise NoLaunch(f"{platform.name}: deployment {deployment!r} is not in serve.yaml")
    context = claims.get(f"{LTI}context", {}).get("id")
    if context not in platform.contexts:
        raise NoLaunch(f"{platform.name}: context {context!r} is not in serve.yaml")


def _launch(platform: Platform, claims: dict[str, Any]) -> Launch:
    lis = claims.get(f"{LTI}lis") or {}
    person = {**claims, "sourcedid": lis.get("person_sourcedid")}
    custom = claims.get(f"{LTI}custom") or {}
    return msgspec.convert(
        {
            "platform": platform,
            "nonce": claims["nonce"],
            "sub": claims["sub"],
            "context": claims[f"{LTI}context"]["id"],
            "role": role_of(claims.get(f"{LTI}roles") or []),
            "name": name_of(platform, person),
            "full_name": claims.get("name") or "",
            "assignment": custom.get("assignment", ""),
            "grades": (claims.get(_GRADES) or {}).get("lineitem", ""),
            "members": (claims.get(_MEMBERS) or {}).get("context_memberships_url", ""),
            "deployment": claims[f"{LTI}deployment_id"],
            "choosing": _choosing(claims),
        },
        Launch,
    )


def _choosing(claims: dict[str, Any]) -> Choosing | None:
    if claims[f"{LTI}message_type"] != _CHOOSES:
        return None
    settings = claims[f"{DEEP_LINKING}deep_linking_settings"]
    return Choosing(settings["deep_link_return_url"], settings.get("data"))


def name_of(platform: Platform, person: dict[str, Any]) -> str:
    """Return the id on the roster of a person as a platform describes them; "" for none."""
    kind = platform.student
    if kind is StudentId.USERNAME:
        return str(person.get("email") or "").partition("@")[0]
    key = {StudentId.SUB: "sub", StudentId.EMAIL: "email"}.get(kind, "sourcedid")
    return str(person.get(key) or "")


def role_of(roles: list[str]) -> Role:
    """Return the role in a platform's course; a teaching assistant is no instructor."""
    if any(one.endswith("#TeachingAssistant") and one.startswith(_ROLE) for one in roles):
        return Role.ASSISTANT
    return Role.INSTRUCTOR if {f"{_ROLE}#Instructor", "Instructor"} & set(roles) else Role.STUDENT


def use_once(database: Database, nonce: str) -> None:
    """Note that a launch is used; raises NoLaunch if it was used before."""
    moment, digest = now(), hashlib.sha256(nonce.encode()).hexdigest()
    until = moment.fromtimestamp(moment.timestamp() + 2 * _OLDEST_S, moment.tzinfo)
    try:
        with database.writing() as session:
            session.execute(sa.delete(LtiNonce).where(LtiNonce.until < moment))
            session.add(LtiNonce(nonce_sha256=digest, until=until))
    except IntegrityError:
        raise NoLaunch("the launch was used before") from None


class Waiting:
    """Launches that were checked, until the browser shows that it is the one that was sent out.

    A platform's form comes from another site, so it brings no cookie; the next request does.
    """

    def __init__(self) -> None:
        self._held: OrderedDict[str, tuple[float, Launch]] = OrderedDict()
        self._lock = threading.Lock()

    def hold(self, launch: Launch) -> str:
        """Keep a launch for a minute; return the key for it."""
        key = secrets.token_urlsafe(24)
        with self._lock:
            self._held[key] = time.monotonic(), launch
            if len(self._held) > _MOST_KEPT:
                self._held.popitem(last=False)
        return key

    def take(self, key: str) -> Launch | None:
        """Return a launch, once."""
        with self._lock:
            at, launch = self._held.pop(key, (0.0, None))
        return launch if launch is not None and time.monotonic() - at < _KEPT_S else None
