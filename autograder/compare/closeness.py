"""How near an answer came to being wrong: an audit learns this from tests that pass.

It is the largest error as a share of the tolerance. That number depends on hidden values, so it
is measured only in an audit, where no student's code runs.
"""

from __future__ import annotations

import math

FAR_OFF = 1e6  # times the tolerance; larger shares are cut to this, because JSON has no infinity


class Closeness:
    """The largest error of the current test, as a share of the tolerance."""

    def __init__(self) -> None:
        self.largest: float | None = None  # None if nothing is measured

    def begin(self, *, measure: bool) -> None:
        """Start again for a new test, or stop measuring."""
        self.largest = 0.0 if measure else None

    def note(self, share: float) -> None:
        """Take an error into account, if errors are measured."""
        if self.largest is not None:
            share = FAR_OFF if math.isnan(share) else min(share, FAR_OFF)
            self.largest = max(self.largest, share)


closeness = Closeness()
