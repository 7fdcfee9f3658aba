"""Find the pairs and groups of students that are worth a look, from the results of a class."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import RequestError, UnreadableSubmission
from autograder.results.format import Evidence, SubmissionResult
from autograder.similarity.closeness import Answers, Exercise, closeness
from autograder.similarity.fingerprints import LENGTH, texts
from autograder.submission.cells import read_submission

UNUSUAL = 3.5  # spreads above the middle of all pairs
_MOST_SHARE = 0.01  # of all pairs: no more are shown
FEW = 20  # students: in a smaller class nobody can say what is usual


class SharedExercise(msgspec.Struct, frozen=True):
    """An exercise of two students."""

    name: str
    share: float  # of what is rare in the class, and in the shorter of the answers
    same_wrong_answers: bool  # both were wrong, and their functions answered alike


class Pair(msgspec.Struct, frozen=True):
    """Two students whose code is closer than usual."""

    students: tuple[str, str]
    rank: int  # 1 is the closest pair of the class
    unusual: float  # spreads above the middle of all pairs
    exercises: list[SharedExercise]


class Similar(msgspec.Struct, frozen=True):
    """What is worth a look in a class."""

    assignment: str
    students: int  # with code of their own
    compared: int  # pairs
    pairs: list[Pair]  # the closest first
    more: int  # pairs that are unusual too, but less, and are left out
    groups: list[list[str]]  # students who are connected by these pairs, if more than two
    is_small: bool  # too few students to say what is usual


Code = Mapping[str, Mapping[str, Evidence]]  # by student and exercise


def code_of(results: Iterable[SubmissionResult]) -> dict[str, dict[str, Evidence]]:
    """Return the code of each student who has any; of a team, one member's."""
    found: dict[str, dict[str, Evidence]] = {}
    teams: set[str] = set()
    for result in results:
        team = result.submission.team
        if team and team in teams:
            continue
        teams.add(team)
        found[result.student] = {name: one for name, one in result.evidence.items() if one.code}
    return {student: found[student] for student in sorted(found) if found[student]}


def released(folder: CourseFolder, assignment: Assignment) -> frozenset[str]:
    """Return the fingerprints of what students were given."""
    codes: list[str] = []
    for path in folder.release_notebooks(assignment).values():
        try:
            cells = read_submission(path, path.read_bytes())
        except (OSError, UnreadableSubmission):
            continue
        codes.extend(text for _, text in cells.code)
    return texts(codes)


def find_similar(assignment: str, code: Code, given: frozenset[str], most: int) -> Similar:
    """Return the closest pairs of a class; raises RequestError if there are no pairs."""
    students = list(code)
    if len(students) < 2:
        raise RequestError(
            f"{assignment}: it takes two results with code to compare, and {len(students)} has "
            "some; results of an older version have none: grade again"
        )
    names = list(dict.fromkeys(name for own in code.values() for name in own))
    exercises = {name: Exercise(_answers(name, code, given)) for name in names}
    close = closeness(exercises.values(), len(students))
    compared = len(students) * (len(students) - 1) // 2
    # By chance, less than one pair of the class would share so much. Each token is in several
    # fingerprints.
    closest = close.closest(UNUSUAL, LENGTH * math.log(max(2, compared)))
    shown = closest[: min(most, max(1, int(_MOST_SHARE * compared)))]
    pairs = [
        Pair(
            (students[first], students[second]),
            rank,
            round(close.unusual(first, second), 1),
            list(_shared(exercises, (first, second), [code[students[i]] for i in (first, second)])),
        )
        for rank, (first, second) in enumerate(shown, 1)
    ]
    return Similar(
        assignment=assignment,
        students=len(students),
        compared=compared,
        pairs=pairs,
        more=len(closest) - len(shown),
        groups=_groups(pairs),
        is_small=len(students) < FEW,
    )


def _answers(name: str, code: Code, given: frozenset[str]) -> Answers:
    """Return what each student has in an exercise; equal wrong answers count like a rare token."""
    features, counting = [], {}
    for own in code.values():
        evidence = own.get(name, Evidence())
        mine = texts([evidence.code]) - given
        if evidence.answers:
            wrong = f"wrong answers {evidence.answers}"
            counting[wrong] = float(2 * LENGTH)
            mine |= {wrong}
        features.append(mine)
    return Answers(features, counting)


def _shared(
    exercises: Mapping[str, Exercise],
    pair: tuple[int, int],
    code: Sequence[Mapping[str, Evidence]],
) -> Iterator[SharedExercise]:
    for name, exercise in exercises.items():
        both = [own.get(name) for own in code]
        if both[0] is not None and both[1] is not None:
            is_same = bool(both[0].answers) and both[0].answers == both[1].answers
            yield SharedExercise(name, round(exercise.share(*pair), 2), is_same)


def _groups(pairs: Sequence[Pair]) -> list[list[str]]:
    """Return the students who are connected by pairs, in groups of more than two."""
    students = sorted({student for pair in pairs for student in pair.students})
    number = {student: i for i, student in enumerate(students)}
    ends = np.array([[number[s] for s in pair.students] for pair in pairs], np.intp).reshape(-1, 2)
    size = len(students)
    graph = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size))
    labels = connected_components(graph, directed=False)[1] if size else []
    ordered = sorted(zip(labels, students, strict=True))
    groups = [
        [student for _, student in own]
        for _, own in itertools.groupby(ordered, key=lambda one: one[0])
    ]
    return sorted((group for group in groups if len(group) > 2), key=len, reverse=True)
