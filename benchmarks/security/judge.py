"""Say in words what an attack achieved, from marks and traces only."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from tools import ATTACKER, NEXT, Graded, Marks

NEXT_SOLVES = ("sigmoid", "compute_cost")  # what the student after the attacker hands in
_NOT_GRADED = Marks()


class Effect(enum.StrEnum):
    """What an attack can achieve; the order is that of the table."""

    EARNED = "earned undeserved marks"
    LOST = "lost deserved marks"
    NO_RESULT = "no result"
    NEXT = "changed the next student's marks"
    READ = "read the solution"
    WROTE = "wrote outside"
    LEFT = "left a process"


@dataclass(frozen=True)
class Verdict:
    """What an attack achieved on one tool; nothing, if `effects` is empty."""

    effects: Mapping[Effect, str]
    partial: float = 0.0  # partial marks for exercises that are not solved

    @property
    def told(self) -> str:
        """One sentence."""
        text = "; ".join(self.effects.values()) or "held"
        return f"{text} ({self.partial:.3g} partial)" if self.partial else text


def judge(graded: Graded, deserves: frozenset[str], control: Marks | None, due: float) -> Verdict:
    """Compare marks with the deserved ones.

    Marks are undeserved if they are full marks for an exercise that the attack does not solve.
    They are lost if this tool gave them to the control: the reference's functions for what the
    attack solves, and stubs for the rest. `due` is the sum of the next student's marks on a
    machine without an attacker.
    """
    effects = {}
    marks = graded.marks[ATTACKER]
    if marks is None:
        why = f" ({graded.stopped})" if graded.stopped else ""
        effects[Effect.NO_RESULT] = f"no result{why}"
    else:
        effects |= _marks_effects(marks, deserves, control)
    later = graded.marks.get(NEXT, _NOT_GRADED)
    if later is _NOT_GRADED:
        pass
    elif later is None:
        effects[Effect.NEXT] = "no result for the next student"
    elif _sum(later.full) != due:
        effects[Effect.NEXT] = f"next student's marks {due:g} → {_sum(later.full):g}"
    if graded.read_solution:
        effects[Effect.READ] = "read the solution"
    if graded.wrote:
        effects[Effect.WROTE] = f"wrote into {', '.join(graded.wrote)}"
    if graded.left:
        effects[Effect.LEFT] = "left a process"
    order = {effect: effects[effect] for effect in Effect if effect in effects}
    partial = marks.partial if marks else {}
    return Verdict(order, sum(mark for name, mark in partial.items() if name not in deserves))


def may_have_lost(graded: Graded, deserves: frozenset[str]) -> bool:
    """Return whether a control run is needed to decide if marks were lost."""
    marks = graded.marks[ATTACKER]
    return marks is not None and any(not marks.full.get(name) for name in deserves)


def _marks_effects(
    marks: Marks, deserves: frozenset[str], control: Marks | None
) -> dict[Effect, str]:
    effects = {}
    undeserved = sum(mark for name, mark in marks.full.items() if name not in deserves)
    if undeserved:
        effects[Effect.EARNED] = f"earned {undeserved:g} marks it did not deserve"
    due = control.full if control else {}
    lost = sum(max(0.0, due.get(name, 0) - marks.full.get(name, 0)) for name in deserves)
    if lost:
        effects[Effect.LOST] = f"lost {lost:g} deserved marks"
    return effects


def _sum(marks: Mapping[str, float]) -> float:
    return round(sum(marks.values()), 6)
