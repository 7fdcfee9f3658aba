import contextlib
import math
import socket
import struct
import threading
import time
from decimal import Decimal
from fractions import Fraction

import hypothesis.extra.numpy as hnp
import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import WireError
from autograder.wire import messages as m
from autograder.wire import values as terms
from autograder.wire.frames import receive, send
from autograder.wire.values import Opaque, Packer, Unpacker


def exchange(value, message=None):
    """Send a value through a real socket and return what arrives."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        deadline = time.monotonic() + 300
        send(ours, message or m.Returned(), value, deadline)
        return receive(theirs, m.Returned, deadline)[1]


def receive_bytes(data, message_type=m.Returned, deadline_s=300.0):
    """Receive what a hostile peer wrote before it hung up."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(data)
        theirs.shutdown(socket.SHUT_WR)
        return receive(ours, message_type, time.monotonic() + deadline_s)


def frame(term, payload=b"", message=None):
    """Return a well-formed frame around any header term."""
    header = msgspec.json.encode([message or m.Returned(), term])
    return raw_frame(header, payload)


def raw_frame(header, payload=b""):
    """Return a frame around any bytes."""
    return struct.pack("!IQ", len(header), len(payload)) + header + payload


def described(value):  # noqa: PLR0911 - by type
    """Return a value in a form in which `==` compares exactly: types, bits, dtypes, shapes."""
    if isinstance(value, np.ndarray | np.generic):
        return (type(value), value.dtype.str, value.shape, np.asarray(value).tobytes())
    if isinstance(value, float):
        return ("float", "nan" if np.isnan(value) else struct.pack("!d", value))
    if isinstance(value, complex):
        return ("complex", described(value.real), described(value.imag))
    if isinstance(value, set | frozenset):
        return (type(value), sorted(repr(described(item)) for item in value))
    if isinstance(value, list | tuple):
        return (type(value), [described(item) for item in value])
    if isinstance(value, dict):
        return ("dict", [(key, described(item)) for key, item in value.items()])
    return (type(value), value)


ARRAYS = hnp.arrays(
    dtype=st.sampled_from(sorted(terms.ARRAY_DTYPES | {"<U3", "|S3"})),
    shape=hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=-(1 << 200), max_value=1 << 200)
    | st.floats()
    | st.complex_numbers()
    | st.text(max_size=20)
    | st.binary(max_size=20)
)
ELEMENTS = SCALARS | st.lists(SCALARS, max_size=3).map(tuple)
SETS = st.sets(ELEMENTS, max_size=4) | st.frozensets(ELEMENTS, max_size=4)
VALUES = st.recursive(
    SCALARS | ARRAYS | SETS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


# -- values ---------------------------------------------------------------------


@given(VALUES)
def test_round_trip(value):
    """A value of the closed set arrives with the same types, bits, dtypes and shapes."""
    assert described(exchange(value)) == described(value)


@pytest.mark.parametrize(
    "value",
    [
        np.float64(1.5),
        np.array(2, dtype=np.int8),
        np.array([]),
        np.zeros((0, 3), dtype=np.complex64),
        np.array([math.nan, math.inf, -0.0]),
        np.arange(6.0).reshape(2, 3).T,
        np.arange(10)[::-2],
        np.zeros((1,) * 32),
        np.array([["Übung", ""], ["数学", "🎓"]]),
        np.array(["x" * 256]),
        np.array([b"ab", b""]),
        np.datetime64("2026-02-28T12:30", "m"),
        np.array(["2026-01-31", "NaT"], "datetime64[D]"),
        np.array([1, -1], "timedelta64[ns]"),
        set(),
        frozenset(range(terms.MAX_ELEMENTS)),
        {None, True, 2.5, 1j, "a", b"b", (1, ("c", ())), 1 << 80, math.inf},
        [{1}, {"k": {2}}],
        -(1 << 63),
        1 << 63,
        -(1 << 16000),
        "Übung 数学 🎓",
        {"": [(), {}, [[]]]},
    ],
    ids=lambda value: type(value).__name__,
)
def test_round_trip_at_the_edges(value):
    """Scalars, empty and strided arrays, large integers and any language arrive unchanged."""
    assert described(exchange(value)) == described(value)


def test_big_endian_arrays_arrive_little_endian():
    """An array in the other byte order keeps its values."""
    assert described(exchange(np.array([1, 2], ">i4"))) == described(np.array([1, 2], "<i4"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\ud800b", "a?b"),
        (["\udfff"], ["?"]),
        ({"k\ud800": 1}, {"k?": 1}),
        ({"\ud800"}, {"?"}),
    ],
    ids=["text", "in a list", "key", "in a set"],
)
def test_surrogates_become_question_marks(value, expected):
    """Characters that UTF-8 cannot encode are replaced, and nothing else."""
    assert exchange(value) == expected


def test_surrogates_in_an_array_become_question_marks():
    """The same holds in an array of texts."""
    assert exchange(np.array(["a\udfffb", "数"])).tolist() == ["a?b", "数"]


def test_elements_of_a_set_keep_their_types():
    """Also those that a set of an array's items has."""
    elements = {np.int64(1), np.float32(2.5), np.bool_(False), (np.int8(4), np.str_("a"))}
    arrived = exchange(elements)
    assert sorted(map(repr, arrived)) == sorted(map(repr, elements))


def test_a_set_is_sent_in_an_order_of_its_own():
    """Equal sets give equal terms, in whatever order they were filled."""
    one, other = set("abcdefgh"), set("hgfedcba")
    other.add("x")
    other.remove("x")
    assert Packer().pack(one) == Packer().pack(other) == ["s", sorted(one)]


class Liar:
    """An object that equals everything and cannot be shown."""

    def __eq__(self, other):  # noqa: D105
        return True

    __hash__ = None

    def __repr__(self):  # noqa: D105
        raise SystemExit


@pytest.mark.parametrize(
    ("value", "type_name"),
    [
        ({print: 2}, "dict"),
        ({Fraction(i) for i in range(terms.MAX_ELEMENTS + 1)}, "set"),
        ({(0, 1 << 20): 1, **{(i, 1 << 40): 1 for i in range(terms.MAX_ELEMENTS)}}, "dict"),
        (frozenset({("a", print)}), "frozenset"),
        ({1 << 20000}, "set"),
        (print, "builtin_function_or_method"),
        (Liar(), "Liar"),
        (np.array(["x" * 257]), "ndarray"),
        (np.array([b"x" * 1025]), "ndarray"),
        (np.array(["2026-01-01"], "datetime64[7D]"), "ndarray"),
        (np.array([1], "timedelta64[M]"), "ndarray"),
        (np.timedelta64(1), "timedelta64"),
        (np.zeros(2, dtype="V3"), "ndarray"),
        (range(1 << 40), "range"),
        (Decimal("1e99999"), "Decimal"),
        (1 << 20000, "int"),
        ("x" * terms.MAX_HEADER_BYTES, "str"),
        (bytes(terms.MAX_HEADER_BYTES), "bytes"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_everything_else_is_opaque(value, type_name):
    """A value outside the closed set, or one too long, arrives as its type's name."""
    arrived = exchange([value, 7])
    assert (type(arrived[0]), arrived[0].type_name, arrived[1]) == (Opaque, type_name, 7)


def test_a_long_repr_is_capped():
    """An opaque value's text is cut."""
    assert len(exchange(range(1 << 300, (1 << 600))).text) == terms.MAX_REPR_CHARS


def test_subclasses_arrive_as_plain_data():
    """A subclass of a plain type loses its class, and with it its methods."""

    class Agreeable(np.ndarray):
        def __eq__(self, other):
            return True

        __hash__ = None

    class Number(float):
        pass

    arrived = exchange([np.zeros(2).view(Agreeable), Number(2.0), type("S", (str,), {})("s")])
    assert [type(value) for value in arrived] == [np.ndarray, float, str]


def test_a_recursive_value_ends_in_an_opaque_marker():
    """A list that contains itself is cut at the greatest depth."""
    value = []
    value.append(value)
    arrived = exchange(value)
    for _ in range(terms.MAX_DEPTH):
        (arrived,) = arrived
    assert arrived.type_name == "list"


def test_the_deepest_value_arrives():
    """Unpacker accepts what Packer writes at the greatest depth."""
    value = None
    for _ in range(terms.MAX_DEPTH):
        value = [value]
    assert exchange(value) == value


@pytest.mark.parametrize("value", [np.zeros(3), np.zeros((0, 2)), np.array(1.0)], ids=str)
def test_decoded_arrays_are_writable(value):
    """A grader may write into what arrived."""
    arrived = exchange(value)
    arrived[...] = 1.0
    assert arrived.flags.writeable


def test_decoded_arrays_are_apart():
    """Writing into one array does not change its neighbours."""
    first, second = exchange([np.zeros(3, np.int8), np.zeros(3)])
    first[:] = -1
    assert second.tolist() == [0.0, 0.0, 0.0]


def test_a_value_that_is_too_big_becomes_opaque():
    """If too much is outside arrays, a marker is sent instead."""
    arrived = exchange(["x" * 1000] * 2000)
    assert arrived == Opaque("list", "too large to send: too much of it is outside arrays")


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [(np.longdouble(0.1), np.float64), (np.ones(2, np.clongdouble), np.complex128)],
)
def test_extended_precision_arrives_as_double(wide, narrow):
    """Types that depend on the machine cross as types that do not."""
    arrived = exchange(wide)
    assert (arrived.dtype, arrived.tolist()) == (narrow, wide.astype(narrow).tolist())


def test_an_array_that_is_too_big_becomes_opaque():
    """An array that does not fit with the others sends its dtype and shape."""
    packer = Packer()
    term = packer.pack([np.zeros(3), np.zeros(terms.MAX_PAYLOAD_BYTES // 8)])
    assert (term[1][1], packer.size) == (
        ["o", "ndarray", f"array of dtype float64, shape ({terms.MAX_PAYLOAD_BYTES // 8},)"],
        24,
    )


# -- hostile frames ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "payload"),
    [
        (terms.MAX_HEADER_BYTES + 1, 0),
        (10, terms.MAX_PAYLOAD_BYTES + 1),
        ((1 << 32) - 1, (1 << 64) - 1),
    ],
)
def test_lengths_beyond_the_limit_are_refused_at_once(header, payload):
    """A claimed length is refused before anything is read or allocated."""
    with pytest.raises(WireError, match="larger than the limit"):
        receive_bytes(struct.pack("!IQ", header, payload))


@pytest.mark.parametrize("cut", [0, 3, 12, 15, -1])
def test_a_truncated_frame_is_an_end_of_file(cut):
    """A peer that hangs up in the middle counts as gone."""
    whole = frame(["a", "<f8", [2], 0], bytes(16))
    with pytest.raises(EOFError):
        receive_bytes(whole[:cut])


def array_term(dtype="<f8", shape=(2,), offset=0):
    """Return the term of an array."""
    return ["a", dtype, list(shape), offset]


BAD_TERMS = {
    "dtype object": array_term("|O"),
    "dtype void": array_term("|V8"),
    "dtype text too long": array_term("<U257"),
    "dtype text of length 0": array_term("<U0", shape=(1 << 26,)),
    "dtype text in other digits": array_term("<U\u0664"),
    "dtype text of many": array_term("<U1,<U1"),
    "dtype bytes too long": array_term("|S1025"),
    "dtype date of no unit": array_term("<M8"),
    "dtype date of many units": array_term("<M8[2s]"),
    "dtype duration in months": array_term("<m8[M]"),
    "set of lists": ["s", [["l", []]]],
    "set of arrays": ["s", [array_term(shape=())]],
    "set of sets": ["s", [["s", []]]],
    "set of dicts": ["z", [{}]],
    "set of a tuple of lists": ["s", [["t", [["l", []]]]]],
    "set of too many": ["s", [["fraction", i, 1] for i in range(terms.MAX_ELEMENTS + 1)]],
    "set of nothing": ["s", None],
    "set of opaque": ["s", [["o", "a", "b"]]],
    "dtype big-endian": array_term(">f8"),
    "dtype by name": array_term("float64"),
    "negative size": array_term(shape=(-1,)),
    "two negative sizes": array_term(shape=(-2, -1)),
    "huge size": array_term(shape=(1 << 62,)),
    "product overflows": array_term(shape=(1 << 26,) * 6),
    "product overflows to 0": array_term(shape=(1 << 16,) * 4),
    "too many dimensions": array_term(shape=(1,) * 33),
    "empty but impossible": array_term(shape=(0,) + (1 << 26,) * 5),
    "float size": array_term(shape=(2.0,)),
    "bool size": array_term(shape=(True,)),
    "negative offset": array_term(offset=-8),
    "huge offset": array_term(offset=1 << 63),
    "past the end": array_term(offset=8),
    "overlapping": ["l", [array_term(), array_term(offset=8)]],
    "twice the same": ["l", [array_term(), array_term()]],
    "unknown tag": ["x", 1],
    "no tag": [],
    "short": ["a", "<f8"],
    "long": ["l", [], []],
    "number as tag": [1, []],
    "list of nothing": ["l", None],
    "digits": ["i", "0xzz"],
    "too many digits": ["i", "f" * 5000],
    "complex of text": ["c", "1", "2"],
    "opaque of numbers": ["o", 1, 2],
    "no number": ["f", "1e3"],
    "float as text": ["c", "nan", 1.0],
    "bytes in no base": ["b", "%%%%"],
    "bytes of a list": ["b", [1]],
}


@pytest.mark.parametrize("term", BAD_TERMS.values(), ids=BAD_TERMS.keys())
def test_hostile_terms_are_refused(term):
    """A term that Packer does not write is an error, whatever it claims."""
    with pytest.raises(WireError):
        receive_bytes(frame(term, bytes(16)))


@pytest.mark.parametrize("depth", [terms.MAX_DEPTH + 1, 200])
@pytest.mark.parametrize("kind", ["list", "dict"])
def test_deep_nesting_is_refused(depth, kind):
    """Nesting beyond the limit is refused."""
    term = None
    for _ in range(depth):
        term = ["l", [term]] if kind == "list" else {"k": term}
    with pytest.raises(WireError):
        receive_bytes(frame(term))


@pytest.mark.parametrize("byte", [b"[", b'{"k":'])
def test_bottomless_nesting_is_refused(byte):
    """A header of only opening brackets does not exhaust the stack."""
    header = b"[" + msgspec.json.encode(m.Returned()) + b"," + byte * 200_000
    with pytest.raises(WireError):
        receive_bytes_of_any_size(raw_frame(header))


def test_keys_cannot_be_made_to_collide():
    """The time to decode a dict is proportional to its number of keys."""
    start = time.process_time()
    keys = b",".join(b'"%d":0' % i for i in range(50_000))
    header = b"[" + msgspec.json.encode(m.Returned()) + b",{" + keys + b"}]"
    _, value = receive_bytes_of_any_size(raw_frame(header))
    assert (len(value), time.process_time() - start < 5) == (50_000, True)


@pytest.mark.parametrize("code", [0xD800, 0xDFFF, 0x110000, 0xFFFFFFFF])
def test_an_array_of_texts_has_only_characters(code):
    """A number that is not a character is refused before it is read as text."""
    with pytest.raises(WireError):
        receive_bytes(frame(array_term("<U2", (1,)), struct.pack("<II", ord("a"), code)))


def test_elements_that_collide_take_bounded_time():
    """A message full of sets with colliding numbers is still decoded."""
    start = time.process_time()
    collide = [["i", f"{7 + i * ((1 << 61) - 1):x}"] for i in range(terms.MAX_ELEMENTS)]
    _, value = receive_bytes_of_any_size(frame(["l", [["s", collide]] * 30]))
    assert {len(one) for one in value} == {terms.MAX_ELEMENTS}
    assert time.process_time() - start < 10


def test_keys_of_other_kinds_cannot_be_said():
    """A key that is not a text, whose hash would not be keyed, is refused."""
    for key in (b"[1, 2]", b"1", b"null"):
        header = b"[" + msgspec.json.encode(m.Returned()) + b",{" + key + b":0}]"
        with pytest.raises(WireError):
            receive_bytes(raw_frame(header))


def receive_bytes_of_any_size(data):
    """Decode a frame that is too large for a socket's buffer."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        writer = threading.Thread(target=theirs.sendall, args=(data,))
        writer.start()
        try:
            return receive(ours, m.Returned, time.monotonic() + 300)
        finally:
            writer.join()


@pytest.mark.parametrize(
    "header",
    [
        msgspec.json.encode([{"type": "Exec"}, None]),
        msgspec.json.encode([{"type": "Ready"}, None]),
        msgspec.json.encode([{"type": 3}, None]),
        msgspec.json.encode([{}, None]),
        msgspec.json.encode([m.Returned()]),
        msgspec.json.encode(m.Returned()),
        b"",
        b"[",
        b'[{"type": "Returned"}, "\xff\xfe"]',
    ],
    ids=["unknown", "not expected", "number", "none", "short", "bare", "empty", "bad", "not UTF-8"],
)
def test_unknown_messages_are_refused(header):
    """A message of an unexpected kind is an error."""
    with pytest.raises(WireError):
        receive_bytes(raw_frame(header), m.Returned | m.Raised)


def test_long_text_in_a_message_is_refused():
    """The text of a message has a limit of its own."""
    with pytest.raises(WireError):
        receive_bytes(frame(None, message=m.Raised("E", "x" * 5000, is_stub=False)), m.Raised)


HOSTILE_TERMS = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 63), (1 << 64) - 1) | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(), inner, max_size=3)
        | st.tuples(st.sampled_from("ltaicoxfbsz"), inner).map(list)
        | st.tuples(
            st.just("a"),
            st.sampled_from(["<f8", "|b1", "|O", "<c16", "<U1", "|S2", "<M8[D]"]),
            st.lists(st.integers(-2, 5) | st.integers(0, 1 << 63), max_size=5),
            st.integers(-16, 64),
        ).map(list)
    ),
    max_leaves=10,
)


@given(HOSTILE_TERMS, st.binary(max_size=48))
def test_any_term_gives_a_value_or_a_wire_error(term, payload):
    """For any header, Unpacker returns plain data or refuses."""
    with contextlib.suppress(WireError):
        value = Unpacker(memoryview(bytearray(payload))).unpack(term)
        assert described(exchange(value)) == described(value)


@given(st.binary(max_size=200))
def test_random_bytes_never_surprise(data):
    """Random bytes end in one of the errors that callers expect."""
    with pytest.raises((WireError, EOFError, TimeoutError)):
        receive_bytes(data)


@given(st.binary(max_size=100), st.binary(max_size=20))
def test_random_headers_never_surprise(header, payload):
    """Random bytes in a well-formed frame are refused."""
    with pytest.raises(WireError):
        receive_bytes(raw_frame(header, payload))


@given(st.integers(0, 200), st.integers(0, 255))
def test_a_damaged_frame_never_surprises(position, byte):
    """One wrong byte gives a value or one of the errors that callers expect."""
    value = {"W1": np.arange(4.0), "n": [1, (2.5, None)], "big": 1 << 80}
    packer = Packer()
    data = bytearray(frame(packer.pack(value), b"".join(packer.chunks)))
    data[position % len(data)] = byte
    with contextlib.suppress(WireError, EOFError):
        assert isinstance(receive_bytes(bytes(data)), tuple)


# -- time ------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"\x00\x00", frame(None)[:-1]], ids=["none", "some", "most"])
def test_the_deadline_ends_waiting(data):
    """A peer that stays silent, or stops in the middle, gives a TimeoutError at the deadline."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(data)
        with pytest.raises(TimeoutError):
            receive(ours, m.Returned, time.monotonic() + 0.02)


def test_a_deadline_in_the_past_is_a_timeout():
    """After the deadline nothing is read, even if it is there."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(frame(None))
        with pytest.raises(TimeoutError):
            receive(ours, m.Returned, time.monotonic() - 1)


def test_sending_to_a_peer_that_does_not_read_times_out():
    """A full socket does not block for ever."""
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(TimeoutError):
        send(ours, m.Returned(), np.zeros(1 << 20), time.monotonic() + 0.05)


def test_sending_after_the_peer_hung_up():
    """A closed socket gives a ConnectionError, which callers take as a dead peer."""
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours, pytest.raises(ConnectionError):
        send(ours, m.Returned(), 1, time.monotonic() + 300)
