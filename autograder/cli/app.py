"""The command line: each command parses, calls one function of the package, and prints.

Results go to standard output, progress and summaries to standard error. Exit codes: 0 done; 1
something did not pass (a submission is below --fail-under or could not be collected, somebody has
no page, something is not translated, an audit is not clean, a release is not fit); 2 a mistake in
the command or the course; 3 an error of ours; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable

import typer

from autograder import __version__
from autograder.cli.adopt import adopt
from autograder.cli.audit import audit
from autograder.cli.collect import collect
from autograder.cli.console import announce
from autograder.cli.doctor import doctor
from autograder.cli.export import export
from autograder.cli.feedback import feedback
from autograder.cli.grade import grade
from autograder.cli.hand_marks import marks
from autograder.cli.init import init
from autograder.cli.keep import backup, forget
from autograder.cli.links import links
from autograder.cli.misconception import misconception
from autograder.cli.release import release
from autograder.cli.report import report
from autograder.cli.serve import serve
from autograder.cli.similar import similar
from autograder.cli.streams import go_on_without_readers
from autograder.cli.submit import submit
from autograder.cli.translate import translate
from autograder.cli.watch import watch
from autograder.cli.work import work
from autograder.errors import AutograderError, StorageError

app = typer.Typer(
    help="Grade notebook exercises with hidden tests that student code cannot reach.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
# What a disk or its permissions refuse, as opposed to a bug of ours.
_REFUSALS = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT}

for command in (
    *(grade, report, misconception, similar, audit, feedback, export, collect, watch),
    *(init, adopt, translate, release, doctor),
    *(serve, links, work, marks, backup, forget, submit),
):
    app.command()(command)


@app.command()
def version() -> None:
    """Print the version."""
    sys.stdout.write(f"{__version__}\n")


def main(run: Callable[[], None] = app) -> None:
    """Run the command line; a mistake of the user gives one sentence and no traceback."""
    go_on_without_readers()
    try:
        run()
    except AutograderError as error:
        announce(f"autograder: {error}")
        sys.exit(error.exit_code)
    except OSError as error:
        if error.errno not in _REFUSALS:
            raise
        announce(f"autograder: {error.filename or 'the disk'}: {error.strerror}; nothing was lost")
        sys.exit(StorageError.exit_code)
