"""The messages between grader and sandbox while test cells use a notebook's names.

Two conversations, each on its own socket:

    submission   grader <-> notebook       Walk, Go, Use, Fork, Stop | Reached, Forked, and replies
    cell         grader <-> one fork of it Use                       | Done, Threw, Back -> Result

If a notebook may not fork, it serves all test cells itself. While the grader answers `Back`, it
may itself send `Use`.

An object of student code without a plain form stays in the sandbox, and the grader gets its
number. In the same way, student code gets a number for a function of the grader.
"""

from __future__ import annotations

import enum
from typing import Annotated

import msgspec

from autograder.wire.messages import Count, Message, Name, Note, Place, Text

NEXT = "__next__"  # the name under which an iterator of the grader's is lent
MAX_HELD = 1 << 17  # objects that one process may hold for the grader
MAX_PRINTED_CHARS = 50_000  # characters printed along with one message

_ARITHMETIC = (
    *("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "divmod"),
    *("lshift", "rshift", "and", "or", "xor"),
)
BINARY = frozenset(f"__{name}__" for name in _ARITHMETIC)
REFLECTED = frozenset(f"__r{name}__" for name in _ARITHMETIC)
IN_PLACE = frozenset(f"__i{name}__" for name in _ARITHMETIC if name != "divmod")
COMPARISONS = frozenset({"__lt__", "__le__", "__gt__", "__ge__"})
UNARY = frozenset(
    {"__neg__", "__pos__", "__abs__", "__invert__", "__round__", "__trunc__"}
    | {"__floor__", "__ceil__", "__reversed__", "__iter__", "__next__", "__enter__"}
)
PLAIN = frozenset({"__len__", "__bool__", "__int__", "__float__", "__complex__", "__index__"})
ITEMS = frozenset({"__getitem__", "__setitem__", "__delitem__", "__contains__"})
# The methods that Python calls for operations, if an object has them.
ABILITIES = BINARY | REFLECTED | IN_PLACE | COMPARISONS | UNARY | PLAIN | ITEMS
ABILITIES |= {"__call__", "__exit__", "__await__", "__aiter__", "__anext__", "__hash__"}
# Operations that pass a value of the grader to code that can answer anything.
DECIDING = BINARY | REFLECTED | IN_PLACE | COMPARISONS | {"__contains__"}


class Op(enum.StrEnum):
    """What is done in the sandbox with the values that come with the request."""

    PEEK = "peek"  # the value of a name if that needs no object to be held: [is plain, value]
    NAME = "name"  # the value of a name
    CALL = "call"  # of the first value: arguments, then named arguments
    GET = "get"  # an attribute of it
    SET = "set"  # set an attribute of it
    DELETE = "delete"  # an attribute of it
    OPERATE = "operate"  # an operation of Python's, named as its method is
    BIND = "bind"  # names to values
    UNBIND = "unbind"  # names
    SEED = "seed"  # the global generators of random numbers
    RUN = "run"  # code: [type of exception, text]
    NEW = "new"  # objects without fields, of classes of these modules and names
    FILL = "fill"  # objects with fields: the objects, then a dict for each
    FIELDS = "fields"  # of objects: a dict for each


class Form(msgspec.Struct, frozen=True, array_like=True):
    """What the grader must know about a class."""

    name: Name
    module: Name
    is_own: bool  # whether it is a class of the notebook
    bases: Annotated[list[Count], msgspec.Meta(max_length=20)]  # numbers of its own bases
    every: Annotated[list[Name], msgspec.Meta(max_length=40)]  # its other bases: module.name
    can: Annotated[list[Name], msgspec.Meta(max_length=len(ABILITIES))]


class Held(msgspec.Struct, frozen=True, array_like=True):
    """What the grader must know about an object: its class, which also has a number."""

    of: int  # the number of its class; -1 where the object is a class
    form: Form | None = None  # the form of a class


# What was printed, in order: whether to the stream for errors, and the text.
Printed = Annotated[tuple[tuple[bool, str], ...], msgspec.Meta(max_length=1000)]


class Walk(Message, frozen=True):
    """Execute a notebook's code piece by piece; its cells travel as the value."""

    seed: int
    hurry: list[Place]


class Go(Message, frozen=True):
    """Execute all statements before a cell that were not executed yet."""

    cell: int


class Reached(Message, frozen=True):
    """The statements were executed."""

    defined: Annotated[list[Name], msgspec.Meta(max_length=5000)]  # names that have a value now
    notes: Annotated[list[Note], msgspec.Meta(max_length=200)]
    too_slow: Annotated[list[Place], msgspec.Meta(max_length=10_000)]


class Use(Message, frozen=True):
    """Do something; the value is a list whose content depends on the operation."""

    op: Op
    name: Text = ""


class Reply(Message, frozen=True):
    """The base of the sandbox's replies: new objects in the value, and what was printed.

    Numbers are given in order, so the first new object has the lowest number without an owner.
    """

    new: tuple[Held, ...] = ()
    printed: Printed = ()


class Done(Reply, frozen=True):
    """It was done; the value is `[value, changes]`.

    Changes are the arguments that were changed in place, each as `[position or name, value]`.
    """

    returned: int = -1  # the position of the argument that is the value itself, if one is


class Threw(Reply, frozen=True):
    """It raised; the value is the exception's arguments, then the exception if its class is own."""

    type_names: Annotated[tuple[Name, ...], msgspec.Meta(max_length=40)] = ()  # and all its bases
    text: Text = ""
    is_stub: bool = False  # whether it is the notebook's own NotImplementedError
    is_missing: bool = False  # whether there is no such name
    cell: Count = 0
    line: Count = 0
    lent: int = -1  # the number of the result that was this very exception


class Back(Reply, frozen=True):
    """Student code calls a function of the grader; the value is `[arguments, named arguments]`."""

    number: Count = 0


class Result(Message, frozen=True):
    """What that function returned (the value), or the builtin exception that it raised."""

    raised: Name = ""
    text: Text = ""
    number: Count = 0  # of the results that raised
