"""The key with which we sign for platforms, and the keys with which platforms sign for us."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import Any

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey

from autograder.errors import ServiceError

KEY_FILE = Path(".autograder") / "lti.pem"
ALGORITHMS = ("RS256",)  # LTI's own; no other, so no key can be taken for one of another kind
_PATIENCE_S = 10.0
_AGAIN_S = 60.0  # keys are fetched at most so often


class OwnKey:
    """Our private key, made when it is first needed, and kept beside the course secret."""

    def __init__(self, root: Path) -> None:
        self._path, self._lock = root / KEY_FILE, threading.Lock()
        self._key: RSAKey | None = None

    def sign(self, claims: dict[str, Any], lasts_s: int = 300) -> str:
        """Return claims, signed and valid for a short time."""
        key, now = self._own(), int(time.time())
        header = {"alg": ALGORITHMS[0], "kid": key.kid, "typ": "JWT"}
        return jwt.encode(header, {"iat": now, "exp": now + lasts_s, **claims}, key)

    def public(self) -> dict[str, Any]:
        """Return what platforms check our signatures with."""
        public = self._own().as_dict(private=False)
        return {"keys": [{**public, "use": "sig", "alg": ALGORITHMS[0]}]}

    def _own(self) -> RSAKey:
        with self._lock:
            if self._key is None:
                self._key = RSAKey.import_key(self._pem())
                self._key.ensure_kid()
            return self._key

    def _pem(self) -> bytes:
        if not self._path.exists():
            made = RSAKey.generate_key(2048).as_pem(private=True)
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(made)
        return self._path.read_bytes()


class PlatformKeys:
    """The public keys of platforms, fetched when a new one is needed."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, KeySet]] = {}
        self._failed: dict[str, tuple[float, ServiceError]] = {}  # when, and how
        self._lock = threading.Lock()

    def check(self, url: str, token: str) -> dict[str, Any]:
        """Return the claims of what a platform has signed; raises JoseError and ServiceError."""
        try:
            return self._decode(self._keys(url, fresh=False), token)
        except (JoseError, ValueError):
            return self._decode(self._keys(url, fresh=True), token)

    def _decode(self, keys: KeySet, token: str) -> dict[str, Any]:
        return jwt.decode(token, keys, algorithms=ALGORITHMS).claims

    def _keys(self, url: str, *, fresh: bool) -> KeySet:
        with self._lock:
            at, keys = self._known.get(url, (-_AGAIN_S, None))
            is_old = time.monotonic() - at > _AGAIN_S
            if keys is None or (fresh and is_old):
                keys = self._fetched(url)
                self._known[url] = time.monotonic(), keys
            return keys

    def _fetched(self, url: str) -> KeySet:
        """Fetch keys; a platform that did not answer just now keeps nobody waiting again."""
        at, error = self._failed.get(url, (-_PATIENCE_S, ServiceError("")))
        if time.monotonic() - at < _PATIENCE_S:
            raise error
        try:
            return _fetch(url)
        except ServiceError as failure:
            self._failed[url] = time.monotonic(), failure
            raise


def _fetch(url: str) -> KeySet:
    try:
        answer = httpx.get(url, timeout=_PATIENCE_S).raise_for_status().json()
        usable = [one for one in answer["keys"] if one.get("kty") == "RSA"]
        return KeySet.import_key_set({"keys": usable})
    except (httpx.HTTPError, JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ServiceError(f"{url}: the platform's keys cannot be read: {error}") from None
