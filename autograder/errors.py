"""Every error that this package raises on purpose.

    AutograderError
    ├── CourseError            course.yaml, a source notebook or a grader is wrong
    ├── RequestError           a request that cannot be fulfilled
    ├── UnreadableSubmission   a submission that is neither a notebook nor a script
    ├── SandboxError           the requested isolation is not available
    ├── WireError              a peer broke the protocol or its limits
    ├── StorageError           a result file cannot be written
    ├── GradebookError         nbgrader's database cannot be used as it is
    ├── ServiceError           the service's database or its address cannot be used
    └── EngineError            a grader process of ours died or hung

A message says what happened, where, and what to do. The command line prints it
as one sentence; a traceback means a bug of ours.
"""


class AutograderError(Exception):
    """The base of every error below, with the exit code of the command."""

    exit_code = 3


class CourseError(AutograderError):
    """The course's own files are wrong: course.yaml, source notebook, graders."""

    exit_code = 2


class RequestError(AutograderError):
    """The command asks for something that does not exist or is not possible."""

    exit_code = 2


class UnreadableSubmission(AutograderError):
    """The submission cannot be read as a notebook or a script."""


class SandboxError(AutograderError):
    """The machine does not offer the isolation that was asked for."""


class WireError(AutograderError):
    """A message is malformed, too large, too deep, or of an unknown kind."""


class StorageError(AutograderError):
    """A result file cannot be written."""


class GradebookError(AutograderError):
    """The gradebook cannot be opened, read or written, or does not fit the course."""


class ServiceError(AutograderError):
    """The service's database or its address cannot be used."""


class EngineError(AutograderError):
    """A grader process of ours died, hung, or sent nonsense."""
