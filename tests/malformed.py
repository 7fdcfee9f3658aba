"""Broken and odd submissions, made from real ones: the same seed always gives the same ones.

They have malformed bytes (malformed_contents.py), or odd names, folders, links, pipes, or files
that may not be read. Case `number` of a seed is the same whatever was made before it.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from malformed_contents import ASSIGNMENT, ROOT, content, real_bytes, zipped

_LABEL = re.compile(r"c\d{6}")
_SENTENCE = re.compile(r".+: [^:\n].{5,500}")  # where: what


@dataclass(frozen=True)
class Case:
    """A submission that is written into a class folder; its student's name contains `label`."""

    kind: str
    number: int
    write: Callable[[Path], None]
    results: int = 1

    @property
    def label(self) -> str:
        """A text that all paths of this case contain, and no other path."""
        return label(self.number)


def label(number: int) -> str:
    """Return the name of case `number`."""
    return f"c{number:06d}"


def malformed_submissions(count: int, seed: int, large: int = 0) -> Iterator[Case]:
    """Yield `count` malformed submissions, the first `large` of them of 100 MB."""
    for number in range(count):
        rng = Random(f"{seed}/{number}")
        if number < large:
            yield _large(number)
        elif rng.random() < 0.15:
            yield _place(number, rng)
        else:
            made = content(rng)
            yield _file(made.kind, number, label(number) + made.suffix, made.data)


def number_of(result: dict) -> int:
    """Return the number of the case that a result belongs to."""
    (found,) = set(_LABEL.findall(result["submission"]["path"].lower()))
    return int(found[1:])


def complaints(cases: list[Case], results: list[dict]) -> dict[int, str]:
    """Return what is wrong with the cases' results, by the cases' numbers."""
    by_label: dict[str, list[dict]] = {case.label: [] for case in cases}
    for result in results:
        by_label[label(number_of(result))].append(result)
    told = {case.number: _complaint(case, by_label[case.label]) for case in cases}
    return {number: what for number, what in told.items() if what}


def _complaint(case: Case, results: list[dict]) -> str:
    if len(results) != case.results:
        return f"{len(results)} results, not {case.results}"
    for result in results:
        if result["outcome"] not in {"graded", "unreadable"}:
            return f"outcome {result['outcome']}: {result['notes']}"
        messages = [t["message"] for e in result["exercises"] for t in e["tests"]]
        if not all(text.isprintable() for text in result["notes"] + messages):
            return f"control characters: {result['notes'] + messages}"
        if result["outcome"] == "unreadable":
            notes = result["notes"]
            if len(notes) != 1 or not _SENTENCE.fullmatch(notes[0]) or result["exercises"]:
                return f"not one clear sentence: {notes}"
    return ""


# -- places ------------------------------------------------------------------------


def _file(kind: str, number: int, name: str | bytes, data: bytes) -> Case:
    return Case(kind, number, lambda folder: _write(folder, os.fsdecode(name), data))


def _write(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _large(number: int) -> Case:
    def write(folder: Path) -> None:
        path = folder / (label(number) + [".ipynb", ".py", ".zip"][number % 3])
        with path.open("wb") as file:
            file.truncate(100_000_000)

    return Case("100 MB", number, write)


def _place(number: int, rng: Random) -> Case:
    kinds = [_odd_name, _odd_name, _odd_folder, _odd_folder, _link, _special]
    return rng.choice(kinds)(number, rng)


def _odd_name(number: int, rng: Random) -> Case:
    """Return an ordinary notebook under an extraordinary name."""
    own, data = label(number), real_bytes(rng)
    names = [
        f"-{own}", f" {own} ", f"{own}.", f"{own}..", f"{own}\n\t", f"{own}\x1b[31m\x7f\x9b",
        f"%s%n{own}",
    ]  # fmt: skip
    names += [
        f"{own}\u202egnp", f"\U0001f600{own}", f"[red]{own}[/red]", f"'{own}\"`$(id)`",
        f"*{own}?", f"{own}\\x",
    ]  # fmt: skip
    names += [
        own + "\u0301" * 20, own + "x" * 242, own + "\U0001f600" * 60, f"{own}|<>:", f"{own};&&",
        f"CON {own}",
    ]  # fmt: skip
    encoded = [own.encode() + b"\xff\xfe", b"\xc3(" + own.encode(), *map(os.fsencode, names)]
    name = rng.choice(encoded) + rng.choice([b".ipynb", b".ipynb", b".IPYNB", b".ipynb.txt"])
    whole = name[-255:] if own.encode() in name[-255:] else name[:255]
    if rng.random() < 0.3:
        other = {own: own.upper(), own + "\u00e9": own + "e\u0301", own + "K": own + "\u212a"}
        one, two = rng.choice(list(other.items()))

        def write(folder: Path) -> None:
            _write(folder, f"{one}.ipynb", data)
            _write(folder, f"{two}.ipynb", data)

        return Case("names that look alike", number, write, 2)
    return _file("odd name", number, whole, data)


def _odd_folder(number: int, rng: Random) -> Case:
    """Return a student's folder without one clear notebook in it."""
    own, data = label(number), real_bytes(rng)
    deep = "d/" * rng.choice([30, 300])
    files = rng.choice(
        [
            [],
            ["report.docx"],
            ["README.md", "data.csv"],
            ["hw.tar.gz"],
            [".ipynb_checkpoints/hw.ipynb"],
            [f"{ASSIGNMENT}/report.pdf"],
            [f"{ASSIGNMENT}/a.ipynb", f"{ASSIGNMENT}/b.ipynb"],
            [f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb", f"{ASSIGNMENT}/timestamp.txt"],
            ["hw.ipynb/hw.ipynb"],
            ["CON.ipynb"],
            ["\x1b[31m\n.pdf", "[red].doc", *(f"{n}.png" for n in range(30))],
            [deep + "hw.ipynb"],
            ["hw.zip"],
        ]
    )

    def write(folder: Path) -> None:
        name = own + ".ipynb" * (number % 4 == 0)
        (folder / name).mkdir()
        for file in files:
            stamp = b"2026-12-01 10:00:00 UTC\x1b[31m\0"
            other = {".zip": zipped({"hw.ipynb": data}), ".txt": stamp}
            _write(folder, f"{name}/{file}", other.get(Path(file).suffix, data))
        if rng.random() < 0.3:
            (folder / name / "link").symlink_to("..")
        if rng.random() < 0.2:
            (folder / name / ASSIGNMENT).mkdir(exist_ok=True)

    return Case("odd folder", number, write)


def _link(number: int, rng: Random) -> Case:
    own = label(number)
    solution = ROOT / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    target = rng.choice(
        [solution, "/etc/passwd", "nowhere", f"{own}.ipynb", "..", "/dev/zero", "/"]
    )
    name = rng.choice([f"{own}.ipynb", f"{own}/hw.ipynb", f"{own}/{ASSIGNMENT}/hw.ipynb", own])

    def write(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(target)

    return Case("link", number, write)


def _special(number: int, rng: Random) -> Case:
    """Return a pipe, a socket or an unreadable file."""
    data, kind = real_bytes(rng), rng.choice(["pipe", "socket", "mode 0", "stamp"])
    if kind == "stamp":
        return _stamp(number, rng)

    def write(folder: Path) -> None:
        path = folder / f"{label(number)}.ipynb"
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "socket":
            os.mknod(path, stat.S_IFSOCK | 0o600)
        else:
            path.write_bytes(data)
            path.chmod(0)

    return Case(kind, number, write)


def _stamp(number: int, rng: Random) -> Case:
    """Return a notebook with an invalid time of submission beside it."""
    name, data = f"{label(number)}/{ASSIGNMENT}/hw.ipynb", real_bytes(rng)
    make = rng.choice(
        [os.mkfifo, lambda p: p.symlink_to("/dev/zero"), lambda p: p.write_bytes(b"\xff" * 5000)]
    )

    def write(folder: Path) -> None:
        _write(folder, name, data)
        make((folder / name).parent / "timestamp.txt")

    return Case("stamp", number, write)
