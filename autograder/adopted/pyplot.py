"""The current figure of a test cell: the student's, while the test has drawn none itself.

Trusted. Test cells ask `plt.gca()` for what a student's function has drawn, and this is drawn in
the sandbox. So these functions of pyplot ask there, as long as this process has no figure. If
nothing is open there, the figures of the notebook's last cell are the current ones.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable
from typing import Any

from autograder.student.handles import place_of

_NAME = "matplotlib.pyplot"
_NUMBERS = "get_fignums"
_CURRENT = ("gcf", "gca", _NUMBERS)


def _none(*_: Any) -> Any:
    """Return no pyplot."""


class Drawing:
    """Replaces a few functions of pyplot in this process, where it is loaded."""

    def __init__(self) -> None:
        self._ask: Callable[..., Any] = _none  # calls a function in the sandbox
        self._own_figures: Callable[[], list[int]] = list
        pyplot: Any = sys.modules.get(_NAME)
        if pyplot is None:
            return
        self._own_figures, self._close_own = pyplot.get_fignums, pyplot.close
        for name in _CURRENT:
            setattr(pyplot, name, self._current(getattr(pyplot, name), name))
        pyplot.close = self._closing(pyplot.close)

    def begin(self, ask: Callable[..., Any]) -> None:
        """Begin a question, without what the instructor's cells or another test have drawn here."""
        self._ask = ask
        if self._own_figures():
            self._close_own("all")

    def _current(self, own: Callable[..., Any], name: str) -> Callable[..., Any]:
        def current(*args: Any, **kwargs: Any) -> Any:
            pyplot = None if self._own_figures() else self._there()
            if pyplot is None:
                return own(*args, **kwargs)
            if name != _NUMBERS and not self._ask(pyplot.get_fignums):
                with contextlib.suppress(AttributeError):
                    self._ask(pyplot.show_again)
            return getattr(pyplot, name)(*args)

        return current

    def _there(self) -> Any:
        """Return the pyplot of the sandbox."""
        return self._ask(importlib.import_module, _NAME)

    def _closing(self, own: Callable[..., None]) -> Callable[..., None]:
        def close(fig: Any = None) -> None:
            is_there = place_of(fig) is not None
            if not is_there:
                own(fig)
            pyplot = self._there()
            if pyplot is not None:
                pyplot.close(fig)

        return close
