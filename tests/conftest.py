"""What all tests share."""

import re
import sys

# Jupyter's notebooks are checked with jsonschema. It asks this module for the forms of addresses,
# which no notebook has, and to import it takes longer than many tests: it builds 39 grammars.
sys.modules.setdefault("rfc3987_syntax", None)

MARKS = re.compile(r"^pytestmark = (.*)$", re.MULTILINE)


def pytest_ignore_collect(collection_path, config):
    """Leave out files whose tests all have a mark that is not to run.

    What they import costs more than many tests, in each worker: nbgrader, above all.
    """
    left_out = re.findall(r"not (\w+)", config.getoption("markexpr"))
    if left_out and collection_path.suffix == ".py":
        marks = MARKS.search(collection_path.read_text(encoding="utf-8"))
        return (marks and any(f"mark.{name}" in marks[1] for name in left_out)) or None
    return None
