"""The words of the pages that students read, in their language."""

from __future__ import annotations

from markupsafe import Markup, escape

from autograder.languages import Catalogue, say, say_n
from autograder.report.words import tell

WORDS = {
    "skip": say("Skip to the content"),
    "leave": say("Leave"),
    "home": say("All assignments"),
    # entering
    "enter_title": say("Enter the course"),
    "enter_as": say("You enter as {person}."),
    "enter": say("Enter"),
    "enter_other": say("If this is not you, close this page."),
    "link_wrong": say("This link is not valid"),
    "link_why": say("It is not complete, or another one has taken its place."),
    "link_what": say("Ask your instructor for a new link."),
    "outside": say("You have not entered"),
    "outside_what": say("Open the personal link that your instructor has given you."),
    "no_launch": say("Your learning platform has not proved who you are."),
    "no_launch_what": say("Open the course there again, in a new tab."),
    "no_assignment": say("No assignment is called {given}. There are: {names}."),
    "token_wrong": say("Your personal link, or the token of your hub, is not valid here."),
    "stranger_what": say("Ask your instructor to add you."),
    "left": say("You have left. To come back, open your personal link."),
    # assignments
    "assignments": say("Your assignments"),
    "assignment": say("Assignment"),
    "due": say("Due"),
    "due_at": say("Due {moment}"),
    "no_due": say("No due date"),
    "extended": say("extended for you"),
    "over": say("The due date is over. You may still hand in; that is late."),
    "late_days": say("Late days left in this term: {n}"),
    "points": say("Points"),
    "points_are": say("Points: {points}"),
    "attempts": say("Your attempts"),
    "none_yet": say("You have not handed in anything yet."),
    "not_handed_in": say("Not handed in"),
    "download": say("Download the assignment"),
    "nothing_released": say("This assignment has not been handed out yet."),
    # handing in
    "hand_in": say("Hand in"),
    "choose": say("Your notebook {names}"),
    "choose_several": say("Your notebooks {names}, or one zip with them"),
    "choose_hint": say("Choose the file, or drag it onto the field."),
    "counts_last": say("Your last attempt counts."),
    "counts_best": say("Your best attempt counts."),
    # an attempt
    "attempt": say("Attempt {n}"),
    "receipt": say("Receipt"),
    "received": say("Received"),
    "hash": say("SHA-256 of what you handed in"),
    "by": say("Handed in by {student}"),
    "team_attempts": say("Your team's attempts"),
    "for_team": say("You work in a team: what one of you hands in counts for all."),
    "get_back": say("Download what you handed in"),
    "counts": say("This attempt counts."),
    "this_counts": say("counts"),
    "aside": say("Your instructor has set this attempt aside; it does not count: {why}"),
    "is_aside": say("set aside"),
    "waiting": say("Your work has been received. It will be graded soon."),
    "running": say("Your work is being graded."),
    "look_again": say("Reload"),
    "comes_by_itself": say("This page reloads by itself."),
    "dropped": say("You handed in again before this attempt was graded, so it was left out."),
    "state_waiting": say("waiting"),
    "state_running": say("being graded"),
    "state_dropped": say("left out"),
    "state_graded": say("graded"),
    # what went wrong
    "wrong": say("That did not work"),
    "not_found": say("There is no such page"),
    "not_found_what": say("Perhaps the address is not complete."),
    "back": say("Back"),
    "too_large": say("The file is too large. At most {size} MiB can be handed in."),
    "too_large_what": say("Clear the outputs of your notebook, save it, and hand it in again."),
    "too_slow": say("Your file arrived too slowly, so it was not taken."),
    "not_taken": say("Nothing was handed in."),
    "again": say("Go back and try again."),
    "too_many": say("Too many requests. Wait a minute, and try again."),
    "again_at": say("The next attempt is possible after {moment}."),
    "stale": say("This form is out of date. Go back, load the page again, and send it once more."),
    "trouble": say("Something of ours does not work at the moment. It is not your fault."),
    "trouble_what": say("Wait a minute, and try again. What you handed in before is safe."),
    "no_file": say("No file was chosen."),
    "one_file": say("Hand in one file: your notebook, or a zip with it."),
    "wrong_type": say("{file} is not a notebook. Hand in the .ipynb file."),
    "other_name": say("{file} is none of this assignment's notebooks, {names}."),
    "other_assignment": say("This is a notebook of another assignment: {other}."),
    "no_exercise": say(
        "This file has none of the exercises of {assignment}. Did you choose the right one?"
    ),
}


class Words:
    """Words by their name in one language, as HTML; values in them are escaped."""

    def __init__(self, catalogue: Catalogue | None) -> None:
        self._catalogue = catalogue

    def __call__(self, name: str, **values: object) -> Markup:
        """Return words with their placeholders filled."""
        return self.filled(WORDS[name], **values)

    def filled(self, sentence: str, **values: object) -> Markup:
        """Return a sentence, or a text of the course, with its placeholders filled."""
        told = escape(tell(sentence, self._catalogue))
        return told.format(**values) if values else told

    def text(self, name: str, **values: object) -> str:
        """Return words as plain text."""
        return str(tell(WORDS[name].filled(**values), self._catalogue))

    def in_queue(self, before: int) -> Markup:
        """Return how many attempts are graded before one's own."""
        return self.filled(
            say_n(
                "{n} attempt is graded before yours.",
                "{n} attempts are graded before yours.",
                before,
            )
        )

    def times(self, number: int) -> Markup:
        """Return how often something was handed in."""
        return self.filled(say_n("Handed in {n} time", "Handed in {n} times", number))

    def left(self, number: int) -> Markup:
        """Return how many attempts are left."""
        return self.filled(
            say_n("You have {n} attempt left.", "You have {n} attempts left.", number)
        )

    def per_hour(self, number: int) -> Markup:
        """Return how many attempts an hour allows."""
        return self.filled(
            say_n("You may hand in {n} time an hour.", "You may hand in {n} times an hour.", number)
        )
