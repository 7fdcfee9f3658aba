"""A class that can be graded: what each student wrote is drawn, and so it is known who is wrong.

Right answers are the solution and its variants, as strangers write them: with other comments and
lines in another order. Wrong answers are mutants of the solution, the mistakes in tests/diagnoses,
and mistakes that nobody has named (PLANTED), each in several forms.

    python tests/graded_class.py FOLDER 300    # a course with its class; the truth in truth.json
"""

import functools
import json
import random
import re
import sys
from pathlib import Path
from typing import NamedTuple

import msgspec
from copied import commented, reordered
from courses import ROOT, copy_of_the_course

from autograder.audit.equivalent import read_equivalent
from autograder.audit.mutants import mutants_of
from autograder.audit.submissions import blank_cell, notebook_of
from autograder.course.exercises import read_exercises
from autograder.course.folder import find_course

NAME = "shallow_network"
DUE = "2026-11-02T12:00"
IN_TIME, LATE = "2026-11-02 11:00:00 UTC", "2026-11-03 20:00:00 UTC"
YAML = f"""course: c
title: A course
timezone: UTC
assignments:
  - name: {NAME}
    title: A shallow neural network
    due: {DUE}
    late: {{percent_per_day: 10}}
"""
IMPORTS = "import numpy as np\nfrom numpy.typing import ArrayLike, NDArray"
# Mistakes that no known mistake explains, each as several students would write it.
_PLANTED = """
# %%
def sigmoid(z):
    return np.arctan(z) / np.pi + 0.5
# %%
def sigmoid(x):
    half = np.arctan(np.asarray(x)) / np.pi
    return 0.5 + half
# %%
sigmoid = lambda z: (np.arctan(z) + np.pi / 2) / np.pi
# %%
def compute_cost(A2, Y):
    return float(np.max(np.abs(A2 - Y)) / Y.shape[1])
# %%
def compute_cost(A2, Y):
    m = Y.size
    worst = abs(Y - A2).max()
    return worst / m
# %%
def compute_cost(out, labels):
    # the worst sample
    errors = np.abs(out - labels)
    return np.amax(errors) / labels.shape[1]
# %%
def compute_cost(A2, Y):
    worst = 0.0
    for a, y in zip(A2[0], Y[0]):
        worst = max(worst, abs(a - y))
    return worst / A2.shape[1]
# %%
def forward_propagation(X, p):
    Z1 = p["W1"] @ X + p["b1"]
    A1 = Z1 / (1 + np.abs(Z1))
    Z2 = p["W2"] @ A1 + p["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
# %%
def forward_propagation(X, parameters):
    W1, b1 = parameters["W1"], parameters["b1"]
    hidden = np.dot(W1, X) + b1
    bent = hidden / (np.abs(hidden) + 1)
    out = np.dot(parameters["W2"], bent) + parameters["b2"]
    A2 = sigmoid(out)
    return A2, dict(Z1=hidden, A1=bent, Z2=out, A2=A2)
# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: v - learning_rate**2 * grads["d" + k] for k, v in parameters.items()}
# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    new = {}
    step = learning_rate * learning_rate
    for k in ("W1", "b1", "W2", "b2"):
        new[k] = parameters[k] - step * grads["d" + k]
    return new
"""
PLANTED: dict[str, list[str]] = {}
for _code in _PLANTED.split("\n# %%\n")[1:]:
    PLANTED.setdefault(re.match(r"(?:def )?(\w+)", _code)[1], []).append(_code)
_HARD = {"sigmoid": 0.12, "initialize_parameters": 0.1, "neuron_backward": 0.5}
_USUAL = 0.3  # of the answers to the other exercises are wrong


class Answer(NamedTuple):
    """What a student wrote for an exercise, and what is true of it."""

    code: str
    is_right: bool = False
    is_missing: bool = False
    known: frozenset[str] | None = None  # names of its mistakes, if that is known
    planted: bool = False


class Written(msgspec.Struct):
    """What is true of a student."""

    right: list[str]
    missing: list[str]
    known: dict[str, list[str]]
    planted: list[str]
    is_late: bool
    is_unreadable: bool


@functools.cache
def _course():
    return find_course(ROOT)


@functools.cache
def exercises():
    """Return the names of the exercises, in the order of the notebook."""
    return [e.name for e in read_exercises(_course().source_notebook(NAME))]


@functools.cache
def _solution(exercise):
    cells = json.loads(_course().source_notebook(NAME).read_text(encoding="utf-8"))["cells"]
    code = next(
        text
        for cell in cells
        if cell["cell_type"] == "code"
        and re.search(rf"^def {exercise}\(", text := "".join(cell["source"]), re.MULTILINE)
        and "BEGIN SOLUTION" in text
    )
    return "\n".join(line for line in code.split("\n") if "### " not in line)


@functools.cache
def right_answers(exercise):
    """Return the solution and its variants."""
    folder = _course().variants(NAME) / exercise
    texts = (path.read_text(encoding="utf-8").strip() for path in sorted(folder.glob("*.py")))
    # A sigmoid of other numbers than the solution asks for: not if the student's own is wrong.
    return [_solution(exercise), *(text for text in texts if "2 * sigmoid(2" not in text)]


@functools.cache
def named_answers(exercise):
    """Return the wrong answers of tests/diagnoses: how each is recognised is known."""
    path = ROOT / "tests" / "diagnoses" / NAME / f"{exercise}.py"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    found = []
    for part in re.split(r"^# %% ", text, flags=re.MULTILINE)[1:]:
        told = re.findall(r"^# known:? ?(.*)$", part, re.MULTILINE)
        code = "\n".join(line for line in part.split("\n")[1:] if not line.startswith("# "))
        found.append(Answer(code.strip(), known=frozenset(" ".join(told).split())))
    return found


@functools.cache
def mutants(exercise):
    """Return the mutants of the solution that some test must catch."""
    harmless = read_equivalent(_course(), NAME, exercises())
    every = mutants_of(_solution(exercise), exercise, exercises())
    return [Answer(m.text) for m in every if not any(one.matches(m) for one in harmless)]


def answer(exercise, is_weak, rng):
    """Draw an answer; a weak student is wrong more often."""
    wrong = _HARD.get(exercise, _USUAL)
    if rng.random() > (wrong * 1.7 if is_weak else wrong * 0.5):
        code = rng.choice(right_answers(exercise))
        for disguise in (commented, reordered):
            code = disguise(code, rng) if _is_plain(code) and rng.random() < 0.4 else code
        return Answer(code, is_right=True)
    if rng.random() < (0.25 if is_weak else 0.05):
        return Answer(
            f"def {exercise}(*arguments):\n    raise NotImplementedError", is_missing=True
        )
    pools = [
        mutants(exercise),
        named_answers(exercise),
        [Answer(code, planted=True, known=frozenset()) for code in PLANTED.get(exercise, [])],
    ]
    return rng.choice(rng.choice([pool for pool in pools if pool]))


def _is_plain(code):
    """Return whether code is one function whose lines are statements of their own."""
    return code.startswith("def ") and '"""' not in code and code.count("\ndef ") == 0


def hand_in(root, n, rng):
    """Write what n students hand in; return what is true of each, by student."""
    truth = {}
    for number in range(n):
        student = f"s{number:03}"
        is_weak = rng.random() < 0.4
        answers = {name: answer(name, is_weak, rng) for name in exercises()}
        is_late, is_unreadable = rng.random() < 0.06, rng.random() < 0.01
        folder = root / "submitted" / student / NAME
        folder.mkdir(parents=True)
        cells = [IMPORTS, *(one.code for one in answers.values())]
        notebook = notebook_of([blank_cell(text, f"cell-{i}") for i, text in enumerate(cells)])
        data = b"<html>" if is_unreadable else notebook
        (folder / f"{NAME}.ipynb").write_bytes(data)
        (folder / "timestamp.txt").write_text(LATE if is_late else IN_TIME)
        truth[student] = Written(
            right=[name for name, one in answers.items() if one.is_right],
            missing=[name for name, one in answers.items() if one.is_missing],
            known={k: sorted(one.known) for k, one in answers.items() if one.known is not None},
            planted=[name for name, one in answers.items() if one.planted],
            is_late=is_late,
            is_unreadable=is_unreadable,
        )
    return truth


def write(root, n, seed=0):
    """Write a course with a class of n who have handed in, and two who have not."""
    copy_of_the_course(
        root, NAME, settings=YAML, parts=("solutions", "assignments", "tests/graders")
    )
    truth = hand_in(root, n, random.Random(seed))
    ids = [*truth, "absent1", "absent2"]
    (root / "roster.csv").write_text("id\n" + "".join(f"{one}\n" for one in ids))
    return truth


if __name__ == "__main__":
    place = Path(sys.argv[1])
    made = write(place, int(sys.argv[2]))
    (place / "truth.json").write_bytes(msgspec.json.encode(made))
