"""Remember which known mistakes explain which answers, so that equal answers need no new search.

In a class the same mistakes come again and again, and with the same inputs their answers have the
same bytes. Only a diagnosis that these answers alone decided is kept: the student's code was not
read, and no further call was made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from autograder.diagnosis.diagnose import Diagnosis
from autograder.diagnosis.experiment import Ask
from autograder.student.functions import Afterwards, Exchange, Reply
from autograder.wire import messages as m
from autograder.wire.frames import encode

_MOST = 10_000  # diagnoses


class Remembered:
    """Diagnoses by a digest of an exercise's calls and answers."""

    def __init__(self) -> None:
        self._found: dict[bytes, Diagnosis] = {}

    def diagnose(
        self,
        exercise: str,
        exchanges: Sequence[Exchange],
        ask: Ask,
        find: Callable[[Ask], Diagnosis | None],
    ) -> Diagnosis | None:
        """Return what was found for equal answers, or else what `find` finds with more calls."""
        key = _digest(exercise, exchanges)
        if key in self._found:
            return self._found[key]
        calls = 0

        def counted(
            arguments: dict[str, Any], extras: dict[str, Any], *, without_asserts: bool = False
        ) -> Any:
            nonlocal calls
            calls += 1
            return ask(arguments, extras, without_asserts=without_asserts)

        found = find(counted)
        if key and found is not None and found.misconceptions and not calls:
            if len(self._found) >= _MOST:
                self._found.clear()
            self._found[key] = found
        return found


def _digest(exercise: str, exchanges: Sequence[Exchange]) -> bytes:
    """Return a digest of all that was called and answered; b"" if a call had no answer.

    Where a call failed, the diagnosis reads the student's code too.
    """
    told = []
    for made in exchanges:
        if made.replies is None:
            return b""
        asked = [made.function, made.manner.value, made.details, made.is_accepted]
        calls = [[*call] for call in made.calls]
        told.append([asked, calls, [_told(reply) for reply in made.replies]])
    try:
        frame = encode(m.Call(exercise), told, strict=True)
    except (TypeError, ValueError):  # a value that does not cross
        return b""
    return hashlib.blake2b(frame, digest_size=32).digest()


def _told(reply: Reply) -> list[Any]:
    """Return what came back from a call, and at which arguments the test looked afterwards."""
    after = reply.arguments
    seen = sorted(after.looked_at) if isinstance(after, Afterwards) else None
    return [reply.value, None if after is None else dict(after), seen, reply.told]
