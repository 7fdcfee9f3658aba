"""Personal links: signed, so nobody can make one up; numbered, so each can be revoked."""

from __future__ import annotations

import hashlib
import hmac

import msgspec
from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer

_MOST_CHARS = 1000
_SIGNER = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
_ERRAND_S = 600  # for signing in elsewhere


class Link(msgspec.Struct, frozen=True):
    """What a link says."""

    person: str
    number: int  # valid as long as it is the person's
    is_once: bool = False  # used up by entering


class Keys:
    """What is signed with the course secret; another secret makes all of it invalid."""

    def __init__(self, secret: bytes) -> None:
        own = hmac.new(secret, b"autograder serve", hashlib.sha256).digest()
        self._key = own
        self._links = URLSafeSerializer(own, salt="link", signer_kwargs=_SIGNER)
        self._errands = URLSafeTimedSerializer(own, salt="errand", signer_kwargs=_SIGNER)

    def token(self, link: Link) -> str:
        """Return the secret part of a link's address."""
        made = self._links.dumps([link.person, link.number, int(link.is_once)])
        return made if isinstance(made, str) else made.decode()

    def read(self, token: str) -> Link | None:
        """Return what a token says; None if we did not sign it."""
        if len(token) > _MOST_CHARS:
            return None
        try:
            person, number, is_once = self._links.loads(token)
        except (BadData, TypeError, ValueError):
            return None
        return Link(person, number, bool(is_once))

    def seal(self, values: dict[str, str]) -> str:
        """Sign what a browser keeps for us while its owner signs in elsewhere."""
        made = self._errands.dumps(values)
        return made if isinstance(made, str) else made.decode()

    def unseal(self, sealed: str) -> dict[str, str]:
        """Return what was sealed in the last minutes; nothing if we did not seal it."""
        try:
            values = self._errands.loads(sealed[: 4 * _MOST_CHARS], max_age=_ERRAND_S)
        except BadData:
            return {}
        return values if isinstance(values, dict) else {}

    def for_forms(self, visit: str) -> str:
        """Return what forms of a visit must bring back; another site cannot know it."""
        return hmac.new(self._key, b"form " + visit.encode(), hashlib.sha256).hexdigest()
