"""Say what student code raised, in words that cannot carry hidden inputs out.

Trusted. A student's code may put what a hidden test gave it into the text or the name of an
exception. So a text is shown only as far as it matches one of Python's or NumPy's own sentences,
with names from the notebook and small whole numbers in the gaps. Of any other text, nothing is
shown.
"""

from __future__ import annotations

import builtins
import errno
import functools
import itertools
import keyword
import os
import re
from collections import Counter
from collections.abc import Iterable

import numpy as np

from autograder.languages import said_of, say
from autograder.submission.cells import cell_and_line

_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_UNREAD = re.compile(r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|#[^\n]*')  # no exception refers to these
_WORD = r"[^\W\d]\w{0,49}"
_MAX_CHARS = 300
_MOST_WORDS = 1024  # a notebook with more words could spell anything
_MOST_LINES = 4000
_SMALL = 5

# Gaps in the sentences below, besides NAME and TYPE (a name of the notebook, Python or NumPy).
# A number has at most three digits, a shape at most three numbers. COUNT counts arguments.
_GAPS = {
    "FUNCTION": r"NAME(?:\.NAME){0,2}\(\)",
    "INT": r"-?[0-9]{1,3}(?![0-9])",
    "SHAPE": r"\((?:[0-9]{1,3}(?:,[0-9]{1,3}){0,2},?)?\)",
    "MATMUL": r"with gufunc signature \(n\?,k\),\(k,m\?\)->\(n\?,m\?\) "
    r"\(size INT is different from INT\)",
    "OP": r"(?:[-+*/%@<>=!&|^]{1,3}|\*\* or pow\(\)|//=?)",
}

_NAMED = {"NAME": ("", _WORD), "TYPE": (r"(?:numpy\.)?", _WORD), "COUNT": ("", r"1?[0-9]\b")}

# Sentences of Python and NumPy. Text after the end of one is not shown.
_SENTENCES = (
    r"name 'NAME' is not defined",
    r"free variable 'NAME' referenced before assignment in enclosing scope",
    r"local variable 'NAME' referenced before assignment",
    r"cannot access (?:local|free) variable 'NAME' where it is not associated with a value",
    r"FUNCTION missing COUNT required (?:positional|keyword-only) arguments?: 'NAME'",
    r"FUNCTION takes (?:from )?COUNT (?:to COUNT )?positional arguments? but COUNT w\w+ given",
    r"FUNCTION takes no (?:keyword )?arguments",
    r"FUNCTION got (?:an unexpected keyword argument|multiple values for argument) 'NAME'",
    r"unsupported operand type\(s\) for OP: 'TYPE' and 'TYPE'",
    r"'OP' not supported between instances of 'TYPE' and 'TYPE'",
    r"bad operand type for (?:unary OP|abs\(\)): 'TYPE'",
    r"'TYPE' object is not (?:subscriptable|callable|iterable|an iterator|reversible|a mapping)",
    r"'TYPE' object does not support item (?:assignment|deletion)",
    r"'TYPE' object cannot be interpreted as an integer",
    r"'TYPE' object has no attribute 'NAME'",
    r"module '(?:numpy\.linalg|numpy\.random|NAME)' has no attribute 'NAME'",
    r"cannot unpack non-iterable TYPE object",
    r"object of type 'TYPE' has no len\(\)",
    r"unhashable type: 'TYPE'",
    r"'NAME'$",  # from a KeyError
    r"(?:list|tuple|string|range object) index out of range",
    r"(?:list|tuple|string) indices must be integers or slices, not TYPE",
    r"(?:list|tuple|string) assignment index out of range",
    r"only integers, slices \(`:`\), ellipsis \(`\.\.\.`\), numpy\.newaxis \(`None`\) and integer",
    r"index INT is out of bounds for axis INT with size INT",
    r"too many indices for array: array is INT-dimensional, but INT were indexed",
    r"operands could not be broadcast together with (?:remapped )?shapes SHAPE(?: SHAPE){1,2}",
    r"non-broadcastable output operand with shape SHAPE doesn't match the broadcast shape SHAPE",
    r"could not broadcast input array from shape SHAPE into shape SHAPE",
    r"shapes SHAPE and SHAPE not aligned: INT \(dim INT\) != INT \(dim INT\)",
    r"matmul: Input operand INT has a mismatch in its core dimension INT, MATMUL",
    r"matmul: Input operand INT does not have enough dimensions",
    r"cannot reshape array of size INT into shape SHAPE",
    r"axis INT is out of bounds for array of dimension INT",
    r"all the input array dimensions except for the concatenation axis must match exactly",
    r"all the input arrays must have same number of dimensions",
    r"The truth value of an array with more than one element is ambiguous",
    r"setting an array element with a sequence",
    r"only (?:length-1|size-1|0-dimensional) arrays can be converted to Python scalars",
    r"can only convert an array of size 1 to a Python scalar",
    r"loop of ufunc does not support argument INT of type TYPE which has no callable NAME method",
    r"ufunc 'NAME' (?:not supported for the input types|did not contain a loop)",
    r"[Cc]annot cast ufunc 'NAME' output from dtype\('TYPE'\) to dtype\('TYPE'\)",
    r"(?:float |integer )?(?:division|modulo)(?: or modulo)? by zero",
    r"division by zero",
    r"math (?:domain|range) error",
    r"cannot convert float (?:NaN|infinity) to integer",
    r"could not convert string to float",
    r"invalid literal for int\(\) with base INT",
    r"invalid value encountered in NAME",
    r"overflow encountered in NAME",
    r"not enough values to unpack \(expected INT, got INT\)",
    r"too many values to unpack \(expected INT\)",
    r"maximum recursion depth exceeded",
    r"Unable to allocate",
    r"No module named 'NAME'",
    r"cannot import name 'NAME' from 'NAME'",
    r"must be real number, not TYPE",
    r"NAME\(\) argument must be a string(?: or|, a bytes.* or|,)? a (?:real )?number, not 'TYPE'",
    r"NAME\(\) argument must be a string(?: or|,) a (?:real )?number",
    rf"\[Errno INT\] (?:{'|'.join(sorted(re.escape(os.strerror(n)) for n in errno.errorcode))})",
    r"the statement ran longer than it may$",  # our own sentence
    r"'(?:return|yield|await|break|continue)' (?:outside|not properly in) (?:function|loop)",
    r"can't start new thread",
    r"Singular matrix",
    r"NAME cannot be called with these arguments",  # our own, if a reference raised
    r"Last 2 dimensions of the array must be square",
    r"(?:sequence item INT: )?expected str instance, TYPE found",
    r"can only concatenate (?:list|str|tuple) \(not \"TYPE\"\) to (?:list|str|tuple)",
    r"can't multiply sequence by non-int of type 'TYPE'",
    r"`np\.NAME` was removed in (?:the )?NumPy [12]\.[0-9]{1,2}",
    r"`NAME` was removed from the ndarray class in NumPy [12]\.[0-9]{1,2}",
    r"Cannot interpret 'INT' as a data type",
    r"numpy boolean (?:subtract|negative), the `-` operator, is not supported",
    r"expected a sequence of integers or a single integer",
    r"only integer scalar arrays can be converted to a scalar index",
    r"argument of type 'TYPE' is not iterable",
    r"'TYPE' is not an? (?:container|iterable)",
    r"negative dimensions are not allowed",
    r"all input arrays must have the same shape",
    r"zero-size array to reduction operation NAME which has no identity",
    r"output array is read-only",
    r"assignment destination is read-only",
    r"generator raised StopIteration",
    r"coroutine raised StopIteration",
)

_KNOWN = (
    frozenset(dir(builtins))
    | frozenset(name for name in dir(np) if not name.startswith("_"))
    | frozenset(keyword.kwlist)
    | {"NoneType", "function", "method", "builtin_function_or_method", "module", "generator"}
    | {"LinAlgError", "AxisError", "UFuncTypeError", "numpy", "StatementTimeout"}
)


_TOO_LONG = say("the statement ran longer than it may")
_CANNOT_BE_CALLED = re.compile(r"(\w+) cannot be called with these arguments")
_OF_ITS_OWN = say("an exception of its own making")


class Speech:
    """What may be said about one notebook."""

    def __init__(self, code: Iterable[tuple[int, str]]) -> None:
        self._cells = dict(code)

    def exception(self, type_name: str, text: str, numbers: frozenset[int] | None = None) -> str:
        """Return an exception's type, and its text if that is a sentence of Python."""
        told = self.sentence(text, numbers)
        if type_name in _KNOWN and (ours := _ours(told)):
            return said_of(type_name, ours)
        if type_name in _KNOWN:
            return f"{type_name}: {told}" if told else type_name
        return said_of(_OF_ITS_OWN, told) if told else _OF_ITS_OWN

    def place(self, cell: int, line: int) -> str:
        """Return a place in the notebook in words; "" if there is no such place."""
        lines = self._lines.get(cell, 0)
        is_real = 0 < line <= lines and sum(self._lines.values()) <= _MOST_LINES
        return cell_and_line(cell, line) if is_real else ""

    def line(self, cell: int, line: int) -> str:
        """Return a line of the notebook, from our own copy; "" if there is no such line."""
        if not self.place(cell, line):
            return ""
        return re.split("\r\n|\r|\n", self._cells[cell])[line - 1].strip()

    def sentence(self, text: str, numbers: frozenset[int] | None = None) -> str:
        """Return the part of a text that is a sentence of Python or NumPy; "" if there is none.

        If `numbers` is given, a sentence with any other number, except the smallest ones, has ?
        in place of each number.
        """
        for sentence in _sentences():
            match = sentence.match(text[:_MAX_CHARS])
            if match and self._may_be_told(match):
                return _without_numbers(match, numbers)
        return ""

    def _may_be_told(self, match: re.Match[str]) -> bool:
        gaps = {gap: word for gap, word in match.groupdict().items() if word is not None}
        types = (word for gap, word in gaps.items() if gap.startswith("type"))
        names = (word for gap, word in gaps.items() if gap.startswith("name"))
        return all(word in _KNOWN or word in self._words for word in (*types, *names))

    @functools.cached_property
    def _words(self) -> frozenset[str]:
        """The identifiers in the notebook's code; none if there are enough for a code book."""
        code = "\n".join(_UNREAD.sub("", text) for text in self._cells.values())
        words = frozenset(_IDENTIFIER.findall(code))
        return words if len(words) <= _MOST_WORDS else frozenset()

    @functools.cached_property
    def _lines(self) -> dict[int, int]:
        return {cell: text.count("\n") + 1 for cell, text in self._cells.items()}


def _ours(told: str) -> str:
    """Return a sentence, including Python's, as one of our own, so that it can be translated."""
    if told == _TOO_LONG:
        return _TOO_LONG
    found = _CANNOT_BE_CALLED.fullmatch(told)
    if found is None:
        return ""
    return say("{function} cannot be called with these arguments", function=found[1])


def _without_numbers(match: re.Match[str], numbers: frozenset[int] | None) -> str:
    counts = [int(n) for gap, n in match.groupdict().items() if gap.startswith("count") and n]
    said = Counter(map(int, re.findall("[0-9]+", match[0]))) - Counter(counts)
    if numbers is None or all(n < _SMALL or n in numbers for n in said):
        return match[0]
    return re.sub("[0-9]+", "?", match[0])


def warm_up() -> None:
    """Compile once what forks of this process need: they would each compile it anew."""
    _sentences()


@functools.cache
def _sentences() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_fill_gaps(sentence)) for sentence in _SENTENCES)


def _fill_gaps(sentence: str) -> str:
    for gap in ("MATMUL", "INT", "SHAPE", "OP", "FUNCTION"):
        sentence = sentence.replace(gap, _GAPS[gap])
    number = itertools.count()

    def named(gap: re.Match[str]) -> str:
        before, inside = _NAMED[gap[0]]
        return f"{before}(?P<{gap[0].lower()}{next(number)}>{inside})"

    return re.sub("|".join(_NAMED), named, sentence)
