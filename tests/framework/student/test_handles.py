"""Objects of student code stay in the sandbox; a test cell uses them through handles."""

import collections.abc
import contextlib
import copy
import dataclasses
import enum
import inspect
import io
import types

import numpy as np
import pytest

from autograder.course.settings import Limits
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.student.errors import StudentCrashed, StudentMissing
from autograder.student.handles import HandleRefusal
from autograder.student.raised import by_student
from autograder.student.walk import Walk
from autograder.submission.cells import Cells

pytestmark = pytest.mark.processes

NOTEBOOK = '''
import math, sys
from dataclasses import dataclass
from enum import Enum
import numpy as np

class Base:
    """A base."""
    kind = "base"
    def __init__(self, size=0):
        self.size = size
        self.items = []
    def push(self, item):
        self.items.append(item)
        return self
    def __len__(self):
        return len(self.items)
    def __iter__(self):
        return iter(self.items)
    def __getitem__(self, i):
        return self.items[i]
    def __setitem__(self, i, value):
        self.items[i] = value
    def __contains__(self, item):
        return True
    def __add__(self, other):
        return Base(self.size + other)
    def __radd__(self, other):
        return Base(other - self.size)
    def __lt__(self, other):
        return True
    def __float__(self):
        return 2.5
    def __str__(self):
        return f"Base of {self.size}"
    def __enter__(self):
        return self
    def __exit__(self, kind, error, trace):
        self.left = kind.__name__ if kind else "well"
        return kind is KeyError

class Sub(Base):
    pass

class Plain:
    pass

class Mine(ValueError):
    def __init__(self, code):
        super().__init__("mine", code)
        self.code = code

def make_adder(n):
    return lambda m: n + m

def pair():
    return [make_adder(1), {"plain": 3}]

def count(n):
    """Counts."""
    for i in range(n):
        print("item", i)
        yield i

def fails(kind):
    if kind == "mine":
        raise Mine(7)
    if kind == "linalg":
        np.linalg.inv(np.zeros((2, 2)))
    if kind == "exit":
        sys.exit(3)
    if kind == "unicode":
        b"\\xff".decode()
    {}["key"]

def apply(f, *args, **kwargs):
    return f(*args, **kwargs)

def guarded(f):
    try:
        f()
    except ValueError as error:
        return f"caught {error}"

def fill(values, table, array, pair):
    values.append(3)
    values[0].append(0)
    table["new"] = 1
    del table["old"]
    array += 1
    pair[1].add(9)

@dataclass
class Point:
    x: int
    y: object = None
    def moved(self):
        return Point(self.x + 1, self.y)

class Colour(Enum):
    RED = 1
    BLUE = 2

def moved(point):
    assert type(point) is Point
    return point.moved()

def other(colour):
    return Colour.BLUE if colour is Colour.RED else Colour.RED

def stub():
    raise NotImplementedError("write me")

def raises(kind):
    raise eval(kind)("gone")
'''


@pytest.fixture(scope="module")
def live():
    """The names of one notebook, for all tests here."""
    sandbox = Sandbox(make_policy(Isolation.NAMESPACES))
    walk = Walk(sandbox, Cells([(1, NOTEBOOK)], []), [2], Limits(), 1)
    yield walk.at(2, allowed=None)
    walk.close()
    sandbox.close()


@pytest.fixture
def base(live):
    """A class of the student's."""
    return live.value("Base")


def test_a_function_that_is_returned_can_be_called(live):
    """It is told apart from plain values, also inside of them."""
    add, plain = live.value("pair")()
    assert (live.value("make_adder")(3)(4), add(1), plain) == (7, 2, {"plain": 3})


def test_an_object_has_its_attributes_items_and_length(base):
    """Each is asked for, and can be set."""
    made = base(size=2)
    made.push(1).push(2.5)
    made[0] = "a"
    made.size += 1
    made.extra = [1]
    del made.size
    assert (made.items, len(made), made[1], made[-1], made.extra) == (["a", 2.5], 2, 2.5, 2.5, [1])
    assert (hasattr(made, "size"), bool(made), list(made)) == (False, True, ["a", 2.5])
    assert (str(base(2)), f"{base(1)!s:>12}", float(made)) == ("Base of 2", "   Base of 1", 2.5)


def test_a_class_is_a_class(live, base):
    """Objects are instances of it and of its bases, and it has its own attributes."""
    sub = live.value("Sub")
    made = sub()
    assert (type(made) is sub, isinstance(made, base), issubclass(sub, base)) == (True, True, True)
    assert (isinstance(base(), sub), sub.__name__, base.kind, base.__module__) == (
        *(False, "Sub", "base"),
        "__main__",
    )
    assert base.push(made, 4) is made
    base.kind = "other"
    assert made.kind == "other"


def test_an_object_without_a_length_has_none_here(live):
    """What Python looks for on the type is there only if the student's class has it."""
    plain = live.value("Plain")()
    assert (callable(plain), isinstance(plain, collections.abc.Sized), bool(plain)) == (
        *(False, False),
        True,
    )
    with pytest.raises(AttributeError, match="nothing"):
        _ = plain.nothing


def test_functions_modules_and_generators_are_taken_for_what_they_are(live):
    """`isinstance` and `inspect` see what they would see in the student's process."""
    add, made = live.value("make_adder"), live.value("count")(2)
    assert (isinstance(add, types.FunctionType), callable(add), add.__name__, add.__doc__) == (
        *(True, True, "make_adder"),
        None,
    )
    assert str(inspect.signature(live.value("apply"))) == "(f, *args, **kwargs)"
    assert isinstance(made, types.GeneratorType)
    assert (isinstance(live.value("math"), types.ModuleType), live.value("math").floor(2.5)) == (
        *(True, 2),
    )


def test_a_generator_is_asked_item_by_item(live):
    """What it prints is printed here, when the item is taken."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        items = iter(live.value("count")(3))
        first, text = next(items), out.getvalue()
        rest = list(items)
    assert (first, text, rest, out.getvalue()) == (
        *(0, "item 0\n", [1, 2]),
        "item 0\nitem 1\nitem 2\n",
    )


def test_equality_is_refused(base):
    """Student code would decide it; an identity is known here."""
    made = base()
    for compare in (lambda: made == 1, lambda: made != 1, lambda: made in [1, 2]):
        with pytest.raises(HandleRefusal):
            compare()
    with pytest.raises(HandleRefusal):
        _ = np.arange(2) == made
    assert made.push(1) is made


@dataclasses.dataclass
class Point:
    """A class that a given cell defines in both processes."""

    x: int
    y: object = None


class Colour(enum.Enum):
    """An enumeration of that sort."""

    RED = 1
    BLUE = 2


def test_records_of_the_grader_s_become_objects_of_the_notebook_s_classes(live):
    """They are compared here, field by field; an object is compared with nothing else."""
    moved = live.value("moved")(Point(1, Point(5)))
    assert moved == Point(2, Point(5))
    assert moved != Point(1, Point(5))
    assert live.value("other")(Colour.RED) == Colour.BLUE
    another = live.value("Point")(2)
    live.decisions.allowed = frozenset()
    assert moved != another  # one has a point where the other has None
    for other in (2, [Point(2)]):
        with pytest.raises(HandleRefusal):
            _ = moved == other
    live.decisions.allowed = None
    with pytest.raises(TypeError):
        _ = live.value("Base")() == Point(2)


def test_operations_that_hand_a_value_over_are_refused_unless_allowed(live, base):
    """The answer would be what the student's own operator says about it."""
    made, full = base(1), base(1).push(1)
    live.decisions.allowed = frozenset()
    asked = (
        *(lambda: made + 1, lambda: 1 + made, lambda: made < 5),
        lambda: abs(made - 1),
    )
    assert (5 in made, 1 in full) == (False, True)  # its items are looked through
    for ask in asked[:3]:
        with pytest.raises(HandleRefusal):
            ask()
    with pytest.raises(TypeError):
        asked[3]()
    assert live.decisions.wanted >= {"__add__", "__radd__", "__lt__", "__contains__"}
    live.decisions.allowed = frozenset({"__add__", "__radd__", "__lt__", "__contains__"})
    assert ((made + 4).size, (4 + made).size, made < 5, 5 in made) == (5, 3, True, True)
    live.decisions.allowed = None


def test_a_context_is_entered_and_left(base):
    """With the exception that was raised in it, whose name alone crosses."""
    with base() as made:
        pass
    assert made.left == "well"
    with made:
        raise KeyError("x")
    assert made.left == "KeyError"


def test_copies_are_made_in_the_sandbox(base):
    """A copy is another object."""
    made = base(3).push(1)
    other = copy.deepcopy(made)
    other.push(2)
    assert (len(made), len(other), other is made) == (1, 2, False)


def test_an_exception_has_its_type_and_text(live):
    """Builtin types are themselves, with their arguments; NumPy's are NumPy's."""
    fails = live.value("fails")
    for kind, expected, text in (
        *(("key", KeyError, "'key'"), ("linalg", np.linalg.LinAlgError, "Singular matrix")),
        ("exit", SystemExit, "3"),
    ):
        with pytest.raises(expected) as raised:
            fails(kind)
        assert str(raised.value) == text
    with pytest.raises(UnicodeDecodeError):
        fails("unicode")


def test_an_exception_class_of_the_student_s_can_be_expected(live):
    """It derives from the builtin type, and its objects have their attributes."""
    mine = live.value("Mine")
    with pytest.raises(mine) as raised:
        live.value("fails")("mine")
    assert issubclass(mine, ValueError)
    assert (raised.value.code, raised.value.args) == (7, ("mine", 7))
    with pytest.raises(ValueError, match="mine"):
        live.value("fails")("mine")


@pytest.mark.parametrize("kind", [FileNotFoundError, EOFError, TimeoutError, ConnectionError])
def test_an_exception_about_files_is_like_any_other(live, kind):
    """It is not taken for a lost process: more may be asked afterwards."""
    with pytest.raises(kind, match="gone") as raised:
        live.value("raises")(kind.__name__)
    assert isinstance(by_student(raised.value), StudentCrashed)
    assert live.ended is None


def test_it_is_known_that_student_code_raised(live):
    """With what may be told of it; a stub is not written yet."""
    with pytest.raises(NotImplementedError) as raised:
        live.value("stub")()
    assert isinstance(by_student(raised.value), StudentMissing)
    with pytest.raises(KeyError) as raised:
        live.value("fails")("key")
    assert str(by_student(raised.value)) == "fails raised KeyError: 'key' (cell 1, line 74)"
    assert by_student(ValueError()) is None


def test_functions_of_the_grader_s_are_called_back(live):
    """Lambdas, methods and classes; what a library has is called in the sandbox."""
    apply, seen = live.value("apply"), []
    assert apply(lambda a, b: a * b, 3, b=4) == 12
    apply(seen.append, [1, 2])
    assert (seen, apply(math_sqrt, 4.0), apply(np.sum, [1, 2]), apply(int, "7")) == (
        *([[1, 2]], 2.0, 3),
        7,
    )
    assert apply(lambda f: f(5), live.value("make_adder")(1)) == 6
    assert apply(apply, apply, lambda: 3) == 3


def math_sqrt(x):
    """Return a root, by a function of the grader's."""
    return x**0.5


def test_an_exception_of_a_function_of_the_grader_s_reaches_student_code(live):
    """As the builtin type of its name; if nobody handles it, it comes back as it was."""

    class Special(ValueError):
        pass

    def fails():
        raise Special("word")

    assert live.value("guarded")(fails) == "caught word"
    with pytest.raises(Special, match="word") as raised:
        live.value("apply")(fails)
    assert by_student(raised.value) is None


def test_arguments_that_a_call_changes_are_changed_here(live):
    """Lists, dicts, arrays and sets, also inside each other."""
    values, inner = [[1]], None
    inner = values[0]
    table, array, pair = {"old": 0, "kept": [5]}, np.zeros(2), (1, {8})
    live.value("fill")(values, table, array=array, pair=pair)
    assert (values, inner, table, array.tolist(), pair) == (
        *([[1, 0], 3], [1, 0], {"kept": [5], "new": 1}),
        *([1.0, 1.0], (1, {8, 9})),
    )


def test_code_is_run_inside_when_asked(live):
    """The sandbox's word is taken for how it ended."""
    ran = live.run_inside("assert make_adder(1)(1) == 3, 'no'")
    assert (ran, live.run_inside("assert True").raised) == (("AssertionError", "no"), "")
