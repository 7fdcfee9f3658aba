"""What the pages of one service share."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from autograder.service.engine import ServiceEngine
from autograder.service.lti.keys import PlatformKeys
from autograder.service.lti.launch import Waiting
from autograder.service.people.hub import Hub
from autograder.service.people.links import Keys
from autograder.service.web.rates import Rate, Rates

_PEOPLE = Rate(per_s=5, at_once=60)
_UPLOADS = Rate(per_s=0.1, at_once=10)  # reading a hostile file takes seconds
_ADDRESSES = Rate(per_s=50, at_once=1000)  # a whole class may have one address
_KEYS_TRIED = Rate(per_s=0.1, at_once=30)  # links that were not valid, by address


class Address(msgspec.Struct, frozen=True):
    """Where people find the service."""

    url: str  # without a slash at its end

    @property
    def is_https(self) -> bool:
        """Whether cookies are sent only encrypted."""
        return self.url.startswith("https:")

    @property
    def host(self) -> str:
        """The host's name, without a port."""
        return urlsplit(self.url).hostname or ""

    @property
    def origin(self) -> str:
        """What browsers say that forms come from."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}".lower()

    @property
    def path(self) -> str:
        """The path under which all pages are, without a slash at its end; "" for none."""
        return urlsplit(self.url).path

    @property
    def cookie(self) -> str:
        """The name of the cookie; browsers let no other host set one that begins so."""
        return self.cookie_named("backgrade")

    def cookie_named(self, name: str) -> str:
        """Return the name of a cookie with the strongest prefix that this address allows."""
        if not self.is_https:
            return name
        return f"__Secure-{name}" if self.path else f"__Host-{name}"

    @property
    def cookie_path(self) -> str:
        """The path under which browsers send our cookies: no other program gets to see them."""
        return self.path or "/"


class Site:
    """The engine, the keys and the limits behind the pages."""

    def __init__(
        self, engine: ServiceEngine, keys: Keys, address: Address, hub: Hub | None = None
    ) -> None:
        self.engine, self.keys, self.address, self.hub = engine, keys, address, hub
        self.people, self.addresses = Rates(_PEOPLE), Rates(_ADDRESSES)
        self.uploads = Rates(_UPLOADS)  # by person, also those that are refused
        self.keys_tried = Rates(_KEYS_TRIED)
        self.platform_keys, self.launches = PlatformKeys(), Waiting()
        self.is_ready = False
