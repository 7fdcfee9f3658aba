"""Questions that people mark: answers, marks, rubrics, and their way into nbgrader's gradebook."""
