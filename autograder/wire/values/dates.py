"""Dates, times, durations and time zones of the module `datetime`, and `time.struct_time`."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import Any
from zoneinfo import ZoneInfo

from autograder.wire.values.kinds import Kind, Packing, Term, Unpacking, malformed
from autograder.wire.values.limits import MAX_NAME_CHARS
from autograder.wire.values.markers import NoPlainFormError

_CLOCK_FIELDS = 9  # of a `time.struct_time`, without its zone
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,3}", re.ASCII)


def _pack_date(_: Packing, value: dt.date, __: int) -> Term:
    return ["date", value.toordinal()]


def _unpack_date(_: Unpacking, parts: list[Term], __: int) -> dt.date:
    return dt.date.fromordinal(*parts)


def _pack_datetime(packing: Packing, value: dt.datetime, depth: int) -> Term:
    zone = packing.need(value.tzinfo, depth)
    fields = [value.toordinal(), *_clock(value)]
    return ["datetime", *fields, zone, value.fold]


def _unpack_datetime(unpacking: Unpacking, parts: list[Term], depth: int) -> dt.datetime:
    day, *time = parts
    return dt.datetime.combine(dt.date.fromordinal(day), _unpack_time(unpacking, time, depth))


def _pack_time(packing: Packing, value: dt.time, depth: int) -> Term:
    return ["time", *_clock(value), packing.need(value.tzinfo, depth), value.fold]


def _unpack_time(unpacking: Unpacking, parts: list[Term], depth: int) -> dt.time:
    hour, minute, second, microsecond, zone, fold = parts
    tz = unpacking.need(zone, (dt.tzinfo, type(None)), depth)
    return dt.time(hour, minute, second, microsecond, tz, fold=fold)


def _clock(value: dt.datetime | dt.time) -> list[int]:
    return [value.hour, value.minute, value.second, value.microsecond]


def _pack_duration(_: Packing, value: dt.timedelta, __: int) -> Term:
    return ["timedelta", value.days, value.seconds, value.microseconds]


def _unpack_duration(_: Unpacking, parts: list[Term], __: int) -> dt.timedelta:
    days, seconds, microseconds = parts
    if {type(part) for part in parts} != {int}:
        raise malformed("a duration that is none")
    return dt.timedelta(days, seconds, microseconds)


def _pack_fields(packing: Packing, value: time.struct_time, depth: int) -> Term:
    if set(map(type, value)) != {int}:
        raise NoPlainFormError
    zone = [packing.need(part, depth) for part in (value.tm_zone, value.tm_gmtoff)]
    return ["struct_time", *value, *zone]


def _unpack_fields(_: Unpacking, parts: list[Term], __: int) -> time.struct_time:
    *fields, zone, offset = parts
    if len(fields) != _CLOCK_FIELDS or {type(field) for field in fields} != {int}:
        raise malformed("a time that is none")
    if not isinstance(zone, str | None) or not isinstance(offset, int | None):
        raise malformed("a time zone that is none")
    if len(zone or "") > MAX_NAME_CHARS:
        raise malformed("a time zone that is none")
    return time.struct_time([*fields, zone, offset])


# -- time zones ------------------------------------------------------------------------


def _pack_offset(packing: Packing, value: dt.timezone, depth: int) -> Term:
    offset, *name = value.__getinitargs__()  # type: ignore[attr-defined]
    return ["offset", _pack_duration(packing, offset, depth), *name]


def _unpack_offset(unpacking: Unpacking, parts: list[Term], depth: int) -> dt.timezone:
    offset, *name = parts
    if any(len(text) > MAX_NAME_CHARS for text in name):
        raise malformed("a time zone that is none")
    return dt.timezone(unpacking.need(offset, dt.timedelta, depth), *name)


def _pack_zone(_: Packing, value: ZoneInfo, __: int) -> Term:
    return ["zone", checked_zone(value.key)]


def _unpack_zone(_: Unpacking, parts: list[Term], __: int) -> ZoneInfo:
    return ZoneInfo(checked_zone(*parts))


def checked_zone(key: Any) -> str:
    """Return the name of a time zone, which is no other path; raises NoPlainFormError."""
    if not isinstance(key, str) or len(key) > MAX_NAME_CHARS or not _ZONE.fullmatch(key):
        raise NoPlainFormError
    return key


KINDS = (
    Kind((dt.date,), "date", _pack_date, _unpack_date),
    Kind((dt.datetime,), "datetime", _pack_datetime, _unpack_datetime),
    Kind((dt.time,), "time", _pack_time, _unpack_time),
    Kind((dt.timedelta,), "timedelta", _pack_duration, _unpack_duration),
    Kind((time.struct_time,), "struct_time", _pack_fields, _unpack_fields),
    Kind((dt.timezone,), "offset", _pack_offset, _unpack_offset),
    Kind((ZoneInfo,), "zone", _pack_zone, _unpack_zone),
)
