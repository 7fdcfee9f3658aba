"""What exceptions mean, by their type, and by sentences of Python and NumPy in their text."""

from __future__ import annotations

from autograder.languages import say

MEANING = {
    "KeyError": say(
        "It asks a dict for a key that is not there. Compare the key, letter by letter, with those "
        "that the exercise's text names; capitals count."
    ),
    "NameError": say(
        "It uses a name that is not defined: misspelt, or defined in a cell that failed or is not "
        "in the notebook."
    ),
    "UnboundLocalError": say(
        "It uses a variable before the line that gives it a value, or that line is in a branch "
        "that was not taken. A name that is assigned anywhere in a function is local in all of it."
    ),
    "AttributeError": say(
        "It asks an object for something that such an object does not have: misspelt, or the "
        "object is of another type than you think."
    ),
    "IndexError": say("It asks for an entry at a place that is not there, or is no whole number."),
    "AxisError": say("It names an axis that the array does not have. Axes are counted from 0."),
    "TypeError": say(
        "It does something with a value that values of this type cannot do, or calls a function "
        "with too many or too few arguments. Look at the type of each value in that line."
    ),
    "ValueError": say(
        "A value has the right type but does not fit. Print the values before that line."
    ),
    "AssertionError": say(
        "It stops at an assert in the notebook. Either the condition is false, because of "
        "something before it, or the assert asks for more than the exercise does. Print both sides "
        "of it just before that line."
    ),
    "RecursionError": say("It calls itself without end."),
    "ZeroDivisionError": say("It divides by zero."),
    "MemoryError": say(
        "It asks for more memory than there is. Look at the shapes of what it makes."
    ),
    "NotImplementedError": say("A line that raises NotImplementedError is still there."),
    "ModuleNotFoundError": say(
        "What it calls comes from a module that is not there: its file was not handed in, or is "
        "not installed here."
    ),
}
_SHAPES = say(
    "The shapes of two arrays do not go together in that line. Print both shapes just before it."
)
_PRODUCT = say(
    "A matrix product does not fit in that line: the first factor must have as many columns as the "
    "second has rows. Print both shapes just before it: one of the factors may have to be "
    "transposed, or they stand in the wrong order."
)
_BROADCAST = say(
    "Two arrays that are combined entry by entry in that line have shapes that do not go together. "
    "Print both shapes just before it. `*` goes entry by entry; a matrix product is `@`."
)
# What such a sentence means; the first match counts.
OF_TEXT = (
    (
        r"not aligned|core dimension",
        _PRODUCT,
    ),
    (
        r"operands could not be broadcast|broadcast shape",
        _BROADCAST,
    ),
    (
        r"not be broadcast|could not broadcast|same shape|must match exactly",
        _SHAPES,
    ),
    (
        r"cannot reshape",
        say("An array cannot be brought into that shape: it has more or fewer entries than that."),
    ),
    (
        r"values to unpack",
        say(
            "A line takes apart what came back into more or fewer names than there are values. "
            "Compare the names on its left with what the function on its right returns."
        ),
    ),
    (
        r"cannot unpack non-iterable",
        say("A line takes apart into several names what is one value only."),
    ),
    (
        r"'(?:dict|list|tuple|numpy\.ndarray)' object is not callable",
        say(
            "Round brackets after a name call it as a function. Entries of a dict, a list or an "
            "array are had by square brackets."
        ),
    ),
    (
        r"'dict' object has no attribute",
        say("The entries of a dict are had by square brackets and a key, not by a dot."),
    ),
    (
        (
            r"'(?:float|int|bool|numpy\.\w+)' object is not (?:iterable|subscriptable)"
            r"|iteration over a 0-d"
        ),
        say(
            "A single number is taken there for a list or an array: it has no entries to go "
            "through."
        ),
    ),
    (
        r"^\S+\(\) (?:missing|takes|got)",
        say("A function is called there with other arguments than its def takes: compare the two."),
    ),
    (
        r"object is not callable",
        say("That line calls something that is no function."),
    ),
    (
        r"'tuple' object cannot be interpreted as an integer",
        say(
            "A function there takes the lengths one by one, not as one tuple: look up how its "
            "arguments are written. np.zeros takes a tuple, np.random.randn does not."
        ),
    ),
    (
        r"Cannot interpret .* as a data type",
        say(
            "The shape of a new array is one argument, a tuple: it needs brackets of its own. What "
            "stands second is taken for a type."
        ),
    ),
    (
        r"arrays can be converted to Python scalars|must be real number, not ndarray",
        say(
            "A function there takes a single number, and gets an array. The functions of math, int "
            "and float are such; those of NumPy take arrays."
        ),
    ),
    (
        r"can only convert an array of size 1",
        say("The number is to be taken out of an array there, but the array has several."),
    ),
    (
        r"^The truth value of an array",
        say(
            "An `if`, an `and` or an `or` there asks an array whether it is true, but each of its "
            "entries may be or not. np.where chooses entry by entry."
        ),
    ),
    (
        r"numpy boolean (?:subtract|negative)",
        say(
            "A minus is used there with an array of True and False, which NumPy refuses. Turn it "
            "into numbers first, for example with astype(float)."
        ),
    ),
    (
        r"index .* is out of bounds|index out of range",
        MEANING["IndexError"],
    ),
    (
        r"unsupported operand|not supported between|bad operand|can't multiply sequence",
        say(
            "An operator in that line stands beside a value of a type that it cannot work with: "
            "the message names the types."
        ),
    ),
    (
        r"output array is read-only|assignment destination",
        say("It writes into an array that is given."),
    ),
)
