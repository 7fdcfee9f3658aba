"""Titles of questions, from the headings above them."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable

from autograder.course.assertions import shortened

_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$|^\s*\*\*([^*\n]+)\*\*", re.MULTILINE)
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_POINTS = re.compile(
    r"\s*[\[(]\s*\d+(?:[.,]\d+)?\s*(?:points?|pts?|marks?|p)\.?\s*[\])]", re.IGNORECASE
)
_MARKS = re.compile(r"[*_`]+|<[^>]*>")
_MADE = re.compile(r"^cell-[0-9a-f]{6,}$")


def heading_in(markdown: str) -> str:
    """Return the last heading of a text as plain words, "" where there is none."""
    found = [one or two for one, two in _HEADING.findall(_FENCE.sub("", markdown))]
    return shortened(_MARKS.sub("", _POINTS.sub("", found[-1]))).rstrip(".: ") if found else ""


def title_of(name: str, own: str, heading: str) -> str:
    """Return a question's title: its own, else its name if a person chose it, else the heading."""
    if own:
        return own
    return heading or ("" if _MADE.match(name) else name)


def told_apart(titles: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return titles in which no two are alike, and none is empty."""
    titles = list(titles)
    every = collections.Counter(titles)
    seen: collections.Counter[str] = collections.Counter()
    told = []
    for title, name in zip(titles, names, strict=True):
        seen[title] += 1
        if not title:
            told.append(name)
        else:
            told.append(f"{title} ({seen[title]})" if every[title] > 1 else title)
    return told
