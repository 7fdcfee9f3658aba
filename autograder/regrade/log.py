"""The record of accepted regrades: a line of JSON for each student whose marks changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from autograder.regrade.changes import Change
from autograder.regrade.places import write


class Line(msgspec.Struct, frozen=True):
    """What an accepted regrade changed for one student, when, by whom, and why."""

    when: str  # the same for all of a regrade, and different for each regrade
    who: str
    why: str
    assignment: str
    change: Change
    kept: bool  # the earlier mark stayed, because it was higher
    version_before: str
    version_after: str
    graders_before: str  # fingerprints, as in the results
    graders_after: str


def add_lines(record: Path, when: str, lines: Iterable[Line]) -> None:
    """Add the lines of a regrade to the record; those that are there already are not repeated."""
    try:
        known = record.read_bytes()
    except FileNotFoundError:
        known = b""
    if any(_when(line) == when for line in known.splitlines()):
        return
    new = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    if new:
        write(record, known + new)


def _when(line: bytes) -> str:
    try:
        return msgspec.json.decode(line, type=_Dated).when
    except msgspec.MsgspecError:  # a person has written into it
        return ""


class _Dated(msgspec.Struct, frozen=True):
    when: str
