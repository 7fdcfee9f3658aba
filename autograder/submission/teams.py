"""Submissions of teams: the latest of any member's counts for all members.

Who is in which team is what the roster's column `group` says. A student without a team is alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import msgspec

from autograder.course.deadlines import read_submitted
from autograder.course.folder import CourseFolder
from autograder.course.roster import ROSTER_FILE, Roster, read_roster
from autograder.course.settings import COURSE_FILE, Assignment
from autograder.errors import RequestError
from autograder.submission.editions import Editions
from autograder.submission.find import SubmissionFile, Team, submission_in


def with_teams(
    folder: CourseFolder, assignment: Assignment, found: list[SubmissionFile]
) -> list[SubmissionFile]:
    """Return submissions with one for each member of a team, all of them the team's latest one.

    Of a submission in `submitted/`, its team's others there are looked at too, so that it does
    not matter whose was asked for. Raises RequestError if the roster has no teams.
    """
    if not assignment.teams:
        return found
    path = folder.root / ROSTER_FILE
    roster = read_roster(path)
    if not roster.has_groups:
        raise RequestError(
            f"{path}: no column group, and {COURSE_FILE} says teams: true for {assignment.name}"
        )
    teams = Teams(roster)
    mates = _mates(folder, assignment, found, teams)
    return teams.shared([*found, *mates], folder.course.zone)


class Teams:
    """Who is in which team."""

    def __init__(self, roster: Roster) -> None:
        """Read the teams of a roster; the first spelling of a team's name counts."""
        self._names: dict[str, str] = {}  # by the name as it is compared
        self._team: dict[str, str] = {}  # by student, the same
        for student in roster.students:
            for folded in student.values("group"):
                self._names.setdefault(folded, student.written("group"))
                self._team[student.id] = folded
        self._members: dict[str, list[str]] = {}
        for student_id, folded in self._team.items():
            self._members.setdefault(folded, []).append(student_id)

    def mates(self, student: str) -> list[str]:
        """Return everyone in a student's team, the student too."""
        team = self._team.get(student)
        return [student] if team is None else self._members[team]

    def name(self, student: str) -> str:
        """Return the name of a student's team; "" without one."""
        return self._names.get(self._team.get(student, ""), "")

    def shared(self, found: Iterable[SubmissionFile], zone: dt.tzinfo) -> list[SubmissionFile]:
        """Return the submissions that count, one for each member of each team."""
        alone: list[SubmissionFile] = []
        together: dict[str, list[SubmissionFile]] = {}
        for submission in found:
            team = self._team.get(submission.student)
            if team is None:
                alone.append(submission)
            else:
                together.setdefault(team, []).append(submission)
        for team, several in together.items():
            times = [_moment(submission, zone) for submission in several]
            last = [s for s, time in zip(several, times, strict=True) if time == max(times)]
            chosen = min(last, key=lambda submission: submission.student)
            by = chosen.student if len(last) == 1 else ""
            alone += [
                msgspec.structs.replace(chosen, student=member, team=Team(self._names[team], by))
                for member in self._members[team]
            ]
        return alone


def _mates(
    folder: CourseFolder, assignment: Assignment, found: list[SubmissionFile], teams: Teams
) -> Iterable[SubmissionFile]:
    """Yield what members of the teams have in `submitted/` and what was not asked for."""
    there = {submission.student for submission in found}
    asked = {s.student for s in found if s.is_collected}
    editions = Editions.of(folder, assignment)
    for mate in sorted({m for student in asked for m in teams.mates(student)} - there):
        place = folder.submitted() / mate / assignment.name
        if place.is_dir():
            yield submission_in(mate, place, assignment.notebooks, editions)


def _moment(submission: SubmissionFile, zone: dt.tzinfo) -> dt.datetime:
    """Return when a submission was handed in; its file's own time if nothing says so."""
    said = submission.submitted_at()
    moment = None if said is None else read_submitted(said, zone)
    if moment is not None:
        return moment
    try:
        return dt.datetime.fromtimestamp(_changed(submission.path), dt.UTC)
    except OSError:
        return dt.datetime.min.replace(tzinfo=dt.UTC)


def _changed(path: Path) -> float:
    return path.lstat().st_mtime
