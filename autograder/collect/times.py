"""Convert the times in exports to UTC, as nbgrader writes it.

A time without a zone is in the zone that the instructor gives with --timezone, or else in the
course's zone. The summary says so.
"""

from __future__ import annotations

import datetime as dt
import re
import struct

from autograder.course.moments import find_zone, on_the_wall, read_moment
from autograder.errors import RequestError

_TIMESTAMP = "%Y-%m-%d %H:%M:%S UTC"
_CLOCK = re.compile(r"(\d{1,2}):(\d\d):(\d\d)(?:\s*([AP])\.?M)?", re.IGNORECASE)
_ZONE = re.compile(r"(?!AM|PM)[A-Z]{2,5}|(?:GMT|UTC)?[+-]\d\d?:?(?:\d\d)?")
_UNIX_TIME = 0x5455  # the extra field into which Info-ZIP and others write the UTC time


class Clock:
    """The meaning of times without a zone."""

    def __init__(self, zone: str) -> None:
        """Set the zone, by its name in the IANA database."""
        found = find_zone(zone)
        if found is None:
            raise RequestError(
                f"--timezone: no zone is called {zone!r}; name one like Europe/Berlin or UTC"
            )
        self.zone, self.name = found, zone

    def utc(self, local: dt.datetime) -> dt.datetime:
        """Return a wall-clock time in UTC and whole seconds."""
        return on_the_wall(local, self.zone).replace(microsecond=0)

    def read(self, text: str) -> dt.datetime:
        """Return the UTC of a time that the instructor gives; RequestError if it is not a time."""
        moment = read_moment(text, self.zone)
        if moment is None:
            raise RequestError(
                f"--received: not a date and time that can be read: {text!r}; "
                "write it like 2026-11-20 23:59"
            )
        return moment


def blackboard_time(stamp: str, said: str, clock: Clock) -> tuple[dt.datetime, bool] | None:
    """Return a Blackboard attempt's UTC time, and whether its zone was given; None for nonsense.

    `stamp` is from the file name: local time without a zone. `said` is the receipt's text after
    "Date Submitted:". Its words are in any language; the last one is the zone.
    """
    try:
        local = dt.datetime.strptime(stamp, "%Y-%m-%d-%H-%M-%S")  # noqa: DTZ007 - local
        zone = "".join(said.rsplit(maxsplit=1)[-1:])
        is_zone = _ZONE.fullmatch(zone) is not None
        nearest = _nearest(local, said)
        known = read_moment(f"{nearest:%Y-%m-%d %H:%M:%S} {zone}", clock.zone) if is_zone else None
        if known is None:
            return clock.utc(local), False
    except (ValueError, OverflowError):
        return None
    return known, True


def _nearest(local: dt.datetime, said: str) -> dt.datetime:
    """Return the receipt's time of day on the day that is nearest to the file name's time."""
    clock = _CLOCK.search(said)
    if clock is None:
        return local
    hour, minute, second = (int(part) for part in clock.groups()[:3])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4].upper() == "P" else 0)
    same_day = local.replace(hour=hour, minute=minute, second=second)
    days = (same_day + dt.timedelta(days=days) for days in (-1, 0, 1))
    return min(days, key=lambda day: abs(day - local))


def zip_time(
    date_time: tuple[int, int, int, int, int, int], extra: bytes, clock: Clock
) -> dt.datetime | None:
    """Return the UTC time of a zip's entry; None if it has none."""
    unix = _unix_time(extra)
    try:
        if unix is not None:
            return dt.datetime.fromtimestamp(unix, dt.UTC)
        if date_time[:3] == (1980, 1, 1):  # zip's zero value
            return None
        return clock.utc(dt.datetime(*date_time))  # noqa: DTZ001 - local
    except (ValueError, OverflowError, OSError):
        return None


def _unix_time(extra: bytes) -> int | None:
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _UNIX_TIME and size >= 5 and len(extra) >= 9 and extra[4] & 1:
            return int(struct.unpack_from("<i", extra, 5)[0])
        extra = extra[4 + size :]
    return None


def file_time(seconds: float) -> dt.datetime:
    """Return a file's modification time in UTC and whole seconds."""
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC)


def timestamp(moment: dt.datetime) -> str:
    """Return a time in the form of nbgrader's timestamp.txt."""
    return moment.astimezone(dt.UTC).strftime(_TIMESTAMP)
