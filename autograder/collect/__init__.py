"""Bring submissions from exports and clones into nbgrader's tree, before anything is graded."""
