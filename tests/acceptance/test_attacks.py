"""The attack corpus, graded in one class with honest neighbours, at both isolation levels.

Every attacker gets exactly what its honest part deserves. The neighbours' results are the same as
without it. Nothing is left behind, and nothing of the hidden tests reaches what a student may
see.
"""

import ast
import contextlib
import ctypes
import html
import json
import re
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest
from courses import ROOT, SECRET, copy_of_the_course, run
from known_submissions import attacks, hand_in, known

CASES = attacks()
AIMS = {
    *("earn_marks", "read_secrets", "write_elsewhere", "network", "classmates", "exhaust"),
    *("break_engine", "poison_later", "forge_wire", "fool_equality"),
}
HONEST = {  # classmates, by assignment: the letters sort them before and after attackers
    "shallow_network": (
        "0cfilorux",
        ("as_taught", "gradients_not_averaged", "raises_errors", "sigmoid_from_missing_helper"),
    ),
    "vectorization": ("0r", ("as_taught", "half_done")),
    "logistic_regression": ("0h", ("logistic_as_taught", "logistic_half_done")),
    "gradient_descent": ("0r", ("as_taught", "half_done")),
}
MARKER = "backgrade-attack-was-here"  # in the name of everything that an attack leaves behind
PR_SET_CHILD_SUBREAPER = 36
_FOR_INSTRUCTORS = ("for_instructor", "evidence")  # parts of a result
SMUGGLED = "SMUGGLED"  # next to what an attack tries to carry out


def one_of_each(cases):
    """Return one attack of each aim, from one class if possible, for `make test`."""
    for aim in sorted({case.aim for case in cases}):
        own = [case for case in cases if case.aim == aim]
        yield next((case for case in own if case.assignment == "shallow_network"), own[0])


FEW = list(one_of_each(CASES))
CLASSES = [
    ("namespaces", FEW),
    pytest.param(("namespaces", CASES), marks=pytest.mark.slow),
    pytest.param(("landlock", CASES), marks=pytest.mark.slow),
]


def neighbours(assignment, folder, step):
    """Put honest classmates into a class, some before and some after each attacker."""
    letters, honest = HONEST[assignment]
    for i, letter in enumerate(letters[::step]):
        case = known(assignment, honest[i % len(honest)])
        case.hand_in(folder / f"{letter}_honest_{assignment}")


def grade(course, folder, results, junit, *how):
    """Grade an assignment's class in the folder above; return what was printed."""
    done = run(
        *("autograder", "grade", folder.parent.name, folder, "--results", results),
        *("--junit", junit, *how),
        cwd=course,
        code=0,
    )
    return done.stdout + done.stderr


class Graded:
    """A graded class with attackers, and the same honest classmates without them."""

    def __init__(self, level, cases, folder):
        course = copy_of_the_course(folder / "course")
        self.level, self.cases, self.printed, self.junit, self.results, self.alone = (
            level,
            cases,
            "",
            "",
            {},
            {},
        )
        for assignment in sorted({case.assignment for case in cases}):
            attacked, alone = folder / assignment / "attacked", folder / assignment / "alone"
            hand_in((case for case in cases if case.assignment == assignment), attacked)
            for place in (attacked, alone):
                neighbours(assignment, place, step=4 if cases is FEW else 1)
            for place, kept in ((attacked, self.results), (alone, self.alone)):
                junit = place.with_suffix(".xml")
                stored = place.with_name(f"results_{place.name}")
                jobs = 1 if place is alone or cases is FEW else 2
                how = ("--jobs", jobs, "--isolation", level)
                self.printed += grade(course, place, stored, junit, *how)
                self.junit += junit.read_text(encoding="utf-8")
                kept.update(read_results(stored / assignment))
        self.left = [*leftovers(), *folder.glob(f"**/*{MARKER}*")]

    def artefacts(self):
        """Return every text that a student may see, by its place."""
        shown = {
            name: {key: value for key, value in result.items() if key not in _FOR_INSTRUCTORS}
            for name, result in self.results.items()
        }
        texts = {name: "\n".join(strings_in(result)) for name, result in shown.items()}
        return texts | {"printed": self.printed, "junit": html.unescape(self.junit)}


def strings_in(value):
    """Yield all texts in a result."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings_in(item)
    elif isinstance(value, str):
        yield value


def read_results(folder):
    """Return the results of a class by student."""
    files = folder.iterdir()
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


def leftovers():
    """Return files and processes that an attack left on the machine."""
    places = [Path(p) for p in ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "/", "/var")]
    places += [Path.home(), Path.home() / ".ipython", ROOT, ROOT / "autograder", ROOT.parent]
    places += [Path(np.__file__).parent, Path(np.__file__).parent.parent, Path(sys.prefix)]
    found = []
    for place in places:
        with contextlib.suppress(OSError):
            found += [entry for entry in place.iterdir() if MARKER in entry.name]
    # We adopt orphans, so nobody in this class left what is not ours.
    return found + [p for p in psutil.Process().children(recursive=True) if is_alive(p)]


def is_alive(process):
    """Return whether a process still runs, and is not a zombie."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture(scope="module", params=CLASSES, ids=["few", "namespaces", "landlock"])
def graded(request, tmp_path_factory):
    """Grade the class at a level, once for all tests."""
    assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    return Graded(*request.param, tmp_path_factory.mktemp("class"))


def test_verdicts(graded):
    """An attacker earns what its honest part earns and nothing else."""
    wrong = {
        c.name: list(differences(c, graded.results[c.name], graded.level)) for c in graded.cases
    }
    assert {name: told for name, told in wrong.items() if told} == {}


def differences(case, result, level):
    """Yield the differences between a result and what its case says."""
    verdict = case.expected
    if result["outcome"] != verdict.get("outcome", "graded"):
        yield result["outcome"], result["notes"]
    outcomes = {e["name"]: e["outcome"] for e in result["exercises"]}
    own = case.outcomes_at(level)
    yield from (
        (name, outcomes.get(name), own.get(name))
        for name in sorted({*outcomes, *own})
        if outcomes.get(name) != own.get(name)
    )
    for exercise in result["exercises"]:
        is_full = exercise["score"] == exercise["max_score"]
        if is_full != (exercise["outcome"] == "passed"):
            yield exercise["name"], exercise["score"]
    told = "\n".join([*result["notes"], *result["for_instructor"]]).casefold()
    yield from (note for note in verdict.get("notes", []) if note.casefold() not in told)


def test_neighbours_are_not_touched(graded):
    """Honest classmates' results are as without attackers, except for durations and places."""
    assert graded.alone
    for name, alone in graded.alone.items():
        assert undated(graded.results[name]) == undated(alone), name


def undated(result):
    """Return a result file's text without durations and the folder, which differ in each run."""
    text = json.dumps(result, indent=1)
    text = re.sub(r'"duration_s": [^,\n]*|"folder": "[^"\n]*"', "", text)
    return re.sub(r'"path": ".*/(\w+/\w+)/(\w+\.ipynb)"', r"\2", text)


def test_nothing_is_left_behind(graded):
    """No file outside and no process outlives the class."""
    assert graded.left == []


def test_no_hidden_value_reaches_a_student(graded):
    """No text has a number with more than two decimals, except marks and sizes."""
    found = []
    for name, result in graded.results.items():
        for text in texts_of(result):
            found += [(name, text) for _ in re.findall(r"\d\.\d{3,}|\d[eE][-+]\d\d", text)]
    assert found == []


def texts_of(result):
    """Return the messages, hints and notes of a result."""
    tests = [test for exercise in result["exercises"] for test in exercise["tests"]]
    return [*result["notes"], *(test[key] for test in tests for key in ("message", "hint"))]


def test_nothing_is_smuggled_out(graded):
    """What attacks add to hidden inputs appears nowhere, and neither does the course secret."""
    for name, text in graded.artefacts().items():
        assert SMUGGLED not in text, name
        assert SECRET not in text, name


def test_no_source_of_ours_reaches_a_student(graded):
    """A student sees no line of the hidden graders or of the solution."""
    lines = hidden_lines()
    assert len(lines) > 100
    for name, text in graded.artefacts().items():
        shown = without_quotes(text)
        assert [line for line in lines if line in shown] == [], name


def without_quotes(text):
    """Return a text without the student's own lines that it quotes."""
    return re.sub(r"(did not parse and was skipped: .*), in ['\"].*", r"\1", text)


def hidden_lines():
    """Return telling lines of the graders and the solution that are not in the release."""
    return set().union(*map(hidden_lines_of, HONEST))


def hidden_lines_of(assignment):
    """Return the telling lines of one assignment."""
    release = (ROOT / f"assignments/{assignment}/{assignment}.ipynb").read_text()
    lines = set()
    for path in (ROOT / "tests/graders" / assignment).glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]:
            lines |= {ast.unparse(node) for node in function.body[1:]}
    solution = json.loads((ROOT / f"solutions/{assignment}/{assignment}.ipynb").read_text())
    for cell in solution["cells"]:
        if cell["cell_type"] == "code":
            lines |= {line.strip() for line in "".join(cell["source"]).splitlines()}
    return {line for line in lines if len(line) > 15 and line not in release}


def test_durations_have_two_digits(graded):
    """Code cannot send a message by the length of its sleep."""
    durations = re.findall(r'"duration_s": ([\d.e-]+)', json.dumps(graded.results))
    assert len(durations) > 10 * len(graded.cases)
    assert [d for d in durations if float(f"{float(d):.2g}") != float(d)] == []


def test_the_corpus():
    """There are over sixty attacks, of every aim and assignment, with their own names and texts."""
    assert len(CASES) >= 60
    assert {case.aim for case in CASES} == AIMS
    assert {case.assignment for case in CASES} == set(HONEST)
    assert len({case.name for case in CASES}) == len(CASES)
    assert [case for case in CASES if not case.expected.get("shows")] == []
