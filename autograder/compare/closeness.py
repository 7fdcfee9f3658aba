"""How near an answer came to being wrong: what an audit learns from a test that passed.

The share of the tolerance that the largest error took up. It is a number about
hidden values, so nothing measures outside an audit, where no student's code runs.
"""

from __future__ import annotations

import math

FAR_OFF = 1e6  # times what is tolerated; more says no more, and JSON has no infinity


class Closeness:
    """The largest error of the current test as a share of what is tolerated."""

    def __init__(self) -> None:
        self.largest: float | None = None  # None: nobody measures

    def begin(self, *, measure: bool) -> None:
        """Begin anew with the test that begins, or do not measure."""
        self.largest = 0.0 if measure else None

    def note(self, share: float) -> None:
        """Take an error into account, if anybody measures."""
        if self.largest is not None:
            share = FAR_OFF if math.isnan(share) else min(share, FAR_OFF)
            self.largest = max(self.largest, share)


closeness = Closeness()
