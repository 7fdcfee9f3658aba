"""Every error that this package raises on purpose.

    AutograderError
    ├── CourseError            course.yaml, a source notebook or a grader is wrong
    ├── RequestError           what was asked for cannot be done as asked
    ├── UnreadableSubmission   a submission that is no notebook and no script
    ├── SandboxError           the isolation that was asked for cannot be had
    ├── WireError              a peer broke the protocol or its limits
    ├── StorageError           a result file cannot be written
    ├── GradebookError         nbgrader's database cannot be used as it is
    └── EngineError            a grader process of ours died or hung

A message says what happened, where, and what to do. The command line prints it
as one sentence; a traceback means a bug of ours.
"""


class AutograderError(Exception):
    """What every error below has in common, with its exit code."""

    exit_code = 3


class CourseError(AutograderError):
    """The course's own files are wrong: course.yaml, source notebook, graders."""

    exit_code = 2


class RequestError(AutograderError):
    """The command asks for something that is not there, or not possible."""

    exit_code = 2


class UnreadableSubmission(AutograderError):
    """The submission cannot be read as a notebook or a script."""


class SandboxError(AutograderError):
    """The machine does not offer the isolation that was asked for."""


class WireError(AutograderError):
    """A message is malformed, too large, too deep, or not one we know."""


class StorageError(AutograderError):
    """A result file cannot be written."""


class GradebookError(AutograderError):
    """The gradebook cannot be opened, read or written, or does not fit the course."""


class EngineError(AutograderError):
    """A grader process of ours died, hung, or answered nonsense."""
