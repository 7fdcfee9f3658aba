"""Read a submission: from a path to numbered cells of code."""
