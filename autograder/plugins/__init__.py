"""What nbgrader loads: grading through our engine inside its own commands."""
