"""Say what student code raised, in words that cannot carry hidden inputs out.

Trusted. A student's code may put what a hidden test gave it into the text or the
name of an exception. So a text is shown only as far as it is one of Python's or
NumPy's own sentences, with names from the notebook and small whole numbers in
the gaps; of any other text nothing is shown.
"""

from __future__ import annotations

import builtins
import functools
import keyword
import re
from collections.abc import Iterable

import numpy as np

_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_MAX_CHARS = 300

# Gaps of the sentences below. A number has three digits at most, a shape three numbers.
_GAPS = {
    "NAME": r"[^\W\d]\w{0,49}",
    "INT": r"-?\d{1,3}(?!\d)",
    "SHAPE": r"\((?:\d{1,3}(?:,\d{1,3}){0,2},?)?\)",
    "MORE": r"(?:,? (?:and )?'NAME')?" * 3,
    "MATMUL": r"with gufunc signature \(n\?,k\),\(k,m\?\)->\(n\?,m\?\) "
    r"\(size INT is different from INT\)",
    "OP": r"(?:[-+*/%@<>=!&|^]{1,3}|\*\* or pow\(\)|//=?)",
}

# Sentences of Python and NumPy. What follows the end of one is not shown.
_SENTENCES = (
    r"name 'NAME' is not defined",
    r"free variable 'NAME' referenced before assignment in enclosing scope",
    r"local variable 'NAME' referenced before assignment",
    r"cannot access (?:local|free) variable 'NAME' where it is not associated with a value",
    r"NAME\(\) missing INT required (?:positional|keyword-only) arguments?: 'NAME'MORE",
    r"NAME\(\) takes (?:from )?INT (?:to INT )?positional arguments? but INT (?:was|were) given",
    r"NAME\(\) takes no (?:keyword )?arguments",
    r"NAME\(\) got (?:an unexpected keyword argument|multiple values for argument) 'NAME'",
    r"unsupported operand type\(s\) for OP: 'NAME' and 'NAME'",
    r"'OP' not supported between instances of 'NAME' and 'NAME'",
    r"bad operand type for (?:unary OP|abs\(\)): 'NAME'",
    r"'NAME' object is not (?:subscriptable|callable|iterable|an iterator|reversible|a mapping)",
    r"'NAME' object does not support item (?:assignment|deletion)",
    r"'NAME' object cannot be interpreted as an integer",
    r"'NAME' object has no attribute 'NAME'",
    r"module '(?:numpy\.linalg|numpy\.random|NAME)' has no attribute 'NAME'",
    r"cannot unpack non-iterable NAME object",
    r"object of type 'NAME' has no len\(\)",
    r"unhashable type: 'NAME'",
    r"'NAME'$",  # of a KeyError
    r"(?:list|tuple|string|range object) index out of range",
    r"(?:list|tuple|string) indices must be integers or slices, not NAME",
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
    r"loop of ufunc does not support argument INT of type NAME which has no callable NAME method",
    r"ufunc 'NAME' (?:not supported for the input types|did not contain a loop)",
    r"[Cc]annot cast ufunc 'NAME' output from dtype\('NAME'\) to dtype\('NAME'\)",
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
    r"must be real number, not NAME",
    r"NAME\(\) argument must be a string(?: or|,) a (?:real )?number",
    r"Singular matrix",
    r"NAME cannot be called with these arguments",  # ours, in place of a reference's error
    r"Last 2 dimensions of the array must be square",
    r"(?:sequence item INT: )?expected str instance, NAME found",
    r"can only concatenate (?:list|str|tuple) \(not \"NAME\"\) to (?:list|str|tuple)",
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
    | {"LinAlgError", "AxisError", "UFuncTypeError", "numpy"}
)


class Speech:
    """What may be said of one notebook's exceptions."""

    def __init__(self, code: Iterable[str]) -> None:
        self._code = list(code)

    def exception(self, type_name: str, text: str) -> str:
        """Return an exception's type, and its text where it is a sentence of Python's."""
        name = type_name if self._is_own_word(type_name) else "an exception of its own making"
        told = self._sentence(text[:_MAX_CHARS])
        return f"{name}: {told}" if told else name

    def _sentence(self, text: str) -> str:
        for sentence in _sentences():
            match = sentence.match(text)
            if match and all(map(self._is_own_word, _names(match))):
                return match[0]
        return ""

    def _is_own_word(self, name: str) -> bool:
        return name in _KNOWN or name in self._words

    @functools.cached_property
    def _words(self) -> frozenset[str]:
        """The identifiers in the notebook: its author knows them."""
        return frozenset(word for text in self._code for word in _IDENTIFIER.findall(text))


@functools.cache
def _sentences() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_fill_gaps(sentence)) for sentence in _SENTENCES)


def _fill_gaps(sentence: str) -> str:
    for gap in ("MORE", "MATMUL", "INT", "SHAPE", "OP"):
        sentence = sentence.replace(gap, _GAPS[gap])
    first, *rest = sentence.split("NAME")
    return first + "".join(f"(?P<n{i}>{_GAPS['NAME']}){part}" for i, part in enumerate(rest))


def _names(match: re.Match[str]) -> list[str]:
    return [name for name in match.groupdict().values() if name]
