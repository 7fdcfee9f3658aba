"""Take a course over that was written for nbgrader or otter-grader."""
