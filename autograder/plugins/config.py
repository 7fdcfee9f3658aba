"""Configure nbgrader for a course, from course.yaml; `nbgrader_config.py` calls this."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.course.folder import CourseFolder, find_course
from autograder.errors import AutograderError, RequestError
from autograder.files import write_whole

CONFIG_FILE = "nbgrader_config.py"
CONFIG_LINES = "from autograder.plugins.config import configure; configure(get_config(), __file__)"
CONFIG_TEXT = '''\
"""Configure nbgrader for this course; all settings are in course.yaml."""

from autograder.plugins.config import configure

configure(get_config(), __file__)  # noqa: F821 - nbgrader defines it while it reads this file
'''

# nbgrader hands out everything beside a source notebook that is not named here. These are the
# instructor's files, and files that editors leave behind, which differ between machines.
_KEPT_BACK = (
    *(".*", "*.pyc", "__pycache__", "feedback"),
    *("misconceptions", "misconceptions.py", "variants", "equivalent_mutants.yaml"),
)


def write_config(folder: CourseFolder) -> bool:
    """Write a course's nbgrader_config.py; return whether it was missing before.

    Raises RequestError if there is one that does not call `configure`; it stays as it is.
    """
    path = folder.root / CONFIG_FILE
    if path.exists():
        if "autograder.plugins.config" in path.read_text(encoding="utf-8", errors="replace"):
            return False
        raise RequestError(
            f"{path} is there already and was left as it is; to have nbgrader grade through "
            f"autograder, put at its end: {CONFIG_LINES}"
        )
    write_whole(path, CONFIG_TEXT.encode())
    return True


def configure(config: Any, config_file: str) -> None:
    """Set nbgrader's configuration for the course that contains this configuration file.

    A release is a pure function of its source: except for the place of the database, nothing here
    depends on the machine, the user or the time. A mistake in the course ends the program. After
    an exception, nbgrader would continue without this configuration and run students' code
    itself.
    """
    # Imported here, because `autograder init` writes the file where nbgrader may be missing.
    from autograder.gradebook.place import find_own_programs, gradebook_url  # noqa: PLC0415
    from autograder.plugins.unfinished import remove_unfinished  # noqa: PLC0415

    try:
        folder = find_course(Path(config_file).parent)
        url = gradebook_url(folder)
    except AutograderError as error:
        raise SystemExit(f"autograder: {error}") from None
    find_own_programs()
    remove_unfinished(folder.autograded())

    config.CourseDirectory.course_id = folder.course.course
    config.CourseDirectory.root = str(folder.root)
    config.CourseDirectory.source_directory = "solutions"
    config.CourseDirectory.release_directory = "assignments"
    config.CourseDirectory.ignore = list(_KEPT_BACK)
    config.CourseDirectory.db_url = url

    # In place of what is between "### BEGIN SOLUTION" and "### END SOLUTION". nbgrader's own
    # stub would raise without saying which exercise is missing: here the source's
    # `raise NotImplementedError("Exercise 1: ...")` after the marks stays in the release.
    config.ClearSolutions.code_stub = {"python": "# Your code here"}
    # Readable by all and writable by its owner, whatever the umask is.
    config.GenerateAssignment.permissions = 644

    # We read, clean and grade the submission from the file as it was handed in.
    config.Autograde.sanitize_preprocessors = []
    config.Autograde.autograde_preprocessors = [
        "autograder.plugins.autograde.GradeInSandbox",
        "autograder.plugins.autograde.SaveMarks",
    ]
    config.Autograde.pre_convert_hook = "autograder.plugins.autograde.begin"
    config.Autograde.post_convert_hook = "autograder.plugins.unfinished.finish"
    # For formgrader's pages and nbgrader's feedback: formulas need no network.
    config.HTMLExporter.filters = {"markdown2html": "autograder.plugins.formulas.markdown2html"}
    config.GenerateFeedback.exporter_class = "autograder.plugins.feedback.FeedbackExporter"
