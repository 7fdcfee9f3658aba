"""Hundreds of broken and odd files: each gets one result, and none stops the class."""

import collections
import json
import resource
import time
from pathlib import Path

import courses
import malformed
import pytest
from malformed_contents import ASSIGNMENT, malformed_contents

from autograder.errors import UnreadableSubmission
from autograder.submission.cells import Cells, read_submission

pytestmark = pytest.mark.slow

SEED = 20
ONE_FILE_S = 10.0
ALL_FILES_MIB = 1024


@pytest.fixture(scope="module")
def cases():
    """A class of malformed submissions."""
    return list(malformed.malformed_submissions(200, SEED, large=1))


@pytest.fixture(scope="module")
def run(cases, tmp_path_factory):
    """Grade the class as an instructor would; what was said, and the results."""
    folder = tmp_path_factory.mktemp("malformed")
    (folder / "in").mkdir()
    for case in cases:
        case.write(folder / "in")
    done = courses.run(
        *("autograder", "grade", ASSIGNMENT, folder / "in"),
        *("--results", folder / "results", "--junit", folder / "junit.xml"),
    )
    files = (folder / "results" / ASSIGNMENT).glob("*.json")
    return done, [json.loads(file.read_text(encoding="utf-8")) for file in files]


def test_the_command_line_survives(run):
    """There is a table, a summary and exit code 0, without control characters."""
    done, results = run
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert done.stderr.splitlines()[0].startswith(f"{len(results)} graded in ")
    said = done.stdout.splitlines() + done.stderr.splitlines()
    assert [line for line in said if not line.isprintable()] == []


def test_every_case_has_its_result(cases, run):
    """Each submission has one result file; unreadable ones give the reason in a sentence."""
    assert malformed.complaints(cases, run[1]) == {}


def test_what_is_wrong_is_noticed(cases, run):
    """A missing or extra result, an error and an unclear note are reported."""
    results = {malformed.number_of(result): result for result in run[1]}
    whole = [n for n, r in results.items() if r["outcome"] == "unreadable"][:5]
    spoilt = [results[n] for n in whole[1:]] + [results[whole[1]]]
    spoilt[1] = spoilt[1] | {"outcome": "error"}
    spoilt[2] = spoilt[2] | {"notes": ["hw.ipynb: \x1b[31m is red"]}
    spoilt[3] = spoilt[3] | {"notes": []}
    told = malformed.complaints([case for case in cases if case.number in whole], spoilt)
    assert sorted(told) == sorted(whole)


def test_the_same_cases_every_time():
    """Case n of a seed always has the same bytes, whatever was made before it."""
    assert list(malformed_contents(50, SEED)) == list(malformed_contents(50, SEED))
    assert malformed.label(7) in malformed.Case("", 7, Path.mkdir).label


def read(path, data):
    """Return whether there are cells, and the notes or the reason."""
    try:
        cells = read_submission(path, data)
    except UnreadableSubmission as error:
        return "unreadable", [str(error)]
    assert isinstance(cells, Cells)
    assert all(isinstance(n, int) and isinstance(code, str) for n, code in cells.code)
    return "cells", cells.notes


def test_reading_alone():
    """For any bytes, reading gives cells or a reason, in limited time and memory."""
    before_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    outcomes = collections.Counter()
    for number, made in enumerate(malformed_contents(2000, SEED)):
        where = f"case {number} of seed {SEED}, {made.kind}"
        start = time.process_time()
        kind, said = read(Path(f"hw{made.suffix}"), made.data)
        assert time.process_time() - start < ONE_FILE_S, where
        outcomes[kind] += 1
        assert all(text.isprintable() and len(text) < 600 for text in said), where
        assert kind == "cells" or len(said[0]) > 10, where
    assert min(outcomes["cells"], outcomes["unreadable"]) > 500, outcomes
    after_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    assert after_mib - before_mib < ALL_FILES_MIB
