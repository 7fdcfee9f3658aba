"""Make the report of a class: every number that the page, the terminal and --json show."""

from __future__ import annotations

from autograder.insight.alarms import alarms, tallies
from autograder.insight.anonymous import Words
from autograder.insight.classroom import Classroom, students_of, titles_of
from autograder.insight.figures import Attendance, ClassReport
from autograder.insight.items import (
    agreements,
    figures_of_exercises,
    figures_of_tests,
    predictors,
    spread_of,
)
from autograder.insight.mistakes import described, known_mistakes, unexplained
from autograder.insight.monday import what_to_teach
from autograder.insight.tables import tables_of
from autograder.results.format import Outcome, SubmissionOutcome, SubmissionResult
from autograder.results.points import sum_of


def make_report(known: Classroom, course: str, words: Words) -> ClassReport:
    """Return the report of a class; of fewer than ten students some parts are empty."""
    graded = known.graded
    tables, counted = tables_of(graded), tallies(graded)
    exercises = figures_of_exercises(tables, titles_of(graded))
    tests = figures_of_tests(tables, counted)
    foretell = predictors(tables)
    named = known_mistakes(known.results, words.hints)
    groups = [described(group, known, words) for group in unexplained(known.results)]
    return ClassReport(
        course=course,
        assignment=known.assignment,
        doubts=list(known.doubts),
        alarms=alarms(counted),
        monday=what_to_teach(exercises, tests, foretell, named, groups) if graded else [],
        attendance=attendance(known),
        marks=spread_of(tables),
        exercises=exercises,
        tests=tests,
        agreements=agreements(tables),
        predictors=foretell,
        known=named,
        unexplained=groups,
    )


def attendance(known: Classroom) -> Attendance:
    """Return who handed in what, and when."""
    graded, ended = known.graded, known.ended
    late = [result for result in known.results if result.lateness]
    return Attendance(
        graded=len(graded),
        unreadable=[*students_of(ended(SubmissionOutcome.UNREADABLE))],
        not_graded=[*students_of(ended(SubmissionOutcome.ERROR))],
        ungraded=[*known.ungraded],
        absent=[*known.absent],
        strangers=[*known.strangers],
        late=[*students_of(late)],
        deducted=sum_of(result.late_penalty for result in late),
        spent=[result.student for result in known.results if result.late_days],
        late_days=sum(result.late_days for result in known.results),
        extended=[*known.extended],
        empty=[r.student for r in graded if {e.outcome for e in r.exercises} == {Outcome.MISSING}],
        crashed=_with(Outcome.CRASHED, graded),
        timed_out=_with(Outcome.TIMEOUT, graded),
    )


def _with(outcome: Outcome, graded: tuple[SubmissionResult, ...]) -> list[str]:
    return [r.student for r in graded if any(e.outcome is outcome for e in r.exercises)]
