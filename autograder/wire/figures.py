"""How much of a figure crosses the wire."""

from __future__ import annotations

MAX_OF_A_KIND = 200  # axes of a figure; lines, groups of bars and the like of axes
MAX_POINTS = 1 << 20  # numbers of one line, group of bars or points, or image
MAX_CHARS = 500  # characters of one title or label
