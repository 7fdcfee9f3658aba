"""nbgrader's own configuration for a copy of this course, as users have it without us."""

c = get_config()  # noqa: F821  (nbgrader defines it while it reads this file)
c.CourseDirectory.course_id = "neural-networks"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.ClearSolutions.code_stub = {"python": "# Your code here"}
# Limits on wall time: a busy machine must not end a measurement of CPU time.
c.Execute.timeout = 600
c.Execute.iopub_timeout = 120
