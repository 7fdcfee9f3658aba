"""What submissions that never return cost: CPU milliseconds of the whole process tree.

    python benchmarks/loops.py [--against CHECKOUT] [--turns 1] [--kinds WORD ...]

Each kind is the solved notebook with one change, graded with one job at the limits of
course.yaml. The price is the difference between a class of one and a class of three, so that
the start is not in it. With `--against`, another checkout is measured in turns with this one.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from grade_class import ASSIGNMENT, ROOT, price

from autograder.course.exercises import read_all_exercises
from autograder.course.folder import find_course

_BEGIN = "    ### BEGIN SOLUTION\n"
_SPIN = "    while True:\n        pass\n"
_SPINS = f"import threading\n\n\ndef spin():\n{_SPIN}\n\n"
_IN_A_THREAD = "    threading.Thread(target=spin, daemon=True).start()\n"
_FORKS = "    import os\n    for _ in range(3):\n        os.fork() or spin()\n    os.wait()\n"
_NEEDED = "while True:\n    np = np\n"  # every exercise needs this name
_MATTERS = "while True:\n    exec('')\n"  # which may do anything, so it is no exercise's alone
_WRONG = "    return None\n"


def _exercises() -> list[str]:
    course = find_course(ROOT)
    every = read_all_exercises(course, course.course.assignment(ASSIGNMENT))
    return [e.name for own in every.values() for e in own]


def notebook(begin: dict[str, str], first: str = "", last: str = "") -> bytes:
    """Return the solved notebook; exercises begin with other lines, and so do its cells, or end."""
    path = ROOT / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    content = json.loads(path.read_text())
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    for name, lines in begin.items():
        (cell,) = [
            c for c in code if f"def {name}(" in "".join(c["source"]) and _BEGIN in c["source"]
        ]
        at = cell["source"].index(_BEGIN)
        cell["source"][at:at] = lines.splitlines(keepends=True)
    new = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    content["cells"].insert(2, {**new, "id": "first", "source": first.splitlines(keepends=True)})
    content["cells"].append({**new, "id": "last", "source": last.splitlines(keepends=True)})
    return json.dumps(content).encode()


def kinds() -> Iterator[tuple[str, bytes]]:
    """Yield the kinds of loops, each with a notebook."""
    names = _exercises()
    first, later = names[0], names[-1]
    yield "none", notebook({})
    yield "first exercise", notebook({first: _SPIN})
    yield "last exercise", notebook({later: _SPIN})
    yield "every exercise", notebook(dict.fromkeys(names, _SPIN))
    yield "sleeps", notebook({first: "    import time\n    time.sleep(9999)\n"})
    yield "thread", notebook({first: f"{_IN_A_THREAD}    threading.Event().wait()\n"}, _SPINS)
    yield "thread beside an answer", notebook({first: _IN_A_THREAD}, _SPINS)
    yield "processes", notebook({first: _FORKS}, _SPINS)
    yield "needed statement", notebook({}, _NEEDED)
    yield "needed statement, sleeps", notebook({}, "import time\nnp = time.sleep(9999)\n")
    yield "skipped statement", notebook({}, "", _MATTERS)
    yield "skipped, wrong answer", notebook({first: _WRONG}, "", _MATTERS)
    yield "skipped, exercise loops", notebook({first: _SPIN}, "", _MATTERS)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--against", type=Path, help="another checkout, measured in turns")
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", default=[""], help="words in the kinds to measure")
    options = parser.parse_args()
    checkouts = [ROOT, *([options.against.resolve()] if options.against else [])]
    print("CPU milliseconds of the whole tree for one more submission with a loop, one job")
    with tempfile.TemporaryDirectory() as folder:
        for kind, text in kinds():
            if not any(word in kind for word in options.kinds):
                continue
            used: dict[Path, list[float]] = {checkout: [] for checkout in checkouts}
            for _ in range(options.turns):
                for checkout in checkouts:
                    sizes = (1, 3)
                    used[checkout].append(price(Path(folder), ASSIGNMENT, [text], checkout, sizes))
            shown = "   against ".join(f"{statistics.median(v):7.0f}" for v in used.values())
            print(f"{kind:28} {shown}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
