"""serve.yaml: who may enter a served course besides the owners of personal links.

Written by the instructor. A course without it needs nothing of this.
"""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import msgspec

from autograder.errors import CourseError
from autograder.text import yaml_mistake

SERVE_FILE = "serve.yaml"


class HubGroups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hub's groups whose members are staff. If any is named, groups decide everybody's role."""

    instructors: tuple[str, ...] = ()
    assistants: tuple[str, ...] = ()

    @property
    def decide(self) -> bool:
        """Whether the hub's groups decide who is staff."""
        return bool(self.instructors or self.assistants)


Url = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s/]+(/\S*)?$")]
Some = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class StudentId(enum.StrEnum):
    """What a platform says of people that is their id on the roster."""

    SOURCEDID = "sourcedid"  # the number that the registrar gave
    EMAIL = "email"
    USERNAME = "username"  # what is before the @ of the email address
    SUB = "sub"  # the platform's own number


class Platform(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A learning platform that opens the course by LTI 1.3."""

    name: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]{0,39}$")]  # in our addresses
    issuer: str
    client_id: str
    deployments: Some
    contexts: Some  # the platform's courses that are this course
    authorize: Url
    token: Url
    keys: Url
    student: StudentId = StudentId.SOURCEDID


class ServeSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of serve.yaml."""

    hub: HubGroups = HubGroups()
    lti: tuple[Platform, ...] = ()

    def platform(self, name: str) -> Platform | None:
        """Return the platform of a name; None if there is none."""
        return next((one for one in self.lti if one.name == name), None)


def read_settings(root: Path) -> ServeSettings:
    """Read a course's serve.yaml, if it has one; raises CourseError."""
    path = root / SERVE_FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ServeSettings()
    except OSError as error:
        raise CourseError(f"{path}: cannot be read: {error.strerror}") from None
    try:
        settings = msgspec.yaml.decode(data or b"{}", type=ServeSettings)
    except msgspec.DecodeError as error:
        raise CourseError(f"{SERVE_FILE}: {yaml_mistake(error)}") from None
    if len({one.name for one in settings.lti}) < len(settings.lti):
        raise CourseError(f"{SERVE_FILE}: lti: two platforms have the same name")
    return settings
