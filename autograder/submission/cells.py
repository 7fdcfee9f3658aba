"""Read a submission: from a file's bytes to numbered cells of code.

The files are hostile. Only JSON is parsed here, with limits on its size and number of values. The
code in the cells is parsed inside the sandbox (execution.statements).
"""

from __future__ import annotations

import json
import re
import tokenize
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from autograder.course.cells import OWN, is_graded, is_solution, name_of
from autograder.errors import UnreadableSubmission
from autograder.languages import said_of, say, say_n
from autograder.submission.files import MAX_BYTES, suffix_of
from autograder.submission.zip import read_member
from autograder.text import printable

MAX_VALUES = 4_000_000  # in a notebook's JSON: each takes about a hundred bytes of memory
MAX_CODE_CHARS = 8 << 20
_ENCODINGS = {"utf-8", "utf-8-sig", "ascii", "iso-8859-1", "iso-8859-15", "cp1252"}
_ARCHIVES = {".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar"}
_LINE_END = re.compile(r"\r\n?|\n")  # Python's line ends: str.splitlines also splits at others
_NO_LONGER_CODE = {
    "Markdown": say(
        "cell {cell} is for an answer in code and is a Markdown cell now, so it was not run; "
        "change its type back to Code"
    ),
    "raw": say(
        "cell {cell} is for an answer in code and is a raw cell now, so it was not run; change its "
        "type back to Code"
    ),
}
_PROSE = {"markdown": "Markdown", "raw": "raw"}  # cells without code, by type, with their names
_NOTES_SHOWN = 20


class Cells(msgspec.Struct, frozen=True):
    """The code of a notebook: cells numbered from 1 in the order of the file."""

    code: list[tuple[int, str]]
    notes: list[str]
    notebook: str = ""  # its name, if an assignment has several notebooks
    prose: dict[str, list[tuple[int, str]]] = {}  # the other cells, by type
    python: str = ""  # the Python version that it was written with
    language: str = ""  # the language of its text, according to the edition that it was made from
    names: dict[int, str] = {}  # names of the cells that have one, by cell number
    printed: dict[str, int] = {}  # by exercise that a cell answers with what it prints, its number

    def named(self, place: str) -> str:
        """Return a place together with its notebook, if there are several."""
        if not (self.notebook and place):
            return place
        return say("{notebook}, {place}", notebook=self.notebook, place=place)


def place_of(function: str, cells: Cells) -> str:
    """Return the cell and line of the last definition of an exercise, in words; "" if none."""
    number, line = defining_line(function, cells.code)
    if (printed := cells.printed.get(function, 0)) and not number:
        number, line = printed, 1
    return cells.named(cell_and_line(number, line) if number else "")


def cell_and_line(cell: int, line: int) -> str:
    """Return a place in a notebook in words."""
    return say("cell {cell}, line {line}", cell=cell, line=line)


def defining_line(function: str, code: Sequence[tuple[int, str]]) -> tuple[int, int]:
    """Return the cell and line of the last definition of a function; zeros if none is seen.

    Only the text is searched; nothing is parsed here.
    """
    pattern = re.compile(
        rf"^[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+{function}\b|^{function}[ \t]*=[^=]"
    )
    place = (0, 0)
    for number, text in code:
        if function in text:
            for i, line in enumerate(_LINE_END.split(text), 1):
                if function in line and pattern.match(line):
                    place = (number, i)
    return place


def read_submission(path: Path, data: bytes, member: str | None = None) -> Cells:
    """Return the code cells of a notebook (any nbformat) or a script, or of a zip with one.

    If a zip has several, the one with the stem `member` is read; by default this is the zip's own
    stem.

    Raises UnreadableSubmission, which says what is wrong and what was expected.
    """
    name, suffix = printable(path.name), suffix_of(path)
    if suffix in _ARCHIVES:
        why = say("an archive that is not opened; hand in the .ipynb, or a .zip with it")
        raise UnreadableSubmission(said_of(name, why))
    if suffix == ".zip":
        inside, data = read_member(name, data, MAX_BYTES, member)
        name, suffix = f"{name}: {inside}", suffix_of(Path(inside))
    if suffix == ".py":
        cells = Cells([(1, _read_script(name, data))], [])
    else:
        cells = _read_notebook(name, data)
    if sum(len(text) for _, text in cells.code) > MAX_CODE_CHARS:
        why = say("more than {n} million characters of code; take the data out of it")
        raise UnreadableSubmission(said_of(name, why.filled(n=MAX_CODE_CHARS >> 20)))
    return cells


def read_whole_cells(path: Path, data: bytes, member: str | None = None) -> list[dict[str, Any]]:
    """Return the complete cells of a submission that `read_submission` accepts.

    Each is a dict with at least `cell_type` and `source`, a text; nothing else in it has been
    checked. A script is one cell.
    """
    name, suffix = printable(path.name), suffix_of(path)
    if suffix == ".zip":
        inside, data = read_member(name, data, MAX_BYTES, member)
        suffix = suffix_of(Path(inside))
    if suffix == ".py":
        return [{"cell_type": "code", "source": _read_script(name, data)}]
    cells = _cells(_decode_json(data.removeprefix(b"\xef\xbb\xbf"))) or []
    known = ((cell, _source(cell)) for cell in cells)
    return [
        {**cell, "cell_type": cell.get("cell_type"), "source": source}
        for cell, source in known
        if source is not None
    ]


def _read_script(name: str, data: bytes) -> str:
    try:
        head = data[:1000].decode("utf-8", "ignore").encode()  # a codec's name is short
        encoding, _ = tokenize.detect_encoding(BytesIO(head).readline)
        # A hostile file may name a codec that fails or is slow; then ASCII is used.
        return data.decode(encoding if encoding in _ENCODINGS else "ascii")
    except (SyntaxError, UnicodeError, LookupError):
        raise UnreadableSubmission(said_of(name, say("not a text file in UTF-8"))) from None


class Decoded(NamedTuple):
    """The cells of a notebook as they are in its JSON, and what it says of itself."""

    cells: list[Any]
    language: str  # the programming language
    python: str
    edition: str  # the language of its text


def decode_notebook(name: str, data: bytes) -> Decoded:
    """Return the content of a notebook; only the list of its cells has been checked.

    Raises UnreadableSubmission if it is not a notebook or is too large.
    """
    if not data.strip():
        raise UnreadableSubmission(said_of(name, say("the file is empty")))
    if sum(data.count(mark) for mark in (b",", b"[", b"{")) > MAX_VALUES:
        why = say("more than {n} million values; clear its outputs and hand it in again")
        raise UnreadableSubmission(said_of(name, why.filled(n=MAX_VALUES // 1_000_000)))
    try:
        notebook = _decode_json(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        if not name.lower().endswith(".ipynb"):
            why = say("not a notebook; hand in the .ipynb")
            raise UnreadableSubmission(said_of(name, why)) from None
        raise UnreadableSubmission(said_of(name, _not_json(error))) from None
    cells = _cells(notebook)
    if cells is None:
        why = say("JSON, but not a notebook: it has no cells")
        raise UnreadableSubmission(said_of(name, why))
    version = _told(notebook, "language_info", "version")
    language = _told(notebook, "language_info", "name") or _told(notebook, "kernelspec", "language")
    return Decoded(cells, language, version, _told(notebook, OWN, "language"))


def _read_notebook(name: str, data: bytes) -> Cells:
    cells, language, version, edition = decode_notebook(name, data)
    code: list[tuple[int, str]] = []
    prose: dict[str, list[tuple[int, str]]] = {}
    names: dict[int, str] = {}
    odd: list[int] = []
    for number, cell in enumerate(cells, 1):
        source = _source(cell)
        if source is None:
            odd.append(number)
        elif cell.get("cell_type") == "code":
            code.append((number, source))
            if name := name_of(cell):
                names[number] = name
        elif (kind := _prose(cell)) is not None:
            prose.setdefault(kind, []).append((number, source))
    notes = [*_notes(odd, language), *_no_longer_code(cells)]
    return Cells(code, notes, prose=prose, python=version, names=names, language=edition)


def code_of(name: str, data: bytes) -> frozenset[str]:
    """Return the texts of a notebook's code cells, without empty ones.

    Raises UnreadableSubmission if it is not a notebook.
    """
    cells = decode_notebook(name, data).cells
    code = (cell for cell in cells if isinstance(cell, dict) and cell.get("cell_type") == "code")
    return frozenset(text for cell in code if (text := (_source(cell) or "").strip()))


def _prose(cell: dict[str, Any]) -> str | None:
    """Return the type of a cell without code, in words."""
    kind = cell.get("cell_type")
    return _PROSE.get(kind) if isinstance(kind, str) else None


def _no_longer_code(cells: list[Any]) -> Iterator[str]:
    """Yield a sentence for each nbgrader code answer that is now another type of cell."""
    for number, cell in enumerate(cells, 1):
        kind = _prose(cell) if isinstance(cell, dict) else None
        if kind and is_solution(cell) and not is_graded(cell):
            yield _NO_LONGER_CODE[kind].filled(cell=number)


def _notes(odd: list[int], language: str) -> Iterator[str]:
    """Yield what the reader of the result ought to know about a notebook."""
    for number in odd[:_NOTES_SHOWN]:
        yield say("cell {cell} is not a cell and was skipped", cell=number)
    if len(odd) > _NOTES_SHOWN:
        more = len(odd) - _NOTES_SHOWN
        yield say_n("and {n} more that is not a cell", "and {n} more that are not cells", more)
    if language and language.lower() not in {"python", "python3", "python2", "ipython"}:
        named = printable(language[:40])
        yield say("the notebook is for {language}, not Python", language=named)


def _decode_json(data: bytes) -> Any:
    """Decode JSON, including what others write beyond it: NaN, lone surrogates, UTF-16."""
    try:
        return msgspec.json.decode(data)
    except msgspec.DecodeError:
        # Integers become floats here: those with thousands of digits would be refused or slow.
        return json.loads(data.decode(json.detect_encoding(data)), parse_int=float)


def _not_json(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return say(
            "not valid JSON in line {line}, column {column}", line=error.lineno, column=error.colno
        )
    return say("not valid JSON")


def _cells(notebook: Any) -> list[Any] | None:
    """Return the cells of a notebook of format 4, or of format 3 and older (worksheets)."""
    if not isinstance(notebook, dict):
        return None
    cells = notebook.get("cells")
    if isinstance(cells, list):
        return cells
    sheets = notebook.get("worksheets")
    if not isinstance(sheets, list):
        return None
    lists = [s.get("cells") for s in sheets if isinstance(s, dict)]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def _source(cell: Any) -> str | None:
    if not isinstance(cell, dict):
        return None
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    return source if isinstance(source, str) else None


def _told(notebook: dict[str, Any], key: str, field: str) -> str:
    """Return a text from a notebook's metadata; "" if there is none."""
    metadata = notebook.get("metadata")
    block = metadata.get(key) if isinstance(metadata, dict) else None
    value = block.get(field) if isinstance(block, dict) else None
    return value if isinstance(value, str) else ""
