"""Fingerprints of an answer: every few successive tokens of it, whatever the names in them."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import NamedTuple

from autograder.similarity.tokens import Token, tokens_of

LENGTH = 6  # tokens of a fingerprint


class Fingerprint(NamedTuple):
    """Successive tokens, and the lines that they are in."""

    text: str
    first_line: int
    last_line: int


@functools.lru_cache(20_000)  # a class writes many answers alike to the letter
def fingerprints(code: str) -> tuple[Fingerprint, ...]:
    """Return the fingerprints of code, in its order.

    A name counts by where it was seen first in the fingerprint. So `z = w * x + z` has another
    one than `z = w * x + w`, and giving other names changes none.
    """
    tokens = tokens_of(code)
    starts = range(max(1, len(tokens) - LENGTH + 1)) if tokens else ()
    return tuple(_fingerprint(tokens[start : start + LENGTH]) for start in starts)


def _fingerprint(tokens: list[Token]) -> Fingerprint:
    seen: dict[str, int] = {}
    parts = [
        f"${seen.setdefault(token.text, len(seen))}" if token.is_name else token.text
        for token in tokens
    ]
    return Fingerprint(" ".join(parts), tokens[0].line, tokens[-1].line)


def texts(codes: Iterable[str]) -> frozenset[str]:
    """Return the texts of all fingerprints of some code."""
    return frozenset(one.text for code in codes for one in fingerprints(code))
