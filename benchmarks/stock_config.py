"""nbgrader's own configuration for a copy of this course, as users have it without us."""

c = get_config()  # noqa: F821  (nbgrader defines it while it reads this file)
c.CourseDirectory.course_id = "neural-networks"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.ClearSolutions.code_stub = {"python": "# Your code here"}
