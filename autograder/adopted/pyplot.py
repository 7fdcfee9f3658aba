"""The current figure of a test cell: the student's, while the test has drawn none itself.

Trusted. Test cells ask `plt.gca()` for what a student's function has drawn, and this is drawn in
the sandbox. So these functions of pyplot ask there, as long as this process has no figure.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any

from autograder.student.handles import place_of

_NAME = "matplotlib.pyplot"
_CURRENT = ("gcf", "gca", "get_fignums")


def _none() -> Any:
    """Return no pyplot."""


class Drawing:
    """Replaces a few functions of pyplot in this process, where it is loaded."""

    def __init__(self) -> None:
        self.there: Callable[[], Any] = _none  # returns the pyplot of the sandbox
        pyplot: Any = sys.modules.get(_NAME)
        if pyplot is None:
            return
        self._own_figures = pyplot.get_fignums
        for name in _CURRENT:
            setattr(pyplot, name, self._current(getattr(pyplot, name), name))
        pyplot.close = self._closing(pyplot.close)

    def _current(self, own: Callable[..., Any], name: str) -> Callable[..., Any]:
        def current(*args: Any, **kwargs: Any) -> Any:
            pyplot = None if self._own_figures() else self.there()
            return own(*args, **kwargs) if pyplot is None else getattr(pyplot, name)(*args)

        return current

    def _closing(self, own: Callable[..., None]) -> Callable[..., None]:
        def close(fig: Any = None) -> None:
            is_there = place_of(fig) is not None
            if not is_there:
                own(fig)
            pyplot = self.there()
            if pyplot is not None:
                pyplot.close(fig)

        return close


def pyplot_of(ask: Callable[..., Any]) -> Callable[[], Any]:
    """Return what returns the sandbox's pyplot; `ask` calls a library's function there."""
    return lambda: ask(importlib.import_module, _NAME)
