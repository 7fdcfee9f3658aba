"""A class whose truth is known: abilities, difficulties and mistakes are drawn, nothing is graded.

python tests/simulated_class.py FOLDER 300   # its result files, in FOLDER/shallow_network
"""

import sys
from pathlib import Path

import msgspec
import numpy as np

from autograder.results.format import (
    EngineInfo,
    Evidence,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
    TestResult,
)
from autograder.results.scoring import judge_exercise, total
from autograder.results.store import ResultStore

# By exercise: its points, and the difficulty of each of its tests.
EXERCISES = {
    "initialize_parameters": (10.0, [-2.4, -1.9, -1.5]),
    "sigmoid": (10.0, [-1.7, -1.3, -0.4, 0.9]),
    "forward_propagation": (10.0, [-1.1, -0.7, 0.1]),
    "compute_cost": (10.0, [-0.9, -0.2, 0.5, 1.2]),
    "backward_propagation": (20.0, [-0.3, 0.3, 0.7, 1.4, 1.8]),
    "update_parameters": (10.0, [-0.6, 0.0, 1.0]),
}
STEEPNESS = 1.7
KNOWN = 0.55  # the share of mistakes that have a name
CODE = """def {name}(x, y):
    # written by {student}, my best attempt
    \"\"\"Homework of {student}.\"\"\"
    result = np.{way}(x) * {number}
    return result
"""
WAYS = ("sum", "mean", "sqrt", "square", "abs", "log", "exp", "sign")


class Truth(msgspec.Struct):
    """What a report on the class must find."""

    difficulty: dict[tuple[str, str], float] = {}
    known: dict[tuple[str, str], set[str]] = {}  # students, by exercise and mistake
    unexplained: dict[tuple[str, str], set[str]] = {}  # students, by exercise and fingerprint


def simulated(n, seed=0, broken=None):
    """Return the results of n students, and the truth.

    The test `broken`, an exercise and a number, fails right answers: whoever has it right by
    ability fails it, and some of the others pass.
    """
    rng = np.random.default_rng(seed)
    truth = Truth()
    results = [_student(f"student{i:04}", rng, truth, broken) for i in range(n)]
    return results, truth


def _student(student, rng, truth, broken):
    ability = rng.normal()
    exercises, evidence = [], {}
    for name, (points, difficulties) in EXERCISES.items():
        tests = []
        for number, difficulty in enumerate(difficulties):
            key = f"test_{name}.py::test_{number}"
            truth.difficulty[name, key] = difficulty
            is_right = rng.random() < 1 / (1 + np.exp(-STEEPNESS * (ability - difficulty)))
            if broken == (name, number):
                is_right = not is_right and rng.random() < 0.2
            outcome = Outcome.PASSED if is_right else Outcome.FAILED
            message = "" if is_right else f"{name}: some of its values are wrong"
            tests.append(TestResult(key, f"Property {number} of {name}", outcome, 1.0, message))
        exercise = judge_exercise(name, points, tests)
        if exercise.outcome is Outcome.FAILED:
            exercise, evidence[name] = _mistaken(exercise, student, rng, truth)
        exercises.append(exercise)
    return result_of(student, exercises, evidence)


def _mistaken(exercise, student, rng, truth):
    """Give a wrong exercise a mistake: of a few common ones, some of which are known."""
    which = min(int(rng.geometric(0.35)), len(WAYS)) - 1
    is_known = rng.random() < KNOWN
    name, code = exercise.name, ""
    code = CODE.format(name=name, student=student, way=WAYS[which], number=which + 2)
    reasons = {
        t.id: f"CheckFailed in test_{name}.py, line 20: {t.message}"
        for t in exercise.tests
        if t.outcome is not Outcome.PASSED
    }
    fingerprint = f"{which:x}{abs(hash_of(name)):015x}"
    kept = Evidence(fingerprint, code, reasons)
    if is_known:
        mistake = f"{name}_{WAYS[which]}"
        truth.known.setdefault((name, mistake), set()).add(student)
        told = f"Your answer is the {WAYS[which]} of x. Look at the formula again."
        exercise = msgspec.structs.replace(exercise, diagnosis=told, misconceptions=[mistake])
    else:
        truth.unexplained.setdefault((name, fingerprint), set()).add(student)
    return exercise, kept


def hash_of(text):
    """Return a number that is the same in every process."""
    return int.from_bytes(text.encode()[:6], "big")


def result_of(student, exercises, evidence=None, **changes):
    """Return the result of a student with these exercises."""
    score, most = total(exercises)
    return SubmissionResult(
        **{
            "course": "neural-networks",
            "assignment": "shallow_network",
            "student": student,
            "submission": SubmissionInfo(f"/submitted/{student}.ipynb", "ab" * 32),
            "score": score,
            "max_score": most,
            "outcome": SubmissionOutcome.GRADED,
            "exercises": exercises,
            "notes": [],
            "engine": EngineInfo("0.1.0", "namespaces", "needed", "ab", "cd", "ef"),
            "evidence": evidence or {},
            **changes,
        }
    )


def write(folder, n, seed=0, broken=None):
    """Write the result files of a class; return the truth."""
    results, truth = simulated(n, seed, broken)
    store = ResultStore(folder, "shallow_network")
    for result in results:
        store.save(result)
    return truth


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
