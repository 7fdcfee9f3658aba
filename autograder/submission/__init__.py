"""From a path to numbered cells of code."""
