"""Tell nbgrader where this course keeps its files; read when nbgrader runs in the course root.

    nbgrader generate_assignment shallow_network --force

makes assignments/shallow_network/ from solutions/shallow_network/. The release is a pure
function of the source: nothing here may depend on the machine, the user or the time, so
that a release made anywhere can be compared with the committed one, byte by byte.
"""

c = get_config()  # noqa: F821  (nbgrader defines it while it reads this file)

c.CourseDirectory.course_id = "neural-networks"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"

# nbgrader hands out whatever lies beside a source notebook. What is known about wrong
# and right answers stays with the instructor, and so does an editor's litter, which
# differs from one machine to the next.
c.CourseDirectory.ignore = [
    ".*",
    "*.pyc",
    "__pycache__",
    "feedback",
    "misconceptions.py",
    "variants",
    "equivalent_mutants.yaml",
]

# This line takes the place of what is between "### BEGIN SOLUTION" and "### END SOLUTION".
# nbgrader's own stub would also raise, but without saying which exercise is missing: here
# the `raise NotImplementedError("Exercise 1: ...")` after the marks stays in the release.
c.ClearSolutions.code_stub = {"python": "# Your code here"}

# Readable by all, writable by its owner, whatever the umask of whoever runs this.
c.GenerateAssignment.permissions = 644
