"""Text from hostile files, made fit for messages, notes and terminals."""

from __future__ import annotations

from collections.abc import Iterable

_NAMES_SHOWN = 5
_NAME_CHARS = 60


def printable(text: str) -> str:
    """Return text on one line without control characters, half surrogates or overrides."""
    return "".join(c if c.isprintable() else " " for c in text).strip()


def listed(names: Iterable[str]) -> str:
    """Return the first few names, shortened, and how many more there are."""
    every = sorted(names)
    text = ", ".join(_shortened(printable(name)) for name in every[:_NAMES_SHOWN])
    return text + (f" and {len(every) - _NAMES_SHOWN} more" if len(every) > _NAMES_SHOWN else "")


def _shortened(name: str) -> str:
    return name if len(name) <= _NAME_CHARS else name[: _NAME_CHARS - 1] + "…"
