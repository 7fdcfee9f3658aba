"""How Moodle names submissions in "Download all submissions" (mod/assign).

Alone: the full name and a number of this assignment and user. Blind: the word for a
participant, in the language of whoever downloads, and that number. In teams: the name of
the group and its number, or of the default group and none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

import msgspec

from autograder.course.roster import Claim, Roster
from autograder.course.rows import letters
from autograder.text import listed

# "Ada Lovelace_123456_assignsubmission_file_", flat with the file's name after it
_ENTRY = re.compile(
    r"(?P<name>.+?)(?:_(?P<number>\d+))?_assignsubmission_[a-z]+(?:_(?P<file>.*))?$", re.DOTALL
)
_ENDS_WITH_NUMBER = re.compile(r"(?P<word>.*\D)(?P<number>\d+)", re.DOTALL)
# Moodle's word for a participant in some languages, by letters alone. In others, two entries
# that bear the same word and two numbers show what it is.
_PARTICIPANT = {
    *("participant", "participante", "partecipante", "teilnehmer", "teilnehmerin", "deelnemer"),
    *("teilnehmende", "deltager", "deltagare", "deltaker", "osallistuja", "uczestnik"),
}


class Entry(msgspec.Struct, frozen=True):
    """The outermost name of a file of Moodle's, in parts."""

    name: str
    number: str
    file: str


def parse(first: str) -> Entry | None:
    """Return the parts of a name, None where it is not as Moodle writes it."""
    match = _ENTRY.match(first)
    if match is None:
        return None
    return Entry(match["name"], match["number"] or "", match["file"] or "")


class Export(msgspec.Struct, frozen=True):
    """What all names of one export say together."""

    is_blind: bool
    is_by_team: bool
    numbers: Mapping[str, Collection[str]]  # by the letters of a name

    def claim(self, entry: Entry) -> Claim:
        """Return whose an entry claims to be.

        The number is one of this assignment's, and may be another student's elsewhere: it
        counts only where the name agrees, or where there is none.
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
    """Return why a name with several numbers means nobody, "" for one number."""
    if len(numbers) < 2:
        return ""
    return f"{len(numbers)} people of this export bear the name, with the numbers {listed(numbers)}"


def look_at(firsts: Iterable[str], roster: Roster) -> Export:
    """Return what the outermost names of an export say together.

    One student who is called like a group, or like the word for a participant, makes no
    export of teams and no blind one.
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
    """Return whether an entry has no name but the word for a participant, and a number."""
    match = _ENDS_WITH_NUMBER.fullmatch(entry.name)
    is_doubled = match is not None and match["number"] == entry.number  # "Participant 12_12"
    word = match["word"] if match is not None and is_doubled else entry.name
    return bool(entry.number) and (is_doubled or letters(word) in _PARTICIPANT)
