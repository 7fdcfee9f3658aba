"""What all tests share."""

import re
import sys

# Jupyter's notebooks are checked with jsonschema. It asks this module for the forms of addresses,
# which no notebook has, and to import it takes longer than many tests: it builds 39 grammars.
sys.modules.setdefault("rfc3987_syntax", None)

MARKS = re.compile(r"^pytestmark = (.*)$", re.MULTILINE)


def pytest_ignore_collect(collection_path, config):
    """Leave out files, and folders of files, whose tests all have a mark that is not to run.

    What they import costs more than many tests, in each worker: nbgrader, above all.
    """
    left_out = re.findall(r"not (\w+)", config.getoption("markexpr"))
    files = sorted(collection_path.rglob("test_*.py")) or [collection_path]
    return (left_out and all(has_mark(file, left_out) for file in files)) or None


def has_mark(file, names):
    """Return whether all tests of a file have one of these marks."""
    marks = file.suffix == ".py" and MARKS.search(file.read_text(encoding="utf-8"))
    return bool(marks) and any(f"mark.{name}" in marks[1] for name in names)
