"""Recognize how Moodle, Canvas, Blackboard and clones of repositories name what they export.

Only the outermost name says whose a file is. The student chose all names inside, perhaps a
classmate's. No name here has more than 255 characters (sources).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from autograder.collect import moodle
from autograder.collect.blackboard import Receipt, read_receipt
from autograder.collect.sources import Found, Moment, Told
from autograder.collect.times import Clock, blackboard_time
from autograder.course.roster import UNKNOWN, Claim, Roster, fold
from autograder.submission.files import is_work
from autograder.submission.zip import is_visible

# "lovelaceada_LATE_12345_67890_shallow_network-1.ipynb"
_CANVAS = re.compile(r"(?P<name>[^_]+)(?P<late>_LATE)?_(?P<number>\d+)_\d+_(?P<file>.+)$")
# "gradebook_NN101_Shallow20network_ada_attempt_2026-11-20-23-59-00_shallow_network.ipynb"
_BLACKBOARD = re.compile(
    r"(?P<head>.+?)_attempt_(?P<stamp>\d{4}(?:-\d\d){5})(?:(?P<receipt>\.txt)|_(?P<file>.+))$"
)
_NUMBERED = re.compile(r"(?P<stem>.+?)(?:-(?P<dash>\d+)| \((?P<round>\d+)\))$")
_COPY = re.compile(r" \(\d+\)$")  # a second download by a browser
_PLAIN_KINDS = ("id", "username", "email", "name")
_WRAPPERS = 2  # at most so many folders around the class: the source, and one from the zip


class Piece(msgspec.Struct, frozen=True):
    """A file of somebody's submission."""

    submission: tuple[str, ...]  # equal for all files that were handed in together
    claim: Claim
    name: str  # the name that the student gave it
    found: Found
    moment: Moment
    is_late: bool = False  # as Canvas says


def pieces(
    files: Iterable[Found], assignment: str, roster: Roster, clock: Clock
) -> Iterator[Piece]:
    """Return the files of one source, each with a claim about whose it is."""
    unwrapped = _unwrap(list(files), assignment, roster)
    receipts = _receipts(unwrapped)
    export = moodle.look_at((found.parts[0] for found in unwrapped), roster)
    canvas = _numbers_of_canvas(unwrapped)
    for found in unwrapped:
        piece = (
            _from_moodle(found, export)
            or _from_blackboard(found, receipts, roster, clock)
            or _from_canvas(found, canvas)
            or _from_clone(found, assignment, roster)
            or _plain(found, assignment, roster)
        )
        is_receipt = _is_receipt(found)
        is_flat = len(found.parts) == 1 and piece.submission[1] == "plain"
        is_list = is_flat and not is_work(Path(found.parts[0]))
        if is_visible(list(found.parts)) and not is_receipt and not is_list:
            yield piece


def numbered(name: str) -> tuple[str, int]:
    """Return a file's name and attempt number: Canvas writes `a-1.ipynb`, browsers `a (1)`."""
    path = Path(name)
    match = _NUMBERED.match(path.stem)
    if match is None or len(path.stem) > 255:
        return name, 0
    number = (match["dash"] or match["round"])[:6]
    return match["stem"] + path.suffix, int(number)


def _unwrap(files: list[Found], assignment: str, roster: Roster) -> list[Found]:
    """Remove the folders around a whole class, which are nobody's names."""
    for _ in range(_WRAPPERS):
        firsts = {found.parts[0] for found in files}
        if len(firsts) != 1 or any(len(found.parts) == 1 for found in files):
            break
        if _is_somebody(files[0], assignment, roster):
            break
        files = [msgspec.structs.replace(f, parts=f.parts[1:]) for f in files]
    return files


def _is_somebody(found: Found, assignment: str, roster: Roster) -> bool:
    first = found.parts[0]
    if moodle.parse(first) or _BLACKBOARD.match(first):
        return True
    piece = _from_clone(found, assignment, roster) or _plain(found, assignment, roster)
    return _is_clone(found) or roster.find(piece.claim) != UNKNOWN


def _from_moodle(found: Found, export: moodle.Export) -> Piece | None:
    entry = moodle.parse(found.parts[0])
    if entry is None:
        return None
    file = found.parts[-1] if len(found.parts) > 1 else entry.file
    key = (str(found.source), "moodle", entry.name, entry.number)
    return Piece(key, export.claim(entry), file, found, found.moment)


def _numbers_of_canvas(files: Iterable[Found]) -> dict[str, set[str]]:
    """Return the user numbers of each name: two numbers mean that it may be anyone's."""
    numbers: dict[str, set[str]] = {}
    for found in files:
        match = _CANVAS.match(found.parts[0]) if len(found.parts) == 1 else None
        if match:
            numbers.setdefault(match["name"], set()).add(match["number"])
    return numbers


def _from_canvas(found: Found, numbers: dict[str, set[str]]) -> Piece | None:
    match = _CANVAS.match(found.parts[0]) if len(found.parts) == 1 else None
    if match is None:
        return None
    name, number = match["name"], match["number"]
    keys = (("canvas", number), ("lms", number), ("name", name))
    claim = Claim(f"{name} ({number})", keys, doubt=moodle.doubt(numbers[name]))
    key = (str(found.source), "canvas", name, number)
    is_late = bool(match["late"])
    return Piece(key, claim, match["file"], found, found.moment, is_late)


# -- Blackboard ------------------------------------------------------------------


def _is_receipt(found: Found) -> bool:
    match = _BLACKBOARD.match(found.parts[0])
    return bool(match and match["receipt"] and len(found.parts) == 1)


def _receipts(files: list[Found]) -> dict[tuple[str, str], Receipt]:
    receipts = {}
    for found in files:
        match = _BLACKBOARD.match(found.parts[0])
        if match and _is_receipt(found):
            receipts[match["head"], match["stamp"]] = read_receipt(found)
    return receipts


def _from_blackboard(
    found: Found, receipts: dict[tuple[str, str], Receipt], roster: Roster, clock: Clock
) -> Piece | None:
    match = _BLACKBOARD.match(found.parts[0])
    if match is None:
        return None
    head, stamp = match["head"], match["stamp"]
    receipt = receipts.get((head, stamp), Receipt())
    time = blackboard_time(stamp, receipt.date, clock)
    moment = Moment(time[0], Told.BLACKBOARD, time[1]) if time else found.moment
    claim = _blackboard_claim(head, receipt, roster)
    name = (match["file"] or "") if len(found.parts) == 1 else found.parts[-1]
    return Piece((str(found.source), "blackboard", head, stamp), claim, name, found, moment)


def _blackboard_claim(head: str, receipt: Receipt, roster: Roster) -> Claim:
    """Find the username, which follows the course and the assignment in a file's name.

    All three may contain underscores. If the receipt does not say it, every ending that is
    somebody's username counts. If there are two, it is unknown whose the file is.
    """
    if receipt.username:
        names = [receipt.username]
    else:
        steps = head.split("_")
        endings = ["_".join(steps[at:]) for at in range(len(steps))]
        known = roster.usernames
        names = [ending for ending in endings if fold("username", ending) in known]
        names = names or endings[-1:]
    keys = [(kind, name) for name in names for kind in ("username", "lms", "id")]
    if receipt.name:
        keys.append(("name", receipt.name))
    return Claim(names[0], tuple(keys))


# -- clones, and no system at all --------------------------------------------------


def _from_clone(found: Found, assignment: str, roster: Roster) -> Piece | None:
    """Recognize `<assignment>-<login>/`; a clone's folder may name the assignment differently."""
    folder = found.parts[0]
    if len(found.parts) == 1 or "-" not in folder:
        return None
    steps = folder.split("-")
    endings = {"-".join(steps[at:]): "-".join(steps[:at]) for at in range(1, len(steps))}
    exact = [e for e, head in endings.items() if fold("name", head) == fold("name", assignment)]
    logins = exact or [e for e in endings if fold("github", e) in roster.logins]
    if not exact and not (_is_clone(found) and logins):
        return None
    claim = Claim(logins[0], tuple(("github", login) for login in logins))
    return Piece((str(found.source), "clone", folder), claim, found.parts[-1], found, found.moment)


def _is_clone(found: Found) -> bool:
    return found.clone is not None and found.clone.resolve().name == found.parts[0]


def _plain(found: Found, assignment: str, roster: Roster) -> Piece:
    """Take the outermost name as the student's, if need be without the assignment's name in it."""
    first = found.parts[0]
    stem = Path(first).stem if len(found.parts) == 1 else first
    bare = _COPY.sub("", stem)
    shorter = (bare, bare.removeprefix(assignment), bare.removesuffix(assignment))
    names = [stem, *(name.strip(" _-") for name in shorter)]
    claims = [Claim(name, tuple((kind, name) for kind in _PLAIN_KINDS)) for name in names if name]
    known = (claim for claim in claims if roster.find(claim) != UNKNOWN)
    claim = next(known, claims[0])
    key = (str(found.source), "plain", first if len(found.parts) > 1 else stem)
    return Piece(key, claim, found.parts[-1], found, found.moment)
