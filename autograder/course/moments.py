"""Read times, in the same way wherever they are written.

`read_moment` reads the times in timestamp.txt, course.yaml, extensions.csv, receipts and options
of the command line. It never guesses: a day without a month, a date with two readings, or a zone
name that several places share is not a time.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import zoneinfo

from dateutil import parser

from autograder.languages import Sentence, say, say_n

_MOST_CHARS = 100
_MONTHS = (
    *(say("January"), say("February"), say("March"), say("April"), say("May"), say("June")),
    *(say("July"), say("August"), say("September"), say("October"), say("November")),
    say("December"),
)
_LAST_SECOND = dt.time(23, 59, 59)
# Hours from UTC by short zone names; names that several zones share are not here.
_SHORT_NAMES = {
    name: hours
    for hours, names in (
        *((0, "UTC GMT WET Z"), (1, "CET MEZ WEST BST"), (2, "CEST MESZ EET SAST")),
        *((3, "EEST MSK"), (8, "SGT HKT AWST"), (9, "JST KST"), (10, "AEST"), (11, "AEDT")),
        *((12, "NZST"), (13, "NZDT"), (-2.5, "NDT"), (-3, "ADT"), (-3.5, "NST"), (-4, "EDT")),
        *((-5, "EST CDT"), (-6, "MDT"), (-7, "MST PDT"), (-8, "PST AKDT"), (-9, "AKST")),
        (-10, "HST"),
    )
    for name in names.split()
}
# As collecting and nbgrader write it; the general reading takes ten times as long.
_OURS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})? UTC")
_LONG_NAME = re.compile(r"^(.*\d) ?\[?([A-Z][A-Za-z_]{1,30}(?:/[A-Za-z_+-]{1,30}){1,2})\]?$")
_AHEAD_OF_UTC = re.compile(r" ?(?:UTC|GMT) ?([+-])(\d\d?):?(\d\d)?$")  # dateutil reverses the sign
# Two dates that fill gaps: if the results differ, something was not given.
_GAPS = (dt.datetime(2001, 3, 4, 0), dt.datetime(2002, 5, 6, 7))  # noqa: DTZ001 - gaps


def find_zone(name: str) -> zoneinfo.ZoneInfo | None:
    """Return a zone of the IANA database by its name; None if there is none."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def offset_of(short_name: str, local: dt.datetime, zone: dt.tzinfo) -> dt.timedelta | None:
    """Return the offset that a zone's short name means, in `zone` first, else in the table."""
    for fold in (0, 1):
        here = local.replace(tzinfo=zone, fold=fold)
        if here.tzname() == short_name:
            return here.utcoffset()
    hours = _SHORT_NAMES.get(short_name)
    return None if hours is None else dt.timedelta(hours=hours)


def read_moment(
    text: str, zone: dt.tzinfo, naive: dt.tzinfo | None = None, *, is_last: bool = False
) -> dt.datetime | None:
    """Return a date and time in UTC and whole seconds; None if it cannot be read.

    Short zone names are those of `zone`. A time without a zone is in `naive`, or else in `zone`.
    If it occurs twice there, the first one is meant, or the last one with `is_last`.
    """
    if len(text) > _MOST_CHARS or not text.strip():
        return None
    text = " ".join(text.split())
    if _OURS.fullmatch(text):
        with contextlib.suppress(ValueError):
            return dt.datetime.fromisoformat(text[:19]).replace(tzinfo=dt.UTC)
    if long := _LONG_NAME.match(text):
        named = find_zone(long[2])
        return None if named is None else _read(long[1], named, named, is_last=is_last)
    text = _AHEAD_OF_UTC.sub(lambda m: f" {m[1]}{m[2]:>02}{m[3] or '00'}", text)
    return _read(text, zone, naive or zone, is_last=is_last)


def _read(text: str, zone: dt.tzinfo, naive: dt.tzinfo, *, is_last: bool) -> dt.datetime | None:
    said: list[str] = []
    found: set[dt.datetime] = set()

    def remember(name: str | None, seconds: int | None) -> dt.tzinfo | None:
        if seconds is not None:
            return dt.timezone(dt.timedelta(seconds=seconds))
        if name is not None:
            said.append(name)
        return None

    try:
        is_year_first = text[:4].isdigit()
        found |= {
            parser.parse(text, default=gap, dayfirst=is_day_first, tzinfos=remember)
            for gap in _GAPS
            for is_day_first in ((False,) if is_year_first else (False, True))
        }
        if len(found) != 1:
            return None
        moment = found.pop()
        if moment.tzinfo is None and said:
            offset = offset_of(said[0], moment, zone)
            if offset is None:
                return None
            moment = moment.replace(tzinfo=dt.timezone(offset))
        if moment.tzinfo is None:
            moment = on_the_wall(moment, naive, is_last=is_last)
        return moment.astimezone(dt.UTC).replace(microsecond=0)
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        return None


def read_due(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    """Return a due date in a zone; None if it cannot be read. A date alone means its whole day.

    If a time occurs twice, when clocks go back, the later one is meant.
    """
    try:
        local = dt.datetime.combine(dt.date.fromisoformat(text.strip()), _LAST_SECOND)
        moment: dt.datetime | None = on_the_wall(local, zone, is_last=True)
    except (ValueError, OverflowError):
        moment = read_moment(text, zone, is_last=True)
    return None if moment is None else moment.astimezone(zone)


def on_the_wall(local: dt.datetime, zone: dt.tzinfo, *, is_last: bool = False) -> dt.datetime:
    """Return a wall-clock time in UTC; if it occurs twice, the first one, or the last one."""
    twice = [local.replace(tzinfo=zone, fold=fold).astimezone(dt.UTC) for fold in (0, 1)]
    return max(twice) if is_last else min(twice)


def days_after(moment: dt.datetime, days: float) -> dt.datetime:
    """Return the same wall-clock time this many days later, by the calendar of its zone."""
    zone = moment.tzinfo or dt.UTC
    local = moment.replace(tzinfo=None) + dt.timedelta(days=days)
    return on_the_wall(local, zone, is_last=True).astimezone(zone)


def moment_text(moment: dt.datetime) -> Sentence:
    """Return a date and time with its zone, as people read them."""
    seconds = f":{moment:%S}" if moment.second and moment.second != 59 else ""
    return say(
        "{day} {month} {year}, {time} {zone}",
        day=moment.day,
        month=_MONTHS[moment.month - 1],
        year=moment.year,
        time=f"{moment:%H:%M}{seconds}",
        zone=f"{moment:%Z}",
    )


def span_text(seconds: float) -> str:
    """Return a duration in one or two units, rounded down; at least 1 s is said."""
    days, hours = divmod(int(seconds) // 3600, 24)
    minutes = int(seconds) // 60
    if days >= 2:
        told = say_n("{n} day", "{n} days", days)
        return say("{days} {hours} h", days=told, hours=hours) if hours else told
    if minutes >= 60:
        told, left = say("{n} h", n=minutes // 60), minutes % 60
        return say("{hours} {minutes} min", hours=told, minutes=left) if left else told
    return say("{n} min", n=minutes) if minutes else say("{n} s", n=max(int(seconds), 1))
