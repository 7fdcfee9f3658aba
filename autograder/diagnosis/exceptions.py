"""Say in words what an exception means, where every failing call ends in the same one.

By its type alone: its text is the student's, and may be made of hidden inputs.
"""

from __future__ import annotations

from autograder.diagnosis.evidence import Evidence

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
    "ValueError": (
        "A value has the right type but does not fit: most often two arrays whose shapes do not "
        "go together. Print the shapes just before that line."
    ),
    "AssertionError": (
        "It stops at an assert. If the assert is your own, it is stricter than the exercise: "
        "the inputs were as its text allows."
    ),
    "RecursionError": "It calls itself without end.",
    "ZeroDivisionError": "It divides by zero.",
    "MemoryError": "It asks for more memory than there is. Look at the shapes of what it makes.",
    "NotImplementedError": "A line that raises NotImplementedError is still there.",
    "ModuleNotFoundError": "It imports a module that is not there.",
}


def meaning(evidence: Evidence) -> str:
    """Return what the one exception means that all failing calls raised, "" for none or several."""
    types = {outcome.raised for outcome in evidence.seen if outcome.raised}
    return _MEANING.get(types.pop(), "") if len(types) == 1 else ""


def always_raises(evidence: Evidence) -> bool:
    """Return whether no call gave an answer."""
    return all(outcome.raised for outcome in evidence.seen)
