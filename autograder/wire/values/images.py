"""Pillow's images, as their pixels."""

from __future__ import annotations

from typing import Any

from autograder.wire.values.kinds import LibraryKind, Packing, Term, Unpacking, malformed
from autograder.wire.values.libraries import need
from autograder.wire.values.limits import MAX_PAYLOAD_BYTES
from autograder.wire.values.markers import NoPlainFormError

_BYTES = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4, "CMYK": 4, "YCbCr": 3, "HSV": 3, "LAB": 3}
_BYTES |= {"I": 4, "F": 4, "1": 1}  # of a pixel, by mode; eight pixels of "1" are in a byte
_FORMATS = frozenset({"PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "PPM"})


def _pack(packing: Packing, value: Any, depth: int) -> Term:  # noqa: ARG001 - as all of them
    if value.mode not in _BYTES or value.width * value.height > MAX_PAYLOAD_BYTES:
        raise NoPlainFormError  # a palette, for example
    content = memoryview(value.tobytes())
    told = value.format if value.format in _FORMATS else ""
    return ["image", value.mode, *value.size, told, packing.put(content, len(content))]


def _unpack(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:  # noqa: ARG001 - as all
    mode, width, height, told, offset = parts
    size = _size(mode, width, height)
    if told and told not in _FORMATS:
        raise malformed("an image of no format")
    content = bytes(unpacking.take(offset, size))
    made = need("PIL.Image").frombytes(mode, (width, height), content)
    made.format = told or None
    return made


def _size(mode: Any, width: Any, height: Any) -> int:
    """Return how many bytes the pixels have; raises WireError for no image."""
    if mode not in _BYTES or type(width) is not int or type(height) is not int:
        raise malformed("an image of no mode")
    if width < 1 or height < 1:
        raise malformed("an image without pixels")
    row = (width + 7) // 8 if mode == "1" else width * _BYTES[mode]
    if max(row, width) * height > MAX_PAYLOAD_BYTES:  # here each pixel has a byte at least
        raise malformed("an image that is too large")
    return int(row * height)


KINDS = (LibraryKind("PIL.Image", ("Image",), "image", _pack, _unpack),)
