"""What makes the numbers of a class doubtful, in sentences for the instructor."""

from __future__ import annotations

from collections import Counter

from autograder.insight.classroom import FEW, Classroom
from autograder.results.format import Outcome, SubmissionOutcome, SubmissionResult
from autograder.text import counted, listed, printable


def doubts(known: Classroom) -> list[str]:
    """Return a sentence for each thing that makes the numbers of a class doubtful."""
    return [*_of_engines(known), *_of_people(known), *_of_size(known), *_of_exercises(known)]


def _of_engines(known: Classroom) -> list[str]:
    judged = known.graded
    told = []
    if len(versions := sorted({result.engine.version for result in judged})) > 1:
        told.append(
            f"The results come from {len(versions)} versions of Backgrade "
            f"({listed(versions)}): grade again, so that all are judged alike."
        )
    elif (n := len({result.engine.graders_sha256 for result in judged})) > 1:
        told.append(
            f"The results come from {n} states of the hidden tests, the solution or course.yaml: "
            "grade again, so that all are judged alike."
        )
    if n := sum(not r.evidence and not _is_empty(r) for r in judged):
        told.append(
            f"{counted(n, 'result')} {'keeps' if n == 1 else 'keep'} no evidence of wrong answers, "
            "as earlier versions kept none: grade again with --force, so that equal mistakes are "
            "found."
        )
    if SubmissionOutcome.ERROR in {result.outcome for result in known.results}:
        names = [r.student for r in known.ended(SubmissionOutcome.ERROR)]
        told.append(
            f"{counted(len(names), 'submission')} could not be graded, and count nowhere here; "
            f"grade again: {listed(names)}."
        )
    return told


def _of_people(known: Classroom) -> list[str]:
    told = []
    if known.ungraded:
        told.append(
            f"Half a class: {counted(len(known.ungraded), 'student')} handed in and "
            f"{'has' if len(known.ungraded) == 1 else 'have'} no result yet; run autograder "
            f"grade {known.assignment}."
        )
    if known.strangers:
        told.append(
            f"{counted(len(known.strangers), 'result')} of nobody on the roster "
            f"{'counts' if len(known.strangers) == 1 else 'count'} here too: "
            f"{listed(known.strangers)}."
        )
    return told


def _of_size(known: Classroom) -> list[str]:
    n = len(known.graded)
    if n >= FEW:
        return []
    if n == 0:
        return ["Nothing was graded, so there are no marks to report on."]
    if n == 1:
        return ["This is a class of one: there is nobody to compare with."]
    return [f"Only {n} submissions were graded: shares say little, and correlations are left out."]


def _of_exercises(known: Classroom) -> list[str]:
    judged: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for result in known.graded:
        for exercise in result.exercises:
            judged[exercise.name] += 1
            answered[exercise.name] += exercise.outcome is not Outcome.MISSING
    told = [f"Nobody answered {printable(name)}." for name in judged if not answered[name]]
    if partial := [name for name, n in judged.items() if n < len(known.graded)]:
        told.append(
            f"Some results lack exercises that others have, so they were not judged alike: "
            f"{listed(partial)}; grade again."
        )
    return told


def _is_empty(result: SubmissionResult) -> bool:
    return all(exercise.outcome is Outcome.MISSING for exercise in result.exercises)
