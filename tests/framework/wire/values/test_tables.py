"""Tables, sparse matrices and what belongs to them, taken apart and put together again."""

import contextlib
import datetime as dt
import subprocess
import sys
import time
import types
from collections import OrderedDict
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.errors import WireError
from autograder.wire.frames import crossed
from autograder.wire.values import Opaque, Packer, Unpacker, libraries, table
from autograder.wire.values.records import Member, NamedTuple, Record

pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
sparse = pytest.importorskip("scipy.sparse")
testing = pytest.importorskip("polars.testing")

pytestmark = pytest.mark.processes
DAYS = pd.date_range("2026-01-01", periods=3)
RNG = np.random.default_rng(0)


def unpacked(term, payload=b""):
    """Return the value of any term."""
    return Unpacker(memoryview(bytearray(payload))).unpack(term)


def assert_same(arrived, value):
    """Fail unless a value arrived as it was, and shows itself in the same way."""
    assert type(arrived) is type(value)
    if isinstance(value, pd.DataFrame):
        pd.testing.assert_frame_equal(arrived, value)
    elif isinstance(value, pd.Series):
        pd.testing.assert_series_equal(arrived, value)
    elif isinstance(value, pd.Index):
        pd.testing.assert_index_equal(arrived, value, exact=True)
        assert getattr(arrived, "freq", None) == getattr(value, "freq", None)
    elif isinstance(value, pl.DataFrame):
        testing.assert_frame_equal(arrived, value)
    elif isinstance(value, pl.Series):
        testing.assert_series_equal(arrived, value)
    elif sparse.issparse(value):
        assert (arrived.dtype, arrived.shape) == (value.dtype, value.shape)
        assert (arrived.toarray() == value.toarray()).all()
    assert (repr(arrived), str(arrived)) == (repr(value), str(value))


PANDAS = {
    "missing texts": pd.DataFrame({"a": [1, 2, 3], "b": ["x", None, "z"], "c": [1.5, np.nan, 2]}),
    "one dtype": pd.DataFrame({"a": [1, 2], "b": [3, 4]}),
    "empty": pd.DataFrame(),
    "columns alone": pd.DataFrame(columns=["a"]),
    "index alone": pd.DataFrame(index=[1, 2]),
    "every dtype": pd.DataFrame(
        {
            "i": pd.array([1, None, 3], dtype="Int64"),
            "b": pd.array([True, None, False], dtype="boolean"),
            "f": pd.array([1.0, None, 2], dtype="Float32"),
            "s": pd.array(["a", None, "b"], dtype="string"),
            "o": [1, "a", None],
            "c": pd.Categorical(["x", "y", None], categories=["y", "x"], ordered=True),
            "d": DAYS,
            "z": DAYS.tz_localize("Europe/Berlin"),
            "t": pd.to_timedelta([1, 2, None], unit="s"),
            "p": pd.period_range("2026-01", periods=3, freq="M"),
            "v": pd.interval_range(0, 3),
            "l": [True, False, True],
            "y": [dt.date(2026, 1, 1)] * 3,
            "n": pd.Series(["a", "b", "c"], dtype=object, index=DAYS),
        },
        index=DAYS,
    ),
    "several levels": pd.DataFrame(
        np.eye(3),
        index=pd.MultiIndex.from_product([["a"], [1, 2, 3]], names=["x", None]),
        columns=pd.MultiIndex.from_tuples([("a", 1), ("b", 2), ("b", 3)]),
    ),
    "names twice": pd.DataFrame([[1, 2], [3, 4]], columns=["a", "a"], index=["x", "x"]),
    "grouped": pd.DataFrame({"g": ["a", "b", "a"], "v": [1, 2, 3]})
    .groupby("g")
    .agg({"v": ["mean", "sum"]}),
    "missing times": pd.DataFrame({"t": [pd.Timestamp("2026-01-01", tz="UTC"), pd.NaT]}),
    "dummies": pd.get_dummies(pd.Series(["a", "b"])),
    "small dtypes": pd.DataFrame({"a": np.int8([1, 2]), "b": np.float32([1, 2])}),
    "series": pd.Series([1, 2], name="n"),
    "series of texts": pd.Series(["a", "b"], index=[("a", 1), ("b", 2)], name=("x", 1)),
    "series of lists": pd.Series({"a": [1, 2], "b": {"k": 1}}),
    "series of decimals": pd.Series([Decimal("1.5"), None]),
    "series of complex": pd.Series([1 + 2j]),
    "empty series": pd.Series([], dtype=object),
    "named index": pd.Series([1.5], index=pd.Index(["q"], name="k")),
    "cut": pd.cut(pd.Series([1, 5, 9]), 3),
    "counts": pd.Series([1, 2, 2]).value_counts(),
    "described": pd.Series([1, 2, 2]).describe(),
    "days": DAYS,
    "zone": DAYS.tz_localize("UTC"),
    "month ends": pd.date_range("2026-01-31", periods=4, freq="ME"),
    "back in time": pd.date_range("2026-01-31", periods=4, freq="-1h"),
    "range": pd.RangeIndex(2, 9, 3, name="r"),
    "objects": pd.Index([1, "a", None]),
    "no items": pd.Index([]),
    "categories": pd.CategoricalIndex(["a", "b"]),
    "hours": pd.timedelta_range(0, periods=3, freq="h"),
    "quarters": pd.period_range("2026", periods=2, freq="Q"),
    "intervals": pd.interval_range(0, 3, name="i"),
    "missing level": pd.MultiIndex.from_tuples([(1, "a"), (2, None)], names=["p", "q"]),
    "booleans": pd.Index([True, False]),
    "nullable": pd.Index(pd.array([1, None], dtype="Int64")),
    "timestamp": pd.Timestamp("2026-01-01 12:00"),
    "timestamp in a zone": pd.Timestamp("2026-01-01", tz="Europe/Berlin"),
    "nanosecond": pd.Timestamp("2026-01-01 00:00:00.000000001"),
    "timedelta": pd.Timedelta("1 day"),
    "period": pd.Period("2026-01", "M"),
    "interval": pd.Interval(1, 2.5, closed="both"),
    "NA": pd.NA,
    "NaT": pd.NaT,
    "categorical": pd.Categorical(["a", "b"]),
    "quantiles": pd.qcut(range(10), 4),
    "nullable array": pd.array([1, None]),
    "in containers": [pd.NaT, pd.NA, {"k": pd.Timestamp("2026-01-01"), 1: pd.Interval(0, 1)}],
}
EYE = np.eye(4)
SPARSE = {
    form: getattr(sparse, form)(EYE)
    for form in ("csr_array", "csc_matrix", "coo_array", "bsr_matrix", "dia_array", "lil_matrix")
} | {
    "dok_array": sparse.dok_array(EYE),
    "none": sparse.csr_matrix((3, 4)),
    "some": sparse.random(5, 6, density=0.5, format="csr", rng=RNG),
    "coo of none": sparse.coo_matrix((3, 3)),
}
MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
POLARS = {
    "every dtype": pl.DataFrame(
        {
            "a": [1, None, 3],
            "b": ["x", None, "z"],
            "c": [1.5, float("nan"), None],
            "d": [dt.date(2026, 1, 1), None, dt.date(2026, 1, 3)],
            "e": [True, None, False],
            "f": [[1], [2, None], None],
            "g": [{"k": 1}, {"k": 2}, None],
        }
    ),
    "empty": pl.DataFrame(),
    "columns alone": pl.DataFrame({"a": []}),
    "categories": pl.Series("x", ["a", "b"], dtype=pl.Categorical),
    "enumeration": pl.Series("x", ["a", "b"], dtype=pl.Enum(["b", "a"])),
    "zone": pl.Series("t", [MOMENT, None], dtype=pl.Datetime("us", "Europe/Berlin")),
    "durations": pl.Series("t", [dt.timedelta(1)]),
    "times": pl.Series("t", [dt.time(1, 2)]),
    "nulls": pl.Series("n", [None, None]),
    "bytes": pl.Series("b", [b"x"]),
    "decimals": pl.Series("d", [Decimal("1.50")]),
    "small": pl.Series("u", [1], dtype=pl.UInt8),
}


@pytest.mark.parametrize(
    "value",
    [*PANDAS.values(), *SPARSE.values(), *POLARS.values()],
    ids=[*PANDAS, *SPARSE, *[f"polars {name}" for name in POLARS]],
)
def test_it_arrives_as_it_was(value):
    """Dtypes, index, names, categories, zones, order and text; and once more when sent back."""
    arrived = crossed(value)
    assert_same(arrived, value)
    assert_same(crossed(arrived), value)


CELLS = st.one_of(
    st.sampled_from([None, "a", "", 1.5, 3, True, dt.date(2026, 1, 1), pd.NA]), st.text(max_size=3)
)
COLUMNS = st.one_of(
    hnp.arrays(hnp.floating_dtypes(sizes=(32, 64), endianness="<"), 4),
    hnp.arrays(hnp.integer_dtypes(endianness="<"), 4),
    hnp.arrays(np.bool_, 4),
    hnp.arrays("i8", 4, elements=st.integers(-(10**15), 10**15)).map(
        lambda array: array.view("M8[us]")
    ),
    st.lists(CELLS, min_size=4, max_size=4),
    st.lists(st.sampled_from(["x", "y", None]), min_size=4, max_size=4).map(pd.Categorical),
    st.lists(st.integers(-9, 9) | st.none(), min_size=4, max_size=4).map(
        lambda cells: pd.array(cells, dtype="Int64")
    ),
)
INDICES = st.one_of(
    st.just(pd.RangeIndex(4)),
    st.lists(st.integers(0, 3), min_size=4, max_size=4).map(pd.Index),
    st.lists(st.text(max_size=2), min_size=4, max_size=4).map(pd.Index),
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 2)), min_size=4, max_size=4).map(
        pd.MultiIndex.from_tuples
    ),
)


@given(st.dictionaries(st.text(max_size=3) | st.integers(), COLUMNS, max_size=4), INDICES)
def test_any_table_arrives(columns, index):
    """Whatever its columns and its index are."""
    value = pd.DataFrame({k: pd.Series(c, index=index) for k, c in columns.items()}, index=index)
    arrived = crossed(value)
    pd.testing.assert_frame_equal(arrived, value)
    assert repr(arrived) == repr(value)


def test_a_large_table_crosses():
    """Numbers as they are in memory, and hundreds of thousands of texts."""
    rows = 200_000
    value = pd.DataFrame({"x": np.arange(rows) / 7, "t": [f"text {i}, {i}" for i in range(rows)]})
    pd.testing.assert_frame_equal(crossed(value), value)


def test_what_arrived_can_be_changed():
    """It is the grader's own."""
    arrived = crossed(PANDAS["every dtype"])
    arrived.loc[DAYS[0], "i"] = 7
    arrived["new"] = arrived["l"]
    assert arrived["i"].iloc[0] == 7


class Clever(pd.DataFrame):
    """A table of the student's own class."""

    _constructor = property(lambda self: Clever)

    def equals(self, other):
        """Agree with everything."""
        return True

    def to_numpy(self, *args, **kwargs):
        """Refuse."""
        raise ValueError


class Own(pd.api.extensions.ExtensionDtype):
    """A dtype of the student's own."""

    name, type = "own", int


def test_a_table_of_another_class_is_a_table():
    """It loses its class, and with it its methods; one that fails at itself stays opaque."""
    assert type(crossed(Clever({"a": ["x"]}))) is pd.DataFrame
    assert crossed(Clever({"a": [1]})).type_name == "Clever"


@pytest.mark.parametrize(
    "value",
    [
        pd.Series(pd.arrays.SparseArray([0, 1])),
        pd.MultiIndex.from_arrays([np.arange(40_000)]),
        pd.Categorical(np.arange(40_000)),
        pd.RangeIndex(1 << 40),
        pd.Series([1], name=frozenset({print})),
        pd.DataFrame({"a": [1]}).groupby("a"),
        pl.LazyFrame({"a": [1]}),
        pl.Series([object()]),
        sparse.coo_array(np.ones((2, 2, 2))),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_has_no_plain_form_is_opaque(value):
    """As any value of another type."""
    assert isinstance(crossed(value), Opaque)


BEYOND = [
    (pl.Date(), np.int32(2**31 - 1)),
    (pl.Date(), np.int32(-(2**31))),
    (pl.Datetime("us"), np.int64(2**63 - 1)),
    (pl.Datetime("ms", "Europe/Berlin"), np.int64(-(2**63))),
    (pl.Duration("ms"), np.int64(-(2**63))),
]


@pytest.mark.parametrize(("dtype", "number"), BEYOND, ids=str)
def test_times_over_which_polars_panics_are_opaque_or_refused(dtype, number):
    """There is no such time: to look at it would raise what no `except Exception` catches."""
    value = pl.Series("a", np.array([number])).cast(dtype)
    assert isinstance(crossed(value), Opaque)
    term, payload = packed(pl.Series("a", np.array([0], number.dtype)).cast(dtype))
    place = term[-1][-1]
    payload = payload[:place] + number.tobytes() + payload[place + number.nbytes :]
    with pytest.raises(WireError):
        unpacked(term, payload)


def test_the_first_and_the_last_times_cross():
    """Those that Python can hold are the limits."""
    first, last = dt.date.min, dt.date.max
    ends = [dt.datetime.combine(first, dt.time.min), dt.datetime.combine(last, dt.time.max), None]
    for times in ([first, last], ends):
        assert crossed(pl.Series("a", times)).to_list() == times
    longest = pl.Series("a", [-999_999_999, 999_999_999]).cast(pl.Int64) * 86_400_000
    assert crossed(longest.cast(pl.Duration("ms"))).to_list()[1] == dt.timedelta(999_999_999)


def test_values_of_a_library_that_does_not_count_are_opaque(monkeypatch):
    """Whether it is loaded or not; others count all the same."""
    monkeypatch.setattr(libraries, "_counted", frozenset({"pandas"}))
    frame = ["pl.DataFrame", ["pl.Series", "a", ["Int8"], None, ["a", "|i1", [1], 0]]]
    assert unpacked(frame, bytes(8)).type_name == "DataFrame"
    assert crossed(pd.NA) is pd.NA


def test_a_process_counts_on_what_a_course_uses(monkeypatch):
    """Of a fixed table alone, and submodules belong to their library."""
    monkeypatch.setattr(libraries, "_counted", None)
    libraries.count_on(["scipy.sparse.linalg", "os", "pandas_of_mine"])
    assert libraries.loaded("scipy.sparse") is sparse
    assert libraries.loaded("pandas") is None


def test_imports_are_read_from_code():
    """At the beginning of a line, in whatever form."""
    code = (
        "import pandas as pd\nx = 1\nif x:\n    from scipy.sparse import csr_array\n# import torch"
    )
    assert libraries.imported_by(code) == ["pandas", "scipy.sparse"]


def test_nothing_loads_a_library():
    """Neither the wire itself nor a value that arrives."""
    code = (
        "import sys; from autograder.wire.values import Unpacker\n"
        "print(Unpacker(memoryview(bytearray(8))).unpack(['pd.NA']).type_name)\n"
        "print({'pandas', 'polars', 'scipy', 'torch'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["NAType", "set()"]


def test_tensors_cross_as_arrays(monkeypatch):
    """As long as torch has what its documentation says, of which a stand-in has that much."""

    class Tensor:
        device, is_sparse, requires_grad = types.SimpleNamespace(type="cpu"), False, True
        is_leaf, grad = True, None

        def __init__(self, array):
            self.array = array

        def detach(self):
            return self

        def numpy(self):
            return self.array

        def requires_grad_(self, requires_grad):
            self.requires_grad = requires_grad
            return self

    Tensor.__module__ = "torch"
    torch = types.ModuleType("torch")
    torch.Tensor, torch.tensor = Tensor, Tensor
    monkeypatch.setitem(sys.modules, "torch", torch)
    arrived = crossed(Tensor(np.float32([1, 2])))
    assert (arrived.array.tolist(), arrived.array.dtype) == ([1, 2], np.float32)
    table.PACKERS.pop(Tensor)


# -- hostile terms ----------------------------------------------------------------------


def array(dtype, shape, offset):
    """Return the term of an array."""
    return ["a", dtype, list(shape), offset]


def indices(count, name=None):
    """Return the term of the index 0, 1, 2 …."""
    return ["pd.RangeIndex", ["range", 0, count, 1], name]


def ints(count, offset):
    """Return what a column of integers consists of."""
    return ["numpy", array("<i8", [count], offset)]


def index(count, offset):
    """Return the term of an index of integers."""
    return ["pd.Index", ints(count, offset), None, None]


TEXTS = [0, 9]
PAYLOAD = b'["a","a"]'.ljust(240, b"\0") + b"\xff" * 15 + b"\x7f"
OTHER_SERIES = ["pl.Series", "a", ["Int64"], None, array("<i8", [1], 16)]
HOSTILE = {
    "ragged": ["pd.DataFrame", indices(2), indices(2), ["columns", ints(2, 16), ints(3, 32)]],
    "too few columns": ["pd.DataFrame", indices(2), indices(2), ["columns", ints(2, 16)]],
    "even of another shape": ["pd.DataFrame", indices(2), indices(2), array("<f8", [2, 3], 16)],
    "even of objects": ["pd.DataFrame", indices(1), indices(1), ["objects", [1, 1], TEXTS]],
    "longer index": ["pd.Series", ints(2, 16), indices(3), None],
    "giant range": ["pd.Series", ints(2, 16), indices(1 << 40), None],
    "name that is a list": ["pd.Series", ints(2, 16), indices(2), ["l", []]],
    "name that is an array": ["pd.Series", ints(2, 16), indices(2), array("<i8", [1], 32)],
    "column of two axes": ["pd.Series", ["numpy", array("<i8", [1, 1], 16)], indices(1), None],
    "column of days": ["pd.Series", ["numpy", array("<M8[D]", [1], 16)], indices(1), None],
    "column of an odd dtype": ["pd.Series", ["numpy", array("<U1", [1], 16)], indices(1), None],
    "column of no kind": ["pd.array", "arrow", 1],
    "codes beyond": ["pd.array", "category", array("<i8", [1], 248), indices(1), False],
    "same category twice": [
        *("pd.array", "category", array("|i1", [1], 16)),
        *(["pd.Index", ["text", False, TEXTS], None, None], False),
    ],
    "giant categories": ["pd.array", "category", array("|i1", [1], 16), indices(1 << 20), False],
    "codes of a level beyond": ["pd.MultiIndex", [indices(1)], [array("<i8", [1], 248)], [None]],
    "levels of several lengths": [
        "pd.MultiIndex",
        [indices(1), indices(1)],
        [array("|i1", [1], 16), array("|i1", [2], 32)],
        [None, None],
    ],
    "levels that are too many": ["pd.MultiIndex", [indices(1)] * 99, [1] * 99, [None] * 99],
    "levels that are giant": ["pd.MultiIndex", [indices(9**6)], [array("|i1", [1], 16)], [None]],
    "no levels": ["pd.MultiIndex", [], [], []],
    "codes that are floats": ["pd.MultiIndex", [indices(1)], [array("<f8", [1], 16)], [None]],
    "period of a program": ["pd.array", "period", "__import__('os')", array("<i8", [1], 16)],
    "period unknown": ["pd.array", "period", "ZZ", array("<i8", [1], 16)],
    "zone of a path": ["pd.array", "zoned", array("<M8[ns]", [1], 16), ["zone", "../../x"]],
    "zone that is a number": ["pd.array", "zoned", array("<M8[ns]", [1], 16), 3],
    "interval of no side": ["pd.array", "interval", "up", index(1, 16), index(1, 32)],
    "interval of unequal ends": ["pd.array", "interval", "left", index(1, 16), index(2, 32)],
    "mask too short": ["pd.array", "masked", array("<i8", [2], 16), array("|b1", [1], 32)],
    "step that lies": ["pd.Index", ["numpy", array("<M8[ns]", [3], 16)], None, "D"],
    "step of a program": ["pd.Index", ["numpy", array("<M8[ns]", [3], 16)], None, "D;x"],
    "step of numbers": ["pd.Index", ints(3, 16), None, "D"],
    "texts that are none": ["pd.array", "text", False, [240, 3]],
    "timestamp of a number": ["pd.Timestamp", 3, None],
    "timestamp in a text": ["pd.Timestamp", ["n", "<M8[ns]", 1], "UTC"],
    "interval of lists": ["pd.Interval", "left", ["l", []], ["l", []]],
    "sparse pointers beyond": [
        *("sparse", "csr_array", [2, 2], array("<f8", [1], 16)),
        *(array("<i4", [1], 32), array("<i4", [3], 236)),
    ],
    "sparse indices beyond": [
        *("sparse", "coo_array", [2, 2], array("<f8", [1], 16)),
        *(array("<i4", [1], 32), array("<i4", [1], 240)),
    ],
    "sparse diagonals": [
        "sparse",
        "dia_array",
        [2, 2],
        array("<f8", [1, 2], 16),
        array("<i8", [2], 32),
    ],
    "sparse of another class": ["sparse", "linalg", [2, 2], 1, 2, 3],
    "sparse too large": ["sparse", "coo_array", [1 << 62, 2], 1, 2, 3],
    "polars ragged": ["pl.DataFrame", OTHER_SERIES, [*OTHER_SERIES[:4], array("<i8", [2], 32)]],
    "polars twice": ["pl.DataFrame", OTHER_SERIES, [*OTHER_SERIES[:4], array("<i8", [1], 32)]],
    "polars of objects": ["pl.Series", "a", ["Object"], None, array("<i8", [1], 16)],
    "polars zone of a path": [
        *("pl.Series", "a", ["Datetime", "us", "../x"], None, array("<i8", [1], 16))
    ],
    "polars zone unknown": [
        *("pl.Series", "a", ["Datetime", "us", "Europe/Atlantis"], None, array("<i8", [1], 16))
    ],
    "polars mask": ["pl.Series", "a", ["Int64"], array("|b1", [2], 16), array("<i8", [1], 32)],
    "polars struct of texts": ["pl.Series", "a", ["Struct", [["k", ["Int8"]]]], None, TEXTS],
    "polars enumeration": ["pl.Series", "a", ["Enum", ["b"]], None, TEXTS],
    "polars decimal": ["pl.Series", "a", ["Decimal", 99, 1], None, TEXTS],
    "polars nested": ["pl.Series", "a", [*["List"] * 1, ["Int8"]], None, TEXTS],
}


@pytest.mark.parametrize("term", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_terms_are_refused(term):
    """Ragged columns, lying dtypes, codes beyond, giant categories: nothing else is raised."""
    start = time.process_time()
    with pytest.raises(WireError):
        unpacked(term, PAYLOAD)
    assert time.process_time() - start < 5


# -- damaged terms ----------------------------------------------------------------------


def places_in(term, path=()):
    """Yield the paths of all parts of a term."""
    yield path
    if isinstance(term, list | dict):
        for key in range(len(term)) if isinstance(term, list) else list(term):
            yield from places_in(term[key], (*path, key))


def replaced(term, path, part):
    """Return a term with another part at a path."""
    if not path:
        return part
    copy = term.copy()
    copy[path[0]] = replaced(term[path[0]], path[1:], part)
    return copy


def packed(value):
    """Return the term and the payload of a value."""
    packer = Packer()
    return packer.pack(value), b"".join(packer.chunks)


PLAIN = (
    {1: "a", (1, 2): [3]},
    OrderedDict(a=1),
    [Fraction(1, 3), Decimal("1.5"), range(3), slice(1)],
    [MOMENT, dt.timedelta(1), dt.time(1), np.float32(1), np.datetime64("2026-01-01")],
    [NamedTuple.of("P", ["x"], [1]), Record("R", ["y"], [2]), Member("M", "A", 1)],
    [np.array([1, "a"], object), np.zeros(2, "i4,f8"), np.ma.array([1, 2], mask=[0, 1])],
)
SOUND = [packed(value) for value in (*PANDAS.values(), *SPARSE.values(), *POLARS.values(), *PLAIN)]
PARTS = st.sampled_from(
    [
        *(None, True, -1, 0, 1, 7, 1 << 31, 1 << 62, 0.5, "", "a", "numpy", "objects", "<f8"),
        *([], {}, [0], [0, 2], ["l", []], ["f", "nan"], ["a", "<i8", [1], 0], ["pd.NaT"]),
    ]
)


@settings(max_examples=300)
@given(st.data())
def test_a_damaged_term_gives_a_value_or_a_wire_error(data):
    """Whichever parts of it are replaced; what comes of it can be shown and sent again."""
    term, payload = data.draw(st.sampled_from(SOUND))
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(list(places_in(term))))
        other = data.draw(PARTS | st.sampled_from([sound for sound, _ in SOUND]))
        term = replaced(term, path, other)
    with contextlib.suppress(WireError), np.errstate(all="ignore"):
        value = unpacked(term, payload)
        repr(value)
        crossed(value)
