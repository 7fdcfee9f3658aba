"""What nbgrader loads from us: its configuration, grading, late rule and feedback pages."""
