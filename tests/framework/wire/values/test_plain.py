"""What crosses the wire arrives as it was: types, values, order, and how it shows itself."""

import collections
import dataclasses
import datetime as dt
import enum
import time
import typing
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import WireError
from autograder.wire.frames import crossed
from autograder.wire.values import Opaque, Packer, Unpacker, limits
from autograder.wire.values.hashing import may_be_hashed

Point = collections.namedtuple("Point", "x y count")  # noqa: PYI024 - as courses make them


class Pair(typing.NamedTuple):
    """A named tuple with types."""

    a: int
    b: str = "x"


class Colour(enum.Enum):
    """Members of several types."""

    RED = 1
    BLUE = "b"


@dataclasses.dataclass(frozen=True)
class Place:
    """Nothing but its fields."""

    name: str
    at: tuple


@dataclasses.dataclass
class Account:
    """More than its fields."""

    balance: int

    def deposit(self, amount):
        """Add to the balance."""
        self.balance += amount


class Texts(enum.StrEnum):
    """Members that are texts."""

    A = "a"


def unpacked(term, payload=b""):
    """Return the value of any term."""
    return Unpacker(memoryview(bytearray(payload))).unpack(term)


PLAIN = [
    {1: "a", (1, 2): [3], None: {2.5: 1}, "k": 1j} | {frozenset({1}): 2},
    {np.int64(3): 1, np.str_("a"): 2},
    {Colour.RED: 1},
    collections.OrderedDict(b=1, a=2),
    collections.Counter("abca"),
    collections.defaultdict(list, {"a": [1]}),
    collections.defaultdict(None, {1: 2}),
    collections.deque([1, [2]], 3),
    collections.deque(),
    {frozenset({1, 2}), (1, frozenset())},
    Decimal("1.50"),
    Decimal("-Infinity"),
    Fraction(3, 7),
    Fraction(1 << 200, 3),
    range(3, 9, 2),
    range(10, 0, -1),
    slice(1, None, 2),
    bytearray(b"xyz"),
    dt.date(2026, 1, 31),
    dt.datetime(2026, 1, 31, 12, 30, 5, 6),  # noqa: DTZ001 - in no zone
    dt.datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1),
    dt.datetime(2026, 1, 31, tzinfo=dt.UTC),
    dt.time(1, 2, 3, 4, dt.timezone(dt.timedelta(hours=5, seconds=1), "Own")),
    time.gmtime(0),
    [time.struct_time([*range(9), "CET", 3600])],
    dt.timedelta(-1, 5, 6),
    dt.timezone(dt.timedelta(hours=-3)),
    ZoneInfo("America/Argentina/Buenos_Aires"),
    np.float64(1.5),
    np.float32(0.1),
    np.float16(-0.0),
    np.int8(-3),
    np.uint64((1 << 64) - 1),
    np.bool_(True),
    np.complex64(1 + 2j),
    np.str_("dog"),
    np.str_(""),
    np.bytes_(b"x"),
    np.datetime64("2026-01-01T00:00", "ns"),
    np.datetime64("NaT", "s"),
    np.timedelta64(5, "D"),
    [np.str_("a"), np.float64("nan"), (np.True_,)],
    Point(1, [2], {"a": np.float64(3)}),
    Pair(1),
    [Pair(1, "y"), Pair(2)],
    Colour.RED,
    Colour.BLUE,
    Place("here", (1, 2.5)),
    np.array([1, "a", None, 2.5, [1], Decimal(2), np.int8(3)], object),
    np.array([[{}, set()], [(), "x"]], object),
    np.array(None, object),
    np.array([], object),
    np.array(["x" * 300, "y"], object),
    np.ma.array([1.0, 2.0], mask=[0, 1]),
    np.ma.array([[1, 2], [3, 4]]),
    np.ma.array(["a", "b"], mask=[1, 0], fill_value="?"),
    np.ma.masked,
    np.array([(1, 2.5, "ab")], [("a", "i4"), ("b", "f8"), ("c", "U3")]),
    np.zeros((2, 0), [("a", "f4", (2, 2)), ("b", [("c", "i1"), ("d", "O")])]),
    np.rec.array([(1, 2.5), (3, 4.5)], dtype=[("a", "i4"), ("b", "f8")]),
    np.array([(1, 2.5)], [("a", "i4"), ("b", "f8")])[0],
]


@pytest.mark.parametrize("value", PLAIN, ids=lambda value: type(value).__name__)
def test_it_shows_itself_as_before(value):
    """In all that has a text of its own; and once more after a second crossing."""
    arrived = crossed(value)
    again = crossed([{"k": arrived}])[0]["k"]
    assert [repr(arrived), str(arrived), repr(again)] == [repr(value), str(value), repr(value)]
    assert getattr(arrived, "dtype", None) == getattr(value, "dtype", None)
    if isinstance(value, np.generic | np.ndarray | dict | collections.deque):
        assert type(arrived) is type(value)


ZONES = st.none() | st.just(dt.UTC) | st.timezones().filter(lambda zone: zone.key)
HASHABLE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.binary(max_size=5)
    | st.dates()
    | st.datetimes(timezones=ZONES)
    | st.timedeltas()
    | st.fractions()
    | st.decimals(allow_nan=False, min_value=-(10**30), max_value=10**30),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.frozensets(inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(HASHABLE, HASHABLE, max_size=5))
def test_dicts_keep_their_keys_and_order(value):
    """Whatever the keys are."""
    arrived = crossed(value)
    assert arrived == value
    pairs = zip(arrived.items(), value.items(), strict=True)
    assert all(repr(a) == repr(b) or a == b for a, b in pairs)
    assert list(map(type, arrived)) == list(map(type, value))


SCALARS = hnp.scalar_dtypes().flatmap(hnp.from_dtype)


@given(SCALARS)
def test_scalars_of_numpy_keep_their_type(value):
    """And all their digits; those that are not the same on every machine become doubles."""
    arrived = crossed(value)
    if not isinstance(arrived, Opaque) and value.dtype.char not in "gG":
        assert (type(arrived), repr(arrived)) == (type(value), repr(value))


@given(hnp.arrays(hnp.array_dtypes(max_size=3, allow_subarrays=True), hnp.array_shapes(max_side=3)))
def test_arrays_with_fields_keep_them(value):
    """Names, dtypes, inner shapes and values."""
    arrived = crossed(value)
    if not isinstance(arrived, Opaque):
        little = value.astype(value.dtype.newbyteorder("<"))
        assert (arrived.dtype, arrived.shape) == (little.dtype, value.shape)
        assert repr(arrived) == repr(little)


# -- records --------------------------------------------------------------------------


def test_a_named_tuple_is_a_tuple_with_names():
    """It equals a tuple, is unpacked like one, and has attributes, also named as a tuple's."""
    point = crossed(Point(1, 2, 3))
    assert point == (1, 2, 3) == Point(1, 2, 3)
    assert (point.x, point.count, point._fields) == (1, 3, ("x", "y", "count"))
    assert (point._asdict(), point._replace(y=5).y) == ({"x": 1, "y": 2, "count": 3}, 5)
    assert isinstance(point, tuple)
    with pytest.raises(AttributeError):
        _ = point.z


def test_a_record_equals_one_like_it():
    """By the class's name, the fields and the values; an object of ours counts too."""
    place = crossed(Place("here", (1, 2)))
    assert place == crossed(Place("here", (1, 2))) == Place("here", (1, 2))
    assert place != Place("here", (1, 3))
    assert (place.name, place._asdict()) == ("here", {"name": "here", "at": (1, 2)})
    assert {place: 1}[crossed(Place("here", (1, 2)))] == 1
    with pytest.raises(AttributeError):
        place.name = "there"


def test_a_member_equals_the_same_member():
    """Of an enumeration of that name, with its name and value."""
    red = crossed(Colour.RED)
    assert red == Colour.RED == red != Colour.BLUE
    assert (red.name, red.value) == ("RED", 1)
    assert crossed(Texts.A) == "a"


def test_objects_with_methods_are_no_records():
    """What they can do would be lost."""
    assert crossed(Account(3)) == Opaque("Account", "Account(balance=3)")


# -- limits ---------------------------------------------------------------------------


def test_many_cells_cross():
    """More than outside arrays."""
    words = np.array([f"word {i}" for i in range(80_000)] + [None], object)
    assert (crossed(words) == words).all()
    assert crossed(np.array([(i, "x") for i in range(40_000)] + [None], object))[39_999] == (
        39_999,
        "x",
    )


def test_large_sets_and_dicts_of_numbers_and_texts_cross():
    """Their hashes collide with few others."""
    for keys in (range(5000), np.arange(5000) / 7, map(str, range(5000))):
        made = dict.fromkeys(keys, 1)
        assert crossed(made) == made
        assert crossed(set(made)) == set(made)
    grid = {(i, j): 1 for i in range(100) for j in range(100)}
    assert crossed(grid) == grid


def test_small_pairs_have_hashes_of_their_own():
    """So very many of them may be keys."""
    every = [(i, j) for i in range(-700, 700, 7) for j in range(-700, 700, 3)]
    assert may_be_hashed(every)
    assert len({hash(pair) for pair in every}) > 0.999 * len(every)


def test_one_array_of_cells_is_not_read_again_and_again():
    """Cells may lie anywhere in the payload, but not be more than there is room for."""
    blob = b"[" + b",".join([b'"aa"'] * 1_000_000) + b"]"
    term = ["objects", [1_000_000], [0, len(blob)]]
    start = time.process_time()
    with pytest.raises(WireError):
        unpacked(["l", [term] * 1000], blob)
    assert time.process_time() - start < 10


INTERFACE = {"data": ["t", [4096, False]], "shape": ["t", [3]], "typestr": "<f8", "version": 3}
HOSTILE = {
    "memory of ours as a field": ["record", "R", ["__array_interface__"], [INTERFACE]],
    "memory of ours as an item": ["named", "R", ["__array_interface__"], [INTERFACE]],
    "memory of ours in a dict": ["d", [["l", list(INTERFACE)], ["l", list(INTERFACE.values())]]],
    "zone of a path": ["zone", "../../etc/passwd"],
    "zone of a path inside": ["zone", "Europe/../../../etc/passwd"],
    "zone that starts at the root": ["zone", "/etc/localtime"],
    "zone unknown": ["zone", "Europe/Atlantis"],
    "zone that is none": ["zone", 3],
    "offset too large": ["offset", ["timedelta", 5, 0, 0]],
    "date of year 0": ["date", 0],
    "date of a text": ["date", "2026-01-01"],
    "clock of no numbers": ["struct_time", *["1"] * 9, "UTC", 0],
    "clock of too few numbers": ["struct_time", *[1] * 8, "UTC", 0],
    "clock with a long zone": ["struct_time", *[1] * 9, "U" * 1000, 0],
    "datetime in no zone": ["datetime", 3, 0, 0, 0, 0, "UTC", 0],
    "time of 25 hours": ["time", 25, 0, 0, 0, None, 0],
    "duration too large": ["timedelta", 1 << 40, 0, 0],
    "duration of floats": ["timedelta", 1.5, 0, 0],
    "decimal of too many digits": ["decimal", "1" * 10_000],
    "decimal too large": ["decimal", "1e999999999"],
    "decimal of words": ["decimal", "one"],
    "fraction by zero": ["fraction", 1, 0],
    "fraction of texts": ["fraction", "1", "2"],
    "range too long": ["range", 0, 1 << 62, 1],
    "range that stands still": ["range", 0, 5, 0],
    "range of floats": ["range", 0.0, 1.0, 1],
    "dict of unequal sides": ["d", [1, 2], [3]],
    "dict of lists": ["d", [["l", []]], [1]],
    "dict of opaque": ["d", [["o", "a", "b"]], [1]],
    "dict of very many records": [
        "d",
        [["t", [i, 1 << 40]] for i in range(limits.MAX_ELEMENTS + 1)],
        [0] * (limits.MAX_ELEMENTS + 1),
    ],
    "defaultdict of any type": ["defaultdict", "eval", [], []],
    "defaultdict of no name": ["defaultdict", [], [], []],
    "deque of a negative length": ["deque", [], -1],
    "named tuple with too few": ["named", "P", ["x", "y"], [1]],
    "named tuple with a name twice": ["named", "P", ["x", "x"], [1, 2]],
    "named tuple with no name": ["named", "P", ["not a name"], [1]],
    "named tuple of a name of ours": ["named", "P", ["_asdict"], [1]],
    "record of no class": ["record", "a b", ["x"], [1]],
    "record of too many": ["record", "R", [f"x{i}" for i in range(300)], [0] * 300],
    "member of a number": ["enum", "Colour", 3, 1],
    "scalar of a list": ["n", "<f8", ["l", []]],
    "scalar too large": ["n", "|i1", 300],
    "scalar of a float": ["n", "<i8", 1.5],
    "scalar of objects": ["n", "|O", 1],
    "scalar of no unit": ["n", "<M8", 1],
    "objects that are too few": ["objects", [5], [0, 2]],
    "objects that lie nowhere": ["objects", [0], [3, 1 << 40]],
    "objects of no list": ["objects", [1], [2, 4]],
    "objects before the payload": ["objects", [0], [-2, 2]],
    "fields of no shape": ["structured", [-1], False, [["a", [], ["a", "|i1", [1], 0]]]],
    "fields of other shapes": ["structured", [2], False, [["a", [], ["a", "|i1", [1], 0]]]],
    "no fields": ["structured", [1 << 26], False, []],
    "fields of lists": ["structured", [1], False, [["a", [], ["l", [1]]]]],
    "a field twice": ["structured", [0], False, [["a", [], ["a", "|i1", [0], 0]]] * 2],
    "mask of another shape": ["masked", ["a", "|i1", [2], 0], ["a", "|b1", [1], 2], None],
    "mask of numbers": ["masked", ["a", "|i1", [2], 0], ["a", "|i1", [2], 2], None],
    "mask of a list": ["masked", ["l", []], None, None],
    "tag that is a list": [[], 1],
    "tag that is a dict": [{}, 1],
}


@pytest.mark.parametrize("term", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_terms_are_refused(term):
    """Whatever they claim, nothing else is raised."""
    with pytest.raises(WireError):
        unpacked(term, b"[]" + bytes(14))


def test_packing_refuses_what_unpacking_would():
    """What is too large for one end is not sent by the other."""
    for value in (range(1 << 62), Decimal("1e999999"), {("a", 1 << i): 1 for i in range(2000)}):
        assert isinstance(crossed(value), Opaque)
        with pytest.raises(TypeError, match="cannot be sent"):
            Packer(strict=True).pack(value)
