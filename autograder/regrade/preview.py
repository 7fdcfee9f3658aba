"""Grade a class into a place of its own, and compare it with the results in place.

Nothing outside this place changes. What is in it already, and still stands, is not graded again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

import msgspec

from autograder.grading.engine import ClassRun, standing
from autograder.grading.today import Today, today
from autograder.regrade.changes import Preview, preview_of
from autograder.regrade.places import Places, digest_of, write
from autograder.results.by_hand import kept_marks
from autograder.results.format import SubmissionOutcome, SubmissionResult


def preview_run(run: ClassRun, places: Places) -> ClassRun:
    """Return the run that grades this class into the place of previews.

    The course's own files have no marks, and are left out.
    """
    submissions = [one for one in run.submissions if one.student not in run.unkept]
    return msgspec.structs.replace(run, submissions=submissions, results=places.root)


def take_over(run: ClassRun, places: Places) -> None:
    """Make each result in place that still stands its own preview: it need not be graded again."""
    stands = standing(run)
    for submission in run.submissions:
        if stands(submission) is not None:
            source, target = (s.path(submission.student) for s in (places.live, places.preview))
            with contextlib.suppress(FileNotFoundError):
                if digest_of(source) != digest_of(target):
                    write(target, source.read_bytes(), sync=False)


def compare(run: ClassRun, students: Iterable[str], places: Places) -> Preview:
    """Compare the previews of students with their results in place; remember what was compared.

    Marks that people gave stay with a submission, so its preview gets them too.
    """
    shown: dict[str, str] = {}
    now = today(run.folder, run.assignment)
    preview = preview_of(run.assignment.name, _pairs(students, places, shown, now))
    write(places.shown, msgspec.json.encode(shown))
    return preview


def _pairs(
    students: Iterable[str], places: Places, shown: dict[str, str], now: Today
) -> Iterator[tuple[SubmissionResult | None, SubmissionResult]]:
    for student in sorted(students):
        after = places.preview.read(student)
        if after.outcome is SubmissionOutcome.ERROR:  # no mark, so nothing to compare or accept
            continue
        shown[student] = digest_of(places.live.path(student))
        before = places.live.load(student)
        kept = kept_marks(after, before)
        if kept is not after:
            after = now.of(kept, kept.submission.submitted_at)
            places.preview.save(after)
        yield before, after
