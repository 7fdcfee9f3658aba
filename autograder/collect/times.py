"""From what exports say about time to UTC, as nbgrader writes it.

A time without a zone is taken in the zone that the instructor names with --timezone, else
in this machine's, and the summary says so.
"""

from __future__ import annotations

import datetime as dt
import re
import struct
import zoneinfo

from autograder.errors import RequestError

_TIMESTAMP = "%Y-%m-%d %H:%M:%S UTC"
# Hours from UTC of what Blackboard writes; a name that several zones share is not here.
_ZONES = {
    name: hours
    for hours, names in (
        *((0, "UTC GMT WET"), (1, "CET MEZ WEST BST"), (2, "CEST MESZ EET SAST"), (3, "EEST MSK")),
        *((8, "SGT HKT AWST"), (9, "JST KST"), (10, "AEST"), (11, "AEDT"), (12, "NZST")),
        *((13, "NZDT"), (-2.5, "NDT"), (-3, "ADT"), (-3.5, "NST"), (-4, "EDT"), (-5, "EST CDT")),
        *((-6, "MDT"), (-7, "MST PDT"), (-8, "PST AKDT"), (-9, "AKST"), (-10, "HST")),
    )
    for name in names.split()
}
_CLOCK = re.compile(r"(\d{1,2}):(\d\d):(\d\d)(?:\s*([AP])\.?M)?", re.IGNORECASE)
_OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d\d?):?(\d\d)?$")
_UNIX_TIME = 0x5455  # the extra field in which Info-ZIP and others write UTC


class Clock:
    """What a time without a zone means here."""

    def __init__(self, zone: str | None) -> None:
        """Take a zone's name from the tz database, or None for this machine's own."""
        try:
            self._zone = zoneinfo.ZoneInfo(zone) if zone else None
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            raise RequestError(
                f"--timezone: no zone is called {zone!r}; name one like Europe/Berlin or UTC"
            ) from None
        self.name = zone or "this machine's zone"

    def utc(self, local: dt.datetime) -> dt.datetime:
        """Return a time on the wall as UTC, in whole seconds."""
        here = local.replace(tzinfo=self._zone) if self._zone else local
        return here.astimezone(dt.UTC).replace(microsecond=0)

    def offset(self, zone: str, local: dt.datetime) -> dt.timedelta | None:
        """Return what a zone's short name means: here first, else in the table of known ones."""
        here = local.replace(tzinfo=self._zone) if self._zone else local.astimezone()
        if here.tzname() == zone:
            return here.utcoffset()
        if zone in _ZONES:
            return dt.timedelta(hours=_ZONES[zone])
        numeric = _OFFSET.search(zone)
        if numeric is None:
            return None
        sign, hours, minutes = numeric.groups()
        ahead = dt.timedelta(hours=int(hours), minutes=int(minutes or 0))
        return ahead if sign == "+" else -ahead


def blackboard_time(stamp: str, said: str, clock: Clock) -> tuple[dt.datetime, bool] | None:
    """Return the UTC of a Blackboard attempt, and whether its zone was said; None for nonsense.

    `stamp` is the file name's, local and without a zone. `said` is what the receipt has
    after "Date Submitted:", whose words are in any language; its last word is the zone.
    """
    try:
        local = dt.datetime.strptime(stamp, "%Y-%m-%d-%H-%M-%S")  # noqa: DTZ007 - local
        zone = "".join(said.rsplit(maxsplit=1)[-1:])
        offset = clock.offset(zone, local)
        if offset is None:
            return clock.utc(local), False
        return (_nearest(local, said) - offset).replace(tzinfo=dt.UTC), True
    except (ValueError, OverflowError):
        return None


def _nearest(local: dt.datetime, said: str) -> dt.datetime:
    """Return the receipt's time of day on the day that brings it nearest to the file name's."""
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
    """Return the UTC of a zip's entry, or None where it has none."""
    unix = _unix_time(extra)
    try:
        if unix is not None:
            return dt.datetime.fromtimestamp(unix, dt.UTC)
        if date_time[:3] == (1980, 1, 1):  # zip's zero
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
    """Return a file's time of change in UTC, in whole seconds."""
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC)


def timestamp(moment: dt.datetime) -> str:
    """Return a time as nbgrader's timestamp.txt has it."""
    return moment.astimezone(dt.UTC).strftime(_TIMESTAMP)


def parse_timestamp(text: str) -> dt.datetime | None:
    """Return the time in a timestamp.txt of nbgrader's, which means UTC where it has no zone."""
    try:
        moment = dt.datetime.fromisoformat(text.strip().removesuffix("UTC").strip())
    except ValueError:
        return None
    moment = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    return moment.replace(microsecond=0)
