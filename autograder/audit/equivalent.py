"""Read equivalent_mutants.yaml: surviving mutants that no test could catch, with the reasons.

Trusted: the instructor writes an entry after looking at a survivor. An entry contains the changed
lines, so that it becomes stale when the reference or a test changes.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Protocol

import msgspec

from autograder.course.folder import CourseFolder
from autograder.errors import CourseError
from autograder.text import yaml_mistake

FILE = "equivalent_mutants.yaml"

Text = Annotated[str, msgspec.Meta(min_length=1)]


class Change(Protocol):
    """What an entry describes: a mutant, or what the report says about one."""

    @property
    def exercise(self) -> str: ...  # noqa: D102
    @property
    def before(self) -> str: ...  # noqa: D102
    @property
    def after(self) -> str: ...  # noqa: D102


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mutant that gives right answers for every input that the exercise's text allows."""

    exercise: str
    before: Text  # the changed lines before the change
    after: Text
    reason: Text

    def matches(self, change: Change) -> bool:
        """Return whether this entry describes a change; spaces do not count."""
        return _key(self) == _key(change)


def read_equivalent(
    folder: CourseFolder, assignment: str, exercises: Collection[str]
) -> list[Equivalent]:
    """Return the entries in an assignment's file; [] if there is none.

    Raises CourseError with the place if the file is wrong.
    """
    path = folder.root / "solutions" / assignment / FILE
    if not path.exists():
        return []
    try:
        entries = msgspec.yaml.decode(path.read_bytes(), type=list[Equivalent])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path.name}: {yaml_mistake(error)}") from None
    for i, entry in enumerate(entries):
        if entry.exercise not in exercises:
            raise CourseError(
                f"{path.name}: [{i}].exercise: {entry.exercise!r} is no exercise; "
                f"there are: {', '.join(exercises)}"
            )
    return entries


def _key(change: Change) -> tuple[str, str, str]:
    before, after = ("".join(text.split()) for text in (change.before, change.after))
    return change.exercise, before, after
