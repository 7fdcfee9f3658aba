"""Bytes of broken and odd notebooks, scripts and archives, made from real notebooks."""

import contextlib
import functools
import gzip
import io
import json
import pickle
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from known_submissions import ASSIGNMENTS, sample_class

ROOT = Path(__file__).resolve().parents[1]
ASSIGNMENT = "shallow_network"
# fmt: off
_ENCODINGS = (
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig", "utf-7",
    "latin-1", "cp1252", "shift-jis", "gbk", "big5", "euc-kr", "cp037",
)
_CODECS = (  # encodings that a script may declare
    "utf-8", "latin-1", "cp1252", "gbk", "utf-16", "rot13", "punycode", "undefined", "idna",
    "unicode_escape", "mbcs", "zlib", "no-such-codec", "../../os", "utf-8\0", "x" * 5000,
)
# fmt: on


@dataclass(frozen=True)
class Content:
    """The bytes of a file, the suffix under which it is handed in, and what is odd about it."""

    kind: str
    suffix: str
    data: bytes


def malformed_contents(count: int, seed: int) -> Iterator[Content]:
    """Yield `count` malformed files."""
    for number in range(count):
        yield content(Random(f"{seed}/{number}"))


def content(rng: Random) -> Content:
    """Return one malformed file."""
    kind = rng.choices(list(_KINDS), [weight for weight, _ in _KINDS.values()])[0]
    made = _KINDS[kind][1](rng)
    suffix, data = made if isinstance(made, tuple) else (".ipynb", made)
    return Content(kind, suffix, data)


# -- real notebooks ----------------------------------------------------------------


@functools.cache
def _sources() -> list[bytes]:
    """Return the notebooks of the project that stay within every time limit."""
    cases = [case for assignment in ASSIGNMENTS for case in sample_class(assignment)]
    slow = ("timeout", "ran longer", "memory")
    quick = [c for c in cases if not any(word in str(c.expected) for word in slow)]
    folders = [ROOT / "assignments", ROOT / "solutions"]
    return [
        *(folder.joinpath(ASSIGNMENT, f"{ASSIGNMENT}.ipynb").read_bytes() for folder in folders),
        *(case.content() for case in quick if case.file_name.endswith(".ipynb")),
    ]


def real_bytes(rng: Random) -> bytes:
    """Return one of the project's notebooks, unchanged."""
    return rng.choice(_sources())


def _text(rng: Random) -> str:
    return json.dumps(_notebook(rng), ensure_ascii=rng.random() < 0.3)


def _notebook(rng: Random) -> dict:
    """Return a notebook of format 4 as JSON data; not all sources have this format."""
    while True:
        with contextlib.suppress(ValueError, TypeError, KeyError):
            notebook = json.loads(real_bytes(rng))
            if all("source" in cell for cell in notebook["cells"]) and notebook["cells"]:
                return notebook


def _dump(value: object) -> bytes:
    return json.dumps(value).encode()


def _with_code(*code: object) -> bytes:
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": c} for c in code]
    return _dump({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


# -- bytes -------------------------------------------------------------------------


def _truncated(rng: Random) -> bytes:
    data = real_bytes(rng)
    return data[: rng.randrange(len(data) + 1)]


def _flipped(rng: Random) -> bytes:
    data = bytearray(real_bytes(rng) or b"{}")
    for _ in range(rng.choice([1, 1, 3, 30, 1000])):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def _spliced(rng: Random) -> bytes:
    one, two = real_bytes(rng), real_bytes(rng)
    return one[: rng.randrange(len(one) + 1)] + two[rng.randrange(len(two) + 1) :]


def _inserted(rng: Random) -> bytes:
    data = real_bytes(rng)
    at = rng.randrange(len(data) + 1)
    odd = [b"\0", b"\0" * 100, b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"]
    odd += [
        b"\\ud83d", b"\\udc00\\ud800", b"\x1b[31m", b"\x7f", "\u202e".encode(), b"<<<<<<< HEAD\n",
    ]  # fmt: skip
    return data[:at] + rng.choice(odd) + data[at:]


def _encoded(rng: Random) -> bytes:
    text = _text(rng)
    codec = rng.choice(_ENCODINGS)
    text = text.replace("sigmoid", "sigmoid \u6570\u5b66 \u00e9", 1)
    return text.encode(codec, "replace")


def _line_ends(rng: Random) -> bytes:
    text = json.dumps(_notebook(rng), indent=1)
    end = rng.choice(["\r\n", "\r", "\u2028", "\x0b", "\n\r\n\t"])
    return text.replace("\n", end).replace("\\n", rng.choice(["\\n", "\\r\\n", "\\r"])).encode()


def _several(rng: Random) -> bytes:
    join = rng.choice([b"", b"\n", b",", b"\0", b"\xef\xbb\xbf"])
    return join.join(real_bytes(rng) for _ in range(rng.randrange(2, 4)))


def _no_notebook(rng: Random) -> bytes:
    """Return something other than a notebook under a notebook's name."""
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0"
    page = b"<!DOCTYPE html>\n<html><body>404: not found</body></html>\n"
    whole = [
        b"", b" ", b"\n\t\r ", b"\0", b"\xef\xbb\xbf", b"null", b"3", b"-0.0", b'"text"', b"[]",
    ]  # fmt: skip
    whole += [
        b"{}", b"NaN", b"true", b"[[]]", b'{"cells": null}', b'{"worksheets": [3]}', b"'",
        b"{'a':1}",
    ]  # fmt: skip
    whole += [png, page, b"%PDF-1.7\n%\xe2\xe3\n", b"\x7fELF" + bytes(60), b"\xff\xfe", b"\xfe\xff"]
    whole += [
        pickle.dumps({"cells": []}),
        gzip.compress(real_bytes(rng)),
        b'{"a":1}\n{"cells":[]}\n',
    ]
    whole += [
        zipped({"hw.ipynb": real_bytes(rng)}), b"print('a script')\n",
        rng.randbytes(rng.randrange(3000)),
    ]  # fmt: skip
    return rng.choice(whole)


# -- trees -------------------------------------------------------------------------


def _places(value: object) -> list[tuple]:
    """Return every place in a tree: the container and the key or index."""
    found, todo = [], [value]
    while todo:
        node = todo.pop()
        if isinstance(node, dict | list):
            keys = list(node) if isinstance(node, dict) else range(len(node))
            found += [(node, key) for key in keys]
            todo += [node[key] for key in keys]
    return found


def _odd_value(rng: Random) -> object:
    nested: object = 3
    for _ in range(rng.choice([3, 20])):
        nested = [nested] if rng.random() < 0.5 else {"cells": nested}
    simple = [None, True, 0, -1, 2**70, 1.5, 1e308, "", "x" * 100_000, "\ud800", "\0\x1b[31m\u202e"]
    return rng.choice([*simple, [], {}, [None] * 1000, ["a\n", 3], {"source": "x"}, nested, nested])


def _replaced(rng: Random) -> bytes:
    notebook = _notebook(rng)
    for _ in range(rng.choice([1, 1, 2, 5, 40])):
        places = _places(notebook)
        if places:
            node, key = rng.choice(places)
            node[key] = _odd_value(rng)
    return _dump(notebook)


def _near_the_top(rng: Random) -> bytes:
    """Replace what a reader of notebooks reads."""
    notebook = _notebook(rng)
    cell = rng.choice(notebook["cells"])
    node, key = rng.choice(
        [(notebook, k) for k in ("cells", "metadata", "nbformat", "nbformat_minor", "worksheets")]
        + [(cell, k) for k in ("cell_type", "source", "metadata", "outputs", "id", "attachments")]
    )
    node[key] = _odd_value(rng)
    return _dump(notebook)


def _deleted(rng: Random) -> bytes:
    notebook = _notebook(rng)
    for _ in range(rng.choice([1, 3, 30])):
        places = _places(notebook)
        if places:
            node, key = rng.choice(places)
            del node[key]
    return _dump(notebook)


def _doubled_keys(rng: Random) -> bytes:
    text = json.dumps(_notebook(rng))
    key = rng.choice(["cells", "metadata", "nbformat"])
    extra = f'"{key}": {json.dumps(rng.choice([[], {}, 3, None]))}'
    return (f"{{{extra}, {text[1:]}" if rng.random() < 0.5 else f"{text[:-1]}, {extra}}}").encode()


def _deep(rng: Random) -> bytes:
    depth = rng.choice([100, 900, 10_000, 1_000_000])
    opened, closed = rng.choice([("[", "]"), ('{"cells":', "}"), ('[{"a":', "}]")])
    nest = (
        opened * depth + rng.choice(["1", "NaN", ""]) + closed * rng.choice([depth, 0, depth - 1])
    )
    text = json.dumps(_notebook(rng))
    as_source = f'{{"cells": [{{"cell_type": "code", "source": {nest}}}]}}'
    as_metadata, as_cells = f'{{"metadata": {nest}, {text[1:]}', f'{text[:-1]}, "cells": {nest}}}'
    return rng.choice([nest, as_source, as_metadata, as_cells]).encode()


def _number(rng: Random) -> bytes:
    number = rng.choice(
        [
            *("NaN", "Infinity", "-Infinity", "1e999", "-1e999", "1e-400", "1" + "0" * 5000),
            *("0." + "1" * 100_000, "1" * 400_000, "01", "+1", ".5", "1.", "0x10", "1_000", "-"),
        ]
    )
    text = json.dumps(_notebook(rng))
    key = rng.choice(["metadata", "nbformat", "loss", "cells"])
    return f'{{"{key}": {number}, {text[1:]}'.encode()


def _versions(rng: Random) -> bytes:
    notebook = _notebook(rng)
    version = rng.choice([1, 2, 3, 3, 5, 99, -4, "4", None, 4.5])
    notebook["nbformat"], notebook["nbformat_minor"] = version, rng.choice([0, 99, "5", None])
    if version == 3:
        cells = notebook.pop("cells")
        for cell in cells:
            if rng.random() < 0.9:
                cell["input"] = cell.pop("source")
        sheets = [{"cells": cells[:5]}, rng.choice([{}, 3, {"cells": 3}]), {"cells": cells[5:]}]
        notebook["worksheets"] = sheets
    return _dump(notebook)


def _cells(rng: Random) -> bytes:
    notebook = _notebook(rng)
    for cell in notebook["cells"]:
        if rng.random() < 0.3:
            cell["cell_type"] = rng.choice(
                ["Code", "CODE", "code ", "heading", "", None, 3, ["code"]]
            )
        if rng.random() < 0.2:
            lines = rng.choice([[3], [None], [["x"]], ["x = 1", {}], {"0": "x"}, [[], []], 3, None])
            cell["source"] = lines
        cell["id"] = "same"
    rng.shuffle(notebook["cells"])
    return _dump(notebook)


def _metadata(rng: Random) -> bytes:
    notebook = _notebook(rng)
    languages = ["R", "julia", "\ud83d\x1b[31m\n", "\u202enohtyp", "x" * 10_000, 3, None, [], {}]
    key, field = rng.choice([("kernelspec", "language"), ("language_info", "name")])
    notebook["metadata"] = rng.choice(
        [None, 3, [], "x", *([{key: {field: rng.choice(languages)}}] * 4)]
    )
    return _dump(notebook)


def _many(rng: Random) -> bytes:
    """Return a notebook with very much of something."""
    notebook = _notebook(rng)
    cell = {"cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": []}
    image = {"a.png": {"image/png": "A" * 5_000_000}}
    return rng.choice(
        [
            lambda: _dump(notebook | {"cells": [*notebook["cells"], *[cell] * 100_000]}),
            lambda: _dump(notebook | {"cells": [3] * 100_000}),
            lambda: _dump(notebook | {"attachments": image}),
            lambda: b'{"cells": [' + b"{}," * 2_500_000 + b"{}]}",
            lambda: _with_code("x = 1\n" * 1_000_000),
            lambda: _with_code(["x = 1\n"] * 300_000),
            lambda: _with_code("x = '" + "y" * 5_000_000 + "'"),
            lambda: _with_code("x = '" + "y" * (9 << 20) + "'"),
        ]
    )()


# -- code --------------------------------------------------------------------------


def _odd_code(rng: Random) -> bytes:
    """Return Python that many parsers fail on, but none is slow on."""
    codec = rng.choice(_CODECS)
    odd = [
        b"\0", b"\x0c\n", b"\t \tx = 1\n", b"\xef\xbb\xbf", b"\r", b"\\\n", b"\\", b"'''", b"(",
        b"$",
    ]  # fmt: skip
    odd += [
        b"\xff", "\u202e".encode(), b"\x1a", b"%%bash\n", b"!rm -rf /\n", b"async", b"def f(",
        b"f'{",
    ]  # fmt: skip
    lines = b"import numpy as np\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"
    at = rng.randrange(len(lines))
    coding = b"# -*- coding: " + codec.encode() + b" -*-\n" if rng.random() < 0.5 else b""
    return coding + lines[:at] + rng.choice(odd) * rng.choice([1, 1, 2, 100]) + lines[at:]


def _bomb(rng: Random) -> bytes:
    """Return Python on which parsers and compilers have crashed."""
    n = rng.choice([90, 1000, 10_000])
    bombs = ["x = " + "(" * n + "1" + ")" * n, "x = " + "-" * n + "1", "x = " + "not " * n + "1"]
    bombs += [
        "x = " + "[" * n, "x = " + "1+" * n + "1", "x = " + ".a" * n, "x" + "[0]" * n + " = 1",
    ]  # fmt: skip
    bombs += ["@f\n" * n + "def g(): pass", "def f(): pass\n" * n, "lambda: " * n + "1", "f'{" * n]
    bombs += ["".join(f"{' ' * i}if x:\n" for i in range(min(n, 1000))), "x = " + "{1:" * n + "1"]
    bombs += [
        "class A: pass\n" * n, "x = 'a' " + "'b' " * n, "x = " + "9" * n,
        "x = f(" + "a," * n + ")",
    ]  # fmt: skip
    bombs += [
        "a = b = " * n + "1", "if x: pass\n" + "elif x: pass\n" * n, "x = 1 if 1 else " * n + "1",
    ]  # fmt: skip
    return rng.choice(bombs).encode()


def _script(rng: Random, code: bytes) -> tuple[str, bytes] | bytes:
    """Return code as a script, or equally often as a notebook's first cell."""
    if rng.random() < 0.5:
        return rng.choice([".py", ".PY"]), code
    notebook = _notebook(rng)
    cell = {"cell_type": "code", "metadata": {}, "source": code.decode("utf-8", "surrogateescape")}
    return _dump(notebook | {"cells": [cell, *notebook["cells"]]})


# -- archives ----------------------------------------------------------------------


def zipped(
    members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, mode: int = 0o100644
) -> bytes:
    """Return a zip of these members with the same mode; some modes mean links."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type, info.external_attr = method, mode << 16
            archive.writestr(info, data)
    return file.getvalue()


_ROOTS = ["../", "../../../", "/", "//", "./", "C:\\"]


@functools.cache
def _bomb_zip() -> bytes:
    return zipped({"hw.ipynb": b"[" * (65 << 20)})


def _odd_zip(rng: Random) -> tuple[str, bytes]:
    data = real_bytes(rng)
    one = {"hw.ipynb": data}
    link, script, damaged = b"../../solutions/x.ipynb", {"hw.py": b"x = 1"}, _bad_member(rng)
    made = rng.choice(
        [
            lambda: zipped(one),
            lambda: zipped(
                {"a/b/c/HW.IPYNB": data, "a/data.csv": b"1,2", "__MACOSX/._hw.ipynb": b"\0"}
            ),
            lambda: zipped({rng.choice(_ROOTS) + "etc/hw.ipynb": data}),
            lambda: zipped({"one.ipynb": data, "two.ipynb": data}),
            lambda: zipped({"report.docx": b"x", "\x1b[31m\u202e[red]" * 20 + ".pdf": b"x"}),
            lambda: zipped({"hw.ipynb": link}, mode=0o120777),
            lambda: zipped(
                one, rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
            ),
            lambda: zipped({f"{n}.txt": b"" for n in range(rng.choice([900, 1100]))} | one),
            _bomb_zip,
            lambda: zipped({"inner.zip": zipped(one)}),
            lambda: zipped({}),
            lambda: zipped(script),
            lambda: zipped(damaged),
            lambda: _patched(zipped(one), 6, 8, b"\x01\0"),  # encrypted, as it says
            lambda: _patched(zipped(one), 22, 24, b"\x10\0\0\0"),  # 16 bytes, as it says
            lambda: _patched(zipped(one), 22, 24, b"\xff\xff\xff\x7f"),  # 2 GiB, as it says
            lambda: _patched(zipped(one), 8, 10, rng.randbytes(2)),  # another method
            lambda: _scratched(rng, zipped(one)),
            lambda: _scratched(rng, zipped(one)),
            lambda: b"#!/bin/sh\n" + zipped(one),
            lambda: data,
            lambda: b"",
        ]
    )()
    return rng.choice([".zip", ".zip", ".ZIP"]), made


def _bad_member(rng: Random) -> dict[str, bytes]:
    """Return the malformed only member of a zip."""
    return {"hw.ipynb": rng.choice([_truncated, _replaced, _no_notebook])(rng)}


def _patched(data: bytes, local: int, central: int, new: bytes) -> bytes:
    """Overwrite a field of the first entry, in both places where a zip has it."""
    patched, start = bytearray(data), data.index(b"PK\x01\x02")
    patched[local : local + len(new)] = new
    patched[start + central : start + central + len(new)] = new
    return bytes(patched)


def _scratched(rng: Random, data: bytes) -> bytes:
    """Damage a zip, mostly its directory, which is at the end."""
    scratched = bytearray(data[: rng.choice([len(data), rng.randrange(len(data))])] or b"P")
    for _ in range(rng.choice([1, 2, 8])):
        last = min(len(scratched), rng.choice([80, 100, len(scratched)]))
        scratched[-rng.randint(1, last)] = rng.randrange(256)
    return bytes(scratched)


def _other_archive(rng: Random) -> tuple[str, bytes]:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=rng.choice(["w", "w:gz", "w:xz"])) as archive:
        info = tarfile.TarInfo(rng.choice(["hw.ipynb", "../hw.ipynb", "/etc/passwd"]))
        info.type, info.linkname = rng.choice([tarfile.SYMTYPE, tarfile.LNKTYPE]), "/etc/passwd"
        archive.addfile(info)
    suffix = rng.choice([".tar", ".tgz", ".tar.gz", ".7z", ".rar", ".gz", ".tar.xz", ".ipynb.gz"])
    return suffix, file.getvalue()


_KINDS: dict[str, tuple[float, Callable[[Random], tuple[str, bytes] | bytes]]] = {
    "truncated": (8, _truncated),
    "bytes flipped": (8, _flipped),
    "two notebooks spliced": (4, _spliced),
    "bytes inserted": (6, _inserted),
    "other encoding": (6, _encoded),
    "other line ends": (2, _line_ends),
    "several notebooks": (2, _several),
    "no notebook": (6, _no_notebook),
    "nodes replaced": (10, _replaced),
    "near the top": (8, _near_the_top),
    "nodes deleted": (8, _deleted),
    "keys doubled": (2, _doubled_keys),
    "deep": (4, _deep),
    "odd numbers": (4, _number),
    "other versions": (4, _versions),
    "odd cells": (4, _cells),
    "odd metadata": (3, _metadata),
    "very many": (0.3, _many),
    "odd code": (4, lambda rng: _script(rng, _odd_code(rng))),
    "parser bombs": (0.5, lambda rng: _script(rng, _bomb(rng))),
    "zip": (8, _odd_zip),
    "other archive": (2, _other_archive),
    "documents": (
        1,
        lambda rng: (rng.choice([".docx", ".pdf", ".txt", ".html", ""]), _no_notebook(rng)),
    ),
}
