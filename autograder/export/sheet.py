"""A table of another system, in which single cells change and every other byte stays.

Python's csv module forgets how a cell was quoted and how a line ended, so a table that it writes
again is another file. The system's own importer should find what its exporter wrote.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from autograder.errors import RequestError

MAX_BYTES = 32 << 20
_MARKS = (  # of the encoding, at the beginning of a file
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NUMBER = re.compile(r"[+-]?[\d.,\s]*%?")


class Cell(msgspec.Struct, frozen=True):
    """One cell: its place in the text, and what it says."""

    start: int
    end: int
    text: str
    is_quoted: bool


class Sheet(msgspec.Struct, frozen=True):
    """A table as it was read."""

    path: Path
    text: str
    mark: bytes
    encoding: str
    delimiter: str
    rows: tuple[tuple[Cell, ...], ...]  # the first one names the columns

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return [cell.text.strip() for cell in self.rows[0]]

    def said(self, row: int, column: int) -> str:
        """Return what a cell says; "" if its row is too short."""
        cells = self.rows[row]
        return cells[column].text.strip() if column < len(cells) else ""

    def with_column(self, column: int, texts: Mapping[int, str]) -> bytes:
        """Return the file with other texts in one column, by row. They need no quotes."""
        parts, done = [], 0
        for row, text in sorted(texts.items()):
            cells = self.rows[row]
            if column < len(cells):
                cell = cells[column]
                start, end = cell.start, cell.end
                new = f'"{text}"' if cell.is_quoted else text
            else:
                start = end = cells[-1].end
                new = self.delimiter * (column - len(cells) + 1) + text
            parts += [self.text[done:start], new]
            done = end
        parts.append(self.text[done:])
        return self.mark + "".join(parts).encode(self.encoding)


def read_sheet(path: Path) -> Sheet:
    """Read a table that a system exported; raises RequestError if it is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RequestError(f"{path}: the template cannot be read: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise RequestError(f"{path}: larger than {MAX_BYTES >> 20} MiB; is it the template?")
    mark, encoding = next((m for m in _MARKS if data.startswith(m[0])), (b"", "utf-8"))
    if not mark and not _is_utf8(data):
        encoding = "latin-1"  # gives every byte back as it was
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        raise RequestError(f"{path}: damaged: not in {encoding}; export it again") from None
    if "\0" in text:
        raise RequestError(f"{path}: no table of text; export it as CSV, not as a workbook")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = _rows(text, delimiter)
    if not rows or len(rows[0]) < 2:
        raise RequestError(f"{path}: no table: its first line must name the columns")
    return Sheet(path, text, mark, encoding, delimiter, rows)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _rows(text: str, delimiter: str) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows that are not empty."""
    between = re.escape(delimiter)
    find = re.compile(rf'[ ]*"((?:[^"]|"")*)"[ ]*(?=[{between}\r\n]|\Z)|[^{between}\r\n]*').match
    rows: list[tuple[Cell, ...]] = []
    row: list[Cell] = []
    at = 0
    while at < len(text):
        found = find(text, at)
        assert found is not None  # the second alternative always matches
        inner = found[1]
        said = found[0] if inner is None else inner.replace('""', '"')
        row.append(Cell(at, found.end(), said, inner is not None))
        at = found.end()
        if text[at : at + 1] == delimiter:
            at += 1
            if at < len(text):
                continue
            row.append(Cell(at, at, "", is_quoted=False))
        if len(row) > 1 or row[0].text.strip():
            rows.append(tuple(row))
        row = []
        at += 2 if text[at : at + 2] == "\r\n" else 1
    return tuple(rows)


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet could calculate a text instead of showing it."""
    return text[:1] in {"=", "+", "-", "@", "\t", "\r"} and not _NUMBER.fullmatch(text)


def shown_as_text(text: str) -> str:
    """Return a text in a form that every spreadsheet shows and none calculates."""
    return f"'{text}" if is_formula(text) else text
