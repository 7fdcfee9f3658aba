"""Make the report card: a pure function of what was handed in and of its results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from autograder.audit.blame import AtOnce, Caught, lost_of, lost_tests, make_at_once, make_caught
from autograder.audit.class_answers import NamedInClass
from autograder.audit.equivalent import Equivalent
from autograder.audit.nothing import Nothing, StandInEarned, make_nothing
from autograder.audit.submissions import Case, Kind
from autograder.results.format import (
    ExerciseResult,
    Outcome,
    SubmissionOutcome,
    SubmissionResult,
    TestResult,
)

_COUNTED = {
    Kind.MUTANT,
    Kind.STAND_IN,
    Kind.ODD,
    Kind.CONSTANT,
}  # kinds that are counted, and not listed one by one

Judged = tuple[Case, SubmissionResult]


class Checked(msgspec.Struct, frozen=True):
    """A submission that had to get certain marks."""

    kind: Kind
    exercise: str
    name: str
    score: float
    max_score: float
    problems: list[str]  # empty if it got the marks that it had to get
    caught_by: list[str] = []  # for a misconception, the tests of its exercise that it fails


class Survivor(msgspec.Struct, frozen=True):
    """A mutant that keeps full marks in its exercise."""

    exercise: str
    before: str
    after: str
    diff: str
    closest: str = ""  # the test that it came nearest to failing; "" if no test saw an error
    closeness: float = 0.0  # its error there, as a share of the tolerance
    is_measured: bool = True  # whether errors within the tolerance are known
    reason: str = ""  # the author's reason why it is equivalent


class ExerciseMutants(msgspec.Struct, frozen=True):
    """The outcome for an exercise's mutants."""

    exercise: str
    mutants: int
    caught: int
    survivors: list[Survivor]
    equivalent: list[Survivor]


class TestUse(msgspec.Struct, frozen=True):
    """What a hidden test contributes."""

    __test__ = False  # pytest: not a test class

    exercise: str
    id: str
    weight: float
    mutants: int  # how many mutants of its exercise fail it
    mutants_alone: int  # how many of these pass every other test
    misconceptions: int
    misconceptions_alone: int


class Report(msgspec.Struct, frozen=True):
    """What an audit found."""

    assignment: str
    audited: str  # a fingerprint of the hidden tests, the solution and the files beside it
    errors: list[str]  # errors of ours: submissions that could not be graded
    checked: list[Checked]
    mutants: list[ExerciseMutants]
    tests: list[TestUse]
    stale: list[Equivalent]  # entries that describe no survivor
    nothing: Nothing
    caught: list[Caught]
    at_once: list[AtOnce]
    named: list[NamedInClass] = []  # whom known mistakes would name in a class graded before

    @property
    def is_clean(self) -> bool:
        """Whether everything came out as it must."""
        wrong = [one for one in self.checked if one.problems]
        survived = [one for one in self.mutants if one.survivors]
        found = self.errors or wrong or survived or self.stale or self.unmutated
        return not (found or self.nothing.is_too_much or self.generous)

    @property
    def generous(self) -> list[StandInEarned]:
        """The stand-ins that earn more than allowed."""
        return [one for one in self.nothing.stand_ins if one.is_too_much]

    @property
    def unmutated(self) -> list[str]:
        """The exercises without mutants, so that nothing is known about their tests."""
        known = {test.exercise for test in self.tests if test.mutants}
        return [o.exercise for o in self.mutants if not o.mutants and o.exercise not in known]


def make_report(
    assignment: str,
    audited: str,
    judged: Iterable[Judged],
    equivalent: Sequence[Equivalent],
    named: Sequence[NamedInClass] = (),
) -> Report:
    """Return the report card of an assignment's graders.

    `judged` begins with the reference, whose result gives the exercises and tests.
    """
    every = list(judged)
    errors = [_error(*one) for one in every if one[1].outcome is SubmissionOutcome.ERROR]
    sound = [one for one in every if one[1].outcome is not SubmissionOutcome.ERROR]
    checked = [_checked(case, result) for case, result in sound if case.kind not in _COUNTED]
    if not any(case.kind is Kind.RELEASE for case, _ in every):
        checked.append(_no_release(assignment))
    reference = next((r for case, r in sound if case.kind is Kind.REFERENCE), None)
    exercises = reference.exercises if reference else []
    mutants = [_mutants(exercise.name, sound, equivalent) for exercise in exercises]
    caught = make_caught(sound)
    return Report(
        assignment=assignment,
        audited=audited,
        errors=errors,
        checked=checked,
        mutants=mutants,
        tests=[_use(e.name, test, sound) for e in exercises for test in e.tests],
        stale=_stale(mutants, equivalent) if not errors else [],
        nothing=make_nothing(sound),
        caught=caught,
        at_once=make_at_once(exercises, caught),
        named=list(named),
    )


def _error(case: Case, result: SubmissionResult) -> str:
    return f"{case.title}: {'; '.join([*result.notes, *result.for_instructor])}"


# -- submissions that must get certain marks -------------------------------------------


def _checked(case: Case, result: SubmissionResult) -> Checked:
    caught_by = []
    if result.outcome is SubmissionOutcome.UNREADABLE:
        problems = [f"unreadable: {'; '.join(result.notes)}"]
    elif case.kind is Kind.RELEASE:
        problems = _of_release(case, result)
    elif case.kind is Kind.MISCONCEPTION:
        problems = _of_misconception(case, result)
        caught_by = [test.id for test in lost_tests(case, result)]
    else:
        problems = [line for exercise in result.exercises for line in _told(exercise)]
    return Checked(
        case.kind, case.exercise, case.name, result.score, result.max_score, problems, caught_by
    )


def _no_release(assignment: str) -> Checked:
    why = f"there is no student version in assignments/{assignment}; run autograder release"
    return Checked(Kind.RELEASE, "", "", 0.0, 0.0, [why])


def _of_release(case: Case, result: SubmissionResult) -> list[str]:
    if case.is_anybodys:  # test cells may fail in any way
        earned = [exercise for exercise in result.exercises if exercise.score]
        return [f"{one.name}: earns {one.score:g} of {one.max_score:g} points" for one in earned]
    return [
        f"{exercise.name}: {exercise.outcome} with {exercise.score:g} of "
        f"{exercise.max_score:g} points, where missing with 0 is expected"
        for exercise in result.exercises
        if exercise.outcome is not Outcome.MISSING or exercise.score
    ]


def _of_misconception(case: Case, result: SubmissionResult) -> list[str]:
    own = _exercise(result, case.exercise)
    problems = []
    if not lost_of([own]):
        problems.append(f"not caught: {own.name} has full marks")
    elif own.misconceptions != [case.name]:
        named = ", ".join(own.misconceptions)
        problems.append(f"named {named}" if named else "not named")
    others = [e.name for e in result.exercises if e.name != own.name and lost_of([e])]
    return problems + [f"loses marks in {name} as well" for name in others]


def _exercise(result: SubmissionResult, name: str) -> ExerciseResult:
    return next(exercise for exercise in result.exercises if exercise.name == name)


def _told(exercise: ExerciseResult) -> list[str]:
    return [f"{exercise.name}: {t.id}: {t.outcome}: {t.message}" for t in lost_of([exercise])]


# -- mutants ---------------------------------------------------------------------------


def _mutants(
    exercise: str, judged: Iterable[Judged], equivalent: Sequence[Equivalent]
) -> ExerciseMutants:
    own = [
        (case, result)
        for case, result in judged
        if case.kind is Kind.MUTANT and case.exercise == exercise
    ]
    alive = [_survivor(*one, equivalent) for one in own if not lost_tests(*one)]
    return ExerciseMutants(
        exercise=exercise,
        mutants=len(own),
        caught=len(own) - len(alive),
        survivors=[survivor for survivor in alive if not survivor.reason],
        equivalent=[survivor for survivor in alive if survivor.reason],
    )


def _survivor(case: Case, result: SubmissionResult, known: Sequence[Equivalent]) -> Survivor:
    mutant, tests = case.mutant, _exercise(result, case.exercise).tests
    assert mutant is not None
    closest = max(tests, key=lambda test: test.closeness or 0.0)
    share = closest.closeness or 0.0
    return Survivor(
        exercise=mutant.exercise,
        before=mutant.before,
        after=mutant.after,
        diff=mutant.diff(),
        closest=closest.id if share else "",
        closeness=float(f"{share:.1g}"),
        is_measured=not case.is_anybodys,
        reason=next((entry.reason for entry in known if entry.matches(mutant)), ""),
    )


def _stale(
    mutants: Iterable[ExerciseMutants], equivalent: Sequence[Equivalent]
) -> list[Equivalent]:
    alive = [survivor for one in mutants for survivor in one.equivalent]
    return [entry for entry in equivalent if not any(map(entry.matches, alive))]


# -- hidden tests ------------------------------------------------------------------------


def _use(exercise: str, test: TestResult, judged: Iterable[Judged]) -> TestUse:
    failed: dict[Kind, list[set[str]]] = {Kind.MUTANT: [], Kind.MISCONCEPTION: []}
    for case, result in judged:
        if case.kind in failed and (case.exercise == exercise or case.is_anybodys):
            every = result.exercises if case.is_anybodys else [_exercise(result, exercise)]
            failed[case.kind].append({t.id for t in lost_of(every)})
    mutants, misconceptions = failed[Kind.MUTANT], failed[Kind.MISCONCEPTION]
    return TestUse(
        exercise=exercise,
        id=test.id,
        weight=test.weight,
        mutants=sum(test.id in ids for ids in mutants),
        mutants_alone=mutants.count({test.id}),
        misconceptions=sum(test.id in ids for ids in misconceptions),
        misconceptions_alone=misconceptions.count({test.id}),
    )
