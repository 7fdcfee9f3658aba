"""nbgrader's gradebook and graded notebooks, written from result files."""
