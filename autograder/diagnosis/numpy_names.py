"""Names in older texts that today's NumPy no longer has, and what to write instead."""

from __future__ import annotations

import difflib
import re

import numpy as np

from autograder.languages import say

_PLAIN = {name: f"`{name}`" for name in ("float", "int", "bool", "object", "str", "complex")}
_INSTEAD = _PLAIN | {
    "asscalar": say("the array's method `item()`"),
    "long": "`int`",
    "unicode": "`str`",
    "float_": "`np.float64`",
    "complex_": "`np.complex128`",
    "product": "`np.prod`",
    "cumproduct": "`np.cumprod`",
    "alltrue": "`np.all`",
    "sometrue": "`np.any`",
    "in1d": "`np.isin`",
    "trapz": "`np.trapezoid`",
    "row_stack": "`np.vstack`",
    "round_": "`np.round`",
    "mat": "`np.asarray`, and `@` for products",
    "msort": "`np.sort` with `axis=0`",
    "asfarray": "`np.asarray` with `dtype=float`",
    "Inf": "`np.inf`",
    "Infinity": "`np.inf`",
    "infty": "`np.inf`",
    "PINF": "`np.inf`",
    "NINF": "`-np.inf`",
    "NaN": "`np.nan`",
    "NAN": "`np.nan`",
    "string_": "`np.bytes_`",
    "unicode_": "`np.str_`",
    "cast": say("the array's method `astype`"),
    "ptp": say("`np.ptp`, the function"),
    "itemset": say("an assignment to an entry"),
    "newbyteorder": say("the dtype's method `newbyteorder`"),
}
_ATTRIBUTE = re.compile(
    r"module 'numpy' has no attribute '(\w+)'|`np\.(\w+)` was removed|"
    r"`(\w+)` was removed from the ndarray|'numpy\.ndarray' object has no attribute '(\w+)'"
)


def what_became_of(text: str) -> str:
    """Return what an AttributeError's sentence means about NumPy; "" for any other sentence."""
    found = _ATTRIBUTE.match(text)
    if found is None:
        return ""
    name = next(filter(None, found.groups()))
    of_array = bool(found[3] or found[4])
    if name in _INSTEAD:
        told = say("NumPy has no `np.{name}` any more. Use {instead} instead.")
        if of_array:
            told = say("An array has no `{name}` any more. Use {instead} instead.")
        return told.filled(name=name, instead=_INSTEAD[name])
    near = difflib.get_close_matches(name, dir(np.ndarray if of_array else np), 1, 0.75)
    if near:
        told = say("NumPy has no `np.{name}`. There is `{other}`; did you mean that?")
        if of_array:
            told = say("An array has no `{name}`. There is `{other}`; did you mean that?")
        return told.filled(name=name, other=near[0])
    told = say("NumPy has no `np.{name}`. Look up how what you want is called there.")
    if of_array:
        told = say("An array has no `{name}`. Look up how what you want is called there.")
    return told.filled(name=name)
