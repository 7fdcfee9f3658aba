import datetime as dt
import struct

import pytest

from autograder.collect.times import Clock, blackboard_time, timestamp, zip_time
from autograder.errors import RequestError

STAMP = "2026-11-20-23-59-00"


@pytest.mark.parametrize(
    ("said", "utc", "is_known"),
    [
        ("Friday, 20 November 2026 23:59:00 o'clock CET", "2026-11-20 22:59:00 UTC", True),
        ("Friday, November 20, 2026 11:59:00 PM EST", "2026-11-21 04:59:00 UTC", True),
        ("Freitag, 20. November 2026 23:59 Uhr MEZ", "2026-11-20 22:59:00 UTC", True),
        ("Saturday, 21 November 2026 00:59:00 o'clock EET", "2026-11-20 22:59:00 UTC", True),
        ("Friday, 20 November 2026 23:59:00 o'clock GMT+05:30", "2026-11-20 18:29:00 UTC", True),
        ("Friday, 20 November 2026 23:59:00 o'clock CST", "2026-11-20 15:59:00 UTC", True),
        ("Friday, 20 November 2026 23:59:00 o'clock XYZ", "2026-11-20 15:59:00 UTC", False),
        ("Friday, 20 November 2026 11:59:00 PM", "2026-11-20 15:59:00 UTC", False),
        ("Freitag, 20. November 2026 23:59 Uhr", "2026-11-20 15:59:00 UTC", False),
        ("", "2026-11-20 15:59:00 UTC", False),
    ],
)
def test_blackboard(said, utc, is_known):
    """The receipt's zone counts, on the day nearest to the file's time; otherwise our zone."""
    moment, known = blackboard_time(STAMP, said, Clock("Asia/Shanghai"))
    assert (timestamp(moment), known) == (utc, is_known)


@pytest.mark.parametrize("stamp", ["2026-13-20-23-59-00", "0000-00-00-00-00-00"])
def test_stamps_that_are_no_time(stamp):
    """A name that only looks like a time gives no time."""
    assert blackboard_time(stamp, "12:00:00 CET", Clock("UTC")) is None


def test_summer_and_winter():
    """A zone's name without a season follows the date."""
    clock = Clock("Europe/Berlin")
    assert (
        timestamp(clock.utc(dt.datetime.fromisoformat("2026-07-01T12:00")))
        == "2026-07-01 10:00:00 UTC"
    )
    assert (
        timestamp(clock.utc(dt.datetime.fromisoformat("2026-12-01T12:00")))
        == "2026-12-01 11:00:00 UTC"
    )


def test_unknown_zone():
    """An unknown zone is a mistake in the command."""
    with pytest.raises(RequestError, match="Europe/Berlin"):
        Clock("Berlin")


def test_times_of_zip_entries():
    """An entry's UTC time counts before its local time; zip's zero and nonsense give none."""
    clock = Clock("Europe/Berlin")
    extra = struct.pack("<HHBi", 0x5455, 5, 1, 1_795_219_140)
    local = (2026, 11, 20, 23, 59, 0)
    assert timestamp(zip_time(local, b"", clock)) == "2026-11-20 22:59:00 UTC"
    assert zip_time(local, extra, clock).timestamp() == 1_795_219_140
    assert zip_time((1980, 1, 1, 0, 0, 0), b"", clock) is None
    assert zip_time((2026, 0, 0, 0, 0, 0), b"\x55", clock) is None
