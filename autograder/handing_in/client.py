"""Send notebooks to a course's service, with the token of a hub or of a personal link."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import httpx
import msgspec

from autograder.errors import RequestError

SERVICE = "AUTOGRADER_SERVICE"
_OF_HUB = "JUPYTERHUB_API_TOKEN"
T = TypeVar("T")
_PATIENCE_S = 120.0
_ENTER = "/enter/"


class Receipt(msgspec.Struct, frozen=True):
    """What the service says of an attempt that it has taken in."""

    number: int
    received: str  # in the course's time zone
    sha256: str
    page: str  # where the feedback is


class Open(msgspec.Struct, frozen=True):
    """An assignment that can be handed in."""

    name: str
    title: str
    notebooks: tuple[str, ...]


class Course(msgspec.Struct, frozen=True):
    """What a student can hand in."""

    student: str
    assignments: tuple[Open, ...]


class Service:
    """A course's service, as one student may use it."""

    def __init__(self, address: str, token: str, language: str = "") -> None:
        self._address = address.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"}
        if language:
            self._headers["Accept-Language"] = language

    def course(self) -> Course:
        """Return what can be handed in; raises RequestError."""
        return self._ask("GET", "/api/work", Course)

    def hand_in(self, assignment: str, files: Mapping[str, bytes]) -> Receipt:
        """Hand in files, by their names; raises RequestError."""
        sent = [("notebook", (name, data)) for name, data in files.items()]
        path = f"/api/work/{quote(assignment, safe='')}/attempts"
        return self._ask("POST", path, Receipt, files=sent)

    def _ask(self, method: str, path: str, kind: type[T], **sent: Any) -> T:
        try:
            # A redirect is not followed: the token is for this address alone.
            answer = httpx.request(
                method, self._address + path, headers=self._headers, timeout=_PATIENCE_S, **sent
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise RequestError(
                f"{self._address}: no answer ({error}); nothing was handed in"
            ) from None
        if not answer.is_success:
            raise RequestError(_problem(answer))
        try:
            return msgspec.json.decode(answer.content, type=kind)
        except msgspec.DecodeError:
            raise RequestError(f"{self._address} is not a service of backgrade") from None


def service_at(place: str = "", language: str = "") -> Service:
    """Return the service at an address or a personal link, or at that of AUTOGRADER_SERVICE.

    Raises RequestError if there is no address, or no token for it.
    """
    place = place or os.environ.get(SERVICE, "")
    if not place:
        raise RequestError(f"no service is known; set {SERVICE}, or give your personal link")
    if urlsplit(place).scheme not in {"http", "https"}:
        raise RequestError(f"{place!r} is not an address that begins with https:// or http://")
    address, _, token = place.partition(_ENTER)
    token = token or os.environ.get(_OF_HUB, "")
    if not token.isascii() or not token.isprintable():
        raise RequestError("the personal link is not complete; copy it again")
    if not token:
        raise RequestError(f"there is no token for {address}; give your personal link instead")
    return Service(address, token, language)


def read_files(paths: Sequence[Path]) -> dict[str, bytes]:
    """Return the content of files by their names; raises RequestError."""
    return dict(_read(paths))


def _read(paths: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        try:
            yield path.name, path.read_bytes()
        except OSError as error:
            raise RequestError(f"{path}: cannot be read: {error.strerror}") from None


def _problem(answer: httpx.Response) -> str:
    try:
        return str(msgspec.json.decode(answer.content, type=dict[str, str])["problem"])
    except (msgspec.DecodeError, KeyError):
        return f"{answer.url.host} answers with {answer.status_code}; try again later"
