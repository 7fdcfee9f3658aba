"""Read how Moodle names submissions in "Download all submissions" (mod/assign).

For single students, it is the full name and a number for this assignment and user. In blind
marking, it is the word for a participant, in the language of the person who downloads, and that
number. For teams, it is the group's name and number, or the default group without a number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

import msgspec

from autograder.course.roster import Claim, Roster
from autograder.course.rows import letters
from autograder.text import listed

# "Ada Lovelace_123456_assignsubmission_file_", followed by the file's name if flat
_ENTRY = re.compile(
    r"(?P<name>.+?)(?:_(?P<number>\d+))?_assignsubmission_[a-z]+(?:_(?P<file>.*))?$", re.DOTALL
)
_ENDS_WITH_NUMBER = re.compile(r"(?P<word>.*\D)(?P<number>\d+)", re.DOTALL)
# Moodle's word for a participant in some languages, as letters. In other languages, two
# entries with the same word and different numbers reveal it.
_PARTICIPANT = {
    *("participant", "participante", "partecipante", "teilnehmer", "teilnehmerin", "deelnemer"),
    *("teilnehmende", "deltager", "deltagare", "deltaker", "osallistuja", "uczestnik"),
}


class Entry(msgspec.Struct, frozen=True):
    """The parts of the outermost name of a file from Moodle."""

    name: str
    number: str
    file: str


def parse(first: str) -> Entry | None:
    """Return the parts of a name; None if Moodle does not write such names."""
    match = _ENTRY.match(first)
    if match is None:
        return None
    return Entry(match["name"], match["number"] or "", match["file"] or "")


class Export(msgspec.Struct, frozen=True):
    """What all names of one export say together."""

    is_blind: bool
    is_by_team: bool
    numbers: Mapping[str, Collection[str]]  # by a name's letters, the numbers that come with it

    def claim(self, entry: Entry) -> Claim:
        """Return a claim about whose an entry is.

        The number belongs to this assignment, and may be another student's elsewhere. So it
        counts only if the name agrees, or if there is no name.
        """
        keys = (("moodle", entry.number), ("lms", entry.number))
        shown = f"{entry.name} ({entry.number})" if self.is_blind else entry.name
        if self.is_by_team:
            return Claim(entry.name, (), group=entry.name)
        if self.is_blind:
            return Claim(shown, keys)
        several = self.numbers.get(letters(entry.name), ())
        return Claim(shown, (*keys, ("name", entry.name)), True, doubt=doubt(several))


def doubt(numbers: Collection[str]) -> str:
    """Return why a name with several numbers identifies nobody; "" for one number."""
    if len(numbers) < 2:
        return ""
    return f"{len(numbers)} people of this export bear the name, with the numbers {listed(numbers)}"


def look_at(firsts: Iterable[str], roster: Roster) -> Export:
    """Return what the outermost names of an export say together.

    A single student named like a group, or like the word for a participant, does not make it an
    export of teams or a blind one.
    """
    entries = [entry for first in firsts if (entry := parse(first))]
    numbers: dict[str, set[str]] = {}
    for entry in entries:
        numbers.setdefault(letters(entry.name), set()).add(entry.number)
    is_of_names = any(roster.is_a_name(entry.name) for entry in entries)
    is_one_word = len(numbers) == 1 and len(next(iter(numbers.values()))) > 1
    is_all_blind = bool(entries) and all(map(_is_participant, entries))
    is_blind = not is_of_names and (is_one_word or is_all_blind)
    is_by_team = not is_of_names and not is_blind and roster.has_groups
    return Export(is_blind, is_by_team, numbers)


def _is_participant(entry: Entry) -> bool:
    """Return whether an entry has only the word for a participant and a number."""
    match = _ENDS_WITH_NUMBER.fullmatch(entry.name)
    is_doubled = match is not None and match["number"] == entry.number  # as in "Participant 12_12"
    word = match["word"] if match is not None and is_doubled else entry.name
    return bool(entry.number) and (is_doubled or letters(word) in _PARTICIPANT)
