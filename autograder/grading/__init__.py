"""From a class to result files."""
