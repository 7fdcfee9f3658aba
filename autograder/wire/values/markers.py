"""What stands for a value that does not cross as it is."""

from __future__ import annotations

import msgspec

from autograder.wire.values.limits import MAX_REPR_CHARS


class Opaque(msgspec.Struct, frozen=True):
    """A value of a type that does not cross: the name of its type, and its shortened repr."""

    type_name: str
    text: str


class Seed(msgspec.Struct, frozen=True):
    """The seed of a random number generator, passed in place of the generator.

    Each call gets a fresh `np.random.default_rng(seed)`.
    """

    seed: int


class TooLargeError(Exception):
    """A value has more parts than a message may hold."""


class NoPlainFormError(Exception):
    """A value cannot cross; an `Opaque` will stand for it."""


def utf8(text: str) -> str:
    """Return a text with ? for what UTF-8 cannot encode."""
    return str.encode(text, "utf-8", "replace").decode()  # a subclass of str may override encode


def short(text: str) -> str:
    """Return the beginning of a text."""
    return utf8(text[:MAX_REPR_CHARS])
