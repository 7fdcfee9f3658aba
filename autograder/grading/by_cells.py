"""Judge submissions with the test cells of adopted notebooks.

Trusted. The instructor's own statements were executed here once; each submission is judged in a
fork. The source's own solution is judged first: a test cell that it fails judges nobody.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import msgspec

from autograder.adopted.align import align
from autograder.adopted.apart import Found, judge_apart
from autograder.adopted.given import Executor, Seeds, new_names, prepare
from autograder.adopted.guards import begin_to_judge, watch_connections
from autograder.adopted.judging import Finding, Script, Terms, judge, script_of
from autograder.adopted.obstacles import danger, obstacle
from autograder.adopted.owners import segments
from autograder.course.adopted import read_plan
from autograder.course.exercises import Exercise, read_all_exercises
from autograder.course.folder import CourseFolder
from autograder.course.plan import Owner, Plan, Question
from autograder.course.secret import course_secret, submission_seed
from autograder.course.settings import COURSE_FILE, Assignment, Runs
from autograder.errors import CourseError
from autograder.grading.evidence import fingerprint_of_texts
from autograder.grading.formula_texts import guard
from autograder.grading.protocol import Job
from autograder.grading.serving import Judged
from autograder.languages import said_of
from autograder.results.format import Evidence, Outcome
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.policy import Isolation, make_policy
from autograder.student.walk import Walk, warm_up
from autograder.submission.cells import Cells
from autograder.text import not_found
from autograder.wire.values.libraries import count_on, imported_by

_ADDRESS = re.compile(r"\b0x[0-9a-f]+")


@dataclass(frozen=True)
class AdoptedMaterial:
    """An adopted assignment."""

    folder: CourseFolder
    assignment: Assignment
    exercises: tuple[Exercise, ...]
    handed_out: dict[str, Path]
    secret: bytes

    def seed(self, digest: str) -> str:
        """Return the seed for the random numbers of a submission."""
        course, assignment = self.folder.course.course, self.assignment.name
        return submission_seed(self.secret, course, assignment, digest)


class Rehearsed(msgspec.Struct, frozen=True):
    """The outcome of the source's own solution in one question."""

    notebook: str
    question: str
    title: str
    reason: str = ""  # the reason why the question cannot be used, "" if it can
    obstacle: str = ""  # the part of it that needs the student's process


class _HandedIn(NamedTuple):
    """A notebook of a submission."""

    notebook: str
    cells: Cells
    beside: Mapping[str, bytes]
    seed: str


class CellsJudge:
    """The judge of an adopted assignment: a script and a sandbox for each notebook."""

    def __init__(self, isolation: Isolation, folder: CourseFolder, assignment: Assignment) -> None:
        guard()
        watch_connections()
        every = read_all_exercises(folder, assignment).values()
        self.facts = AdoptedMaterial(
            folder,
            assignment,
            tuple(exercise for own in every for exercise in own),
            folder.handed_out(assignment),
            course_secret(folder.root),
        )
        sources = folder.source_notebooks(assignment)
        plans = {name: _with_bonus(read_plan(path), assignment) for name, path in sources.items()}
        _refuse_unknown_cells(assignment, plans)
        texts = (cell.text for plan in plans.values() for cell in plan.cells)
        self._imports = [name for text in texts for name in imported_by(text)]
        policy = make_policy(isolation, self.facts.handed_out, folder.root)
        policy = policy.with_imports(self._imports)
        self._sandboxes: dict[str, Sandbox] = {}
        self._wanted: dict[str, frozenset[str]] = {}  # those that the source needs
        self._failures: dict[str, list[str]] = {}  # by notebook, of the instructor
        try:
            for name, plan in plans.items():
                self._sandboxes[name] = Sandbox(policy, _given_texts(plan))
            seeds = Seeds()
            self._scripts = {name: self._script(name, plan, seeds) for name, plan in plans.items()}
        except BaseException:
            self.close()
            raise

    def _script(self, notebook: str, plan: Plan, seeds: Seeds) -> Script:
        executor, parts = Executor(new_names()), segments(plan)
        prepared = prepare(executor, parts)
        self._failures[notebook] = [told for one in prepared for told in one.failures]
        return script_of(plan, parts, prepared, executor, seeds)

    @property
    def is_broken(self) -> bool:
        """Whether the errors are the course's own, so that nothing is graded at all."""
        return False

    def start(self) -> list[Path]:
        """Return the folders of the sandboxes' cgroups."""
        count_on([*sys.modules, *self._imports])
        warm_up()
        return [s.cgroup for s in self._sandboxes.values() if s.cgroup is not None]

    def wait_until_ready(self) -> None:
        """Wait until submissions can be judged; raises SandboxError."""
        for sandbox in self._sandboxes.values():
            sandbox.wait_until_ready()

    # -- the source's own solution -------------------------------------------------------

    def rehearse(self) -> None:
        """Judge the sources' own solutions; raises CourseError if a question fails there."""
        broken = [one for one in self.rehearsed(self.facts.assignment) if one.reason]
        if broken:
            raise CourseError(refusal(self.facts.assignment, broken))

    def rehearsed(self, assignment: Assignment) -> Iterator[Rehearsed]:
        """Yield the outcome of each question for the source's own solution.

        The rules on where cells run are those of `assignment`.
        """
        for name, script in self._scripts.items():
            cells = solved(script.plan)
            handed_in = _HandedIn(name, cells, {}, self.facts.seed("rehearsal"))
            found = self._judged(handed_in, assignment, None)
            for finding in found.findings:
                self._wanted[finding.result.name] = finding.wanted
                is_inside = assignment.runs(finding.result.name) is Runs.INSIDE
                yield self._rehearsed(name, finding, is_inside=is_inside)

    def _rehearsed(self, notebook: str, finding: Finding, *, is_inside: bool) -> Rehearsed:
        script, result = self._scripts[notebook], finding.result
        question = next(q for q in script.plan.questions if q.name == result.name)
        students = frozenset(name for part in script.segments for name in part.students)
        given = [statement for part in script.segments for statement in part.given]
        reason, risk = _reason(question, finding), danger(question, students, given)
        if risk and not is_inside:
            return Rehearsed(notebook, question.name, question.title, risk, risk)
        if not reason:
            return Rehearsed(notebook, question.name, question.title)
        told = obstacle(question, students)
        if not told and self._failures[notebook]:
            reason = f"{reason} ({'; '.join(self._failures[notebook][:3])})"
        return Rehearsed(notebook, question.name, question.title, reason, told)

    # -- submissions ---------------------------------------------------------------------

    def judge(
        self, job: Job, cells: Mapping[str, Cells], digest: str, beside: Mapping[str, bytes]
    ) -> Judged:
        """Run the test cells of each notebook of a submission."""
        del job  # an audit's posed answers are functions of exercises, which there are not here
        seed, assignment = self.facts.seed(digest), self.facts.assignment
        exercises, notes, told = [], [], []
        evidence: dict[str, Evidence] = {}
        for name, own in cells.items():
            handed_in = _HandedIn(name, own, beside, seed)
            found = self._judged(handed_in, assignment, self._wanted)
            results = [finding.result for finding in found.findings]
            exercises += [
                msgspec.structs.replace(one, notebook=name, is_bonus=one.name in assignment.bonus)
                for one in results
            ]
            evidence |= _evidence(self._scripts[name].plan, own, found)
            several = len(self._scripts) > 1
            notes += [said_of(name, one) if several else one for one in found.notes]
            told += [said_of(name, one) if several else one for one in found.for_instructor]
        ours = [said_of(e.name, "") for e in exercises if e.outcome is Outcome.ERROR]
        return Judged(exercises, seed, notes, told, ours, evidence)

    def _judged(
        self,
        handed_in: _HandedIn,
        assignment: Assignment,
        allowed: Mapping[str, frozenset[str]] | None,
    ) -> Found:
        """Judge one notebook in a fork; for `allowed` see `adopted.judging.Terms`."""
        sandbox, script = self._sandboxes[handed_in.notebook], self._scripts[handed_in.notebook]
        sandbox.wait_until_ready()
        sandbox.beside = handed_in.beside
        number = int.from_bytes(hashlib.sha256(f"{handed_in.seed} load".encode()).digest()[:4])
        aligned = align(script.plan, handed_in.cells)

        def work(lost: frozenset[int], begin: Callable[[int], None]) -> Found:
            begin_to_judge()
            script.seeds.begin(number)
            walk = Walk(sandbox, aligned.cells, aligned.stops, assignment.limits, number)
            try:
                terms = Terms(assignment, allowed, lost, begin)
                findings = list(judge(script, terms, walk, aligned))
                late = [line for finding in findings for line in finding.late]
                return Found(findings, walk.notes, [*walk.for_instructor, *late])
            finally:
                walk.close()

        return judge_apart(work, len(script.plan.questions))

    def close(self) -> None:
        """End the sandboxes."""
        for sandbox in self._sandboxes.values():
            sandbox.close()


def _with_bonus(plan: Plan, assignment: Assignment) -> Plan:
    """Return a plan whose questions earn the bonus points of course.yaml."""
    cells = []
    for cell in plan.cells:
        question = cell.question
        if question is not None and question.name in assignment.bonus:
            question = question._replace(points=assignment.bonus[question.name])
        cells.append(cell._replace(question=question))
    return plan._replace(cells=tuple(cells))


def _evidence(plan: Plan, cells: Cells, found: Found) -> dict[str, Evidence]:
    """Return what a teacher may learn of each question; hidden checks are quoted nowhere."""
    given = {cell.text.strip() for cell in plan.cells if cell.owner is Owner.INSTRUCTOR}
    stops = dict(zip((q.name for q in plan.questions), align(plan, cells).stops, strict=True))
    kept, begin = {}, 0
    for finding in found.findings:
        result, stop = finding.result, stops[finding.result.name]
        own = [text for n, text in cells.code if begin <= n < stop and text.strip() not in given]
        failed = [test.id for test in result.tests if test.outcome is not Outcome.PASSED]
        is_wrong = result.outcome in {Outcome.FAILED, Outcome.CRASHED}
        alike = (_ADDRESS.sub("", reason) for reason in finding.reasons)
        answers = fingerprint_of_texts([*failed, *alike]) if is_wrong else ""
        kept[result.name] = Evidence(answers, "\n\n".join(own))
        begin = stop
    return kept


def solved(plan: Plan) -> Cells:
    """Return a source notebook as if it had been handed in."""
    code = [(cell.number, cell.visible if cell.question else cell.text) for cell in plan.cells]
    names = {cell.number: cell.name for cell in plan.cells if cell.name}
    return Cells(code, [], names=names)


def refusal(assignment: Assignment, broken: list[Rehearsed]) -> str:
    """Return why an assignment is not graded: which cells, what happens there, what to do."""
    lines = [
        f"{one.notebook}.ipynb, {one.question}: {one.obstacle or one.reason}" for one in broken
    ]
    return (
        f"{assignment.name}: {len(lines)} of its test cells do not pass on the source's own "
        "solution, or must not run outside the sandbox, so nobody is graded by them: "
        f"{'; '.join(lines)}. Mend them, or write in "
        f"{COURSE_FILE}, under cells of {assignment.name}, {broken[0].question}: {{runs: inside}} "
        "(its word is then taken from the student's process) or {runs: aside} (no points for it); "
        "autograder adopt tells which of the two is possible"
    )


def _reason(question: Question, finding: Finding) -> str:
    if question.problem:
        return question.problem
    result = finding.result
    if result.outcome is Outcome.PASSED and result.score == result.max_score:
        return ""
    said = finding.reasons[0] if finding.reasons else ""
    failed = next((t.title for t in result.tests if t.outcome is not Outcome.PASSED), "")
    return ": ".join(filter(None, [failed, said])) or f"earns {result.score:g} points"


def _refuse_unknown_cells(assignment: Assignment, plans: Mapping[str, Plan]) -> None:
    known = {question.name for plan in plans.values() for question in plan.questions}
    for name in assignment.cells:
        if name not in known:
            raise CourseError(
                f"{COURSE_FILE}: {assignment.name}.cells: no test cell is called "
                f"{not_found(name, known)}"
            )


def _given_texts(plan: Plan) -> list[str]:
    return [cell.text for cell in plan.cells if cell.owner is Owner.INSTRUCTOR and cell.text]
