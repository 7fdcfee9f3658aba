"""The reason for an error that an exception's text gives, if it is Python's or NumPy's own.

Two functions that fail for the same reason may have the same mistake. They cannot if one fails
because shapes do not fit, and the other because a text is not a number, even if the type is the
same.
"""

from __future__ import annotations

import re

_FAMILIES = {
    "shapes": r"not aligned|not be broadcast|core dimension|enough dimensions|broadcast shape"
    r"|could not broadcast|cannot reshape|must match exactly|same number of dimensions"
    r"|same shape",
    "unpacking": r"values to unpack|cannot unpack",
    "None": r"'?NoneType",
    "arguments": r"^\S+\(\) (?:missing|takes|got)",
    "truth": r"^The truth value",
    "one number": r"(?:can only convert an array|arrays can be converted|must be real number)",
    "name": r"^name '",
    "attribute": r"has no attribute|was removed",
}


def family_of(text: str) -> str:
    """Return the sort of reason that a text gives; "" if it is none of these."""
    return next((name for name, said in _FAMILIES.items() if re.search(said, text[:500])), "")
