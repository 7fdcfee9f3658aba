"""Formulas as MathML, which a browser draws itself, without scripts and without the network.

What a student typed is hostile. A formula that is too long is left unchanged, and of the
converter's output only the elements of a formula are kept.
"""

from __future__ import annotations

import re

MOST_CHARS = 2_000  # in one formula: the converter's time grows with the square of the length
_DELIMITERS = re.compile(r"\$\$|\$|\\\\[\[\]()]")
_ALIGNED = re.compile(r"\\(begin|end)\{(?:aligned|gathered)\}")  # unknown to the converter

# The converter's elements: MathML Core, and what older browsers still read.
TAGS = {
    *("math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mstyle", "mpadded", "mphantom"),
    *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts"),
    *("mfrac", "msqrt", "mroot", "menclose", "mtable", "mtr", "mtd", "none"),
}
_LAYOUT = {
    *("accent", "columnalign", "columnlines", "columnspacing", "depth", "display", "displaystyle"),
    *("fence", "form", "height", "linebreak", "linethickness", "lspace", "mathsize", "mathvariant"),
    *("maxsize", "minsize", "movablelimits", "notation", "rowlines", "rowspacing", "rspace"),
    *("scriptlevel", "separator", "stretchy", "voffset", "width"),
}
ATTRIBUTES = dict.fromkeys(TAGS, _LAYOUT)


def mathml(formula: str) -> str | None:
    """Return a formula with its delimiters as MathML; None if it is too long or not a formula."""
    import nh3  # noqa: PLC0415 - with the course extra
    from latex2mathml.converter import convert  # noqa: PLC0415

    if len(formula) > MOST_CHARS:
        return None
    display = "block" if formula.startswith(("$$", "\\\\[", "\\begin")) else "inline"
    tex = _ALIGNED.sub(r"\\\1{align*}", _DELIMITERS.sub("", formula))
    try:
        made = convert(tex, display=display)
    except Exception:  # noqa: BLE001 - another's parser on a student's text: its errors are many
        return None
    return nh3.clean(made, tags=TAGS, attributes=ATTRIBUTES, clean_content_tags=set())
