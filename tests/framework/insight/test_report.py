import msgspec
import numpy as np
import pytest
from simulated_class import result_of, simulated

from autograder.insight.alarms import alarms, tallies
from autograder.insight.anonymous import Words
from autograder.insight.classroom import Classroom
from autograder.insight.doubts import doubts
from autograder.insight.items import predictors
from autograder.insight.report import make_report
from autograder.insight.tables import tables_of
from autograder.results.format import Evidence, Outcome, SubmissionOutcome, TestResult
from autograder.results.scoring import judge_exercise

pytestmark = pytest.mark.processes  # pandas takes a second to load
N = 300


def known(results):
    """Return a class with these results."""
    names = tuple((result.student,) for result in results)
    return Classroom("shallow_network", tuple(results), names=names)


def report_on(results):
    """Return the report of a class."""
    return make_report(known(results), "a course", Words())


@pytest.fixture(scope="module")
def one_class():
    """A class of 300, and what is true of it."""
    return simulated(N)


@pytest.fixture(scope="module")
def its_report(one_class):
    """The report of that class."""
    return report_on(one_class[0])


def test_difficulties_are_recovered(one_class, its_report):
    """The order of the tests by difficulty is that of the truth."""
    truth = [one_class[1].difficulty[test.exercise, test.id] for test in its_report.tests]
    found = [-test.difficulty for test in its_report.tests]
    ranks = [np.argsort(np.argsort(values)) for values in (truth, found)]
    assert np.corrcoef(*ranks)[0, 1] > 0.95


def test_discrimination_is_the_point_biserial_correlation_with_the_rest(one_class, its_report):
    """NumPy calculates the same from the results themselves."""
    figures = its_report.tests[5]
    passed, rest = [], []
    for result in one_class[0]:
        exercise = next(e for e in result.exercises if e.name == figures.exercise)
        test = next(t for t in exercise.tests if t.id == figures.id)
        passed.append(test.outcome is Outcome.PASSED)
        own = exercise.max_score / len(exercise.tests) * passed[-1]
        rest.append(sum(e.score for e in result.exercises) - own)
    expected = np.corrcoef(passed, rest)[0, 1]
    assert figures.discrimination == pytest.approx(expected, abs=1e-3)
    assert all(test.discrimination > 0.1 for test in its_report.tests)


@pytest.mark.parametrize("seed", range(3))
def test_a_broken_test_is_flagged(seed):
    """A test that rejects right answers is told apart from tests that are hard."""
    report = report_on(simulated(N, seed, broken=("compute_cost", 1))[0])
    flagged = [t for t in report.tests if {"suspect", "backwards", "nobody"} & set(t.flags)]
    assert [test.id for test in flagged] == ["test_compute_cost.py::test_1"]
    assert "“Property 1 of compute_cost”" in report.alarms[0]
    assert report.monday[0].startswith("Before you teach anything, look at the test")


def test_groups_and_known_mistakes_are_counted(one_class, its_report):
    """Each group holds exactly the students who made its mistake, the largest first."""
    results, truth = one_class
    evidence = {result.student: result.evidence for result in results}
    groups = {
        (g.exercise, evidence[g.students[0]][g.exercise].answers): set(g.students)
        for g in its_report.unexplained
    }
    assert groups == truth.unexplained
    mistakes = {(m.exercise, m.name): set(m.students) for m in its_report.known}
    assert mistakes == truth.known
    counts = [group.count for group in its_report.unexplained]
    assert counts == sorted(counts, reverse=True)


def test_marks_and_exercises(one_class, its_report):
    """Counts add up to the class, and means are those of the marks."""
    totals = [result.counts for result in one_class[0]]
    marks = its_report.marks
    assert marks.n == sum(marks.bins) == N
    assert marks.mean == pytest.approx(sum(totals) / N, abs=1e-3)
    assert (marks.least, marks.most) == pytest.approx((min(totals), max(totals)), abs=1e-3)
    for exercise in its_report.exercises:
        assert exercise.full + exercise.half + exercise.some + exercise.none == N
        assert sum(exercise.outcomes.values()) == N
        assert exercise.difficulty == pytest.approx(exercise.mean / exercise.max_score, abs=1e-3)


def test_three_sentences(its_report):
    """They name the exercise that cost most, a mistake, and what goes with the rest."""
    first, second, third = its_report.monday
    assert first.startswith("Begin with backward_propagation")
    largest = max(its_report.unexplained[0].count, its_report.known[0].count)
    assert f"{largest} students" in second
    assert third.startswith(f"Repeat {its_report.predictors[0].exercise}")


def of_verdicts(verdicts, **changes):
    """Return the results of a class: for each student, the outcomes of tests, by exercise."""
    kept = {"f": Evidence(code="def f(): ...")}
    return [
        result_of(f"s{number:02}", [judged(*one) for one in exercises.items()], kept, **changes)
        for number, exercises in enumerate(verdicts)
    ]


def judged(name, outcomes):
    """Return an exercise of ten points whose tests ended so."""
    tests = [TestResult(f"t.py::{i}", f"T{i}", Outcome(how)) for i, how in enumerate(outcomes)]
    return judge_exercise(name, 10.0, tests)


def test_tests_that_agree_always():
    """Tests are named together if all students passed or failed both, on both sides enough."""
    verdicts = [["passed", "passed", "failed"]] * 5 + [["failed", "failed", "failed"]] * 5
    verdicts += [["passed", "passed", "passed"]]
    report = report_on(of_verdicts({"f": how} for how in verdicts))
    agree = [(one.tests, one.passed, one.failed) for one in report.agreements]
    assert agree == [(["t.py::0", "t.py::1"], 6, 5)]


def test_an_exercise_that_goes_with_the_rest():
    """Who does not solve it earns less of the rest; what is due to chance is not told."""
    good, bad = {"f": ["passed"], "g": ["passed"]}, {"f": ["failed"], "g": ["failed"]}
    results = of_verdicts([good] * 8 + [bad] * 8 + [good | {"g": ["failed"]}] * 2)
    first = next(one for one in predictors(tables_of(results)) if one.exercise == "f")
    assert (first.solved, first.not_solved) == (10, 8)
    assert (first.rest_if_solved, first.rest_if_not) == (0.8, 0.0)
    by_chance = of_verdicts([good, bad, good | {"g": ["failed"]}, bad | {"g": ["passed"]}] * 5)
    assert predictors(tables_of(by_chance)) == []


def told(results):
    """Return what is said after a class was graded."""
    return alarms(tallies(results))


def test_what_nobody_passed_is_said():
    """A test that nobody passes, and an exercise in which nobody passes anything, are named."""
    one = {"f": ["passed", "failed"], "g": ["failed", "crashed"]}
    every = told(of_verdicts([one] * 10))
    assert every == [
        "nobody of 10 passed “T1” (f, t.py::1): look whether the test is right",
        "nobody passed any hidden test of g, and 10 answered it: look whether the tests are right",
    ]
    assert told(of_verdicts([one] * 9)) == []
    assert told(of_verdicts([one | {"f": ["missing", "missing"]}] * 10)) == every[1:]
    assert told(of_verdicts([one] * 10, outcome=SubmissionOutcome.ERROR)) == []


def test_a_hard_test_raises_no_alarm():
    """Where those with all else right pass more often than the others, the test may be right."""
    hard = [["passed", "passed"]] * 6 + [["passed", "failed"]] * 6 + [["failed", "failed"]] * 18
    assert told(of_verdicts({"f": how} for how in hard)) == []
    wrong = [["passed", "failed"]] * 6 + [["failed", "passed"]] * 2 + [["failed", "failed"]] * 18
    assert len(told(of_verdicts({"f": how} for how in wrong))) == 1


def test_a_class_of_one():
    """It has marks, no correlations, and a sentence."""
    (result,) = of_verdicts([{"f": ["passed", "failed"]}])
    report = report_on([result])
    assert doubts(known([result])) == ["This is a class of one: there is nobody to compare with."]
    assert report.marks.mean == 5.0
    assert report.exercises[0].discrimination is None
    assert report.predictors == report.agreements == []
    (sentence,) = report.monday
    assert sentence.startswith("Begin with f, where the class lost most points")


def test_results_that_were_not_judged_alike():
    """Other versions, other graders, missing exercises and unanswered ones have a sentence each."""
    results = of_verdicts([{"f": ["passed"], "g": ["missing"]}] * 11)
    first, *others = results
    other = msgspec.structs.replace(first.engine, graders_sha256="other")
    mixed = [msgspec.structs.replace(first, engine=other), *others]
    assert [sentence.partition(":")[0] for sentence in doubts(known(mixed))] == [
        "The results come from 2 states of the hidden tests, the solution or course.yaml",
        "Nobody answered g.",
    ]
    newer = msgspec.structs.replace(first.engine, version="0.2.0")
    mixed = [msgspec.structs.replace(first, engine=newer), *others]
    assert doubts(known(mixed))[0].startswith("The results come from 2 versions of Backgrade")
    partial = msgspec.structs.replace(first, exercises=first.exercises[:1])
    assert "were not judged alike: g" in doubts(known([partial, *others]))[1]
    older = msgspec.structs.replace(first, evidence={})
    assert doubts(known([older, *others]))[0].startswith("1 result keeps no evidence")
    report = report_on(results)
    assert report.tests[1].difficulty is None
    assert report.exercises[1].outcomes == {"missing": 11}


def test_everybody_is_right():
    """Then there is one sentence, and it is short."""
    results = of_verdicts([{"f": ["passed"], "g": ["passed"]}] * 12)
    assert report_on(results).monday == ["Everybody has full marks: go on."]


def test_nothing_was_graded():
    """A class of unreadable files has no marks, and the report says so."""
    results = [result_of(f"s{i}", [], outcome=SubmissionOutcome.UNREADABLE) for i in range(3)]
    report = report_on(results)
    assert report.marks is None
    assert report.monday == []
    assert len(report.attendance.unreadable) == 3
    assert doubts(known(results))[0].startswith("Nothing was graded")


def test_late_days_are_counted():
    """The report says who spent late days of the term, and how many all spent together."""
    results = of_verdicts([{"f": ["passed"]}] * 3)
    spent = [
        msgspec.structs.replace(r, late_days=n) for r, n in zip(results, (0, 2, 1), strict=True)
    ]
    attendance = report_on(spent).attendance
    assert (attendance.spent, attendance.late_days) == (["s01", "s02"], 3)


def test_a_bonus_is_beyond_the_maximum():
    """Marks with a bonus may be above the points of the assignment."""
    results = []
    for result in of_verdicts([{"f": ["passed"], "g": ["passed"]}] * 3):
        first, second = result.exercises
        bonus = msgspec.structs.replace(second, is_bonus=True)
        results.append(result_of(result.student, [first, bonus]))
    marks = report_on(results).marks
    assert (marks.mean, marks.most_possible) == (20.0, 10.0)
    assert marks.bins[-1] == 3


def crashed(student, error, **changes):
    """Return a result whose function f ended with an error, at a place of its own."""
    number = len(student) + len(error)
    reason = f"StudentCrashed in test_f.py, line {number}: f raised {error} (cell {number}, line 2)"
    test = TestResult("t.py::0", "T", Outcome.CRASHED, message="It stops.")
    kept = {"f": Evidence(code="def f(x): ...", reasons={"t.py::0": reason})}
    return result_of(student, [judge_exercise("f", 10.0, [test])], kept, **changes)


def test_functions_that_never_returned_are_grouped_by_the_error():
    """What differs with the hidden inputs, or with the notebook, makes no other group."""
    shapes = "ValueError: shapes ({}, 4) and ({}, 2) are not aligned"
    report = report_on(
        [
            crashed("ann", shapes.format(3, 5)),
            crashed("benjamin", shapes.format(12, 7)),
            crashed("cy", "TypeError: unsupported operand type(s) for ^: 'float' and 'int'"),
        ]
    )
    assert [g.students for g in report.unexplained] == [["ann", "benjamin"], ["cy"]]
    assert "2 students got the same error in f" in " ".join(report.monday)


def test_the_hint_of_a_known_mistake_is_the_author_s(one_class):
    """Students who made two mistakes at once read something else."""
    results = one_class[0]
    name = report_on(results).known[0].name
    report = make_report(known(results), "c", Words(hints={name: "Look at the formula."}))
    assert report.known[0].hint == "Look at the formula."
    assert report.known[1].hint.startswith("Your answer is")
