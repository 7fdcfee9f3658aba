"""Grade the submission of a team once, and give its result to every member."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from autograder.languages import say
from autograder.results.format import SubmissionInfo, SubmissionResult
from autograder.submission.find import SubmissionFile


class Shared:
    """Which submissions are graded, and who gets the result of each."""

    def __init__(self, todo: Iterable[SubmissionFile], stood: Mapping[Path, str]) -> None:
        """Choose one of those who share a file; `stood` are students with a result, by file."""
        self.leads: list[SubmissionFile] = []
        self.copies: list[tuple[SubmissionFile, str]] = []  # each with whose result it gets
        self._sharing: dict[str, list[SubmissionFile]] = {}
        lead: dict[Path, str] = {}
        for one in todo:
            if one.team is not None and one.path in stood:
                self.copies.append((one, stood[one.path]))
            elif one.team is not None and one.path in lead:
                self._sharing[lead[one.path]].append(one)
            else:
                self.leads.append(one)
                self._sharing[one.student] = [one]
                lead[one.path] = one.student

    def of(self, result: SubmissionResult) -> Iterable[SubmissionResult]:
        """Yield the result of everyone who shares a submission that was graded."""
        for one in self._sharing[result.student]:
            yield as_member(result, one)


def is_member(info: SubmissionInfo, submission: SubmissionFile) -> bool:
    """Return whether a stored result says of which team a submission is, and whose it was."""
    team = submission.team
    return (info.team, info.handed_in_by) == (("", "") if team is None else (team.name, team.by))


def as_member(result: SubmissionResult, submission: SubmissionFile) -> SubmissionResult:
    """Return a result as that of one member, with a note on whose submission it was."""
    team, told = submission.team, team_note(result.submission)
    name, by = ("", "") if team is None else (team.name, team.by)
    info = msgspec.structs.replace(result.submission, team=name, handed_in_by=by)
    notes = [note for note in result.notes if not told or note != told]
    said = team_note(info)
    return msgspec.structs.replace(
        result, student=submission.student, submission=info, notes=[*notes, said] if said else notes
    )


def team_note(info: SubmissionInfo) -> str:
    """Return the sentence for people on whose submission it was; "" without a team."""
    if not info.team:
        return ""
    if not info.handed_in_by:
        return say("handed in for the team {team}", team=info.team)
    return say(
        "handed in by {student} for the team {team}", student=info.handed_in_by, team=info.team
    )
