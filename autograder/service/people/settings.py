"""serve.yaml: who may enter a served course besides the owners of personal links.

Written by the instructor. A course without it needs nothing of this.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from autograder.errors import CourseError

SERVE_FILE = "serve.yaml"


class HubGroups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hub's groups whose members are staff. If any is named, groups decide everybody's role."""

    instructors: tuple[str, ...] = ()
    assistants: tuple[str, ...] = ()

    @property
    def decide(self) -> bool:
        """Whether the hub's groups decide who is staff."""
        return bool(self.instructors or self.assistants)


class ServeSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of serve.yaml."""

    hub: HubGroups = HubGroups()


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
        return msgspec.yaml.decode(data or b"{}", type=ServeSettings)
    except msgspec.DecodeError as error:
        raise CourseError(f"{SERVE_FILE}: {error}") from None
