"""What we ask platforms for: to note a grade, and who the members of a course are."""

from __future__ import annotations

import secrets
import time
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx

from autograder.errors import ServiceError
from autograder.service.lti.keys import OwnKey
from autograder.service.people.settings import Platform

_SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
_MEMBERS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
_SCORE_TYPE = "application/vnd.ims.lis.v1.score+json"
_MEMBERS_TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_PATIENCE_S = 20.0
_MOST_PAGES = 200


class Services:
    """The services of one platform, as far as it lets us use them."""

    def __init__(self, platform: Platform, key: OwnKey) -> None:
        self._platform, self._key = platform, key
        self._tokens: dict[str, tuple[float, str]] = {}

    def note_grade(self, url: str, sub: str, points: float, most: float, at: str) -> None:
        """Let the platform note a student's points; raises ServiceError."""
        parts = urlsplit(url)  # Moodle's have a query
        scores = urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/scores"))
        score = {
            "userId": sub,
            "scoreGiven": points,
            "scoreMaximum": most,
            "timestamp": at,
            "activityProgress": "Completed",
            "gradingProgress": "FullyGraded",
        }
        self._ask("POST", scores, _SCORE, {"Content-Type": _SCORE_TYPE}, json=score)

    def members(self, url: str) -> list[dict[str, Any]]:
        """Return the members of a course; raises ServiceError."""
        found: list[dict[str, Any]] = []
        for _ in range(_MOST_PAGES):
            answer = self._ask("GET", url, _MEMBERS, {"Accept": _MEMBERS_TYPE})
            found += answer.json()["members"]
            url = answer.links.get("next", {}).get("url", "")
            if not url:
                break
        return found

    def _ask(
        self, method: str, url: str, scope: str, headers: dict[str, str], **sent: Any
    ) -> httpx.Response:
        headers["Authorization"] = f"Bearer {self._token(scope)}"
        try:
            answer = httpx.request(method, url, headers=headers, timeout=_PATIENCE_S, **sent)
            return answer.raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ServiceError(f"{self._platform.name}: {error}") from None

    def _token(self, scope: str) -> str:
        until, token = self._tokens.get(scope, (0.0, ""))
        if time.monotonic() >= until:
            until, token = self._new_token(scope)
            self._tokens[scope] = until, token
        return token

    def _new_token(self, scope: str) -> tuple[float, str]:
        own = self._platform.client_id
        claims = {"iss": own, "sub": own, "aud": self._platform.token}
        assertion = self._key.sign({**claims, "jti": secrets.token_urlsafe(16)})
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": _ASSERTION,
            "client_assertion": assertion,
            "scope": scope,
        }
        try:
            answer = httpx.post(self._platform.token, data=form, timeout=_PATIENCE_S)
            told = answer.raise_for_status().json()
            lasts = min(float(told.get("expires_in", 60)), 3600.0)
            return time.monotonic() + lasts * 0.8, str(told["access_token"])
        except (httpx.HTTPError, ValueError, KeyError, AttributeError) as error:
            raise ServiceError(f"{self._platform.name}: no access token: {error}") from None
