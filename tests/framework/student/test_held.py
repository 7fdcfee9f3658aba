"""What a process says of the objects that it holds: any reply is understood or refused."""

import contextlib
import threading

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import WireError
from autograder.student.handles import Decisions, HandleType, place_of
from autograder.student.held import HeldThere, Lent
from autograder.wire import reach as r
from autograder.wire.frames import Frame, decode
from autograder.wire.known import loaded

NAMES = st.sampled_from(
    [
        *("C", "", "a.b", "object", "type", "\0", "__eq__", "builtins.KeyError", "é" * 150),
        *("builtins.BaseException", "builtins.object", "os.system", "threading.Thread"),
    ]
)
NUMBERS = st.integers(-2, 6)
FORMS = st.builds(
    r.Form,
    *(NAMES, NAMES, st.booleans(), st.lists(NUMBERS, max_size=3), st.lists(NAMES, max_size=3)),
    st.lists(st.sampled_from([*sorted(r.ABILITIES), "__class__", "__init_subclass__"]), max_size=5),
)
HELD = st.builds(r.Held, NUMBERS, st.none() | FORMS)
TERMS = st.recursive(
    NUMBERS
    | st.tuples(st.sampled_from(["held", "lent"]), NUMBERS | st.none() | st.just(1e9)).map(list)
    | st.tuples(st.just("known"), NAMES, NAMES).map(list),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: ["l", items]),
    max_leaves=6,
)


class Asked:
    """A connection that nothing may be asked of while a reply is read."""

    decisions = Decisions()

    def ask(self, *_):
        """Fail."""
        raise AssertionError("student code was asked")


def read(reply, term, held):
    """Read a reply with the term of its value."""
    header = msgspec.json.encode([reply, term])
    return decode(Frame(len(header), bytearray(header)), r.Done | r.Threw | r.Back, held)[1]


@given(st.lists(st.tuples(st.lists(HELD, max_size=4), TERMS), max_size=3))
def test_any_reply_gives_values_or_a_wire_error(replies):
    """Handles are only of objects that were described, and reading asks student code nothing."""
    held = HeldThere(Asked(), Lent(), {})
    with contextlib.suppress(WireError):
        for new, term in replies:
            value = read(r.Done(new=tuple(new)), term, held)
            values = value if isinstance(value, list) else [value]
            for one in values:
                place = place_of(one)
                assert place is None or place.number in range(20)


def test_a_class_has_no_name_of_ours_to_offer():
    """It derives from nothing but handles, and from exceptions of the closed set."""
    held = HeldThere(Asked(), Lent(), {})
    form = r.Form("Thread", "threading", False, [], ["threading.Thread", "builtins.object"], [])
    value = read(r.Done(new=(r.Held(-1, form), r.Held(0))), ["held", 1], held)
    assert isinstance(type(value), HandleType)
    assert not issubclass(type(value), threading.Thread)
    assert not {"start", "run"} & {name for base in type(value).__mro__ for name in vars(base)}


@pytest.mark.parametrize("number", [-1, 1, 2**40, True])
def test_only_functions_that_were_lent_can_be_called(number):
    """Any other number is refused."""
    lent = Lent()
    lent.number(print)
    with pytest.raises(WireError):
        read(r.Done(), ["lent", number], HeldThere(Asked(), lent, {}))


def test_names_are_looked_up_and_nothing_is_imported():
    """What a module would make when it is asked is not there either."""
    assert (loaded("os", "path"), loaded("no.such", "x"), loaded("os", "nothing.x")) == (
        *(__import__("os").path, None),
        None,
    )
