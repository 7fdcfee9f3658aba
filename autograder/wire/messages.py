"""What a grader and its sandbox say to each other.

Three conversations, each on its own socket:

    control      grader <-> warm interpreter   Setup, Spawn, Interrupt, Kill
                                                                  | Ready, Spawned,
                                                                    Killed
    submission   grader <-> loaded notebook    Files, Load, Fork, Stop | Parsed, Loaded,
                                                                    Forked
    exercise     grader <-> one fork of it     Call, Afresh       | Bound, Next, Returned, Raised,
                                                                    Callback -> Answer

A message's value (arguments, a returned array) travels beside it on the wire.
"""

from __future__ import annotations

import enum
from typing import Annotated, Any

import msgspec
import numpy as np

from autograder.wire.values import Opaque

Arguments = dict[str, Any]
Step = tuple[str, Arguments]  # a method's name and its arguments, or an attribute's name and none
ITSELF = Opaque("object", "the object itself")  # stands for the object when a method returned it
MAX_PRINTED_CHARS = 50_000  # characters that one call printed or wrote; the rest is lost
TAMPERED = -1  # a number of lines when the count was cut off


class Manner(enum.StrEnum):
    """How a call is made, and what is reported about it."""

    CALL = "call"  # its value
    ITEMS = "items"  # the first items of what it returned
    USE = "use"  # the values of steps with the object that it made
    REFUSE = "refuse"  # the exception, which is an answer here
    LINES = "lines"  # its value, and how many lines were executed
    VALUE = "value"  # of a variable, which is not called
    PRINTED = "printed"  # its value and what it printed
    WRITTEN = "written"  # its value and what it wrote into a file
    FIGURE = "figure"  # the figure that it returned or drew, or that a variable holds
    PROBE = "probe"  # what a probe returns that is called beside it; see execution.probes

    @property
    def compared(self) -> Manner:
        """The manner in which other versions are called when their answers are compared."""
        return Manner.CALL if self in {Manner.LINES, Manner.VALUE} else self


# The manners that need no function.
OF_VARIABLES = frozenset({Manner.VALUE, Manner.FIGURE, Manner.PROBE})
Text = Annotated[str, msgspec.Meta(max_length=4096)]
Name = Annotated[str, msgspec.Meta(max_length=200)]
Count = Annotated[int, msgspec.Meta(ge=0, lt=1 << 31)]
Place = tuple[Count, Count]  # the cell and line of a statement


class Message(msgspec.Struct, frozen=True, tag=True):
    """Base of all messages; the class's name is the tag on the wire."""


class Setup(Message, frozen=True):
    """How the warm interpreter confines each submission. Data only; see sandbox.policy.

    It is data only; see sandbox.policy. The value is the cells that an instructor gave, from
    `pack_cells`.
    """

    isolation: str  # namespaces, landlock or none
    seccomp_program: bytes  # a BPF program; empty for none
    drop_to_uid: int | None  # None keeps the uid
    reads_as_owner: bool  # after that, open files as the old uid may, without capabilities
    readable: list[str]  # files that landlock lets it read
    listed: list[str]  # folders whose names alone landlock lets it list
    writable: list[str]
    open_files: int
    preload: list[str]  # modules to import before the first submission


class Ready(Message, frozen=True):
    """The warm interpreter waits for submissions."""

    in_cgroup: bool  # whether it could enter the given cgroup


class Limits(Message, frozen=True):
    """Resource limits of one submission; see course.Limits for their meaning."""

    memory_mib: int
    cpu_s: int
    processes: int
    file_size_mib: int
    scratch_mib: int


class Spawn(Message, frozen=True):
    """Make a process for a submission; the descriptor of its socket follows this message."""

    limits: Limits


class Files(Message, frozen=True):
    """Files for a submission's folder, sent to its process first; the value holds them."""

    names: Annotated[list[Text], msgspec.Meta(max_length=1000)]


class Spawned(Message, frozen=True):
    """The process for the submission exists."""

    pid: Count  # in the pid namespace of the warm interpreter


class Interrupt(Message, frozen=True):
    """Make a process that is loading a notebook give up a slow statement. No reply."""

    pid: int


class Look(Message, frozen=True):
    """Ask whether a submission has written into its folders since the last look."""

    pid: int


class Looked(Message, frozen=True):
    """A digest of what the submission's folders contain."""

    state: str


class Kill(Message, frozen=True):
    """End a submission's process and everything that it started."""

    pid: int


class Killed(Message, frozen=True):
    """The process and everything that it started are gone."""


class Extent(enum.StrEnum):
    """Which of a notebook's statements are executed."""

    NEEDED = "what the targets need"
    MATTERING = "what could matter to them"
    ALL = "all"


class Load(Message, frozen=True):
    """Execute a notebook's code; its cells travel as the value, from `pack_cells`."""

    targets: list[str]  # the exercises' names
    extent: Extent
    hurry: list[Place]  # statements that were too slow last time and now get little time
    hung: list[str]  # exercises that did not return; statements that use them get little time
    seed: int  # for the global random generators: a regrade gets the same numbers
    printed: dict[str, int] = {}  # by exercise, the cell that answers it with what it prints


def pack_cells(code: list[tuple[int, str]]) -> np.ndarray:
    """Return numbered cells as an array of bytes, since the limit for text is much lower."""
    cells = [(number, text.encode("utf-8", "replace")) for number, text in code]
    return np.frombuffer(msgspec.msgpack.encode(cells), np.uint8)


def unpack_cells(packed: np.ndarray) -> list[tuple[int, str]]:
    """Return what `pack_cells` packed."""
    cells = msgspec.msgpack.decode(packed.tobytes(), type=list[tuple[int, bytes]])
    return [(number, text.decode()) for number, text in cells]


class Trouble(enum.StrEnum):
    """What happened to a statement."""

    UNPARSED = "did not parse and was skipped"
    MISPLACED = "is indented like nothing above it, and was read as if it began at the margin"
    TOO_DEEP = "is nested too deeply to be looked into"
    RAISED = "raised"


class Note(Message, frozen=True):
    """Something about the notebook that its author ought to know."""

    cell: Count  # counted from 1 over all cells, as the file lists them
    line: Count  # counted from 1 within the cell
    what: Trouble
    type_name: Name = ""  # the exception's type
    text: Text = ""  # the exception's text, or the parser's reason
    first: Count = 0  # with `last`, the lines that were skipped
    last: Count = 0


class Parsed(Message, frozen=True):
    """The notebook's code was parsed, and none of it has been executed."""

    plain: list[Name]  # targets whose calls leave nothing behind; see execution.plain
    plain_variables: list[Name] = []  # targets that leave nothing behind when they are read
    unwritten: list[Name] = []  # targets that are still stubs; see execution.unwritten
    absent: list[Name] = []  # targets that nothing in the notebook can define


class Loaded(Message, frozen=True):
    """The notebook's code has run."""

    defined: list[Name]  # targets that are callable now
    variables: list[Name]  # targets that have a value and are not callable
    notes: Annotated[list[Note], msgspec.Meta(max_length=200)]
    too_slow: Annotated[list[Place], msgspec.Meta(max_length=10_000)]  # interrupted
    cut_short: list[Name]  # targets that depend on a statement that was interrupted
    is_needed_alone: bool = False  # no other statement could matter, so nothing was executed


class Weigh(Message, frozen=True):
    """Ask a loaded notebook whether skipped statements could matter to the targets."""


class Weighed(Message, frozen=True):
    """Whether they could; student code has run in the process that says so."""

    is_more: bool


class Stuck(Message, frozen=True):
    """A statement of the notebook does not end: it catches what is to end it."""


class ClassForm(msgspec.Struct, frozen=True):
    """What the sandbox knows about a class whose objects the grader holds."""

    bases: list[str]  # the bases that are such classes too
    methods: dict[str, bool]  # by name, whether it is called with an object


class Fork(Message, frozen=True):
    """Serve one exercise from the loaded state; the descriptor of its socket follows.

    It is served in a fork, or in the loaded process itself where forks are not allowed.
    """

    rebind: dict[str, ClassForm | None]  # names that call the grader back; None for a function
    in_place: bool
    without_asserts: bool = False  # run the notebook's functions without their asserts


class Forked(Message, frozen=True):
    """The exercise is served."""

    pid: Count  # of the fork; 0 if it is the loaded process itself


class Stop(Message, frozen=True):
    """End one fork, or all forks and everything that they left running."""

    pid: int  # 0 for all


class Afresh(Message, frozen=True):
    """The next calls are another exercise's; reset the random generators to their loaded state."""


class Call(Message, frozen=True):
    """Call a function. The value is a list of calls, each `[arguments, extras, details]`.

    The first two are dicts from names to values, in the order of the exercise's signature. Extras
    are passed only to functions that ask for more than the arguments. For details see
    `execution.manners.perform`.
    """

    function: str
    manner: Manner = Manner.CALL
    observe: bool = False  # also send back the arguments as they are after the call


class Bound(Message, frozen=True):
    """All names are bound to the grader's functions; calls may follow."""


class Returned(Message, frozen=True):
    """The calls returned; the value is a list with `[value, told]` for each, then the arguments."""


class Next(Message, frozen=True):
    """One of several calls took a while and has ended; the next one begins."""


class Raised(Message, frozen=True):
    """A call raised, or there is no such function."""

    type_name: Name
    text: Text
    is_stub: bool  # the exercise's own NotImplementedError, or no function at all
    cell: Count = 0  # where in the notebook it was raised, 0 if unknown
    line: Count = 0
    is_beneath: bool = False  # it is the NotImplementedError of another function


class Ask(enum.StrEnum):
    """What a fork asks about a rebound function or class."""

    CALL = "call"  # call it, or a method of the class
    GET = "get"  # read an attribute of an object, or of the class
    SET = "set"  # set such an attribute to a value


class Callback(Message, frozen=True):
    """A fork uses a rebound name; the value is `[args, kwargs]`, where an object comes first.

    Objects travel as marks; see `marks`.
    """

    function: Name
    ask: Ask = Ask.CALL
    attribute: Name = ""


class Answer(Message, frozen=True):
    """What a rebound function returned (the value), or that it did not answer."""

    ok: bool
    raised: Name = ""  # the type of the exception if the function itself raised one
