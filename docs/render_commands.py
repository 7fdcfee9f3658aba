"""Write docs/commands.md: each command and option, as Typer describes the program itself.

python docs/render_commands.py          # rewrite the page
python docs/render_commands.py --check  # exit 1 if the page is out of date
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import typer
from typer.cli import get_docs_for_click

from autograder.cli.app import app

PAGE = Path(__file__).resolve().parent / "commands.md"
BEGIN = """\
# Commands and options

<!-- Written by docs/render_commands.py from the program's own help: change it there. -->

Every command and every option, in the words of `--help`. [The command line](command-line.md)
explains them and shows examples.

"""


def render() -> str:
    """Return the page. It is the same on every machine, and has the names of --help."""
    program = typer.main.get_command(app)
    for command in program.commands.values():
        command.short_help = command.help  # whole, in the list of commands
        for parameter in command.params:
            if parameter.name == "jobs":
                parameter.show_default = "the number of processors"
            if parameter.param_type_name == "argument":
                parameter.metavar = (parameter.metavar or parameter.name).strip("[].").upper()
    context = typer.Context(program)
    text = get_docs_for_click(obj=program, ctx=context, name="autograder", indent=1)
    return BEGIN + text.rstrip() + "\n"


def main() -> None:
    """Rewrite the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        sys.exit(PAGE.read_text(encoding="utf-8") != render())
    PAGE.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
