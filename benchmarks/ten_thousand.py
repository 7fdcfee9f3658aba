"""Measure what a second run over a large class costs, in which nothing has changed.

    python benchmarks/ten_thousand.py [--sizes 1000 10000] [--tree] [--more OPTION ...]

A class is made of the solved notebook and a few wrong ones of the sample class, each with bytes of
its own. The few are graded; the result files of all others are written as the engine would have
written them, which grades none of them again. Then the command that users type is measured: CPU
seconds of its whole process tree, and its memory (PSS). One submission alone is the start.
With `--tree` the class lies in `submitted/<student>/<assignment>/`, with the times of handing in
and a due date.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import yaml
from tree import BIN, Measured

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))

import courses  # noqa: E402 - of the tests
from known_submissions import sample_class  # noqa: E402

from autograder.course.secret import submission_seed  # noqa: E402
from autograder.files import json_bytes  # noqa: E402
from autograder.results.format import SubmissionResult  # noqa: E402
from autograder.results.store import ResultStore  # noqa: E402
from autograder.submission.files import sha256  # noqa: E402

ASSIGNMENT = "shallow_network"
_WRONG = 12  # submissions of the sample class
_RIGHT = 3  # solved notebooks for each of them
_DUE = "2030-01-01 12:00"
_TIME = "2029-12-24 12:00:00 UTC"


class Class:
    """A course with a class in it, of which every submission has a result."""

    def __init__(self, folder: Path, size: int, *, is_tree: bool) -> None:
        settings = yaml.safe_load((ROOT / "course.yaml").read_text(encoding="utf-8"))
        for assignment in settings["assignments"] if is_tree else ():
            assignment["due"] = _DUE
        self.course = courses.copy_of_the_course(
            folder / "course", ASSIGNMENT, settings=yaml.safe_dump(settings)
        )
        self._is_tree = is_tree
        self._loose = folder / "class"
        kinds = list(itertools.islice(_kinds(), size))
        files = [self._hand_in(i, text) for i, text in _every(kinds, size)]
        self.run(*files[: len(kinds)])
        store = ResultStore(self.course / "results", ASSIGNMENT)
        stored = [store.load(_student(i)) for i in range(len(kinds))]
        secret = courses.SECRET.encode()
        for i, file in enumerate(files):
            known = stored[i % len(kinds)]
            assert known is not None
            result = _as_if_graded(known, i, file, secret)
            if i < len(kinds):
                assert json_bytes(result) == store.path(result.student).read_bytes(), file
            else:
                store.path(result.student).write_bytes(json_bytes(result))

    def _hand_in(self, i: int, text: bytes) -> Path:
        file = self._loose / f"{_student(i)}.ipynb"
        if self._is_tree:
            place = self.course / "submitted" / _student(i) / ASSIGNMENT
            file = place / f"{ASSIGNMENT}.ipynb"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)
        if self._is_tree:
            (file.parent / "timestamp.txt").write_text(_TIME)
        return file

    def run(self, *paths: Path, more: Sequence[str] = ()) -> Measured:
        """Grade what has changed of the class, or of these files."""
        asked = paths or (() if self._is_tree else (self._loose,))
        command = [str(BIN / "autograder"), "grade", ASSIGNMENT, *map(str, asked), *more]
        return Measured([*command, "--no-gradebook"], self.course, AUTOGRADER_SECRET=courses.SECRET)


def _student(i: int) -> str:
    return f"student{i:05d}"


def _kinds() -> Iterator[bytes]:
    """Yield the notebooks that a class is made of."""
    solved = (ROOT / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes()
    cases = (case for case in sample_class(ASSIGNMENT) if case.file_name.endswith(".ipynb"))
    wrong = (case for case in cases if "failed" in case.outcomes.values())
    for case in itertools.islice(
        (c for c in wrong if "timeout" not in c.outcomes.values()), _WRONG
    ):
        yield from (solved,) * _RIGHT
        yield case.content()


def _every(kinds: Sequence[bytes], size: int) -> Iterator[tuple[int, bytes]]:
    """Yield so many notebooks, no two with the same bytes."""
    for i, text in enumerate(itertools.islice(itertools.cycle(kinds), size)):
        assert text.rstrip().endswith(b"}")
        yield i, text.rstrip()[:-1] + f', "student": {i}}}\n'.encode()


def _as_if_graded(known: SubmissionResult, i: int, file: Path, secret: bytes) -> SubmissionResult:
    """Return the result of a notebook that has the same code as one that was graded."""
    digest = sha256(file.read_bytes())
    seed = submission_seed(secret, known.course, ASSIGNMENT, digest)
    folder = str(file.parent) if known.submission.folder else ""
    place = {"path": str(file), "sha256": digest, "folder": folder}
    return msgspec.structs.replace(
        known,
        student=_student(i),
        submission=msgspec.structs.replace(known.submission, **place),
        engine=msgspec.structs.replace(known.engine, seed=seed),
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 1000, 10_000])
    parser.add_argument("--tree", action="store_true", help="as nbgrader collects them")
    parser.add_argument("--more", nargs="*", default=[], help="options of the command")
    parser.add_argument("--keep", type=Path, help="leave the classes in this folder")
    options = parser.parse_args()
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder = options.keep / str(size) if options.keep else Path(temporary)
            made = Class(folder, size, is_tree=options.tree)
            runs = [made.run(more=options.more) for _ in range(3)]
            best = min(runs, key=lambda run: run.cpu_s)
            print(
                f"{size:6d} unchanged: {best.cpu_s:6.2f} s CPU, of the engine {best.own_mib:.0f} "
                f"MiB at most, {best.peak_mib:.0f} in all, exit {best.status}",
                flush=True,
            )


if __name__ == "__main__":
    main()
