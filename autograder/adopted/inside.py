"""Judge a question beside the student's code, in the sandbox, whose word is taken.

This is for test cells that do something to the student's process. Student code could forge what
they say, so the title of each such test says whose word it is.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator

import msgspec

from autograder.adopted.verdicts import described, numbered
from autograder.course.plan import Check, Plan, Question
from autograder.execution.statements import Statement
from autograder.languages import say
from autograder.results.format import ExerciseResult, Outcome, TestResult
from autograder.results.scoring import judge_exercise
from autograder.student.errors import StudentError, StudentTimeout
from autograder.student.walk import Live

_DEFINING = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
# A doctest: each statement must show nothing, and the last one what is expected.
_SHOWING = """\
def _judge():
    import ast, contextlib, io
    lines = lambda text: [line.rstrip() for line in text.rstrip().split("\\n")]
    body = ast.parse({code!r}).body
    for node in body:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(ast.Interactive([node]), "<test>", "single"), globals())
        assert lines(out.getvalue()) == lines({shows!r} if node is body[-1] else "")
_judge()
"""


def needed_by(plan: Plan, number: int, students: Collection[str]) -> list[str]:
    """Return the statements of earlier test cells that bind what a question uses.

    Outside, they have run in the grader process, so that the sandbox lacks these names.
    """
    question, *earlier = plan.questions[number::-1]
    if not question.shares_names:
        return []
    needed = _used(s for check in question.checks for s in check.statements) - {*students}
    found: list[str] = []
    for one in earlier:
        statements = [s for check in one.checks for s in check.statements if one.shares_names]
        for statement in reversed(statements):
            if not needed.isdisjoint(statement.binds | statement.changes):
                needed |= _used([statement]) - {*students}
                found.insert(0, ast.unparse(statement.tree))
    return found


def given_by(question: Question, students: Collection[str]) -> Iterator[Statement]:
    """Yield the statements of a question that bind names for later cells without student code.

    The question itself runs in the sandbox. Later ones run outside, and need its imports,
    functions and constants there.
    """
    if not question.shares_names:
        return
    unknown = {*students}  # names that only the sandbox has
    for statement in (s for check in question.checks for s in check.statements):
        needed = frozenset() if isinstance(statement.tree, _DEFINING) else statement.uses
        if not statement.binds or not unknown.isdisjoint(needed | statement.changes):
            unknown |= statement.binds
        else:
            unknown -= statement.binds
            yield statement


def _used(statements: Iterable[Statement]) -> set[str]:
    return {name for statement in statements for name in statement.uses}


def judge_inside(
    question: Question, live: Live, before: Iterable[str] = ()
) -> tuple[ExerciseResult, tuple[str, ...]]:
    """Return a question's result, and what its checks raised; `before` runs ahead of them."""
    tests, reasons = [], []
    for code in before:
        _run(code, live)
    for number, (code, weight) in enumerate(_pieces(question)):
        outcome, reason = _run(code, live)
        reasons += [reason] if reason else []
        name = question.title if question.shares_names else numbered(question, number)
        title = say("{question}, as the student's own process says", question=name)
        tests.append(TestResult(f"{question.name}::inside {number + 1}", title, outcome, weight))
    result = judge_exercise(question.name, question.points, tests)
    if question.is_all_or_nothing and result.outcome is not Outcome.PASSED:
        result = msgspec.structs.replace(result, score=0.0)
    return msgspec.structs.replace(result, title=question.title), tuple(reasons)


def _pieces(question: Question) -> Iterator[tuple[str, float]]:
    """Yield what is run on its own, with its weight."""
    if question.shares_names:
        yield question.code, 1.0
        return
    for check in question.checks:
        yield _code(check), check.weight


def _code(check: Check) -> str:
    code = "\n".join(ast.unparse(statement.tree) for statement in check.statements)
    return code if check.shows is None else _SHOWING.format(code=code, shows=check.shows)


def _run(code: str, live: Live) -> tuple[Outcome, str]:
    try:
        ran = live.run_inside(code)
    except StudentTimeout as error:
        return Outcome.TIMEOUT, described(error)
    except StudentError as error:
        return Outcome.CRASHED, described(error)
    if ran.raised:
        return Outcome.FAILED, f"{ran.raised}: {ran.text}"
    return Outcome.PASSED, ""
