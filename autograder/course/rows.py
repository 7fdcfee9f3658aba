"""Read a table that an instructor keeps as CSV: the roster, or extensions.

Cells are separated by a comma, semicolon or tab. Upper case, blanks and underscores in a header
do not matter. RequestError says what a file lacks.
"""

from __future__ import annotations

import codecs
import csv
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.errors import RequestError
from autograder.text import listed

MAX_BYTES = 16 << 20


class Table(msgspec.Struct, frozen=True):
    """A table: its column names, and each row with its line number."""

    header: list[str]
    delimiter: str
    rows: list[tuple[int, list[str]]]

    def columns(self, names: Mapping[str, Sequence[str]]) -> dict[str, int]:
        """Return the column of each kind of value: the first of its names that exists."""
        folded = [letters(cell) for cell in self.header]
        every = ((kind, name) for kind, known in names.items() for name in known)
        columns: dict[str, int] = {}
        for kind, name in every:
            if name in folded:
                columns.setdefault(kind, folded.index(name))
        return columns


def read_table(path: Path, what: str) -> Table:
    """Read a CSV file; `what` names it for people. Empty rows are left out."""
    lines = _text(path, what).splitlines()
    if not lines:
        raise RequestError(f"{path}: the {what} is empty; its first line must name the columns")
    delimiter = max(",;\t", key=lines[0].count)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        header = next(reader)
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise RequestError(
            f"{path}: row {reader.line_num} is no CSV ({error}); save the {what} as CSV again"
        ) from None
    return Table(header, delimiter, rows)


def _text(path: Path, what: str) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise RequestError(f"{path}: larger than {MAX_BYTES >> 20} MiB; is it the {what}?")
        is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # Blackboard's
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except OSError as error:
        raise RequestError(f"{path}: the {what} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise RequestError(f"{path}: not in UTF-8; save the {what} as CSV in UTF-8") from None


def lacks(path: Path, column: str, table: Table) -> RequestError:
    """Return the error for a column that is missing."""
    return RequestError(f"{path}: no column {column} among {listed(table.header)}")


def letters(text: str) -> str:
    """Return only the letters and digits of a text, in lower case."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return "".join(c for c in folded if c.isalnum())
