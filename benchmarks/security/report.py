"""Show the measurements as tables, as Markdown and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus import Attack
from judge import Effect, Verdict
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from tools import ATTACKER, Graded


@dataclass(frozen=True)
class Measured:
    """Everything that the benchmark found; keys are an attack's and a tool's name."""

    tools: list[str]
    baselines: Mapping[str, Mapping[str, Graded]]
    attacks: list[Attack]
    graded: Mapping[tuple[str, str], Graded]
    verdicts: Mapping[tuple[str, str], Verdict]
    seconds: float

    @property
    def counts(self) -> list[tuple[str, list[int]]]:
        """How many attacks had each effect, by tool."""
        verdicts = [[self.verdicts[a.name, tool] for a in self.attacks] for tool in self.tools]
        rows = [("held", [sum(not v.effects for v in column) for column in verdicts])]
        return rows + [(e, [sum(e in v.effects for v in c) for c in verdicts]) for e in Effect]

    @property
    def baseline_rows(self) -> list[list[str]]:
        """The marks of honest submissions."""
        return [
            [name, "", *(_total(by_tool[tool]) for tool in self.tools)]
            for name, by_tool in self.baselines.items()
        ]

    @property
    def seconds_by_tool(self) -> list[float]:
        """Seconds for the attacks, by tool."""
        return [sum(self.graded[a.name, tool].seconds for a in self.attacks) for tool in self.tools]


def _total(graded: Graded) -> str:
    marks = graded.marks[ATTACKER]
    return "no result" if marks is None else f"{sum(marks.full.values()):g} marks"


def show(measured: Measured, console: Console) -> None:
    """Print the tables."""
    table = Table("attack", "what it tries", *measured.tools, show_lines=True)
    for row in measured.baseline_rows:
        table.add_row(*row)
    for attack in measured.attacks:
        verdicts = [measured.verdicts[attack.name, tool] for tool in measured.tools]
        colours = ["red" if verdict.effects else "green" for verdict in verdicts]
        told = [f"[{c}]{escape(v.told)}[/]" for c, v in zip(colours, verdicts, strict=True)]
        table.add_row(escape(attack.name), escape(attack.tries), *told)
    console.print(table)
    counts = Table(f"of {len(measured.attacks)} attacks", *measured.tools)
    for name, numbers in measured.counts:
        counts.add_row(name, *map(str, numbers))
    counts.add_row("seconds", *(f"{seconds:.0f}" for seconds in measured.seconds_by_tool))
    console.print(counts)
    console.print(f"{measured.seconds:.0f} s in all")


def write_markdown(measured: Measured, path: Path) -> None:
    """Write the tables as Markdown."""
    lines = _markdown(["attack", "what it tries", *measured.tools])
    lines += map(_row, measured.baseline_rows)
    for attack in measured.attacks:
        told = [measured.verdicts[attack.name, tool].told for tool in measured.tools]
        lines.append(_row([attack.name, attack.tries, *told]))
    lines += ["", *_markdown([f"of {len(measured.attacks)} attacks", *measured.tools])]
    lines += [_row([name, *map(str, numbers)]) for name, numbers in measured.counts]
    lines.append(_row(["seconds", *(f"{seconds:.0f}" for seconds in measured.seconds_by_tool)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _markdown(heads: list[str]) -> list[str]:
    return [_row(heads), "|" + "---|" * len(heads)]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def write_json(measured: Measured, path: Path) -> None:
    """Write everything that was measured, with the ends of the logs."""
    attacks = {}
    for attack in measured.attacks:
        by_tool = {}
        for tool in measured.tools:
            verdict, graded = (of[attack.name, tool] for of in (measured.verdicts, measured.graded))
            by_tool[tool] = _plain(graded) | {"told": verdict.told, "effects": [*verdict.effects]}
        attacks[attack.name] = {"deserves": sorted(attack.deserves), "tools": by_tool}
    baselines = {
        name: {tool: _plain(graded) for tool, graded in by_tool.items()}
        for name, by_tool in measured.baselines.items()
    }
    text = json.dumps(
        {"seconds": measured.seconds, "baselines": baselines, "attacks": attacks}, indent=1
    )
    path.write_text(text + "\n", encoding="utf-8")


def _plain(graded: Graded) -> dict:
    marks = {
        student: None if marks is None else marks.full | marks.partial
        for student, marks in graded.marks.items()
    }
    return {
        "marks": marks,
        "seconds": round(graded.seconds, 2),
        "stopped": graded.stopped,
        "left": list(graded.left),
        "wrote": list(graded.wrote),
        "read_solution": graded.read_solution,
        "log": graded.log[-2000:],
    }
