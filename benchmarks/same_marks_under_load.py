"""Grade the sample classes and the attacks repeatedly next to busy loops, and compare.

    python benchmarks/same_marks_under_load.py [--rounds 5] [--loops 8] [--classes NAME ...]

Each class is graded once without load, and then in rounds next to busy loops. Result files are
compared completely, except for durations. The program prints the differences, and exits with 1 if
there are any.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))

from known_submissions import (  # noqa: E402 - of the tests
    ASSIGNMENTS,
    Case,
    attacks,
    hand_in,
    sample_class,
)

CLASSES = (*ASSIGNMENTS, *(f"attacks/{name}" for name in ASSIGNMENTS))
DURATIONS = frozenset({"duration_s"})


def class_called(name: str) -> list[Case]:
    """Return the cases of a class: a sample class, or the attacks on an assignment."""
    if name.startswith("attacks/"):
        return [case for case in attacks() if case.assignment == Path(name).name]
    return sample_class(name)


def grade(name: str, handed_in: Path, results: Path, isolation: str) -> dict[str, object]:
    """Grade a class in separate processes; return its results by student."""
    assignment = Path(name).name
    command = [sys.executable, "-m", "autograder", "grade", assignment, str(handed_in)]
    options = ["--results", str(results), "--no-gradebook", "--isolation", isolation]
    subprocess.run(
        [*command, *options],
        cwd=ROOT,
        env=os.environ | {"AUTOGRADER_SECRET": "the same"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    files = (results / assignment).glob("*.json")
    return {file.stem: without_durations(json.loads(file.read_text())) for file in files}


def without_durations(value: object) -> object:
    """Return a result without its durations."""
    if isinstance(value, dict):
        return {k: without_durations(v) for k, v in value.items() if k not in DURATIONS}
    return [without_durations(v) for v in value] if isinstance(value, list) else value


def differences(first: object, second: object, where: str = "") -> Iterator[str]:
    """Yield the places in which two values differ, with both."""
    if isinstance(first, dict) and isinstance(second, dict):
        for key in sorted(first.keys() | second.keys()):
            yield from differences(first.get(key), second.get(key), f"{where}.{key}")
    elif isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        for i, pair in enumerate(zip(first, second, strict=True)):
            yield from differences(*pair, f"{where}[{i}]")
    elif first != second:
        yield f"{where}: {first!r} / {second!r}"


@contextlib.contextmanager
def busy(loops: int) -> Iterator[None]:
    """Run busy loops while the code inside runs."""
    processes = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(loops)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


def main() -> int:
    """Grade, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--loops", type=int, default=8)
    parser.add_argument("--classes", nargs="+", default=CLASSES)
    parser.add_argument("--isolation", default="namespaces")
    arguments = parser.parse_args()
    found = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in arguments.classes:
            handed_in = hand_in(class_called(name), folder / "handed_in" / name)
            start = time.perf_counter()
            alone = grade(name, handed_in, folder / name / "alone", arguments.isolation)
            took = [time.perf_counter() - start]
            told = []
            for i in range(arguments.rounds):
                start = time.perf_counter()
                with busy(arguments.loops):
                    again = grade(name, handed_in, folder / name / str(i), arguments.isolation)
                took.append(time.perf_counter() - start)
                told += [f"  round {i + 1}: {line}" for line in differences(alone, again)]
            seconds = ", ".join(f"{s:.0f}" for s in took)
            print(f"{name}: {len(alone)} results, {len(told)} differences; {seconds} s")
            print(*told, sep="\n", end="\n" if told else "", flush=True)
            found += len(told)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
