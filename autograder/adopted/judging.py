"""Run the checks of one notebook on one submission, question by question.

Trusted, in a fork of the grader process: test cells may change anything here.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from autograder.adopted.align import Aligned
from autograder.adopted.echo import Echo
from autograder.adopted.given import Change, Executor, Prepared, Seeds
from autograder.adopted.inside import given_by, judge_inside, needed_by
from autograder.adopted.names import Names
from autograder.adopted.owners import Segment
from autograder.adopted.pyplot import Drawing
from autograder.adopted.verdicts import (
    PASSED,
    ShownError,
    UnwrittenError,
    Verdict,
    described,
    test_result,
    unfinished,
    verdict_of,
)
from autograder.course.plan import Check, Plan, Question
from autograder.course.settings import Assignment, Runs
from autograder.errors import EngineError
from autograder.execution.statements import Statement
from autograder.results.format import ExerciseResult, Outcome
from autograder.results.scoring import judge_exercise
from autograder.student.handles import place_of
from autograder.student.held import is_installed
from autograder.student.own_time import OwnTimeout, own_time
from autograder.student.walk import Live, Walk
from autograder.submission.cells import Cells

_OWN_S = 10.0  # seconds of this process that one check may use
_LEAST_OWN_S = 1.0  # after several have used them up
_NUMBER = int | float
_NAME = re.compile(r"[^\W\d]\w*")


class Script(NamedTuple):
    """What is the same for every submission of a notebook."""

    plan: Plan
    segments: list[Segment]
    changes: list[Change]
    executor: Executor
    seeds: Seeds


class Patience:
    """How long a check may keep this process busy: half as long after each that never ended."""

    def __init__(self) -> None:
        self.own_s = _OWN_S

    def lose(self) -> None:
        """Note that a check used up its time."""
        self.own_s = max(_LEAST_OWN_S, self.own_s / 2)


def script_of(
    plan: Plan,
    segments: Sequence[Segment],
    prepared: Sequence[Prepared],
    executor: Executor,
    seeds: Seeds,
) -> Script:
    """Return a script in which names that could not be bound here are the student's."""
    own = [
        segment._replace(students=segment.students | one.lost)
        for segment, one in zip(segments, prepared, strict=True)
    ]
    return Script(plan, own, [one.change for one in prepared], executor, seeds)


class Finding(NamedTuple):
    """The outcome of a question, and what an instructor reads about it."""

    result: ExerciseResult
    wanted: frozenset[str]  # the operations of handles that its checks needed
    reasons: tuple[str, ...]  # the exceptions of its checks, word for word
    late: tuple[str, ...] = ()  # those of the instructor's statements before it


class Terms(NamedTuple):
    """How the questions of a notebook are judged.

    `allowed` are the operations of handles that the source's own solution needed, by question;
    None while that solution is judged.
    """

    assignment: Assignment
    allowed: Mapping[str, frozenset[str]] | None
    lost: frozenset[int]  # the questions that ended a fork before
    begin: Callable[[int], None]  # tells which question is next


def judge(script: Script, terms: Terms, walk: Walk, aligned: Aligned) -> Iterator[Finding]:
    """Yield the outcome of each question that is not set aside."""
    names, students = script.executor.names, set[str]()
    drawing, patience = Drawing(), Patience()
    before, earlier = -1, None  # the place of the last question that ran outside
    has_hidden_run = False  # student code may have kept what it was asked, also in a file
    for i, question in enumerate(script.plan.questions):
        terms.begin(i)
        segment, stop, allowed = script.segments[i], aligned.stops[i], terms.allowed
        may = None if allowed is None else allowed.get(question.name, frozenset())
        live = walk.at(stop, may)
        _begin(script, i, live)
        _note_classes(script, i, walk.given)
        students = (students - script.changes[i].bound.keys()) | segment.students
        names.students = students
        runs = terms.assignment.runs(question.name)
        if runs is Runs.INSIDE:
            result, reasons = judge_inside(question, live, needed_by(script.plan, i, students))
            _execute(script, given_by(question, students), patience)
            yield Finding(result, frozenset(), reasons)
            continue
        if i in terms.lost:
            finding = _lost(question)
        else:
            late = _execute(script, segment.late, patience)
            if _holds_objects(names, question) and not _has_code(aligned.cells, before, stop):
                live.go_on_with(earlier)
            drawing.begin(live.call)
            live.decisions.prepare = Echo(
                names, _watched(aligned.cells, question, live), live
            ).bring
            judging = _Judging(script, question, live, terms.assignment, patience)
            judging.has_hidden_run = has_hidden_run
            finding = judging.finding()
            finding = finding._replace(reasons=(*finding.reasons, *late), late=late)
            has_hidden_run = judging.has_hidden_run
            before, earlier = stop, live
            if question.shares_names:
                _bind_later(aligned.cells, stop, question, names, live)
        if runs is not Runs.ASIDE:
            yield finding


def _begin(script: Script, i: int, live: Live) -> None:
    """Set the namespace to its state before a question."""
    names, change, segment = script.executor.names, script.changes[i], script.segments[i]
    for name in change.deleted | segment.students:
        names.pop(name, None)
    names.update({n: v for n, v in change.bound.items() if n not in segment.students})
    for name in segment.imported - live.defined:
        names.pop(name, None)
    names.turn_to(live)


def _note_classes(script: Script, i: int, given: dict[str, type]) -> None:
    """Note the instructor's classes, which the student's notebook has as well."""
    change, segment = script.changes[i], script.segments[i]
    for name in change.deleted | segment.students | change.bound.keys():
        given.pop(name, None)
    bound = dict(change.bound)
    for module in change.bound.values():
        if isinstance(module, types.ModuleType) and not is_installed(module.__name__):
            bound |= vars(module)
    given |= {
        name: value
        for name, value in bound.items()
        if isinstance(value, type) and value.__name__ == name and not is_installed(value.__module__)
    }


def _execute(
    script: Script, statements: Iterable[Statement], patience: Patience
) -> tuple[str, ...]:
    """Execute statements of the instructor's once more for this submission; say which failed."""
    failures = []
    for statement in statements:
        try:
            with own_time(patience.own_s, is_final=True), _quiet():
                script.executor.run(statement)
        except (Exception, OwnTimeout) as error:  # noqa: BLE001 - what they used may be anything
            if isinstance(error, OwnTimeout):
                patience.lose()
            failures.append(f"cell {statement.cell}, line {statement.line}: {described(error)}")
    return tuple(failures)


def _lost(question: Question) -> Finding:
    """Return the outcome of a question that ended the grader's fork, or did not end."""
    verdict = unfinished()
    tests = [test_result(question, number, verdict) for number in range(len(question.checks))]
    result = judge_exercise(question.name, question.points, tests)
    reason = "it ended the grader's process, or kept it busy without an end"
    return Finding(_titled(result, question), frozenset(), (reason,))


def _titled(result: ExerciseResult, question: Question) -> ExerciseResult:
    return msgspec.structs.replace(result, title=question.title)


class _Judging:
    """The judging of one question."""

    def __init__(
        self,
        script: Script,
        question: Question,
        live: Live,
        assignment: Assignment,
        patience: Patience,
    ) -> None:
        self._patience = patience
        self._executor = script.executor
        self._question = question
        self._live = live
        self._is_partial = assignment.partial_credit or not question.is_all_or_nothing
        self._reasons: list[str] = []
        self.has_hidden_run = False
        self._broken: Verdict | None = None  # the verdict on the first check that did not pass
        self._shown: Any = None  # the value of the last expression
        self._printed = io.StringIO()
        script.seeds.tell = live.seed

    def finding(self) -> Finding:
        """Run all checks; what one of them does to the streams holds for the next one."""
        with _quiet() as self._printed:
            return self._finding()

    def _finding(self) -> Finding:
        question, names = self._question, self._executor.names
        before = dict(names.items())
        tests = []
        for number, check in enumerate(question.checks):
            if not question.shares_names and number:
                names.clear()
                names.update(before)
            tests.append(test_result(question, number, self._verdict(check)))
        if not question.shares_names:
            names.clear()
            names.update(before)
        result = judge_exercise(question.name, question.points, tests)
        result = self._scored(_titled(result, question))
        wanted = frozenset(self._live.decisions.wanted)
        return Finding(result, wanted, tuple(self._reasons))

    def _scored(self, result: ExerciseResult) -> ExerciseResult:
        """Return a result with all points or none, or those that the last statement shows."""
        if result.outcome is not Outcome.PASSED:
            return result if self._is_partial else msgspec.structs.replace(result, score=0.0)
        shown, points = self._shown, result.max_score
        is_number = isinstance(shown, _NUMBER) and not isinstance(shown, bool)
        if self._question.gives_points and is_number and 0 <= shown < points:
            outcome = Outcome.FAILED
            return msgspec.structs.replace(result, score=float(shown), outcome=outcome)
        return result

    def _verdict(self, check: Check) -> Verdict:
        names = self._executor.names
        self.has_hidden_run |= check.is_hidden
        names.unwritten.clear()
        try:
            with own_time(self._patience.own_s, is_final=True):
                self._run(check)
            self._end_as_the_process_did()
            self._refuse_unwritten()
        except EngineError:
            raise
        except (Exception, SystemExit, OwnTimeout) as error:  # noqa: BLE001 - any is a verdict
            if isinstance(error, OwnTimeout):
                self._patience.lose()
            self._reasons.append(described(error))
            verdict = verdict_of(error, check, names, may_quote=not self.has_hidden_run)
            if isinstance(error, NameError) and not names.absent and self._broken is not None:
                verdict = verdict._replace(outcome=self._broken.outcome)  # it needs what was lost
            self._broken = self._broken or verdict
            return verdict
        return PASSED

    def _end_as_the_process_did(self) -> None:
        """Raise the error that ended the student's process, in case a test caught it."""
        if self._live.ended is not None:
            raise self._live.ended

    def _refuse_unwritten(self) -> None:
        """Raise UnwrittenError if a name is still `...`, unless it is in the solution, too."""
        unwritten = self._executor.names.unwritten
        if unwritten and not self._live.decisions.allows("an unwritten name"):
            raise UnwrittenError

    def _run(self, check: Check) -> None:
        *first, last = check.statements
        if check.shows is None:
            for statement in first:
                self._executor.run(statement)
            is_expression = isinstance(last.tree, ast.Expr)
            self._shown = self._executor.run(last, "eval" if is_expression else "exec")
            return
        for statement in check.statements:
            self._printed.seek(0)
            self._printed.truncate()
            self._executor.run(statement, "single")
            must = check.shows if statement is last else ""
            shown = self._printed.getvalue()
            if _lines(shown) != _lines(must):
                raise ShownError(_other_output(shown, must))


def _other_output(shown: str, must: str) -> str:
    """Return for the instructor what a statement shows, and what the source says it shows."""
    if must.strip():
        return f"it shows {shown.rstrip()[:80]!r}, not {must.rstrip()[:80]!r}"
    return (
        f"it shows {shown.rstrip()[:80]!r}, and the source has no output: run the source, save it"
    )


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().split("\n")]


@contextlib.contextmanager
def _quiet() -> Iterator[io.StringIO]:
    """Capture what is printed."""
    kept = io.StringIO()
    with contextlib.redirect_stdout(kept), contextlib.redirect_stderr(io.StringIO()):
        yield kept


def _holds_objects(names: Names, question: Question) -> bool:
    """Return whether earlier test cells bound objects of the student's that a question uses."""
    used = {name for check in question.checks for s in check.statements for name in s.uses}
    return any(_is_object(dict.get(names, name)) for name in used)


def _is_object(value: Any) -> bool:
    if type(value) in {list, tuple}:
        return any(map(_is_object, value))
    return place_of(value) is not None


def _watched(cells: Cells, question: Question, live: Live) -> set[str]:
    """Return the names of a notebook that a question binds, changes or deletes."""
    trees = [s for check in question.checks for s in check.statements]
    own = {name for s in trees for name in s.binds | s.changes}
    own |= {name for s in trees for node in ast.walk(s.tree) for name in _written(node)}
    own &= live.defined
    if own:
        own &= {name for _, text in cells.code for name in _NAME.findall(text)}
    return own


def _written(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id


def _has_code(cells: Cells, start: int, stop: int) -> bool:
    """Return whether a notebook executes anything between two places."""
    return start < 0 or any(start <= number < stop and text.strip() for number, text in cells.code)


def _bind_later(cells: Cells, stop: int, question: Question, names: Names, live: Live) -> None:
    """Bind what a test cell's visible part has bound, for the student's later cells."""
    bound = {
        name
        for check in question.checks
        if not check.is_hidden
        for statement in check.statements
        for name in statement.binds
        if dict.__contains__(names, name)
    }
    if bound:
        later = (text for number, text in cells.code if number >= stop)
        bound &= {name for text in later for name in _NAME.findall(text)}
    if bound:
        live.bind({name: names[name] for name in sorted(bound)})
