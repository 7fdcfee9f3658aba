"""Say in words what an exception means, where every failing call ends in the same one.

By its type, by what of its text is a sentence of Python's or NumPy's, and by the line of the
notebook in which it was raised: no more is known here, as the rest of the text is the
student's and may be made of hidden inputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.diagnosis import numpy_names
from autograder.diagnosis.evidence import Evidence
from autograder.diagnosis.source import Source
from autograder.diagnosis.values import in_words
from autograder.student.errors import Failure

_MEANING = {
    "KeyError": (
        "It asks a dict for a key that is not there. Compare the key, letter by letter, with "
        "those that the exercise's text names; capitals count."
    ),
    "NameError": (
        "It uses a name that is not defined: misspelt, or defined in a cell that failed or is "
        "not in the notebook."
    ),
    "UnboundLocalError": (
        "It uses a variable before the line that gives it a value, or that line is in a branch "
        "that was not taken. A name that is assigned anywhere in a function is local in all of it."
    ),
    "AttributeError": (
        "It asks an object for something that such an object does not have: misspelt, or the "
        "object is of another type than you think."
    ),
    "IndexError": "It asks for an entry at a place that is not there, or is no whole number.",
    "AxisError": "It names an axis that the array does not have. Axes are counted from 0.",
    "TypeError": (
        "It does something with a value that values of this type cannot do, or calls a function "
        "with too many or too few arguments. Look at the type of each value in that line."
    ),
    "ValueError": "A value has the right type but does not fit. Print the values before that line.",
    "AssertionError": (
        "It stops at an assert in the notebook. Either what is asserted is not so, because of "
        "something before it, or the assert asks for more than the exercise does. Print both "
        "sides of it just before that line."
    ),
    "RecursionError": "It calls itself without end.",
    "ZeroDivisionError": "It divides by zero.",
    "MemoryError": "It asks for more memory than there is. Look at the shapes of what it makes.",
    "NotImplementedError": "A line that raises NotImplementedError is still there.",
    "ModuleNotFoundError": (
        "What it calls comes from a module that is not there: its file was not handed in, or "
        "is not installed here."
    ),
}
_SHAPES = (
    "The shapes of two arrays do not go together in that line. Print both shapes just before it."
)
_PRODUCT = (
    "A matrix product does not fit in that line: the first factor must have as many columns as "
    "the second has rows. Print both shapes just before it: one of the factors may have to be "
    "transposed, or they stand in the wrong order."
)
_BROADCAST = (
    "Two arrays that are combined entry by entry in that line have shapes that do not go "
    "together. Print both shapes just before it. `*` goes entry by entry; a matrix product is `@`."
)
# What a sentence of Python's or NumPy's means, in the order in which they are looked for.
_OF_TEXT = (
    (r"not aligned|core dimension", _PRODUCT),
    (r"operands could not be broadcast|broadcast shape", _BROADCAST),
    (r"not be broadcast|could not broadcast|same shape|must match exactly", _SHAPES),
    (
        r"cannot reshape",
        "An array cannot be brought into that shape: it has more or fewer entries than that.",
    ),
    (
        r"values to unpack",
        (
            "A line takes apart what came back into more or fewer names than there are values. "
            "Compare the names on its left with what the function on its right returns."
        ),
    ),
    (
        r"cannot unpack non-iterable",
        "A line takes apart into several names what is one value only.",
    ),
    (
        r"'(?:dict|list|tuple|numpy\.ndarray)' object is not callable",
        (
            "Round brackets after a name call it as a function. Entries of a dict, a list or an "
            "array are had by square brackets."
        ),
    ),
    (
        r"'dict' object has no attribute",
        "The entries of a dict are had by square brackets and a key, not by a dot.",
    ),
    (
        (
            r"'(?:float|int|bool|numpy\.\w+)' object is not (?:iterable|subscriptable)"
            r"|iteration over a 0-d"
        ),
        "A single number is taken there for a list or an array: it has no entries to go through.",
    ),
    (
        r"^\S+\(\) (?:missing|takes|got)",
        ("A function is called there with other arguments than its def takes: compare the two."),
    ),
    (r"object is not callable", "That line calls something that is no function."),
    (
        r"'tuple' object cannot be interpreted as an integer",
        (
            "A function there takes the lengths one by one, not as one tuple: look up how its "
            "arguments are written. np.zeros takes a tuple, np.random.randn does not."
        ),
    ),
    (
        r"Cannot interpret .* as a data type",
        (
            "The shape of a new array is one argument, a tuple: it needs brackets of its own. What "
            "stands second is taken for a type."
        ),
    ),
    (
        r"arrays can be converted to Python scalars|must be real number, not ndarray",
        (
            "A function there takes a single number, and gets an array. The functions of math, int "
            "and float are such; those of NumPy take arrays."
        ),
    ),
    (
        r"can only convert an array of size 1",
        "The number is to be taken out of an array there, but the array has several.",
    ),
    (
        r"^The truth value of an array",
        (
            "An `if`, an `and` or an `or` there asks an array whether it is true, but each of its "
            "entries may be or not. np.where chooses entry by entry."
        ),
    ),
    (
        r"numpy boolean (?:subtract|negative)",
        (
            "A minus is used there with an array of True and False, which NumPy refuses. Turn it "
            "into numbers first, for example with astype(float)."
        ),
    ),
    (r"index .* is out of bounds|index out of range", _MEANING["IndexError"]),
    (
        r"unsupported operand|not supported between|bad operand|can't multiply sequence",
        (
            "An operator in that line stands beside a value of a type that it cannot work with: "
            "the message names the types."
        ),
    ),
    (r"output array is read-only|assignment destination", "It writes into an array that is given."),
)


def meaning(evidence: Evidence, source: Source | None = None) -> str:
    """Return what the one exception means that all failing calls raised, "" for none or several."""
    failing = [
        (exchange, outcome)
        for exchange, outcome in zip(evidence.exchanges, evidence.seen, strict=True)
        if outcome.raised
    ]
    types = {outcome.raised for _, outcome in failing}
    if len(types) != 1:
        return ""
    (raised,) = types
    failures = [exchange.failure for exchange, _ in failing]
    if {failure.text for failure in failures} == {""}:
        return _without_text(raised, failures, source)
    said = "".join(unfilled(failures, source)) or _of_text(failures)
    if raised == "NameError":
        said = _of_name(failures[0].text, source)
    if raised == "KeyError":
        said = _of_key(
            failures[0].text, [call for exchange, _ in failing for call in exchange.calls]
        )
    return said or _MEANING.get(raised, "")


def _without_text(raised: str, failures: list[Failure], source: Source | None) -> str:
    if raised == "AssertionError" and (said := "".join(unfilled(failures, source))):
        return said
    return _MEANING.get(raised, "")


def unfilled(failures: list[Failure], source: Source | None) -> Iterator[str]:
    """Yield a sentence on names that are still None, where that is what the calls stop at."""
    names = source.unfilled if source else ()
    line = failures[0].line
    in_line = [name for name in names if re.search(rf"(?<![\w.]){name}\b", line)]
    if all("NoneType" in failure.text for failure in failures):
        if not names:
            yield (
                "A value in that line is None. None is what comes from a function that has no "
                "return line, from print, and from a method that works in place."
            )
            return
        yield _still_none(in_line or names)
    elif line.startswith("assert") and in_line:
        yield _still_none(in_line)


def _still_none(names: list[str] | tuple[str, ...]) -> str:
    """Return a sentence on lines that were never filled in."""
    if len(names) == 1:
        return f"`{names[0]}` is still None: the line `{names[0]} = None` waits for your answer."
    every = in_words([f"`{name}`" for name in names])
    return f"{every} are still None: the lines that set them to None wait for your answers."


def still_none(source: Source | None) -> str:
    """Return a sentence on a function's lines that were never filled in, "" for none."""
    return _still_none(source.unfilled) if source and source.unfilled else ""


def _of_text(failures: list[Failure]) -> str:
    """Return what the sentences of all calls mean, if it is the same."""
    said = {_of_sentence(failure.text) for failure in failures}
    return said.pop() if len(said) == 1 else ""


def _of_sentence(text: str) -> str:
    gone = numpy_names.what_became_of(text)
    return gone or next((words for said, words in _OF_TEXT if re.search(said, text)), "")


def _of_name(text: str, source: Source | None) -> str:
    found = re.search(r"'(\w+)'", text)
    if found is None or source is None:
        return ""
    name = found[1]
    words = set(re.findall(r"[^\W\d]\w*", source.text)) - {name}
    alike = [word for word in words if word.casefold() == name.casefold()]
    if len(alike) == 1:
        return f"`{name}` is not defined, but `{alike[0]}` is written there too: capitals count."
    return (
        f"`{name}` is not defined: no argument of the function and no line of it gives a value to "
        "that name, nor does a cell that was run. It is misspelt, or its cell failed or is not in "
        "the notebook."
    )


def _of_key(text: str, calls: list[tuple[dict[str, object], dict[str, object]]]) -> str:
    key = text.strip("'")
    dicts = {
        name: value
        for arguments, _ in calls
        for name, value in arguments.items()
        if isinstance(value, dict)
    }
    if not key or not dicts:
        return ""
    having = [name for name, value in dicts.items() if key in value]
    if len(having) == 1 and len(dicts) > 1:
        return f"`{key}` is a key of `{having[0]}`; another dict is asked for it there."
    if any(key != k and key.casefold() == k.casefold() for value in dicts.values() for k in value):
        return f"There is no key `{key}`, but there is one that differs in capitals only."
    return ""


def always_raises(evidence: Evidence) -> bool:
    """Return whether no call gave an answer."""
    return all(outcome.raised for outcome in evidence.seen)
