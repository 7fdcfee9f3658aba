"""Names that older texts use and today's NumPy has no longer, and what to write for them."""

from __future__ import annotations

import difflib
import re

import numpy as np

_PLAIN = {name: f"`{name}`" for name in ("float", "int", "bool", "object", "str", "complex")}
_INSTEAD = _PLAIN | {
    "asscalar": "the array's method `item()`",
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
    "cast": "the array's method `astype`",
    "ptp": "`np.ptp`, the function",
    "itemset": "an assignment to an entry",
    "newbyteorder": "the dtype's method `newbyteorder`",
}
_ATTRIBUTE = re.compile(
    r"module 'numpy' has no attribute '(\w+)'|`np\.(\w+)` was removed|"
    r"`(\w+)` was removed from the ndarray|'numpy\.ndarray' object has no attribute '(\w+)'"
)


def what_became_of(text: str) -> str:
    """Return what a sentence of an AttributeError means about NumPy, "" for another sentence."""
    found = _ATTRIBUTE.match(text)
    if found is None:
        return ""
    name = next(filter(None, found.groups()))
    of_array = bool(found[3] or found[4])
    owner = "An array" if of_array else "NumPy"
    called = f"`{name}`" if of_array else f"`np.{name}`"
    if name in _INSTEAD:
        return f"{owner} has no {called} any more. Use {_INSTEAD[name]} instead."
    near = difflib.get_close_matches(name, dir(np.ndarray if of_array else np), 1, 0.75)
    if near:
        return f"{owner} has no {called}. There is `{near[0]}`; did you mean that?"
    return f"{owner} has no {called}. Look up how what you want is called there."
