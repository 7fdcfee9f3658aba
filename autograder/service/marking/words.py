"""Points and rubric items in the words that people read."""

from __future__ import annotations

from autograder.results.points import points_text
from autograder.service.database.tables import RubricItem

MINUS = "\N{MINUS SIGN}"


def item_text(item: RubricItem) -> str:
    """Return a rubric item as students read it."""
    return f"{signed(item.points)}: {item.text}" if item.points else item.text


def signed(points: float) -> str:
    """Return points with their sign."""
    return f"{MINUS if points < 0 else '+'}{points_text(abs(points))}"


def points_told(points: float, most: float) -> str:
    """Return points of a question."""
    return f"{points_text(points)} of {points_text(most)} points"
