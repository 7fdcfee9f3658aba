"""Read Blackboard's receipts: text files beside attempts that say who handed in, and when.

Blackboard writes the first lines; the student wrote what follows.
"""

from __future__ import annotations

import msgspec

from autograder.collect.sources import Found
from autograder.errors import UnreadableSubmission

_MAX_BYTES = 100_000
_MAX_LINES, _MAX_LINE_CHARS = 20, 1000  # of what Blackboard writes itself


class Receipt(msgspec.Struct, frozen=True):
    """What Blackboard writes into the text file beside an attempt."""

    name: str = ""
    username: str = ""
    date: str = ""


def read_receipt(found: Found) -> Receipt:
    """Read the lines that Blackboard writes; lines in any other form are ignored."""
    try:
        text = found.read()[:_MAX_BYTES].decode("utf-8-sig", "replace").replace("\r", "")
    except UnreadableSubmission:
        return Receipt()
    said: dict[str, str] = {}
    for line in text.split("\n", _MAX_LINES)[:_MAX_LINES]:
        key, colon, value = line[:_MAX_LINE_CHARS].partition(":")
        if key == "Submission Field":
            break
        if colon:
            said.setdefault(key, value.strip())
    name, bracket, rest = said.get("Name", "").rpartition("(")
    username = rest[:-1].strip() if bracket and rest.endswith(")") else ""
    is_whole = bool(username) and ")" not in username
    date = said.get("Date Submitted", "")
    return Receipt(name.strip(), username, date) if is_whole else Receipt(date=date)
