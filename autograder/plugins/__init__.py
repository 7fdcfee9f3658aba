"""What nbgrader loads of ours: its configuration, grading, late rule and feedback pages."""
