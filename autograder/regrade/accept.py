"""Decide what accepting a preview puts in place; refuse a preview that is out of date."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping

import msgspec

from autograder.errors import RequestError
from autograder.grading.engine import ClassRun, standing
from autograder.regrade.changes import change_of
from autograder.regrade.journal import Journal, Step, content, is_kept
from autograder.regrade.log import Line
from autograder.regrade.places import Places, digest_of
from autograder.results.format import SubmissionResult
from autograder.submission.find import SubmissionFile
from autograder.text import listed, not_found


class Wish(msgspec.Struct, frozen=True):
    """What an instructor accepts, and why."""

    when: str
    who: str
    why: str
    students: Collection[str] = ()  # none: all
    keep_best: bool = False  # leave a mark that would become lower


def planned(run: ClassRun, places: Places, wish: Wish) -> Journal:
    """Return what to put in place.

    `run` is the run of the preview. Raises RequestError for a student who handed in nothing, and
    if a submission, the graders or a result in place has changed since the preview.
    """
    every = {one.student: one for one in run.submissions}
    for student in wish.students:
        if student not in every:
            raise RequestError(f"--student: no submission of {not_found(student, every)}")
    chosen = [every[name] for name in sorted(set(wish.students) or every)]
    shown = _shown(places)
    stale: list[str] = []
    steps = list(_steps(run, places, wish, chosen, shown, stale))
    if stale:
        raise RequestError(
            f"the preview is out of date for {listed(stale)}: graders, submissions or results "
            "have changed since, or there was none; run it again with --preview, which grades "
            "only what it must"
        )
    return Journal(wish.when, steps)


def _shown(places: Places) -> Mapping[str, str]:
    try:
        return msgspec.json.decode(places.shown.read_bytes(), type=dict[str, str])
    except (FileNotFoundError, msgspec.MsgspecError):
        return {}


def _steps(  # noqa: PLR0913, PLR0917 - all that decides
    run: ClassRun,
    places: Places,
    wish: Wish,
    chosen: list[SubmissionFile],
    shown: Mapping[str, str],
    stale: list[str],
) -> Iterator[Step]:
    previewed = standing(msgspec.structs.replace(run, results=places.root))
    in_place = standing(msgspec.structs.replace(run, results=places.live.folder.parent))
    for submission in chosen:
        student = submission.student
        present = digest_of(places.live.path(student))
        after = digest_of(places.preview.path(student))
        if after and present == after:
            continue
        if previewed(submission) is None:
            if in_place(submission) is None:
                stale.append(student)
        elif shown.get(student) != present:
            stale.append(student)
        else:
            yield _step(run, places, wish, student, present)


def _step(run: ClassRun, places: Places, wish: Wish, student: str, present: str) -> Step:
    before, after = places.live.load(student), places.preview.read(student)
    kept = wish.keep_best and is_kept(before, after)
    data = content(run.folder, run.assignment, places, student, is_kept=kept)
    line = _line(wish, before, after, is_kept=kept)
    return Step(student, present, hashlib.sha256(data).hexdigest(), kept, line)


def _line(
    wish: Wish, before: SubmissionResult | None, after: SubmissionResult, *, is_kept: bool
) -> Line | None:
    change = change_of(before, after)
    if change is None:
        return None
    return Line(
        when=wish.when,
        who=wish.who,
        why=wish.why,
        assignment=after.assignment,
        change=change,
        kept=is_kept,
        version_before=before.engine.version if before else "",
        version_after=after.engine.version,
        graders_before=before.engine.graders_sha256 if before else "",
        graders_after=after.engine.graders_sha256,
    )
